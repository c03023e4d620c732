"""Lesson 00, private side: right answers, and the wrong turns that are known."""

from __future__ import annotations

from brecha.checking import Key
from brecha.lessons.start_here.day import day

key = Key()


@key.reference("longest-shift")
def longest_shift(lesson):
    return wait_by_shift(lesson).idxmax()


@key.facts("longest-shift")
def shift_facts(lesson):
    waits, book = lesson.data("waits"), lesson.data("book").set_index("shift")
    found = day(lesson.parameters)
    means = waits.groupby("shift")["waited"].mean()
    people = waits.groupby("shift")["waited"].count()
    return {
        "slow": means.idxmax(),
        "busy": book["complaints"].idxmax(),
        "slow_wait": means[found.slow],
        "busy_wait": means[found.busy],
        "slow_people": people[found.slow],
        "busy_people": people[found.busy],
        "slow_complaints": book["complaints"][found.slow],
        "busy_complaints": book["complaints"][found.busy],
        "slow_share": book["complaints"][found.slow] / people[found.slow],
        "busy_share": book["complaints"][found.busy] / people[found.busy],
    }


@key.reference("kinds")
def kinds(lesson):
    return "ABCBA"


@key.reference("order")
def order(lesson):
    return "B"


# --- the mean, by hand and by code ---------------------------------------------------------------


@key.reference("by-hand")
def by_hand(lesson):
    four = lesson.data("four")
    return four["waited"].mean()


@key.misconception("by-hand", "sum")
def _(lesson):
    return lesson.data("four")["waited"].sum()


@key.misconception("by-hand", "promised")
def _(lesson):
    return lesson.data("four")["promised"].mean()


@key.misconception("by-hand", "ends")
def _(lesson):
    waited = lesson.data("four")["waited"]
    return (waited.min() + waited.max()) / 2


@key.facts("by-hand")
def by_hand_facts(lesson):
    waited = lesson.data("four")["waited"]
    return {
        "shortest": waited.min(),
        "longest": waited.max(),
        "total": waited.sum(),
        "mean": waited.mean(),
    }


@key.reference("mean-wait")
def mean_wait(lesson):
    waits = lesson.data("waits")
    return waits["waited"].mean()


@key.misconception("mean-wait", "promised")
def _(lesson):
    return mean_promised(lesson)


@key.misconception("mean-wait", "sum")
def _(lesson):
    return lesson.data("waits")["waited"].sum()


@key.misconception("mean-wait", "count")
def _(lesson):
    return lesson.data("waits")["waited"].count()


@key.misconception("mean-wait", "four")
def _(lesson):
    return by_hand(lesson)


@key.misconception("mean-wait", "mean-of-shifts")
def _(lesson):
    return wait_by_shift(lesson).mean()


@key.facts("mean-wait")
def mean_wait_facts(lesson):
    waits = lesson.data("waits")
    people = waits.groupby("shift")["waited"].count()
    return {
        "people": len(waits),
        "longest": waits["waited"].max(),
        "few": people.min(),
        "many": people.max(),
    }


@key.reference("strips")
def strips(lesson):
    return "DCAB"


# --- three repairs -------------------------------------------------------------------------------


@key.reference("mean-promised")
def mean_promised(lesson):
    waits = lesson.data("waits")
    return waits["promised"].mean()


@key.misconception("mean-promised", "waited")
def _(lesson):
    return mean_wait(lesson)


@key.misconception("mean-promised", "sum")
def _(lesson):
    return lesson.data("waits")["promised"].sum()


@key.misconception("mean-promised", "count")
def _(lesson):
    return lesson.data("waits")["promised"].count()


@key.reference("complaints")
def complaints(lesson):
    book = lesson.data("book")
    return book["complaints"].sum()


@key.misconception("complaints", "rows")
def _(lesson):
    return lesson.data("book")["complaints"].count()


@key.misconception("complaints", "mean")
def _(lesson):
    return lesson.data("book")["complaints"].mean()


@key.misconception("complaints", "people")
def _(lesson):
    return len(lesson.data("waits"))


@key.reference("extra-wait")
def extra_wait(lesson):
    waits = lesson.data("waits")
    return waits["waited"].mean() - waits["promised"].mean()


@key.misconception("extra-wait", "turned-round")
def _(lesson):
    return -extra_wait(lesson)


@key.misconception("extra-wait", "sums")
def _(lesson):
    waits = lesson.data("waits")
    return waits["waited"].sum() - waits["promised"].sum()


@key.misconception("extra-wait", "waited-alone")
def _(lesson):
    return mean_wait(lesson)


@key.misconception("extra-wait", "four")
def _(lesson):
    four = lesson.data("four")
    return four["waited"].mean() - four["promised"].mean()


@key.facts("extra-wait")
def extra_facts(lesson):
    return {"waited": mean_wait(lesson), "promised": mean_promised(lesson)}


# --- the finding ---------------------------------------------------------------------------------


@key.reference("wait-by-shift")
def wait_by_shift(lesson):
    waits = lesson.data("waits")
    return waits.groupby("shift")["waited"].mean()


@key.misconception("wait-by-shift", "promised")
def _(lesson):
    return lesson.data("waits").groupby("shift")["promised"].mean()


@key.misconception("wait-by-shift", "sum")
def _(lesson):
    return lesson.data("waits").groupby("shift")["waited"].sum()


@key.misconception("wait-by-shift", "count")
def _(lesson):
    return lesson.data("waits").groupby("shift")["waited"].count()


key.facts("wait-by-shift")(shift_facts)


@key.reference("finding")
def finding(lesson):
    return "B"


key.facts("finding")(shift_facts)


@key.reference("advice")
def advice(lesson):
    return "kept"
