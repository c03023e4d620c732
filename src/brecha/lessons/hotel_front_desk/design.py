"""What was built into the chain before any guest was drawn: the sealed envelope of the case.

Left to chance, most data would teach nothing here. So a contrast is built in, and said: waiting at
the desk is bad in two hotels, in the afternoon; the largest hotel has most of these guests; the
dimension with the lowest mark, the one with the largest gap and the most important one are three,
and the one with most at stake is a fourth; who waited gives waiting more of the 100 points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["DIMENSIONS", "HOTELS", "HOURS", "OLD_FORM_TOP", "SMALL", "TOP", "Design", "design"]

DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
HOTELS = ("harbour", "oldtown", "park", "hill")
SMALL = HOTELS[1:]
HOURS = ("morning", "afternoon", "evening")

TOP, OLD_FORM_TOP = 7, 5
"""The best mark of the form in use, and of the old one."""


@dataclass(frozen=True)
class Design:
    """The truth of one chain.

    Parameters
    ----------
    guests : tuple of int
        How many answered in each hotel, in the order of ``HOTELS``.
    old_form : str
        The hotel that used up its old forms, on which the best mark is 5.
    showcase : str
        The hotel whose guests feel safest, and in which most fire doors fail.
    expectations : tuple of float
        Mean expectation of each dimension, 1 to 7.
    gaps : tuple of float
        Mean gap of each dimension, away from the two bad afternoons; for responsiveness that of
        everybody who waits as long as the rule allows.
    points : tuple of float
        Importance points of a typical guest, out of 100.
    patience : float
        Points of responsiveness lost with each minute beyond the rule.
    minutes : tuple of tuple of float
        Mean wait in each hotel (row) at each time of day (column).
    handling : float
        Minutes that a check-in takes once it is a guest's turn: the same everywhere.
    expected, believed, standard, promised : int
        Minutes that guests expect, that management believes they expect, of the house rule, and
        of the promise.
    """

    guests: tuple[int, ...]
    old_form: str
    showcase: str
    expectations: tuple[float, ...]
    gaps: tuple[float, ...]
    points: tuple[float, ...]
    patience: float
    minutes: tuple[tuple[float, ...], ...]
    handling: float
    expected: int
    believed: int
    standard: int
    promised: int


def design(rng: np.random.Generator) -> Design:
    """Draw one chain within the limits that keep its contrast.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    Design

    Examples
    --------
    >>> truth = design(np.random.default_rng(7))
    >>> max(truth.guests) == truth.guests[0]
    True
    """
    guests = tuple(int(rng.choice(sizes)) for sizes in _SIZES)
    old_form, showcase = (str(name) for name in rng.choice(SMALL, 2, replace=False))
    second = int(rng.integers(2))
    minutes = np.array(_MINUTES) + rng.uniform(-0.5, 0.5, (len(HOTELS), len(HOURS)))
    minutes[0, 1] += rng.uniform(-0.5, 1)
    standard = int(rng.integers(6, 8))
    return Design(
        guests=guests,
        old_form=old_form,
        showcase=showcase,
        expectations=_EXPECTATIONS,
        gaps=_GAPS[second],
        points=_POINTS[second],
        patience=0.25,
        minutes=tuple(tuple(round(float(mean), 2) for mean in row) for row in minutes),
        handling=4.0,
        expected=standard + int(rng.integers(1, 3)),
        believed=standard + int(rng.integers(1, 3)),
        standard=standard,
        promised=10,
    )


_SIZES = ((240, 260, 280, 300), (80, 90, 100), (60, 70), (40, 50))
_EXPECTATIONS = (4.8, 6.1, 6.0, 5.6, 5.8)

# What comes second behind the wait at the desk: reliability in one chain, empathy in another.
_GAPS = ((-0.78, -0.44, 0.1, 0.25, -1.15), (-0.78, -0.36, 0.1, 0.25, -1.15))
_POINTS = ((9, 34, 28, 17, 12), (9, 31, 28, 14, 18))

# The old town hotel has a new lobby, and its afternoons.
_MINUTES = ((4.5, 15.5, 5.0), (4.5, 11.5, 5.0), (4.0, 5.0, 4.5), (4.0, 4.5, 4.5))
