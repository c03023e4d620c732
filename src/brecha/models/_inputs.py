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


def between(value: float, *, name: str, low: float, high: float) -> float:
    """Give back a number that lies strictly between two others.

    Parameters
    ----------
    value : float
        What was given.
    name : str
        What the caller calls it.
    low, high : float
        The bounds; neither is allowed.

    Returns
    -------
    float

    Raises
    ------
    ModelError
        When the value lies outside or is no number.

    Examples
    --------
    >>> between(95, name="confidence", low=0, high=1)
    Traceback (most recent call last):
    ...
    brecha.errors.ModelError: `confidence` should lie between 0 and 1, both excluded; it is 95. \
A percentage is written as a share: 0.95, not 95.
    """
    if isinstance(value, int | float | np.number) and low < value < high:
        return float(value)
    hint = " A percentage is written as a share: 0.95, not 95." if (low, high) == (0, 1) else ""
    raise ModelError(
        f"`{name}` should lie between {low} and {high}, both excluded; it is {value!r}.{hint}"
    )


def number(value: float, *, name: str, low: float = -np.inf, high: float = np.inf) -> float:
    """Give back a number that lies between two others, which are allowed.

    Parameters
    ----------
    value : float
        What was given.
    name : str
        What the caller calls it.
    low, high : float
        The bounds.

    Returns
    -------
    float

    Raises
    ------
    ModelError
        When the value lies outside or is no finite number.

    Examples
    --------
    >>> number(-0.3, name="correlation", low=-1, high=1)
    -0.3
    """
    if isinstance(value, int | float | np.number) and np.isfinite(value) and low <= value <= high:
        return float(value)
    raise ModelError(
        f"`{name}` should be a number {_range(low, high)}; it is {value!r}. Check its source."
    )


def _range(low: float, high: float) -> str:
    """Say in words which numbers are allowed."""
    if np.isfinite(low) and np.isfinite(high):
        return f"between {low:g} and {high:g}"
    if np.isfinite(low):
        return f"of at least {low:g}"
    return f"of at most {high:g}" if np.isfinite(high) else "that is finite"


def choice(value: object, *, name: str, allowed: tuple[str, ...]) -> str:
    """Give back a value that is one of a few words.

    Parameters
    ----------
    value : object
        What was given.
    name : str
        What the caller calls it.
    allowed : tuple of str
        The words.

    Returns
    -------
    str

    Raises
    ------
    ModelError
        When it is none of them.
    """
    for word in allowed:
        if isinstance(value, str) and value == word:
            return word
    words = " or ".join(repr(word) for word in allowed)
    raise ModelError(f"`{name}` should be {words}; it is {value!r}. Choose one of them.")


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
