"""The survey as tables: sheet by sheet as answered, and cleaned, one row a dimension."""

from __future__ import annotations

from itertools import count

import numpy as np
import pandas as pd

from brecha.models import DIMENSIONS
from brecha.scenarios.contrast import shows_contrast
from brecha.scenarios.design import Design
from brecha.scenarios.four import candidates
from brecha.scenarios.items import ITEMS
from brecha.scenarios.sheets import Sheets, draw_sheets

__all__ = ["answer_table", "collect", "survey_table"]


def collect(design: Design) -> Sheets:
    """Draw sheets until they show the contrast: the same ones for the same seed.

    Parameters
    ----------
    design : Design
        What was built in.

    Returns
    -------
    Sheets
        The first drawing that every margin of `brecha.scenarios.contrast` accepts and in which
        somebody's four items serve for work by hand.
    """
    drawn = (draw_sheets(design, attempt=attempt) for attempt in count())
    return next(
        sheets for sheets in drawn if shows_contrast(sheets, design) and len(candidates(sheets))
    )


def answer_table(sheets: Sheets, design: Design) -> pd.DataFrame:
    """Build the table ``answers``: a row for each respondent and item, as answered.

    Parameters
    ----------
    sheets : Sheets
        What came back.
    design : Design
        Where the branches' names are.

    Returns
    -------
    DataFrame
        ``respondent``, ``branch``, ``item``, ``dimension``, ``expectation``, ``perception``: 1 to
        7, blanks missing, reversed items not turned.
    """
    people = len(sheets.branch)
    return pd.DataFrame(
        {
            "respondent": np.repeat(np.arange(1, people + 1), len(ITEMS)),
            "branch": np.repeat(_branches(sheets, design), len(ITEMS)),
            "item": np.tile([item.code for item in ITEMS], people),
            "dimension": np.tile([item.dimension for item in ITEMS], people),
            "expectation": sheets.expectation.ravel(),
            "perception": sheets.perception.ravel(),
        }
    )


def survey_table(sheets: Sheets, design: Design) -> pd.DataFrame:
    """Build the table ``survey``: a row for each respondent and dimension, cleaned.

    Parameters
    ----------
    sheets : Sheets
        What came back.
    design : Design
        Where the branches' names are.

    Returns
    -------
    DataFrame
        ``respondent``, ``branch``, ``dimension``, ``expectation``, ``perception`` (means of the
        items answered, reversed ones turned) and ``points`` out of 100. Nothing is missing.
    """
    people = len(sheets.branch)
    return pd.DataFrame(
        {
            "respondent": np.repeat(np.arange(1, people + 1), len(DIMENSIONS)),
            "branch": np.repeat(_branches(sheets, design), len(DIMENSIONS)),
            "dimension": np.tile(DIMENSIONS, people),
            "expectation": sheets.expected.ravel(),
            "perception": sheets.perceived.ravel(),
            "points": sheets.points.ravel().astype(int),
        }
    )


def _branches(sheets: Sheets, design: Design) -> np.ndarray:
    return np.array([branch.code for branch in design.branches])[sheets.branch]
