"""The public side of the deeper notebook: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Function, Number, Sorting
from brecha.lessons import Lesson, Parameter

from .records import own
from .small import bench, contract, example, late, parts, register, remission

__all__ = ["LESSON", "counts_to_try"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name, and two that are the same for everybody."""
    seed = parameters["seed"]
    return {
        "fleet": lambda: own(seed).fleet,
        "example": example,
        "bench": lambda: bench(seed),
        "remission": remission,
        "contract": lambda: contract(seed),
        "late": lambda: late(seed),
        "parts": lambda: parts(seed),
        "register": lambda: register(seed),
        "grinders": lambda: own(seed).grinders,
    }


def counts_to_try(random: np.random.Generator) -> Iterator[tuple[pd.DataFrame, int]]:
    """Yield tables of counts and a month to try a survival curve on, the simplest first."""
    first = pd.DataFrame({"month": [2, 5], "at_risk": [10, 5], "failed": [1, 1]})
    yield first, 5
    yield first, 3
    yield pd.DataFrame({"month": [4, 12, 15], "at_risk": [6, 4, 3], "failed": [1, 1, 1]}), 20
    for rows in (3, 4, 6):
        month = np.sort(random.choice(np.arange(1, 40), size=rows, replace=False))
        failed = random.integers(1, 4, size=rows)
        gone = failed + random.integers(1, 9, size=rows)
        at_risk = gone[::-1].cumsum()[::-1]
        table = pd.DataFrame({"month": month, "at_risk": at_risk, "failed": failed})
        yield table, int(month[-2])


LESSON = Lesson(
    slug="warranty",
    notebook="notebooks/{language}/deeper/warranty.ipynb",
    level="deeper",
    parameters=(Parameter.seed(),),
    tables=tables,
    terms=(
        "warranty",
        "censored",
        "survival-curve",
        "weibull",
        "minimal-repair",
        "free-replacement",
        "pro-rata",
        "maintenance-interval",
    ),
    predictions=(
        Exercise("by-then", Choice("ABC")),
        Exercise("same-mean", Choice("ABC")),
        Exercise("half-more", Choice("ABC")),
        Exercise("best-age", Choice("ABC")),
    ),
    exercises=(
        Exercise("both-steps", Number(share=True), recall=True),
        Exercise("too-young", Choice("ABC"), recall=True),
        Exercise("two-batches", Number(share=True), recall=True),
        Exercise("lasting-by-hand", Number(share=True), ("E5",)),
        Exercise("lasting", Function(counts_to_try, Number()), ("E5",), code="lines"),
        Exercise("half", Number(tolerance=0.06, low=0, high=35)),
        Exercise("by-three-years", Number(share=True), ("E5",), code="line"),
        Exercise("what-shape-says", Choice("ABCD"), ("E5",)),
        Exercise("mean-life", Number(tolerance=0.05, low=0), code="line"),
        Exercise("repairs", Number(low=0), ("E5",)),
        Exercise("first-failures", Number(share=True), ("E5",)),
        Exercise("which-policy", Sorting("12345", bins="FRNP"), ("C6", "E5")),
        Exercise("set-aside", Number(low=0), ("C6",), code="line"),
        Exercise("third-year", Number(tolerance=0.05, low=0), ("C6",), code="lines"),
        Exercise("pro-rata", Number(tolerance=0.5, low=0), ("C6", "E5")),
        Exercise("interval", Number(tolerance=0.05, low=0), ("E5",), code="line"),
        Exercise("control-board", Choice("ABCD"), ("E5",)),
        Exercise("closed-register", Choice("ABCD"), ("C6",)),
        Exercise("grinders", Number(tolerance=0.05, low=0), ("C6",), code="lines"),
        Exercise("memo", FreeText(), ("C6",)),
    ),
)
