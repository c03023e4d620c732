"""Ratings out of opinions: a whole number between the ends of a scale, with a known mean."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

__all__ = ["centre", "rate"]

Values = npt.NDArray[np.float64]


def rate(opinions: Values, *, low: int, high: int) -> Values:
    """Round opinions to whole numbers, and answer with an end of the scale beyond it.

    Parameters
    ----------
    opinions : ndarray
        Opinions without limits, in points of the scale.
    low, high : int
        The ends of the scale.

    Returns
    -------
    ndarray of float
        Whole numbers, of the same shape.

    Examples
    --------
    >>> rate(np.array([0.2, 4.6, 8.9]), low=1, high=7).tolist()
    [1.0, 5.0, 7.0]
    """
    return np.clip(np.rint(opinions), low, high)


def centre(mean: Values, *, spread: float, low: int, high: int) -> Values:
    """Find where opinions must be centred for the ratings to have a given mean.

    Near the end of a scale the ratings' mean is pulled inwards: of opinions around 6.5 on a scale
    up to 7, the upper half can't be told. This is the inverse of that pull.

    Parameters
    ----------
    mean : ndarray
        Wanted means of the ratings.
    spread : float
        Standard deviation of the opinions, which are normal.
    low, high : int
        The ends of the scale.

    Returns
    -------
    ndarray
        Means of the opinions.

    Examples
    --------
    >>> centre(np.array([4.0, 6.0]), spread=1.0, low=1, high=7).round(2).tolist()
    [4.0, 6.09]
    """
    means, centres = _curve(round(spread, 3), low, high)
    return np.interp(mean, means, centres)


@lru_cache(maxsize=64)
def _curve(spread: float, low: int, high: int) -> tuple[Values, Values]:
    """Tabulate the mean of the ratings over the centre of the opinions."""
    normal = NormalDist(0, spread)
    centres = np.linspace(low - 1, high + 1, 161)
    cuts = np.arange(low, high) + 0.5
    # The mean of a whole number from low to high is low plus the chances of exceeding each cut.
    above = [[1 - normal.cdf(cut - middle) for cut in cuts] for middle in centres]
    return low + np.sum(above, axis=1), centres
