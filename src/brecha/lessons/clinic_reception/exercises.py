"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Sorting
from brecha.lessons import Lesson, Parameter

from .doctors import doctors
from .reception import log

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    own = log(seed)
    return {
        "export": own.export,
        "visits": own.visits,
        "four": lambda: four(own.visits),
        "doctors": lambda: doctors(seed),
    }


def four(visits: pd.DataFrame) -> pd.DataFrame:
    """Return four patients for work by hand: not in the order of their waits, one of them left."""
    later = visits[(visits["slot"] == "later") & (visits["outcome"] == "seen")]
    # Far enough apart that mean, median and the usual wrong turns are different numbers.
    longest = visits[(visits["outcome"] == "left") & (visits["wait"] >= 24)].head(1)
    short = later[later["wait"].between(3, 5)].head(1)
    middle = later[later["wait"] == 7].head(1)
    upper = later[later["wait"].between(9, 11)].head(1)
    rows = pd.concat([upper, longest, middle, short])
    return rows[["visit", "wait", "outcome"]].reset_index(drop=True)


LESSON = Lesson(
    slug="clinic-reception",
    notebook="casework/{language}/clinic-reception.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "service-gap",
        "standard",
        "promise",
        "expectation",
        "perception",
        "mean",
        "perceived-quality",
        "sample",
        "simulated",
    ),
    predictions=(
        Exercise("larger", Label(("delivery", "communication"))),
        Exercise("follow", Choice("ABC")),
    ),
    exercises=(
        Exercise("impossible", Number(tolerance=0), ("B12",)),
        Exercise("clean-mean", Number(), ("B12",), code="lines"),
        Exercise("middle", Number(tolerance=0.01, low=0), ("B12",)),
        Exercise("over-15", Number(low=0, high=1), ("B5", "B12"), code="line"),
        Exercise("communication-gap", Number(tolerance=0.06), ("E7",)),
        Exercise("expectation", Number(), ("B25",), code="lines"),
        Exercise("mends", Sorting("12345", bins="ABCD"), ("B20",)),
        Exercise("guideline-marks", Number(), ("B20",), code="lines"),
        Exercise("may-say", Choice("ABCD"), ("B20", "A1")),
        Exercise("compare", Choice("ABCD"), ("B20",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
