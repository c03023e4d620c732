"""Draws from a survey, so that each learner has their own: put back until a lesson's finding shows.

That every version shows a finding is no evidence for it, since draws without it were put back. A
lesson that draws in this way says so, and says how often it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from brecha.errors import DataError

__all__ = ["MOST_DRAWS", "Accepted", "first_draw", "generator", "some_of", "some_of_each"]

MOST_DRAWS = 1000
"""After so many draws the survey can't be the one that the lesson was made for."""

Drawn = TypeVar("Drawn")


class Accepted(NamedTuple, Generic[Drawn]):
    """A draw that was kept.

    Parameters
    ----------
    drawn : object
        What was drawn.
    draws : int
        How many draws it took, itself included.
    """

    drawn: Drawn
    draws: int


def generator(seed: int, attempt: int) -> np.random.Generator:
    """Return the source of chance of one attempt: the same for the same learner everywhere."""
    return np.random.default_rng([seed, attempt])


def some_of(everyone: pd.DataFrame, *, size: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw rows without repetition; they keep their order and are numbered anew.

    Parameters
    ----------
    everyone : DataFrame
        One row per respondent.
    size : int
        How many to draw.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    DataFrame
        A new table.

    Examples
    --------
    >>> everyone = pd.DataFrame({"respondent": [1, 2, 3, 4]})
    >>> some_of(everyone, size=3, rng=generator(7, 0))["respondent"].is_monotonic_increasing
    True
    """
    rows = np.sort(rng.choice(len(everyone), size, replace=False))
    return everyone.iloc[rows].reset_index(drop=True)


def some_of_each(
    everyone: pd.DataFrame,
    kinds: Sequence[pd.Series[bool]],
    *,
    sizes: Sequence[int],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw so many rows of each kind, for work by hand; they keep their order, numbered anew.

    Parameters
    ----------
    everyone : DataFrame
        One row per respondent, customer or case.
    kinds : sequence of Series of bool
        For each kind, which rows are of it. No row is of two kinds, or it may be drawn twice.
    sizes : sequence of int
        How many to draw of each.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    DataFrame
        A new table.

    Raises
    ------
    ValueError
        When a kind has fewer rows than are drawn of it.

    Examples
    --------
    >>> everyone = pd.DataFrame({"customer": [1, 2, 3, 4], "orders": [1, 5, 7, 2]})
    >>> often = everyone["orders"] >= 5
    >>> some_of_each(everyone, (often, ~often), sizes=(1, 2), rng=generator(7, 0))["customer"].size
    3
    """
    rows = [
        rng.choice(everyone.index[kind], size, replace=False)
        for kind, size in zip(kinds, sizes, strict=True)
    ]
    return everyone.loc[np.sort(np.concatenate(rows))].reset_index(drop=True)


def first_draw(
    seed: int,
    *,
    draw: Callable[[np.random.Generator], Drawn],
    conditions: Callable[[Drawn], Mapping[str, bool]],
    most: int = MOST_DRAWS,
) -> Accepted[Drawn]:
    """Draw for one learner until all conditions are met.

    Parameters
    ----------
    seed : int
        The learner's seed.
    draw : callable
        Given a source of chance, one draw.
    conditions : callable
        Given a draw, what is asked of it, and whether it gives it.
    most : int
        Draws after which it gives up.

    Returns
    -------
    Accepted
        The first draw that meets them all.

    Raises
    ------
    DataError
        When none does, as on another survey.

    Examples
    --------
    >>> def a_die(rng):
    ...     return int(rng.integers(1, 7))
    >>> first_draw(2, draw=a_die, conditions=lambda points: {"six": points == 6}).drawn
    6
    """
    for attempt in range(most):
        drawn = draw(generator(seed, attempt))
        if all(conditions(drawn).values()):
            return Accepted(drawn, attempt + 1)
    raise DataError(
        f"None of {most} draws from the survey with seed {seed} meets the lesson's conditions. "
        "Is its data file the one that came with it?"
    )
