"""Another company: its score, and what may be said of both."""

import pandas as pd

from brecha.checking import Key
from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION

from ..exercises import neighbour, scores
from .gaps import gap_by_dimension, short

key = Key()


@key.reference("other-score")
def other_score(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    return other["gap"].mean()


@key.misconception("other-score", "sign")
def _(lesson):
    return -other_score(lesson)


@key.misconception("other-score", "perception-alone")
def _(lesson):
    return lesson.data("other")["perception"].mean()


@key.misconception("other-score", "sum-of-five")
def _(lesson):
    return 5 * other_score(lesson)


@key.convention("other-score", "item-mean")
def _(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    gap = other.groupby("dimension")["gap"].mean()
    return (gap * pd.Series(ITEMS_PER_DIMENSION, index=DIMENSIONS)).sum() / 22


@key.misconception("other-score", "branch-means")
def _(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    return other.groupby("branch")["gap"].mean().mean()


@key.misconception("other-score", "weighted")
def _(lesson):
    other = lesson.data("other")
    weighted = other["points"] / 100 * (other["perception"] - other["expectation"])
    return weighted.groupby(other["respondent"]).sum().mean()


@key.misconception("other-score", "own-table")
def _(lesson):
    own, theirs = gap_by_dimension(lesson).mean(), scores(lesson.data("other"))
    return None if any(abs(own - value) < 0.02 for value in theirs) else own


@key.misconception("other-score", "sum")
def _(lesson):
    other = lesson.data("other")
    return (other["perception"] - other["expectation"]).sum()


@key.misconception("other-score", "negative-only")
def _(lesson):
    return short(lesson.data("other"))["gap"].mean()


@key.facts("other-score")
def score_facts(lesson):
    other, mine = lesson.data("other"), lesson.data("survey")
    own = lesson.parameters["company"]
    next_door = neighbour(own, seed=lesson.parameters["seed"]).name
    return {
        "own": f"company-{own}",
        "other": f"company-{next_door}",
        "own_score": gap_by_dimension(lesson).mean(),
        "own_expectation": mine["expectation"].mean(),
        "other_expectation": other["expectation"].mean(),
        "own_perception": mine["perception"].mean(),
        "other_perception": other["perception"].mean(),
        "people": other["respondent"].nunique(),
        "better": ((other["perception"] - other["expectation"]) >= 0).mean(),
    }


@key.reference("verdict")
def verdict(lesson):
    return "kept"
