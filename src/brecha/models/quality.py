"""Service quality as customers judge it: what they perceived against what they expected.

Every function takes a *long* table: a row for each respondent and item, with the columns
``respondent``, ``dimension``, ``item``, ``expectation`` and ``perception``. A table with one row
for each respondent and dimension does as well, without ``item``; what is about items then says
that the column is missing. An item counts where both of its answers are there.

Two things are said rather than assumed. ``direction`` is ``"P-E"``, perception minus expectation
as in the literature (below zero: less than expected), or ``"E-P"``, the shortfall. ``scale`` holds
the ends of the rating scale; an answer outside, such as -99 for "no answer", is refused.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._answers import (
    PAIR,
    RATINGS,
    Direction,
    Scale,
    check_answers,
    check_scale,
    in_order,
    is_shortfall,
    require,
)
from brecha.models.dimensions import COMPONENTS, DIMENSIONS, ITEMS_PER_DIMENSION

__all__ = [
    "COMPONENTS",
    "DIMENSIONS",
    "ITEMS_PER_DIMENSION",
    "by_respondent",
    "gaps",
    "gaps_by_dimension",
    "gaps_by_item",
    "item_mean",
    "reverse",
    "unweighted_score",
]


def reverse(values: Any, *, low: float = 1, high: float = 7) -> Any:
    """Turn the answers to a negatively worded item round: 1 becomes 7 on a scale from 1 to 7.

    The turned answer is ``low + high - answer``. Subtracting from ``high`` alone moves every
    answer one point down, and turns a 7 into a 0 that is on no scale. Missing answers stay missing.

    Parameters
    ----------
    values : Series, array-like or number
        Answers as they were given.
    low, high : float
        The ends of the scale.

    Returns
    -------
    Series, ndarray or float
        What came, turned.

    Raises
    ------
    ModelError
        When an answer lies off the scale.

    Examples
    --------
    >>> reverse(pd.Series([1, 2, 7])).tolist()
    [7, 6, 1]
    """
    if not isinstance(values, pd.Series):
        turned: Any = reverse(pd.Series(np.atleast_1d(values)), low=low, high=high).to_numpy()
        return turned if np.ndim(values) else turned.item()
    check_scale(values, scale=(low, high), name="values")
    return low + high - values


def gaps(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> pd.Series[float]:
    """Compute the gap of every row.

    Parameters
    ----------
    answers : DataFrame
        The long table.
    direction : {"P-E", "E-P"}
        Perception minus expectation, or the shortfall.
    scale : tuple of float
        The ends of the rating scale.

    Returns
    -------
    Series of float
        In points of the scale, on the rows of ``answers``; missing where an answer is.

    Raises
    ------
    ModelError
        When a column is missing, an answer is no number or lies off the scale.
    UnknownNameError
        When a row has a dimension that doesn't exist.

    Examples
    --------
    >>> answers = pd.DataFrame(
    ...     {
    ...         "respondent": [1, 1],
    ...         "dimension": ["empathy", "empathy"],
    ...         "expectation": [7, 6],
    ...         "perception": [4, 6],
    ...     }
    ... )
    >>> gaps(answers).tolist()
    [-3.0, 0.0]
    >>> gaps(answers, direction="E-P").tolist()
    [3.0, 0.0]
    """
    check_answers(answers, scale=scale)
    expectation, perception = (answers[column].astype(float) for column in RATINGS)
    gap = expectation - perception if is_shortfall(direction) else perception - expectation
    return gap.rename("gap")


def gaps_by_item(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> pd.Series[float]:
    """Average the gap of each item over the respondents who answered it.

    Parameters
    ----------
    answers : DataFrame
        The long table, with the column ``item``.
    direction, scale
        As in `gaps`.

    Returns
    -------
    Series of float
        By item, in the order in which the items come.

    Raises
    ------
    ModelError, UnknownNameError
        As in `gaps`.
    """
    require(answers, ["item"])
    gap = gaps(answers, direction=direction, scale=scale)
    return gap.groupby(answers["item"], sort=False).mean()


def by_respondent(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> pd.DataFrame:
    """Average each respondent's items dimension by dimension.

    An item with one answer missing is left out, not the respondent: whoever left one of 22 items
    blank still says something with the other 21.

    Parameters
    ----------
    answers : DataFrame
        The long table. A column ``points`` is carried along; it must be the same for all rows of
        a respondent and dimension.
    direction, scale
        As in `gaps`.

    Returns
    -------
    DataFrame
        ``respondent``, ``dimension``, ``expectation``, ``perception``, ``gap`` (and ``points``):
        a row for each pair, in the order in which they come. Where no item was answered the three
        means are missing.

    Raises
    ------
    ModelError, UnknownNameError
        As in `gaps`; or when ``points`` differ within a respondent and dimension.
    """
    gap = gaps(answers, direction=direction, scale=scale)
    pair = list(PAIR)
    rated = {column: answers[column].where(gap.notna()) for column in RATINGS}
    table = answers[pair].assign(**rated, gap=gap)
    means = table.groupby(pair, sort=False).mean()
    if "points" in answers:
        points = answers.groupby(pair)["points"]
        uneven = points.nunique(dropna=False) > 1
        if uneven.any():
            first = uneven[uneven].reset_index().iloc[0]
            who, where = first["respondent"], first["dimension"]
            raise ModelError(
                f"`points` should be one number for each respondent and dimension; respondent "
                f"{who} has several for {where}. Give a dimension's points on each of its rows."
            )
        means["points"] = points.first()
    return means.reset_index()


def gaps_by_dimension(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> pd.Series[float]:
    """Average over respondents what each of them averages over a dimension's items.

    Parameters
    ----------
    answers : DataFrame
        The long table.
    direction, scale
        As in `gaps`.

    Returns
    -------
    Series of float
        By dimension, in the order of `DIMENSIONS`; only those that are in the table.

    Raises
    ------
    ModelError, UnknownNameError
        As in `gaps`.
    """
    table = by_respondent(answers, direction=direction, scale=scale)
    means = table.groupby("dimension")["gap"].mean()
    return means.loc[in_order(means.index)]


def unweighted_score(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> float:
    """Average the gaps of the five dimensions, each counting the same.

    Parameters
    ----------
    answers : DataFrame
        The long table, with all five dimensions.
    direction, scale
        As in `gaps`.

    Returns
    -------
    float
        In points of the scale.

    Raises
    ------
    ModelError
        As in `gaps`; or when a dimension has no gap.
    UnknownNameError
        As in `gaps`.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64(1):12-40.
    """
    gap = gaps_by_dimension(answers, direction=direction, scale=scale).reindex(list(DIMENSIONS))
    if gap.isna().any():
        absent = ", ".join(gap.index[gap.isna()])
        raise ModelError(
            f"The score needs a gap in all five dimensions; none could be computed for {absent}. "
            "Add their answers, or report the other dimensions one by one."
        )
    return float(gap.mean())


def item_mean(
    answers: pd.DataFrame, *, direction: Direction = "P-E", scale: Scale = (1, 7)
) -> float:
    """Average the gaps of the items, each item counting the same: another convention in print.

    A dimension with five items then weighs more than one with four. It equals
    `unweighted_score` when all dimensions have equally many items, or equal gaps.

    Parameters
    ----------
    answers : DataFrame
        The long table, with the column ``item``.
    direction, scale
        As in `gaps`.

    Returns
    -------
    float
        In points of the scale.

    Raises
    ------
    ModelError, UnknownNameError
        As in `gaps`.
    """
    return float(gaps_by_item(answers, direction=direction, scale=scale).mean())
