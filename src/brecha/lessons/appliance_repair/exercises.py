"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, Sorting
from brecha.lessons import Lesson, Parameter

# Relative, so that a copy of this folder is a case of its own wherever it stands.
from .eight import eight
from .trial import trial

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    return {
        "example": _example,
        "export": lambda: trial(seed).export,
        "usual": lambda: _usual(trial(seed).export),
        "bill": lambda: _bill(trial(seed).charged),
        "repairs": lambda: trial(seed).repairs,
        "finished": lambda: trial(seed).finished,
        "ruben": lambda: _usual(trial(seed).finished),
        "eight": lambda: eight(trial(seed).repairs, seed=seed),
        "cities": lambda: _cities(trial(seed).finished),
        "lifetimes": lambda: trial(seed).lifetimes,
        "sold": lambda: pd.DataFrame({"machines": [trial(seed).sold]}),
    }


def _example() -> pd.DataFrame:
    """Four requests that are the same for everybody, so that prose can count them."""
    return pd.DataFrame(
        {
            "request": ["A", "B", "C", "D"],
            "lot": ["trial", "trial", "usual", "usual"],
            "complained": [0, 0, 1, 0],
        }
    )


def _usual(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the requests of the cities where everything went on as usual."""
    return table[table["lot"] == "usual"].reset_index(drop=True)


def _cities(finished: pd.DataFrame) -> pd.DataFrame:
    """Return the share who bought again in each city, the cities of the trial first."""
    by_city = finished.groupby(["lot", "city"])["again"]
    table = by_city.agg(customers="count", again="mean").reset_index()
    return table.assign(again=table["again"].round(2))


def _bill(total: float) -> pd.DataFrame:
    """Return the three lines of the bill on paper."""
    return pd.DataFrame({"line": ["visit", "labour", "part"], "amount": [35.0, 45.0, total - 80.0]})


LESSON = Lesson(
    slug="appliance-repair",
    notebook="casework/{language}/appliance-repair.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "warranty",
        "goodwill-repair",
        "complaint",
        "control-group",
        "censored",
        "survival-curve",
        "repeat-purchase",
    ),
    predictions=(
        Exercise("free-buyers", Choice("ABC")),
        Exercise("turning", Number(tolerance=25, low=0, high=2000)),
    ),
    exercises=(
        Exercise("impossible", Number(tolerance=0, low=1, high=10000), ("D5",)),
        Exercise("lost", Number(tolerance=0.02, low=0, high=500), ("E5",), code="line"),
        Exercise("why-less", Choice("ABCD"), ("E6",)),
        Exercise("eight", Number(share=True), ("E4",)),
        Exercise("difference", Number(low=-1, high=1), ("E4",), code="lines"),
        Exercise("claims", Number(tolerance=0.5, low=0, high=20000), ("C6",)),
        Exercise("net", Number(tolerance=1, low=-1000, high=1000), ("E5",)),
        Exercise("may-say", Choice("ABCD"), ("E3",)),
        Exercise("compare", Sorting("12345", bins="ABC"), ("E1",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
