"""Who comes first, when the rows of a survey are drawn again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["firsts"]


def firsts(values: np.ndarray, rows: np.ndarray, *, names: Sequence[str]) -> pd.Series[float]:
    """Return the share of resamples in which each driver goes most with satisfaction.

    A driver that comes first in nearly all of them would come first in another sample as well; it
    doesn't follow that it is a cause. A resample in which some column is the same for everybody
    has no r for it, and would be counted for the wrong driver.

    Parameters
    ----------
    values : ndarray, shape (n, k + 1)
        The marks for the k drivers, then satisfaction; none is missing.
    rows : ndarray of int, shape (b, n)
        The rows of each resample.
    names : sequence of str
        The k drivers.

    Returns
    -------
    Series of float
        By driver; they add up to 1.

    Examples
    --------
    >>> marks = np.array([[1, 9, 2], [2, 1, 5], [3, 2, 9]])
    >>> as_they_are = np.array([[0, 1, 2]])
    >>> firsts(marks, as_they_are, names=["service", "price"]).to_dict()
    {'service': 1.0, 'price': 0.0}
    """
    drawn = values.astype(float)[rows]
    drawn -= drawn.mean(axis=1, keepdims=True)
    marks, satisfaction = drawn[:, :, :-1], drawn[:, :, -1]
    together = np.einsum("bni,bn->bi", marks, satisfaction)
    spread = np.sqrt((marks**2).sum(axis=1) * (satisfaction**2).sum(axis=1)[:, None])
    first = (together / spread).argmax(axis=1)
    return pd.Series(np.bincount(first, minlength=len(names)) / len(rows), index=list(names))
