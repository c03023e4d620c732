"""What every model asks of a single number or word that it is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from brecha.errors import ModelError


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


def whole(value: Any, *, name: str, low: int = 0) -> int:
    """Give back a count: a whole number of at least `low`.

    Parameters
    ----------
    value : int
        What was given; 5.0 passes as 5.
    name : str
        What the caller calls it.
    low : int
        The smallest that is allowed.

    Returns
    -------
    int

    Raises
    ------
    ModelError
        When it is no whole number, or below `low`.

    Examples
    --------
    >>> whole(0.31, name="count")
    Traceback (most recent call last):
    ...
    brecha.errors.ModelError: `count` should be a whole number of at least 0; it is 0.31. \
Pass a count, not a share.
    """
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if is_number and np.isfinite(value) and value == np.floor(value) and value >= low:
        return int(value)
    raise ModelError(
        f"`{name}` should be a whole number of at least {low}; it is {value!r}. "
        "Pass a count, not a share."
    )
