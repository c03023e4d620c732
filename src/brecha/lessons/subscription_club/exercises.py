"""The public side of the case: what it asks, and each learner's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, Sorting
from brecha.lessons import Lesson, Parameter

from .club import REPORTED, club

__all__ = ["LESSON"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name."""
    seed = parameters["seed"]
    return {
        "example": _example,
        "export": lambda: club(seed).export,
        "ledger": lambda: club(seed).ledger,
        "survivors": lambda: club(seed).survivors,
        "regular": lambda: club(seed).members["regular"],
        "tiers": lambda: _tiers(seed),
        "kinds": lambda: _kinds(seed),
        "offer": lambda: _offer(seed),
        "envelope": lambda: _envelope(seed),
    }


def _example() -> pd.DataFrame:
    """Four members who are the same for everybody, so that prose can count them."""
    return pd.DataFrame({"member": ["A", "B", "C", "D"], "renewals": [0, 1, 3, 7]})


def _tiers(seed: int) -> pd.DataFrame:
    """Return the two ends of the two tiers, for work by hand."""
    ends = club(seed).survivors.iloc[[0, -1]]
    rows = [
        {"tier": tier, "year": int(year), "members": int(members)}
        for tier in REPORTED
        for year, members in zip(ends["year"], ends[tier], strict=True)
    ]
    return pd.DataFrame(rows)


def _kinds(seed: int) -> pd.DataFrame:
    kinds = club(seed).design.kinds
    return pd.DataFrame(
        {
            "kind": ["steady", "curious"],
            "members": [kinds.steady, kinds.curious],
            "renews": [kinds.steady_renews, kinds.curious_renews],
        }
    )


def _offer(seed: int) -> pd.DataFrame:
    own = club(seed)
    joined, renewed = own.survivors["regular"].iloc[:2].astype(int)
    return pd.DataFrame(
        {
            "joined": [joined],
            "renewed": [renewed],
            "left": [joined - renewed],
            "margin": [own.design.margin],
            "discount": [own.design.discount],
        }
    )


def _envelope(seed: int) -> pd.DataFrame:
    survivors = club(seed).survivors
    table = survivors[["year"]].copy()
    for tier, reported in REPORTED.items():
        table[f"{tier}_reported"] = reported
        table[f"{tier}_yours"] = (1000 * survivors[tier] / survivors[tier].iloc[0]).round()
    return table.astype(int)


LESSON = Lesson(
    slug="subscription-club",
    notebook="casework/{language}/subscription-club.ipynb",
    level="case",
    parameters=(Parameter.seed(), Parameter.assessed()),
    tables=tables,
    terms=(
        "retention",
        "sorting-effect",
        "loyalty",
        "lifetime-value",
        "hold-out",
        "control-group",
    ),
    predictions=(
        Exercise("next-renewal", Choice("ABC")),
        Exercise("year-seven", Choice("ABC")),
    ),
    exercises=(
        Exercise("impossible", Number(tolerance=0, low=0, high=6000), ("D5",)),
        Exercise("true-count", Number(tolerance=0, low=0, high=6000), ("D5",)),
        Exercise("second-renewal", Number(share=True), ("E4",), code="line"),
        Exercise("left-premium", Number(share=True), ("D4",)),
        Exercise("why-rising", Choice("ABCD"), ("E4",)),
        Exercise("years-paid", Number(low=0, high=8), ("E4",), code="line"),
        Exercise("kept", Number(share=True), ("E4",)),
        Exercise("break-even", Number(tolerance=1, low=0, high=6000), ("C4",)),
        Exercise("compare", Sorting("123456", bins="ABC"), ("E4",)),
        Exercise("memo", FreeText(), points=12),
        Exercise("reply", FreeText(), points=6),
    ),
)
