"""What the models of service quality ask of a long table of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import pandas as pd

from brecha.errors import ModelError, UnknownNameError
from brecha.models._inputs import choice
from brecha.models.dimensions import DIMENSIONS

Direction: TypeAlias = Literal["P-E", "E-P"]
Scale: TypeAlias = tuple[float, float]

RATINGS = ("expectation", "perception")
PAIR = ("respondent", "dimension")


def is_shortfall(direction: str) -> bool:
    """Say whether a gap is read as expectation minus perception."""
    return choice(direction, name="direction", allowed=("P-E", "E-P")) == "E-P"


def check_answers(answers: pd.DataFrame, *, scale: Scale) -> None:
    """Raise unless a table is long, complete in its keys, and on its scale.

    Parameters
    ----------
    answers : DataFrame
        A row for each respondent and item, or for each respondent and dimension.
    scale : tuple of float
        The ends of the rating scale.

    Raises
    ------
    ModelError
        When a column is missing, a key is blank or comes twice, an answer is no number or lies
        off the scale.
    UnknownNameError
        When a row has a dimension that doesn't exist.
    """
    require(answers, [*PAIR, *RATINGS])
    if answers.empty:
        raise ModelError(
            "`answers` should have at least one row; it has none. Check the selection."
        )
    keys = [column for column in (*PAIR, "item") if column in answers]
    for column in keys:
        if answers[column].isna().any():
            row = answers.index[answers[column].isna()][0]
            raise ModelError(
                f"`{column}` should be filled in on every row; row {row} has none. "
                "Fill it in, or leave the row out."
            )
    for dimension in answers["dimension"].unique():
        if dimension not in DIMENSIONS:
            raise UnknownNameError("dimension", dimension, DIMENSIONS)
    if "item" in keys and answers.duplicated(["respondent", "item"]).any():
        row = answers.index[answers.duplicated(["respondent", "item"])][0]
        raise ModelError(
            f"Each respondent should answer an item once; row {row} repeats respondent "
            f"{answers.loc[row, 'respondent']}, item {answers.loc[row, 'item']}. Keep one of them."
        )
    for column in RATINGS:
        check_scale(answers[column], scale=scale, name=column)


def require(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise unless a table has the columns that a model reads."""
    if not isinstance(frame, pd.DataFrame):
        raise ModelError(
            f"A table with the columns {', '.join(columns)} was expected; what came is "
            f"{type(frame).__name__}. Pass a DataFrame."
        )
    absent = [column for column in columns if column not in frame]
    if absent:
        raise ModelError(
            f"The columns {', '.join(columns)} were expected; missing: {', '.join(absent)}. "
            f"The table has {', '.join(map(str, frame.columns))}: rename or add them."
        )


def check_scale(column: pd.Series[Any], *, scale: Scale, name: str) -> None:
    """Raise unless every answer that is there is a number on the scale."""
    if not pd.api.types.is_numeric_dtype(column):
        raise ModelError(
            f"`{name}` should hold numbers; its type is {column.dtype}. Convert the column first."
        )
    low, high = scale
    off = column.notna() & ~column.between(low, high)
    if off.any():
        row = column.index[off][0]
        raise ModelError(
            f"`{name}` should lie between {low} and {high}; row {row} has {column[off].iloc[0]:g}. "
            "If that is a code for a missing answer, make it missing first; else check the scale."
        )


def check_points(points: pd.DataFrame, *, total: float) -> None:
    """Raise unless each respondent's points are there, not negative, and add up.

    Parameters
    ----------
    points : DataFrame
        A row for each respondent, a column for each dimension.
    total : float
        What each row should add up to.

    Raises
    ------
    ModelError
        When somebody's points don't; the message names the respondent.
    """
    bad = points.isna() | (points < 0)
    if bad.any(axis=None):
        who = points.index[bad.any(axis=1)][0]
        where = points.columns[bad.loc[who]][0]
        raise ModelError(
            f"`points` should be zero or more for every respondent and dimension; respondent {who} "
            f"has {points.loc[who, where]:g} for {where}. Fill it in, or leave the respondent out."
        )
    sums = points.sum(axis=1)
    wrong = (sums - total).abs() > 1e-6 * total
    if wrong.any():
        who = points.index[wrong][0]
        raise ModelError(
            f"Each respondent's points should add up to {total:g}; those of respondent {who} add "
            f"up to {sums[who]:g}. Check `total`, or leave the respondent out."
        )


def in_order(dimensions: pd.Index[Any]) -> list[str]:
    """Put the dimensions that are there into the order of `DIMENSIONS`."""
    return [name for name in DIMENSIONS if name in dimensions]
