"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Ranking, Sorting
from brecha.lessons import Lesson, Parameter

# Relative, so that a copy of this folder is a case of its own wherever it stands.
from .subsample import DRIVERS, QUESTIONS, subsample

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    own = subsample(parameters["seed"])
    return {
        "export": own.export,
        "answers": own.answers,
        "four": lambda: four(own.answers),
        "pairs": pairs,
    }


def four(answers: pd.DataFrame) -> pd.DataFrame:
    """Return four respondents whose satisfaction can be worked out in one's head."""
    marks = answers[list(QUESTIONS)]
    neat = (marks.sum(axis=1) % 3 == 0) & (marks.nunique(axis=1) > 1)
    rows = answers[neat & answers["clarity"].notna()].head(4)
    return rows[["respondent", *QUESTIONS]].reset_index(drop=True)


def pairs() -> pd.DataFrame:
    """Return four invented customers, for a correlation by hand."""
    return pd.DataFrame(
        {"customer": list("ABCD"), "clarity": [4, 6, 8, 10], "satisfaction": [4, 8, 6, 10]}
    )


LESSON = Lesson(
    slug="mobile-operator",
    notebook="casework/{language}/mobile-operator.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "driver",
        "satisfaction",
        "sample",
        "correlation",
        "stated-importance",
        "derived-importance",
        "importance-performance",
        "crosshair",
    ),
    predictions=(
        Exercise("typed", Number(tolerance=0, low=1, high=10)),
        Exercise("top-driver", Label(DRIVERS)),
    ),
    exercises=(
        Exercise("impossible", Number(tolerance=0, low=1, high=250), ("B15",)),
        # Narrow, so that leaving the cell out can be told from guessing what stood there, and
        # an answer rounded to two decimals from both; three decimals are right.
        Exercise("clean-mean", Number(tolerance=0.0005, low=1, high=10), ("B15",), code="line"),
        Exercise("bands", Number(), ("A2",), code="lines"),
        Exercise("clarity-r", Number(low=-1, high=1), ("A2",), code="line"),
        Exercise("order", Ranking("ABCD"), ("A2",)),
        Exercise("map", Sorting("1234567", bins="ABCD"), ("A2",)),
        Exercise("crosshair", Choice("ABC"), ("A2",)),
        Exercise("may-say", Choice("ABCD"), ("B15",)),
        Exercise("compare", Choice("ABCD"), ("B15",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
