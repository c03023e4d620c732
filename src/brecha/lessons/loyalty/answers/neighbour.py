"""What a customer is worth to the neighbour, and what a tale brings."""

from brecha.checking import Key
from brecha.models import word_of_mouth
from brecha.scenarios import next_door

from ..programme import value_readings

key = Key()


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


@key.readings(
    "other-value",
    "with-new",
    "of-the-end",
    "no-interest",
    "years",
    "leavers",
    "next-year",
    "one-year",
    "percent",
)
def value_turns(lesson):
    return value_readings(lesson.data("contracts"))


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
