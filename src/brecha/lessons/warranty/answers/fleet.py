"""Three hundred machines: how many fail within three years."""

from brecha import models
from brecha.checking import Key

from ..records import THREE, readings

key = Key()


@key.reference("by-then")
def by_then(lesson):
    found = readings(lesson.data("fleet"))
    share = found["curve"]
    return "A" if share < found["of-all"] + 0.05 else "B" if share < 0.75 else "C"


@key.reference("by-three-years")
def by_three_years(lesson):
    fleet = lesson.data("fleet")
    return 1 - models.kaplan_meier(fleet["months"], failed=fleet["failed"]).at(36)


@key.misconception("by-three-years", "still-working")
def still_working(lesson):
    return 1 - by_three_years(lesson)


@key.readings("by-three-years", "of-all", "within-of-all", "as-failures", "dropped", "two-years")
def wrong_shares(lesson):
    return readings(lesson.data("fleet"))


@key.convention("by-three-years", "old-ones")
def old_ones(lesson):
    return readings(lesson.data("fleet"))["old-ones"]


@key.facts("by-then")
@key.facts("by-three-years")
def curve_facts(lesson):
    fleet = lesson.data("fleet")
    found = readings(fleet)
    curve = models.kaplan_meier(fleet["months"], failed=fleet["failed"]).table
    last = curve[curve.index <= THREE].iloc[-1]
    return {
        "share": found["curve"],
        "low": 1 - last["high"],
        "high": 1 - last["low"],
        "of_all": found["of-all"],
        "machines": len(fleet),
        "failures": int(fleet["failed"].sum()),
        "old": int((fleet["placed"] >= THREE).sum()),
        "young": int((~fleet["failed"] & (fleet["months"] <= THREE)).sum()),
        "gone": int((fleet["months"] <= THREE).sum()),
        "age": fleet["months"][fleet["failed"]].mean(),
    }
