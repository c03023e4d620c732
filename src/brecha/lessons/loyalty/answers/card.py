"""The card: what it brings and costs, beside goods that come back and opinions."""

from brecha.checking import Key

from ..programme import card_readings

key = Key()


@key.reference("regular-or-repeat")
def regular_or_repeat(lesson):
    return "RDNRND"


@key.reference("card-effect")
def card_effect(lesson):
    rows = lesson.data("trial").set_index("group")
    card = rows.loc["card"]
    extra = card["purchases"] - rows.loc["no-card", "purchases"]
    return extra * card["margin"] - card["purchases"] * card["discount"]


@key.readings(
    "card-effect",
    "asked",
    "extra-alone",
    "discount-on-extra",
    "discount-alone",
    "subsidy-alone",
    "everything",
    "per-customer",
    "sign",
)
def card_turns(lesson):
    return card_readings(lesson.data("trial"))


@key.facts("card-effect")
def card_facts(lesson):
    rows = lesson.data("trial").set_index("group")
    without, card, asked = (int(value) for value in rows["purchases"])
    margin, discount = int(rows["margin"].iloc[0]), int(rows["discount"].max())
    return {
        "without": without,
        "card": card,
        "asked": asked,
        "extra": card - without,
        "margin": margin,
        "discount": discount,
        "gained": (card - without) * margin,
        "paid": card * discount,
        "subsidy": without * discount,
        "turning": (card - without) * margin / card,
    }


@key.reference("opinions-when")
def opinions_when(lesson):
    return "C"


@key.reference("ever-more-loyal")
def ever_more_loyal(lesson):
    return "B"
