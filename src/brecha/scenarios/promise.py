"""One wait in six views: what is expected, believed, prescribed, delivered, promised, perceived."""

from __future__ import annotations

from itertools import combinations, count

import numpy as np
import pandas as pd

from brecha.scenarios.design import Design
from brecha.scenarios.profiles import profile
from brecha.scenarios.streams import stream

__all__ = ["QUANTITIES", "distinct", "promise_table"]

#: E, M, S, D, C and P of the gap model; the names are the arguments of `brecha.models.five_gaps`.
QUANTITIES = (
    "customers_expect",
    "management_believes",
    "standard",
    "delivered",
    "promised",
    "perceived",
)


def promise_table(design: Design) -> pd.DataFrame:
    """Build the table ``promise``: minutes of waiting, from six sides.

    Management may think customers more patient or less than they are, the standard may be stricter
    than what management believes, and so on: only that people wait longer than they expect, and
    that it seems longer than it is, holds for every seed.

    Parameters
    ----------
    design : Design
        Whose company and seed it is.

    Returns
    -------
    DataFrame
        ``quantity`` (the names in `QUANTITIES`, in their order) and ``minutes``, whole numbers.
    """
    expected = profile(design.company).wait
    rng = stream(design.company, "promise", design.seed)
    drawn = (_draw(expected, rng) for _ in count())
    minutes = next(minutes for minutes in drawn if distinct(minutes))
    return pd.DataFrame({"quantity": QUANTITIES, "minutes": minutes})


def distinct(minutes: tuple[int, ...]) -> bool:
    """Say whether no two differences between the six quantities are alike, with or without sign.

    Then every gap differs from every other and from whatever two quantities a learner may have
    taken by mistake. The sum of gaps 1 to 4 must be none of these differences either.

    Parameters
    ----------
    minutes : tuple of int
        The six quantities, in the order of `QUANTITIES`.

    Returns
    -------
    bool

    Examples
    --------
    >>> distinct((10, 11, 14, 22, 20, 37))
    True
    >>> distinct((10, 11, 12, 22, 20, 37))
    False
    """
    expect, _, _, delivered, promised, _ = minutes
    differences = [abs(first - second) for first, second in combinations(minutes, 2)]
    four = abs((delivered - expect) + (delivered - promised))
    everything = [*differences, four, 0]
    return len(set(everything)) == len(everything)


def _draw(expected: int, rng: np.random.Generator) -> tuple[int, ...]:
    """Draw the six quantities around what customers expect."""
    expect = expected + int(rng.integers(-2, 3))
    believe = expect + int(rng.integers(-3, 10))
    standard = believe + int(rng.integers(-5, 8))
    delivered = expect + int(rng.integers(4, 16))
    promised = expect + int(rng.integers(-4, 10))
    perceived = delivered + int(rng.integers(2, 12))
    return tuple(
        max(1, value) for value in (expect, believe, standard, delivered, promised, perceived)
    )
