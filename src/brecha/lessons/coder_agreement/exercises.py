"""The public side of the deeper notebook: what it asks, and the tables that it asks about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Function, Number, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.scenarios import COMPANIES
from brecha.scenarios import next_door as neighbour

from .codings import coded_tables

__all__ = ["GRADES", "LESSON", "neighbour", "tables_to_try"]

GRADES = ("certain", "probable", "possible", "doubtful")
"""The grades of the neurologists, the surest first."""

# Westlund & Kurland's patients of Winnipeg, as in Landis & Koch (1977) and as MSPatients in the R
# package vcd: one neurologist in the rows, another in the columns.
_WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]

# Krippendorff (2011), section C: four observers, twelve units.
_TWELVE = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the learner's tables by name, and three that are the same for everybody."""
    company, seed = parameters["company"], parameters["seed"]
    return {
        "example": _example,
        "winnipeg": lambda: pd.DataFrame(_WINNIPEG, index=list(GRADES), columns=list(GRADES)),
        "twelve": lambda: pd.DataFrame(_TWELVE, index=pd.RangeIndex(1, 13, name="unit")),
        **coded_tables(company, neighbour(company), seed),
    }


def _example() -> pd.DataFrame:
    return pd.DataFrame([[20, 5], [10, 15]], index=["yes", "no"], columns=["yes", "no"])


def tables_to_try(random: np.random.Generator) -> Iterator[tuple[pd.DataFrame]]:
    """Yield tables of counts to try a kappa on, the simplest first.

    Two coders who are of one habit; a lopsided table; one coder who says yes far more often; then
    three to five codes.
    """
    yield (pd.DataFrame([[4, 1], [1, 4]]),)
    yield (pd.DataFrame([[1, 3], [4, 72]]),)
    yield (pd.DataFrame([[20, 5], [30, 45]]),)
    for codes in (3, 3, 4, 5):
        off = random.integers(0, 5, size=(codes, codes))
        weights = random.integers(1, 25, size=codes)
        yield (pd.DataFrame(off + np.diag(weights)),)


LESSON = Lesson(
    slug="coder-agreement",
    notebook="notebooks/{language}/deeper/coder-agreement.ipynb",
    level="deeper",
    parameters=(Parameter.company(*COMPANIES), Parameter.seed()),
    tables=tables,
    terms=(
        "coding",
        "agreement",
        "chance-agreement",
        "kappa",
        "weighted-kappa",
        "prevalence",
        "krippendorff-alpha",
    ),
    predictions=(
        Exercise("further-from-habit", Choice("ABC")),
        Exercise("rarer", Choice("ABC")),
    ),
    exercises=(
        Exercise("ten-rows", Number(share=True), ("C2",), recall=True),
        Exercise("equal-totals", Choice("ABC"), recall=True),
        Exercise("both-by-lot", Number(share=True), recall=True),
        Exercise("kappa-by-hand", Number(low=-1, high=1), ("C2",)),
        Exercise("kappa", Function(tables_to_try, Number(low=-1, high=1)), ("C2",), code="lines"),
        Exercise("kappa-of-types", Number(low=-1, high=1), ("C2",), code="line"),
        Exercise("why-so-low", Choice("ABCD"), ("C2",)),
        Exercise("when-one-says-yes", Number(share=True)),
        Exercise("near-misses", Number(share=True)),
        Exercise("linear", Number(low=-1, high=1), code="line"),
        Exercise("one-direction", Number(share=True)),
        Exercise("four-coders", Number(low=-1, high=1), ("C2",), code="line"),
        Exercise("which-coefficient", Sorting("12345", "AKWN")),
        Exercise("certificate", Choice("ABCD"), ("C2",)),
        Exercise("neighbours", Number(low=-1, high=1), code="line"),
        Exercise("verdict", FreeText(), ("C2",)),
    ),
)
