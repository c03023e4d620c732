"""Lesson 03, public side: what is asked, and the tables that it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.lessons.customer_types.buyers import BANDS, buyers, current_share
from brecha.lessons.customer_types.prospects import chain, neighbours, rules
from brecha.scenarios import COMPANIES, next_door

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record shop's customers, and the simulated tables of the company."""
    company, seed = parameters["company"], parameters["seed"]
    return {
        "example": _example,
        "orders": lambda: buyers(seed).orders,
        "customers": lambda: buyers(seed).customers,
        "eight": lambda: buyers(seed).eight,
        "rules": partial(rules, company, seed),
        "steps": partial(chain, company, seed),
        "other": lambda: neighbours(
            next_door(company), seed, elsewhere=current_share(buyers(seed).customers)
        ),
    }


def _example() -> pd.DataFrame:
    """Four customers who are the same for everybody, so that prose can count them."""
    return pd.DataFrame(
        {"customer": ["A", "B", "C", "D"], "days_since": [12, 75, 140, 230], "orders": [5, 1, 4, 2]}
    )


LESSON = Lesson(
    slug="customer-types",
    number=3,
    notebook="notebooks/{language}/03-customer-types.ipynb",
    parameters=(Parameter.company(*COMPANIES), Parameter.seed()),
    tables=tables,
    terms=(
        "customer",
        "current-customer",
        "cut-off",
        "potential-customer",
        "legal-person",
        "internal-customer",
        "rolled-yield",
    ),
    predictions=(
        Exercise("still-customers", Choice("ABC")),
        Exercise("cheapest", Choice("ABCD")),
        Exercise("together", Choice("ABC")),
    ),
    exercises=(
        Exercise("complaints-each", Number(share=True), recall=True),
        Exercise("four-characteristics", Sorting("1234", "IVNP"), ("B19",), recall=True),
        Exercise("how-many-rows", Choice("ABC"), recall=True),
        Exercise("why-differ", Choice("ABCD"), ("A5",)),
        Exercise("eight-customers", Number(tolerance=0, low=0, high=8), ("A5",)),
        Exercise("current-customers", Number(tolerance=0, low=0, high=1000), ("A5",), code="line"),
        Exercise("return-rate", Series("band", BANDS, Number(low=0, high=1)), ("A5",), code="line"),
        Exercise("what-is-missing", Sorting("123456", "WPAN"), ("A6",)),
        Exercise("rule-cost", Number(low=0), ("A6",)),
        Exercise("whose-need", Sorting("123456", "NLI"), ("C1", "C3")),
        Exercise("without-failure", Number(share=True), ("C3",)),
        Exercise("first-letters", Choice("ABCD"), ("A5",)),
        Exercise("other-share", Number(share=True), ("A5",), code="lines"),
        Exercise("cut-off-note", FreeText(), ("A5",)),
    ),
)
