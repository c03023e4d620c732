"""The public side of the deeper notebook: what it asks, and the tables that it asks about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Function, Number, Ranking
from brecha.lessons import Lesson, Parameter

from .made import cohort, histories, launch, moment, spread, survivors
from .shop import everyone, mine

__all__ = ["LESSON", "histories_to_try"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the shop's tables, the learner's draws from it, and what is simulated."""
    seed = parameters["seed"]
    return {
        "everyone": everyone,
        "yours": lambda: mine(seed).customers,
        "orders": lambda: mine(seed).orders,
        "known": lambda: mine(seed).known,
        "big": lambda: mine(seed).big,
        "moment": lambda: moment(seed),
        "four": lambda: histories(seed),
        "cohort": lambda: cohort(seed),
        "survivors": survivors,
        "launch": lambda: launch(seed),
        "spread": lambda: _spread(seed),
    }


def _spread(seed: int) -> pd.DataFrame:
    model = spread(seed)
    return pd.DataFrame({"p": [model.p], "q": [model.q], "m": [int(model.m)]})


def histories_to_try(random: np.random.Generator) -> Iterator[tuple[float, ...]]:
    """Yield parameters and histories to try a log-likelihood on, the simplest first.

    Two that can be worked out by hand; a customer of the record shop; one with hundreds of
    purchases, of whose likelihood no factor fits into a float; then some at random.
    """
    yield 1.0, 1.0, 1.0, 1.0, 0, 0.0, 1.0
    yield 1.0, 1.0, 1.0, 1.0, 1, 1.0, 3.0
    yield 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86
    yield 0.243, 4.414, 0.793, 2.426, 400, 90.0, 93.0
    for purchases in (1, 3, 8, 20):
        r, a, b = random.uniform(0.2, 3, size=3).round(2).tolist()
        observed = float(random.integers(20, 60))
        last = round(observed * float(random.uniform(0.2, 0.9)), 1)
        yield r, round(float(random.uniform(1, 15)), 1), a, b, purchases, last, observed


LESSON = Lesson(
    slug="repeat-purchase",
    notebook="notebooks/{language}/deeper/repeat-purchase.ipynb",
    level="deeper",
    parameters=(Parameter.seed(),),
    tables=tables,
    terms=(
        "repeat-purchase",
        "hold-out",
        "chance-active",
        "likelihood",
        "shrinkage",
        "retention",
        "sorting-effect",
        "diffusion",
    ),
    predictions=(
        Exercise("again", Choice("ABC")),
        Exercise("never-back", Choice("ABC")),
        Exercise("before-peak", Choice("ABC")),
    ),
    exercises=(
        Exercise("same-silence", Choice("ABC"), ("A5",), recall=True),
        Exercise("both-together", Number(tolerance=0.002, low=0), recall=True),
        Exercise("second-renewal", Number(share=True), recall=True),
        Exercise("repeat-purchases", Number(tolerance=0, low=0), ("E4",)),
        Exercise("last-purchase", Number(tolerance=0.06, low=0), ("E4",)),
        Exercise("still-there", Number(share=True), ("A5", "E4")),
        Exercise("log-likelihood", Function(histories_to_try, Number()), ("E4",), code="lines"),
        Exercise("no-fit", Choice("ABCD")),
        Exercise("one-customer", Number(low=0), ("A5", "E4"), code="line"),
        Exercise("who-first", Ranking("ABCD"), ("A5",)),
        Exercise("together", Number(tolerance=0.5, low=0), ("E4",), code="line"),
        Exercise("why-short", Choice("ABCD"), ("E4",)),
        Exercise("worth", Number(tolerance=0.05, low=0), ("E4",), code="lines"),
        Exercise("sorted-out", Number(share=True), ("E4",)),
        Exercise("what-rises", Choice("ABC"), ("E4",)),
        Exercise("three-years-on", Number(tolerance=0.002, share=True), code="line"),
        Exercise("peak", Number(tolerance=0.05, low=0), ("C5",), code="line"),
        Exercise("may-say", Choice("ABCD"), ("E4",)),
        Exercise("offer", FreeText(), ("E4",)),
    ),
)
