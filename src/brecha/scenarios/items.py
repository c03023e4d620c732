"""The 22 items of the survey: their codes, their dimensions, and the two that are turned round.

The wording stands in ``en.toml`` and ``es.toml`` under ``items``; it is our own. Two items in
different dimensions are worded negatively, so that agreeing with them is bad news.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION

__all__ = ["FIRST", "ITEMS", "MEMBERSHIP", "REVERSED", "Item", "item_table"]


@dataclass(frozen=True)
class Item:
    """Hold what is fixed about an item.

    Attributes
    ----------
    code : str
        A letter for the dimension (S, as in speed, for responsiveness) and a number.
    dimension : str
        The dimension that it belongs to.
    reversed : bool
        Whether it is worded negatively.
    """

    code: str
    dimension: str
    reversed: bool


_LETTERS = "TRSAE"
_NEGATIVE = ("S3", "E3")

ITEMS = tuple(
    Item(code=f"{letter}{number}", dimension=dimension, reversed=f"{letter}{number}" in _NEGATIVE)
    for letter, dimension, count in zip(_LETTERS, DIMENSIONS, ITEMS_PER_DIMENSION, strict=True)
    for number in range(1, count + 1)
)

#: Which items are reversed, in the order of `ITEMS`.
REVERSED = np.array([item.reversed for item in ITEMS])

#: Position of each dimension's first item.
FIRST = np.cumsum((0, *ITEMS_PER_DIMENSION[:-1]))

#: Position in `DIMENSIONS` of each item's dimension.
MEMBERSHIP = np.repeat(np.arange(len(DIMENSIONS)), ITEMS_PER_DIMENSION)


def item_table() -> pd.DataFrame:
    """Build the table ``items``: a row for each of the 22.

    Returns
    -------
    DataFrame
        ``item``, ``dimension`` and ``reversed``.

    Examples
    --------
    >>> items = item_table()
    >>> items[items["reversed"]]["item"].tolist()
    ['S3', 'E3']
    """
    return pd.DataFrame(
        {
            "item": [item.code for item in ITEMS],
            "dimension": [item.dimension for item in ITEMS],
            "reversed": [item.reversed for item in ITEMS],
        }
    )
