"""Patients: the middle one of four, and the share who waited a quarter of an hour."""

import numpy as np

from brecha.checking import Key

from ..reception import STANDARD
from .log import seen

key = Key()


@key.reference("middle")
def middle(lesson):
    return np.sort(lesson.data("four")["wait"])[1:3].mean()


@key.misconception("middle", "mean")
def four_mean(lesson):
    return lesson.data("four")["wait"].mean()


@key.misconception("middle", "unsorted")
def unsorted(lesson):
    return lesson.data("four")["wait"].iloc[1:3].mean()


@key.misconception("middle", "only-seen")
def middle_seen(lesson):
    return np.sort(lesson.data("four")["wait"])[1]


@key.misconception("middle", "third")
def third(lesson):
    return np.sort(lesson.data("four")["wait"])[2]


@key.misconception("middle", "ends")
def ends(lesson):
    wait = lesson.data("four")["wait"]
    return (wait.min() + wait.max()) / 2


@key.facts("middle")
def middle_facts(lesson):
    ordered = np.sort(lesson.data("four")["wait"])
    return {
        "first": int(ordered[0]),
        "second": int(ordered[1]),
        "third": int(ordered[2]),
        "longest": int(ordered[3]),
        "mean": ordered.mean(),
        "all": float(lesson.data("visits")["wait"].median()),
    }


@key.reference("over-15")
def over_15(lesson):
    visits = lesson.data("visits")
    return (visits["wait"] >= 15).mean()


@key.misconception("over-15", "only-seen")
def over_seen(lesson):
    return (seen(lesson.data("visits"))["wait"] >= 15).mean()


@key.misconception("over-15", "left-as-short")
def left_as_short(lesson):
    visits = lesson.data("visits")
    return (seen(visits)["wait"] >= 15).sum() / len(visits)


@key.misconception("over-15", "mean-of-centres")
def over_centres(lesson):
    visits = lesson.data("visits")
    return (visits["wait"] >= 15).groupby(visits["centre"]).mean().mean()


@key.misconception("over-15", "within")
def within(lesson):
    return 1 - over_15(lesson)


@key.misconception("over-15", "count")
def count_over(lesson):
    return (lesson.data("visits")["wait"] >= 15).sum()


@key.misconception("over-15", "standard")
def over_standard(lesson):
    return (lesson.data("visits")["wait"] >= STANDARD).mean()


@key.facts("over-15")
def over_facts(lesson):
    visits = lesson.data("visits")
    over = visits["wait"] >= 15
    early = visits["slot"] == "early"
    return {
        "over": int(over.sum()),
        "everybody": len(visits),
        "left": int((visits["outcome"] == "left").sum()),
        "seen": over_seen(lesson),
        "share": over.mean(),
        "early": over[early].mean(),
        "later": over[~early].mean(),
        "quarter": int(over.sum()) - int((visits["outcome"] == "left").sum()),
    }
