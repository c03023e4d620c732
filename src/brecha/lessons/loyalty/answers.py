"""Lesson 11, private side: right answers, and the wrong computations behind wrong ones."""

from __future__ import annotations

from brecha.checking import Key
from brecha.lessons.loyalty.programme import card_readings, value_readings
from brecha.lessons.loyalty.shoppers import (
    AHEAD,
    RECENT,
    WATCHED,
    by_chance,
    came_back_readings,
    model,
)
from brecha.models import word_of_mouth
from brecha.scenarios import next_door

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("either-rule")
def either_rule(lesson):
    return 30 + 25 - 10


@key.misconception("either-rule", "twice")
def _(lesson):
    return 30 + 25


@key.misconception("either-rule", "both")
def _(lesson):
    return 10


@key.misconception("either-rule", "one-only")
def _(lesson):
    return 30 + 25 - 2 * 10


@key.misconception("either-rule", "recent-alone")
def _(lesson):
    return 30


@key.misconception("either-rule", "neither")
def _(lesson):
    return 200 - 45


@key.reference("tighter-line")
def tighter_line(lesson):
    return "B"


@key.reference("fair-comparison")
def fair_comparison(lesson):
    return "C"


# --- one silence, two chances --------------------------------------------------------------------


@key.reference("likelier")
def likelier(lesson):
    many, few = lesson.data("pair")["alive"]
    return "A" if many > few + 0.01 else "B" if few > many + 0.01 else "C"


@key.reference("same-silence")
def same_silence(lesson):
    return "B"


@key.facts("likelier")
@key.facts("same-silence")
def pair_facts(lesson):
    many, few = (row for _, row in lesson.data("pair").iterrows())
    return {
        "many": str(int(many["customer"])),
        "few": str(int(few["customer"])),
        "many_days": int(many["repeat"]) + 1,
        "few_days": int(few["repeat"]) + 1,
        "silent": round(float(many["silent"])),
        "many_gap": float(many["active"] / many["repeat"]),
        "few_gap": float(few["active"] / few["repeat"]),
        "many_alive": float(many["alive"]),
        "few_alive": float(few["alive"]),
        "many_later": int(many["later"]),
        "few_later": int(few["later"]),
    }


def _chance(repeats, silent):
    return float(model().alive(repeats, last=AHEAD - silent, observed=AHEAD)[0])


def turning_week(repeats):
    """Find the first week of silence after which leaving is likelier than staying."""
    return next(week for week in range(AHEAD) if _chance(repeats, week) < 0.5)


@key.reference("half-way")
def half_way(lesson):
    offered = {"A": 12, "B": 21, "C": 36}
    return min(offered, key=lambda letter: abs(offered[letter] - turning_week(8)))


@key.facts("half-way")
def half_way_facts(lesson):
    return {
        "one": turning_week(1),
        "two": turning_week(2),
        "eight": turning_week(8),
        "sixteen": turning_week(16),
    }


# --- who came back -------------------------------------------------------------------------------


@key.reference("came-back")
def came_back(lesson):
    eight = lesson.data("eight")
    watched = eight["watched"] >= 30
    in_time = eight["second_after"] <= 30
    return (watched & in_time).sum() / watched.sum()


def _came_back_reading(name):
    @key.misconception("came-back", name)
    def compute(lesson):
        return came_back_readings(lesson.data("eight"))[name]

    return compute


for _name in (
    "everybody",
    "ever",
    "ever-watched",
    "of-all",
    "not-yet-left-out",
    "of-those-back",
    "others",
):
    _came_back_reading(_name)


@key.facts("came-back")
def came_back_facts(lesson):
    eight = lesson.data("eight")
    whole, soon = eight["watched"] >= WATCHED, eight["second_after"] <= WATCHED
    return {
        "whole": int(whole.sum()),
        "open": int((~whole).sum()),
        "in_time": int((whole & soon).sum()),
        "open_back": int((~whole & soon).sum()),
        "late": int((whole & (eight["second_after"] > WATCHED)).sum()),
    }


@key.reference("repeat-rate")
def repeat_rate(lesson):
    customers = lesson.data("customers")
    return customers.groupby("joined")["in_time"].mean()


@key.misconception("repeat-rate", "to-date")
def _(lesson):
    return lesson.data("customers").groupby("joined")["back"].mean()


@key.misconception("repeat-rate", "how-many")
def _(lesson):
    return lesson.data("customers").groupby("joined")["in_time"].sum()


@key.misconception("repeat-rate", "customers")
def _(lesson):
    return lesson.data("customers").groupby("joined")["in_time"].count()


@key.misconception("repeat-rate", "of-everybody")
def _(lesson):
    customers = lesson.data("customers")
    return customers.groupby("joined")["in_time"].sum() / customers["in_time"].count()


@key.misconception("repeat-rate", "of-those-who-came-back")
def _(lesson):
    came = lesson.data("customers").groupby("joined")["in_time"].sum()
    return came / came.sum()


@key.misconception("repeat-rate", "orders")
def _(lesson):
    return lesson.data("customers").groupby("joined")["repeat"].mean()


@key.facts("repeat-rate")
def window_facts(lesson):
    rates = lesson.data("customers").groupby("joined")[["back", "in_time"]].mean()
    return {
        f"{month}_{column}": float(rates.loc[month, column])
        for month in ("january", "march")
        for column in ("back", "in_time")
    }


# --- how likely, and was it so -------------------------------------------------------------------


@key.reference("likely-current")
def likely_current(lesson):
    returners = lesson.data("returners")
    return returners["alive"].sum()


@key.misconception("likely-current", "at-least-half")
def _(lesson):
    return (lesson.data("returners")["alive"] >= 0.5).sum()


@key.misconception("likely-current", "recent")
def _(lesson):
    return (lesson.data("returners")["silent"] <= RECENT).sum()


@key.misconception("likely-current", "share")
def _(lesson):
    return lesson.data("returners")["alive"].mean()


@key.misconception("likely-current", "everybody")
def _(lesson):
    return lesson.data("returners")["alive"].count()


@key.misconception("likely-current", "once-as-well")
def _(lesson):
    return lesson.data("customers")["alive"].sum()


@key.misconception("likely-current", "purchases")
def _(lesson):
    return lesson.data("returners")["repeat"].sum()


@key.facts("likely-current")
def likely_facts(lesson):
    returners, customers = lesson.data("returners"), lesson.data("customers")
    return {
        "people": len(returners),
        "half": int((returners["alive"] >= 0.5).sum()),
        "recent": int((returners["silent"] <= RECENT).sum()),
        "once": len(customers) - len(returners),
        "bought": int((customers.loc[customers["repeat"] > 0, "later"] > 0).sum()),
        "once_bought": float((customers.loc[customers["repeat"] == 0, "later"] > 0).mean()),
    }


@key.reference("forecast-missed")
def forecast_missed(lesson):
    customers = lesson.data("customers")
    return customers["later"].sum() - customers["expected"].sum()


@key.misconception("forecast-missed", "sign")
def _(lesson):
    return -forecast_missed(lesson)


@key.misconception("forecast-missed", "each")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].mean() - customers["expected"].mean()


@key.misconception("forecast-missed", "times")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].sum() / customers["expected"].sum()


@key.misconception("forecast-missed", "rows")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].count() - customers["expected"].sum()


@key.misconception("forecast-missed", "what-came")
def _(lesson):
    return lesson.data("customers")["later"].sum()


@key.misconception("forecast-missed", "what-was-forecast")
def _(lesson):
    return lesson.data("customers")["expected"].sum()


@key.misconception("forecast-missed", "only-returners")
def _(lesson):
    customers = lesson.data("customers")
    came = customers[customers["repeat"] > 0]
    return came["later"].sum() - came["expected"].sum()


@key.misconception("forecast-missed", "people")
def _(lesson):
    customers = lesson.data("customers")
    return (customers["later"] > 0).sum() - customers["expected"].sum()


@key.facts("forecast-missed")
def forecast_facts(lesson):
    customers = lesson.data("customers")
    came, said = customers["later"].sum(), customers["expected"].sum()
    harsh = by_chance(customers).iloc[0]
    return {
        "came": int(came),
        "said": round(float(said)),
        "part": float(1 - said / came),
        "low_chance": float(harsh["chance"]),
        "low_bought": float(harsh["bought"]),
    }


# --- goods, cards, opinions ----------------------------------------------------------------------


@key.reference("regular-or-repeat")
def regular_or_repeat(lesson):
    return "RDNRND"


@key.reference("card-effect")
def card_effect(lesson):
    rows = lesson.data("trial").set_index("group")
    card = rows.loc["card"]
    extra = card["purchases"] - rows.loc["no-card", "purchases"]
    return extra * card["margin"] - card["purchases"] * card["discount"]


def _card_reading(name):
    @key.misconception("card-effect", name)
    def compute(lesson):
        return card_readings(lesson.data("trial"))[name]

    return compute


for _name in (
    "asked",
    "extra-alone",
    "discount-on-extra",
    "discount-alone",
    "subsidy-alone",
    "everything",
    "per-customer",
    "sign",
):
    _card_reading(_name)


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


# --- a tale, and the neighbour -------------------------------------------------------------------


@key.reference("six-told")
def six_told(lesson):
    brought = word_of_mouth(6, share=0.02).brought
    return min({"A": 6.0, "B": 1.0, "C": 0.2}.items(), key=lambda pair: abs(pair[1] - brought))[0]


@key.facts("six-told")
def chain_facts(lesson):
    chain = word_of_mouth(6, share=0.02)
    return {
        "m": chain.m,
        "total": f"{chain.total:.3f}",
        "brought": f"{chain.brought:.3f}",
        "ten": word_of_mouth(6, share=0.10).brought,
        "sixteen": word_of_mouth(6, share=0.16).brought,
    }


@key.reference("other-value")
def other_value(lesson):
    year = lesson.data("contracts").iloc[0]
    stays = year["stayed"] / year["start"]
    return year["margin"] * stays / (1 + year["interest"] / 100 - stays)


def _value_reading(name):
    @key.misconception("other-value", name)
    def compute(lesson):
        return value_readings(lesson.data("contracts"))[name]

    return compute


for _name in (
    "with-new",
    "of-the-end",
    "no-interest",
    "years",
    "leavers",
    "next-year",
    "one-year",
    "percent",
):
    _value_reading(_name)


@key.convention("other-value", "certain")
def _(lesson):
    return value_readings(lesson.data("contracts"))["certain"]


@key.convention("other-value", "now")
def _(lesson):
    return value_readings(lesson.data("contracts"))["now"]


@key.facts("other-value")
def value_facts(lesson):
    year, values = lesson.data("contracts").iloc[0], value_readings(lesson.data("contracts"))
    return {
        "other": f"company-{next_door(lesson.parameters['company'])}",
        "rate": float(year["stayed"] / year["start"]),
        "refilled": float((year["stayed"] + year["new"]) / year["start"]),
        "margin": int(year["margin"]),
        "interest": int(year["interest"]),
        "start": int(year["start"]),
        "stayed": int(year["stayed"]),
        "new": int(year["new"]),
        "with_new": values["with-new"],
        "certain": values["certain"],
        "now": values["now"],
    }
