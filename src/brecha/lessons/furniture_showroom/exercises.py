"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, Ranking, Series, Sorting
from brecha.lessons import Lesson, Parameter

from .design import LAST
from .fair import CAME, STYLES
from .showroom import showroom

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    return {
        "four": _four,
        "export": lambda: showroom(seed).export,
        "visits": lambda: showroom(seed).visits,
        **{name: partial(_only, seed, "came", name) for name in CAME},
        **{name: partial(_only, seed, "style", name) for name in STYLES},
        "sellers": lambda: showroom(seed).sellers,
        "months": lambda: showroom(seed).months,
        "assumption": lambda: showroom(seed).assumption,
        "built_in": lambda: showroom(seed).built_in,
    }


def _only(seed: int, column: str, value: str) -> pd.DataFrame:
    visits = showroom(seed).visits
    return visits[visits[column] == value].reset_index(drop=True)


def _four() -> pd.DataFrame:
    """Four visitors who are the same for everybody, so that prose can add them up."""
    return pd.DataFrame(
        {
            "visitor": ["A", "B", "C", "D"],
            "sale": [400, 500, 0, 0],
            "returns": [0, -800, 0, 0],
            "complaints": [0, -60, 0, 0],
            "again": [0, 0, 0, 300],
        }
    )


LESSON = Lesson(
    slug="furniture-showroom",
    notebook="casework/{language}/furniture-showroom.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "hard-close",
        "consultative-selling",
        "closing",
        "repeat-purchase",
        "complaint",
        "simpsons-paradox",
        "control-group",
    ),
    predictions=(Exercise("ahead", Choice("ABC")),),
    exercises=(
        Exercise("impossible", Number(tolerance=0, low=1, high=12000), ("D5",)),
        Exercise("ready-share", Number(share=True), ("A8",), code="line"),
        Exercise("which-groups", Choice("ABCD"), ("A8",)),
        Exercise("fair-net", Series("style", STYLES, Number(tolerance=0.05)), ("A8",), code="line"),
        Exercise("sellers", Ranking("ABCD"), ("A8",)),
        Exercise("horizon", Number(tolerance=0, low=0, high=LAST), ("E3", "E4")),
        Exercise("turning-cost", Number(tolerance=1, low=0, high=2000), ("E3",)),
        Exercise("may-say", Choice("ABCD"), ("A8", "A10")),
        Exercise("compare", Sorting("12345", bins="ABC"), ("E3",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
