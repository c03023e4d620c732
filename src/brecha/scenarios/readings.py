"""How near the readings of a table come to each other: the right one and the usual wrong ones.

A wrong answer can be named only where it is no other's number. So tables are drawn again until the
nearest two readings lie apart, by a distance that each lesson sets for itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["closest"]


def closest(readings: Iterable[float]) -> float:
    """Measure how far apart the nearest two of several numbers lie.

    Parameters
    ----------
    readings : iterable of float
        What may come out of one table. A number that stands there twice is no distance from
        itself.

    Returns
    -------
    float
        Infinite for a single number. Missing as soon as one of them is missing, so that no
        distance that is asked for is met.

    Examples
    --------
    >>> closest([5, 1, 2.5])
    1.5
    >>> closest([0.25, float("nan")]) >= 0
    False
    """
    ranked = sorted(map(float, readings))
    if any(map(math.isnan, ranked)):
        return math.nan
    return min((higher - lower for lower, higher in pairwise(ranked)), default=math.inf)
