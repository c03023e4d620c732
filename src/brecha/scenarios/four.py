"""Four rows for work by hand: one respondent's four items of one dimension."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from brecha.models import ITEMS_PER_DIMENSION
from brecha.scenarios.design import Design
from brecha.scenarios.items import FIRST, ITEMS, REVERSED
from brecha.scenarios.sheets import Grid, Sheets
from brecha.scenarios.streams import stream

__all__ = ["candidates", "four_table", "readings"]

_ROWS = 4
_MIDPOINT = 4
_LEAST = 0.25
_SHORT = 3


def readings(expectation: npt.ArrayLike, perception: npt.ArrayLike) -> dict[str, Grid]:
    """Compute the mean gap (first) and what else may be taken for it.

    Parameters
    ----------
    expectation, perception : array-like, shape (..., 4)
        The four rows, of one sheet or of many.

    Returns
    -------
    dict of str to ndarray
        The mean gap, its opposite, the mean of absolute gaps, perception alone, perception above
        the midpoint, expectation alone, the sum, its opposite, the share of negative gaps, and
        the mean of these alone.

    Examples
    --------
    >>> float(readings([7, 6, 7, 6], [5, 6, 3, 7])["mean gap"])
    -1.25
    """
    expected, perceived = np.asarray(expectation, float), np.asarray(perception, float)
    gap = perceived - expected
    negative = (gap < 0).sum(axis=-1)
    return {
        "mean gap": gap.mean(axis=-1),
        "shortfall": -gap.mean(axis=-1),
        "absolute": np.abs(gap).mean(axis=-1),
        "perception": perceived.mean(axis=-1),
        "perception above midpoint": perceived.mean(axis=-1) - _MIDPOINT,
        "expectation": expected.mean(axis=-1),
        "sum": gap.sum(axis=-1),
        "sum of shortfalls": -gap.sum(axis=-1),
        "share negative": negative / gap.shape[-1],
        "negative alone": np.minimum(gap, 0).sum(axis=-1) / np.maximum(negative, 1),
    }


def candidates(sheets: Sheets) -> list[tuple[int, int]]:
    """List the sheets and dimensions whose four items serve for work by hand.

    They are complete, have no reversed item, add up to a shortfall that isn't small, and any two
    readings of them differ: that needs a gap above zero beside the shortfalls.

    Parameters
    ----------
    sheets : Sheets
        What came back.

    Returns
    -------
    list of tuple
        Position of the respondent and of the dimension.
    """
    found = []
    for dimension, (start, items) in enumerate(zip(FIRST, ITEMS_PER_DIMENSION, strict=True)):
        if items != _ROWS or REVERSED[start : start + items].any():
            continue
        expectation = sheets.expectation[:, start : start + items]
        perception = sheets.perception[:, start : start + items]
        # Nobody's four items serve while one is blank: nan is never at least _LEAST.
        values = np.sort(list(readings(expectation, perception).values()), axis=0)
        serves = np.diff(values, axis=0).min(axis=0) >= _LEAST
        serves &= expectation.sum(axis=1) - perception.sum(axis=1) >= _SHORT
        found += [(int(person), dimension) for person in np.flatnonzero(serves)]
    return found


def four_table(sheets: Sheets, design: Design) -> pd.DataFrame:
    """Build the table ``four``: four items of one sheet.

    Parameters
    ----------
    sheets : Sheets
        What came back.
    design : Design
        Whose company and seed choose the sheet.

    Returns
    -------
    DataFrame
        ``item``, ``expectation``, ``perception``: whole numbers, 1 to 7.
    """
    found = candidates(sheets)
    chosen = stream(design.company, "four", design.seed).integers(len(found))
    person, dimension = found[chosen]
    mine = slice(FIRST[dimension], FIRST[dimension] + _ROWS)
    return pd.DataFrame(
        {
            "item": [item.code for item in ITEMS[mine]],
            "expectation": sheets.expectation[person, mine].astype(int),
            "perception": sheets.perception[person, mine].astype(int),
        }
    )
