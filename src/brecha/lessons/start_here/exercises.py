"""Lesson 00, public side: what a notebook is, and a first finding at a front desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brecha.checking import (
    Choice,
    Exercise,
    FreeText,
    Label,
    Number,
    Ranking,
    Series,
    Sorting,
)
from brecha.lessons import Lesson, Parameter
from brecha.lessons.start_here.day import SHIFTS, day

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the day's tables: everybody, the first four, and the complaint book."""
    found = day(parameters)
    return {"waits": found.waits, "four": found.four, "book": found.book}


LESSON = Lesson(
    slug="start-here",
    number=0,
    notebook="notebooks/{language}/00-start-here.ipynb",
    parameters=(Parameter.company("hotel", "clinic", "gym", "shop"), Parameter.seed()),
    tables=tables,
    terms=("notebook", "cell", "kernel", "table", "mean", "simulated"),
    predictions=(Exercise("longest-shift", Label(SHIFTS)),),
    exercises=(
        Exercise("kinds", Sorting("12345", "ABC")),
        Exercise("order", Choice("ABC")),
        Exercise("by-hand", Number(low=0)),
        Exercise("mean-wait", Number(low=0), code="line"),
        Exercise("strips", Ranking("ABCD")),
        Exercise("mean-promised", Number(low=0), code="line"),
        Exercise("complaints", Number(tolerance=0, low=0), code="line"),
        Exercise("extra-wait", Number(), code="line"),
        Exercise("wait-by-shift", Series("shift", SHIFTS, Number(low=0)), code="line"),
        Exercise("finding", Choice("ABC")),
        Exercise("advice", FreeText()),
    ),
)
