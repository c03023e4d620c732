"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Ranking, Series, Sorting
from brecha.lessons import Lesson, Parameter

# Relative, so that a copy of this folder is a case of its own wherever it stands.
from .chain import chain
from .design import DIMENSIONS, HOTELS

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    own = chain(parameters["seed"])
    of_old = own.export["hotel"] == own.truth.old_form
    return {
        "export": own.export,
        "old_form": lambda: own.export[of_old].reset_index(drop=True),
        "survey": own.survey,
        "example": example,
        "hotels": own.hotels,
        "waits": own.waits,
        "inside": own.inside,
        "inspection": own.inspection,
    }


def example() -> pd.DataFrame:
    """Return four invented guests, for a gap and what is at stake by hand."""
    return pd.DataFrame(
        {
            "guest": list("ABCD"),
            "expectation": [6, 6, 7, 5],
            "perception": [3, 6, 5, 6],
            "points": [40, 10, 40, 10],
        }
    )


LESSON = Lesson(
    slug="hotel-front-desk",
    notebook="casework/{language}/hotel-front-desk.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "gap",
        "dimension",
        "tangibles",
        "responsiveness",
        "scale",
        "weight",
        "standard",
        "promise",
        "simulated",
    ),
    predictions=(
        Exercise("first-place", Label(DIMENSIONS)),
        Exercise("doors", Label(HOTELS)),
    ),
    exercises=(
        Exercise("old-form", Label(HOTELS), ("B15",)),
        Exercise("on-seven", Number(low=1, high=7), ("B15",), code="line"),
        Exercise("guest-mean", Number(tolerance=0.01, low=-6, high=6), ("E7",)),
        Exercise(
            "at-stake",
            Series("dimension", DIMENSIONS, Number(low=-6, high=6)),
            ("E7",),
            code="lines",
        ),
        Exercise("order", Ranking("ABCD"), ("E7",)),
        Exercise("delivery", Number(tolerance=0.05), ("E7",)),
        Exercise("cause", Choice("ABCD"), ("B20",)),
        Exercise("judge", Sorting("123456", bins="AB"), ("B20", "A2")),
        Exercise("compare", Sorting("12345", bins="ABC"), ("B20",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
"""The case hotel-front-desk: a new lobby, or training for the front desk."""
