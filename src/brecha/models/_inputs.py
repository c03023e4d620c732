"""What every model asks of its input, and the one way to say that it isn't so.

Missing values are refused everywhere: what a blank means (no answer, no experience, not
asked) is a decision, and a model that decides it silently hides it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from brecha.errors import ModelError
from brecha.models._scalars import between, choice, number, whole

__all__ = [
    "Vector",
    "between",
    "choice",
    "number",
    "same_length",
    "table",
    "varying",
    "vector",
    "whole",
]

Vector = npt.NDArray[np.float64]


def vector(
    values: Any,
    *,
    name: str,
    low: float | None = None,
    high: float | None = None,
    least: int = 1,
) -> Vector:
    """Turn answers into a vector of numbers, or say which of them is no number.

    Parameters
    ----------
    values : array-like, shape (n,)
        A list, array or Series.
    name : str
        What the caller calls it; the message repeats it.
    low, high : float, optional
        The ends of the scale.
    least : int
        The smallest n that the model can work with.

    Returns
    -------
    ndarray of float, shape (n,)

    Raises
    ------
    ModelError
        When it isn't one column of numbers, has missing values or values off the scale, or
        is too short.

    Examples
    --------
    >>> vector([3, 7, 8], name="ratings", low=1, high=7)
    Traceback (most recent call last):
    ...
    brecha.errors.ModelError: `ratings` should lie between 1 and 7; 1 of 3 values do not, \
the first is 8. Check the scale that you named, or the data.
    """
    if isinstance(values, pd.DataFrame) or np.ndim(values) != 1:
        shape = np.shape(values)
        raise ModelError(
            f"`{name}` should be one column of numbers; what came has the shape {shape}. "
            "Pass a list, an array of one dimension, or one column of the table."
        )
    found = _floats(pd.Series(values), name=name)
    if len(found) < least:
        raise ModelError(
            f"`{name}` should have at least {least} values; it has {len(found)}. "
            "Collect more, or don't compute this."
        )
    off = found[
        (found < (-np.inf if low is None else low)) | (found > (np.inf if high is None else high))
    ]
    if off.size:
        raise ModelError(
            f"`{name}` should lie between {low} and {high}; {off.size} of {found.size} values "
            f"do not, the first is {off[0]:g}. Check the scale that you named, or the data."
        )
    return found


def table(values: Any, *, name: str, rows: int = 2, columns: int = 1) -> pd.DataFrame:
    """Turn answers into a table of numbers, one row per respondent, or say what is wrong.

    Parameters
    ----------
    values : DataFrame or array-like, shape (n, k)
        One row per respondent, one column per item.
    name : str
        What the caller calls it; the message repeats it.
    rows, columns : int
        The least that the model can work with.

    Returns
    -------
    DataFrame of float, shape (n, k)
        A copy; an array's columns are called 1 to k.

    Raises
    ------
    ModelError
        When it isn't a table of numbers, has missing values, or is too small.

    Examples
    --------
    >>> table([[5, 6], [7, 7]], name="items").columns.tolist()
    [1, 2]
    """
    if isinstance(values, pd.DataFrame):
        frame = values
    elif np.ndim(values) == 2:
        grid = np.asarray(values)
        frame = pd.DataFrame(grid, columns=pd.RangeIndex(1, grid.shape[1] + 1))
    else:
        raise ModelError(
            f"`{name}` should be a table with one row per respondent and one column per item; "
            f"what came has {np.ndim(values)} dimension(s). Pass a DataFrame such as "
            'survey[["a", "b"]], or an array of two dimensions.'
        )
    if frame.shape[0] < rows or frame.shape[1] < columns:
        raise ModelError(
            f"`{name}` should have at least {rows} rows and {columns} columns; it has "
            f"{frame.shape[0]} and {frame.shape[1]}. Check the selection."
        )
    if not frame.columns.is_unique:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise ModelError(
            f"The columns of `{name}` should all have different names; {twice!r} comes twice. "
            "Rename one of them."
        )
    found = {label: _floats(frame[label], name=f"{name}[{label!r}]") for label in frame.columns}
    return pd.DataFrame(found, index=frame.index)


def same_length(first: Any, second: Any, *, names: tuple[str, str]) -> None:
    """Raise unless two inputs have the same number of rows.

    Parameters
    ----------
    first, second : sized
        What was given.
    names : tuple of str
        What the caller calls them.

    Raises
    ------
    ModelError
        When the lengths differ.
    """
    if len(first) != len(second):
        raise ModelError(
            f"`{names[0]}` and `{names[1]}` should have one row for each respondent; they have "
            f"{len(first)} and {len(second)}. Take both from the same table."
        )


def varying(frame: pd.DataFrame, *, name: str) -> None:
    """Raise when everybody gave one item the same answer.

    Parameters
    ----------
    frame : DataFrame
        One row per respondent, one column per item.
    name : str
        What the caller calls it.

    Raises
    ------
    ModelError
        When a column doesn't vary: its correlation with anything is undefined.
    """
    still: list[Hashable] = [label for label in frame if frame[label].min() == frame[label].max()]
    if still:
        raise ModelError(
            f"Every column of `{name}` should vary; everybody gave the same answer to "
            f"{still[0]!r}, so it correlates with nothing. Leave it out."
        )


def _floats(column: pd.Series[Any], *, name: str) -> Vector:
    """Turn one column into floats, or name the value that is none."""
    if column.isna().any():
        raise ModelError(
            f"`{name}` should have no missing values; {int(column.isna().sum())} of {len(column)} "
            "are missing. Decide what a blank means first, for instance with .dropna()."
        )
    try:
        found = column.to_numpy(dtype=np.float64)
    except (TypeError, ValueError):
        text = next(value for value in column if not isinstance(value, int | float))
        raise ModelError(
            f"`{name}` should hold numbers; it holds {text!r}. Convert the column first."
        ) from None
    if not np.isfinite(found).all():
        raise ModelError(f"`{name}` should hold finite numbers; it holds infinities. Remove them.")
    return found
