"""Lesson 11, public side: what is asked, and the tables that it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.lessons.loyalty.programme import contracts, trial
from brecha.lessons.loyalty.shoppers import MONTHS, shoppers
from brecha.scenarios import COMPANIES, next_door

__all__ = ["LESSON"]

_COLUMNS = ["customer", "joined", "repeat", "silent", "back", "in_time", "alive", "expected"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record shop's customers, and the simulated tables of the company."""
    company, seed = parameters["company"], parameters["seed"]
    return {
        "example": _example,
        "orders": lambda: shoppers(seed).orders,
        "pair": lambda: shoppers(seed).pair,
        "eight": lambda: shoppers(seed).eight,
        "customers": lambda: shoppers(seed).customers[[*_COLUMNS, "later"]],
        "returners": lambda: _returners(seed),
        "trial": partial(trial, company, seed),
        "contracts": partial(contracts, next_door(company), seed),
    }


def _returners(seed: int) -> pd.DataFrame:
    customers = shoppers(seed).customers
    kept = customers.loc[customers["repeat"] > 0, ["customer", "repeat", "silent", "alive"]]
    return kept.reset_index(drop=True)


def _example() -> pd.DataFrame:
    """Four customers who are the same for everybody, so that prose can count them."""
    return pd.DataFrame(
        {
            "customer": ["A", "B", "C", "D"],
            "watched": [38, 35, 33, 27],
            "second_after": [4, 32, np.nan, 5],
            "in_time": [1, 0, 0, np.nan],
        }
    )


LESSON = Lesson(
    slug="loyalty",
    number=11,
    notebook="notebooks/{language}/11-loyalty.ipynb",
    parameters=(Parameter.company(*COMPANIES), Parameter.seed()),
    tables=tables,
    terms=(
        "loyalty",
        "regular-purchase",
        "repeat-purchase",
        "repeat-rate",
        "open-window",
        "chance-active",
        "retention",
        "lifetime-value",
        "word-of-mouth",
    ),
    predictions=(
        Exercise("likelier", Choice("ABC")),
        Exercise("half-way", Choice("ABC")),
        Exercise("six-told", Choice("ABC")),
    ),
    exercises=(
        Exercise("either-rule", Number(tolerance=0, low=0, high=200), recall=True),
        Exercise("tighter-line", Choice("ABC"), recall=True),
        Exercise("fair-comparison", Choice("ABC"), recall=True),
        Exercise("same-silence", Choice("ABCD"), ("A5",)),
        Exercise("came-back", Number(share=True), ("E4",)),
        Exercise("repeat-rate", Series("joined", MONTHS, Number(low=0, high=1)), ("E4",), "line"),
        Exercise("likely-current", Number(tolerance=0.5, low=0, high=1000), ("A5",), code="line"),
        Exercise("forecast-missed", Number(tolerance=0.5), ("A5", "E4"), code="line"),
        Exercise("regular-or-repeat", Sorting("123456", "RDN"), ("E4",)),
        Exercise("card-effect", Number(tolerance=0.5), ("C4",)),
        Exercise("opinions-when", Choice("ABCD"), ("C5",)),
        Exercise("ever-more-loyal", Choice("ABCD"), ("C4", "E4")),
        Exercise("other-value", Number(tolerance=0.5, low=0), ("C4",)),
        Exercise("verdict", FreeText(), ("C4",)),
    ),
)
