"""Lesson 10, public side: what is asked, and the tables that it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.lessons.post_sale.cases import STEPS, cases_of
from brecha.lessons.post_sale.offers import offers_of
from brecha.lessons.post_sale.repairs import MANUAL, manual, repairs
from brecha.scenarios import next_door

__all__ = ["LESSON", "PLACES"]

PLACES = ("shop", "gym", "bank", "clinic")
"""The companies that the lesson's text fits: each sells a thing with a manual and a warranty."""


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the company's log and trials, and the neighbour's channels and losses.

    Channels are explored on the neighbour's, so that nobody reads one's own effect off a figure.
    """
    company, seed = parameters["company"], parameters["seed"]
    desk, own, other = (
        cases_of(company, seed),
        offers_of(company, seed),
        offers_of(next_door(company, among=PLACES), seed),
    )
    return {
        "example": _example,
        "log": desk.log,
        "report": partial(_report, desk.cases),
        "steps": desk.steps,
        "cases": desk.cases,
        "eight": desk.eight,
        "manual": partial(manual, company, seed),
        "repairs": partial(repairs, company, seed),
        "letters": own.letters,
        **{
            group: partial(_part, own.letters, "group", group)
            for group in ("mailed", "control", "refused")
        },
        "channels": other.channels,
        "after": own.after,
        "other_after": other.after,
        **{
            f"other_{outcome}": partial(_part, other.after, "outcome", outcome)
            for outcome in ("quick", "late")
        },
    }


def _example() -> pd.DataFrame:
    """Six cases that are the same for everybody, so that prose can count them."""
    return pd.DataFrame(
        {
            "case": [1, 2, 3, 4, 5, 6],
            "state": ["solved", "solved", "open", "solved", "gave-up", "open"],
            "days": [2.0, 5.0, None, 11.0, None, None],
        }
    )


def _report(cases: pd.DataFrame) -> pd.DataFrame:
    """Write the report as the desk did: what was solved, and nothing else."""
    days = cases["days"]
    return pd.DataFrame({"solved": [int(days.count())], "mean_days": [round(days.mean(), 1)]})


def _part(table: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    return table[table[column] == code].drop(columns=column).reset_index(drop=True)


LESSON = Lesson(
    slug="post-sale",
    number=10,
    notebook="notebooks/{language}/10-post-sale.ipynb",
    parameters=(Parameter.company(*PLACES), Parameter.seed()),
    tables=tables,
    terms=(
        "post-sale",
        "ticket-log",
        "open-case",
        "demand-for-redress",
        "warranty",
        "financial-guarantee",
        "control-group",
        "consent",
    ),
    predictions=(
        Exercise("still-open", Choice("ABC")),
        Exercise("nine-in-ten", Choice("ABCD")),
        Exercise("cheapest-channel", Choice("ABC")),
    ),
    exercises=(
        Exercise("blank-in-a-mean", Number(low=0), recall=True),
        Exercise("three-steps", Number(share=True), recall=True),
        Exercise("fair-group", Choice("ABC"), recall=True),
        Exercise("why-flatters", Choice("ABCD"), ("C7", "E6")),
        Exercise("eight-cases", Number(share=True), ("E6",)),
        Exercise("within-a-week", Number(share=True), ("E6", "C7"), code="line"),
        Exercise("four-values", Sorting("12345678", "PUFA"), ("C8", "E1")),
        Exercise("stuck", Label(MANUAL), ("E5",)),
        Exercise("bill", Number(low=0), ("E5", "C6")),
        Exercise("days-lost", Series("step", STEPS, Number(low=0)), ("E2", "C7"), code="line"),
        Exercise("extra-person", Choice("ABCD"), ("E2",)),
        Exercise("letter-effect", Number(share=True), ("C6",), code="line"),
        Exercise("missing-purchases", Number(tolerance=0.5, low=0), ("E3",), code="lines"),
        Exercise("guarantee-verdict", FreeText(), ("C6",)),
    ),
)
