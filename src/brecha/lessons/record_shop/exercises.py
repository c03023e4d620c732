"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Ranking, Sorting
from brecha.lessons import Lesson, Parameter

from .forecast import LISTS
from .shop import ASKED, shop

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    return {
        "example": _example,
        "export": lambda: shop(seed).export,
        "account": lambda: shop(seed).account,
        "customers": lambda: shop(seed).customers,
        "four": lambda: shop(seed).four.drop(columns="expected"),
        "envelope": lambda: shop(seed).envelope,
        "lists": lambda: shop(seed).lists,
    }


def _example() -> pd.DataFrame:
    """Four customers who are the same for everybody, so that prose can count them."""
    return pd.DataFrame({"customer": ["A", "B", "C", "D"], "repeat_purchases": [0, 1, 2, 5]})


LESSON = Lesson(
    slug="record-shop",
    notebook="casework/{language}/record-shop.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "current-customer",
        "repeat-purchase",
        "chance-active",
        "loyalty",
        "sorting-effect",
        "hold-out",
        "sample",
    ),
    predictions=(
        Exercise("next-step", Choice("ABC")),
        Exercise("best-list", Label(LISTS)),
    ),
    exercises=(
        Exercise("impossible", Number(tolerance=0, low=1, high=2357), ("D5",)),
        Exercise("true-count", Number(tolerance=0, low=0, high=ASKED), ("E4",)),
        Exercise("second-step", Number(share=True), ("E4",), code="line"),
        Exercise("why-rising", Choice("ABCD"), ("E4",)),
        Exercise("four-letters", Ranking("ABCD"), ("A5",)),
        Exercise("never-back", Choice("ABC"), ("A5",)),
        Exercise("by-lot", Number(tolerance=0.5, low=0, high=200), ("A5",), code="line"),
        Exercise("may-say", Choice("ABCD"), ("C4",)),
        Exercise("compare", Sorting("12345", bins="ABC"), ("E4",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
