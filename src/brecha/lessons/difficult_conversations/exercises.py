"""Lesson 04, public side: conversations to hold, and conversations to code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, ScenePath, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.lessons.difficult_conversations.coding import COVERS, coded_tables
from brecha.lessons.difficult_conversations.scenes import SCENES
from brecha.scenarios import COMPANIES, next_door

__all__ = ["LESSON", "TABLE_ELEVEN"]

TABLE_ELEVEN = SCENES["bistro-ten-minutes"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the coders' lists, and four rows that are the same for everybody."""
    company, seed = parameters["company"], parameters["seed"]
    return {"example": _example, **coded_tables(company, next_door(company), seed)}


def _example() -> pd.DataFrame:
    return pd.DataFrame(
        {"call": [1, 2, 3, 4], "first": ["D", "A", "C", "D"], "second": ["D", "E", "C", "B"]}
    )


LESSON = Lesson(
    slug="difficult-conversations",
    number=4,
    notebook="notebooks/{language}/04-difficult-conversations.ipynb",
    parameters=(Parameter.company(*COMPANIES), Parameter.seed()),
    tables=tables,
    terms=(
        "face-to-face-contact",
        "difficult-customer",
        "typology",
        "coding",
        "agreement",
        "stereotype",
    ),
    predictions=(
        Exercise("calls-agree", Choice("ABC")),
        Exercise("nobody-listens", Choice("ABC")),
    ),
    exercises=(
        Exercise("components", Sorting("1234", "CMUK"), ("B18",), recall=True),
        Exercise("one-line-per-shift", Choice("ABC"), recall=True),
        Exercise("inside", Choice("ABC"), ("C3",), recall=True),
        Exercise("table-eleven", ScenePath(TABLE_ELEVEN), ("B4",)),
        Exercise("rules", Sorting("1234567", "FOEC"), ("B3", "B4")),
        Exercise("code-ten", Sorting("1234567890", "ABCDE"), ("C2",)),
        Exercise("why-apart", Choice("ABC"), ("C2",)),
        Exercise("agree-ten", Number(share=True), ("C2",)),
        Exercise("agree-all", Number(share=True), ("C2",), code="line"),
        Exercise("again", Number(share=True), ("C2",), code="lines"),
        Exercise("by-cover", Series("cover", COVERS, Number(share=True)), ("C2",), code="line"),
        Exercise("memo", Choice("ABC"), ("C2",)),
        Exercise("other-agree", Number(share=True), ("C2",), code="lines"),
        Exercise("verdict", FreeText(), ("C2",)),
    ),
)
