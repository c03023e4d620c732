"""The public side of the deeper notebook: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Function, Number, Sorting
from brecha.lessons import Lesson, Parameter

from .model import arrows, one
from .readings import attributes, parts, segments
from .sample import own

__all__ = ["LESSON", "scales_to_try"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    mine = own(seed)
    return {
        "export": mine.export,
        "example": example,
        "answers": mine.answers,
        "strangers": mine.strangers,
        "parts": lambda: parts(mine.answers),
        "attributes": lambda: attributes(mine.answers),
        "one": lambda: one(seed),
        "arrows": lambda: arrows(seed),
        "hotel": mine.hotel,
        "segments": lambda: segments(mine.hotel),
    }


def example() -> pd.DataFrame:
    """Four customers and three questions whose variances are whole numbers, the same for all."""
    return pd.DataFrame(
        {"a": [4, 7, 7, 10], "b": [4, 7, 10, 7], "c": [6, 6, 9, 9]}, index=list("ABCD")
    )


def scales_to_try(random: np.random.Generator) -> Iterator[tuple[pd.DataFrame]]:
    """Yield scales to try an alpha on, the simplest first.

    Three customers and two questions; two questions that go against each other; questions of very
    unlike spread; then scales of two to eight questions.
    """
    yield (pd.DataFrame({"a": [1, 2, 3], "b": [2, 6, 4]}),)
    yield (pd.DataFrame({"a": [2, 5, 8, 9], "b": [7, 9, 4, 8]}),)
    yield (pd.DataFrame({"a": [5, 5, 6, 6], "b": [1, 3, 7, 10], "c": [2, 1, 9, 8]}),)
    for questions in (2, 5, 8):
        customers = 3 * questions + 1
        shared = random.normal(size=(customers, 1))
        marks = 6 + 1.5 * shared + random.normal(size=(customers, questions))
        columns = [f"q{n}" for n in range(1, questions + 1)]
        yield (pd.DataFrame(np.clip(np.rint(marks), 1, 10).astype(int), columns=columns),)


LESSON = Lesson(
    slug="scales-and-index",
    notebook="notebooks/{language}/deeper/scales-and-index.ipynb",
    level="deeper",
    parameters=(Parameter.seed(),),
    tables=tables,
    terms=(
        "scale",
        "scale-reliability",
        "alpha",
        "reversed-item",
        "difference-score",
        "performance-only",
        "derived-importance",
        "satisfaction-index",
        "path-model",
        "interval",
        "resample",
    ),
    predictions=(
        Exercise("reach-seventy", Choice("ABCD")),
        Exercise("stranger-alpha", Choice("ABC")),
        Exercise("tick-box", Choice("ABC")),
    ),
    exercises=(
        Exercise("no-answer", Number(low=1, high=10), ("B15",), recall=True),
        Exercise("turned", Number(tolerance=0, low=1, high=10), recall=True),
        Exercise("in-the-zone", Number(share=True), ("E7",), recall=True),
        Exercise("alpha", Function(scales_to_try, Number()), ("A2",), code="lines"),
        Exercise("expectation-alpha", Number(), ("A2",), code="lines"),
        Exercise("how-many", Number(tolerance=0, low=1, high=100), ("A2",)),
        Exercise("between", Number(low=-1, high=1), ("A2",), code="line"),
        Exercise("no-gap", Choice("ABCD"), ("E7",)),
        Exercise("gap-reliability", Number(low=-1, high=1), ("E7",)),
        Exercise("explained", Number(share=True), ("E7",), code="line"),
        Exercise("below-zero", Number(tolerance=0, low=0, high=5), ("E7",)),
        Exercise("segment", Number(low=-6, high=6), ("E7",)),
        Exercise("fields", Sorting("123456", bins="ABCD"), ("A2",)),
        Exercise("index-by-hand", Number(tolerance=0.06, low=0, high=100), ("A2",)),
        Exercise("rise", Number(low=-10, high=10), ("A2",), code="lines"),
        Exercise("clear-arrows", Number(tolerance=0, low=0, high=12), ("A2",)),
        Exercise("may-say", Choice("ABCD"), ("A2",)),
        Exercise("board", FreeText()),
    ),
)
