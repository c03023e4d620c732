"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Sorting
from brecha.lessons import Lesson, Parameter

# Relative, so that a copy of this folder is a case of its own wherever it stands.
from .subsample import DRIVERS, four, subsample

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    own = subsample(parameters["seed"])
    return {
        "export": own.export,
        "answers": own.answers,
        "own": own.own,
        "four": lambda: four(own.answers),
    }


LESSON = Lesson(
    slug="business-clients",
    notebook="casework/{language}/business-clients.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "driver",
        "satisfaction",
        "legal-person",
        "reversed-item",
        "correlation",
        "derived-importance",
        "own-level",
        "resample",
    ),
    predictions=(
        Exercise("level-place", Choice("ABC")),
        Exercise("how-many", Number(tolerance=0, low=0, high=9)),
    ),
    exercises=(
        Exercise("upside-down", Label(DRIVERS), ("B15",)),
        Exercise("turned-mean", Number(low=1, high=10), ("B15",), code="line"),
        Exercise("own-mark", Number(tolerance=0, low=-9, high=9), ("A2",)),
        Exercise("level-r", Number(low=-1, high=1), ("A2",), code="line"),
        Exercise("own-r", Number(low=-1, high=1), ("A2",), code="lines"),
        Exercise("what-stays", Sorting("123456789", bins="ABC"), ("A2",)),
        Exercise("negative", Choice("ABCD"), ("A2",)),
        Exercise("may-say", Choice("ABCD"), ("B15",)),
        Exercise("compare", Sorting("1234567", bins="ABC"), ("C1",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
