"""The neighbour: the share of current customers by other rules."""

from brecha.checking import Key
from brecha.scenarios import next_door

from ..buyers import current_share
from ..prospects import LAST_YEAR, OFTEN, neighbour_readings

key = Key()


@key.reference("other-share")
def other_share(lesson):
    other = lesson.data("other")
    recent = other["days_since"] <= 365
    periodic = other["orders"] >= 4
    return (recent | periodic).mean()


@key.readings(
    "other-share",
    "both",
    "twice",
    "recent-alone",
    "often-alone",
    "old-rules",
    "old-cutoff",
    "old-number",
    "one-only",
    "the-others",
    "mean-of-two",
    "turned-round",
    "more-than",
    "count",
)
def neighbour_turns(lesson):
    return neighbour_readings(lesson.data("other"))


@key.misconception("other-share", "record-shop")
def _(lesson):
    return current_share(lesson.data("customers"))


@key.facts("other-share")
def other_facts(lesson):
    readings = neighbour_readings(lesson.data("other"))
    return {
        "other": f"company-{next_door(lesson.parameters['company'])}",
        "people": len(lesson.data("other")),
        "old": readings["old-rules"],
        "year": LAST_YEAR,
        "often": OFTEN,
    }
