"""What differs between learners besides the members: the wrong count, the prices, two kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["KINDS", "PRICES", "Design", "Kinds", "design"]

PRICES = ((60, 12), (48, 12), (60, 10), (56, 14), (45, 9), (72, 12))
"""What a year of membership leaves, and the discount, in dollars."""


@dataclass(frozen=True)
class Kinds:
    """Two invented kinds of members, who never change.

    Parameters
    ----------
    steady, curious : int
        How many of each kind join.
    steady_renews, curious_renews : float
        The share of each kind who renew, every year.
    """

    steady: int
    curious: int
    steady_renews: float
    curious_renews: float


KINDS = (
    Kinds(steady=300, curious=200, steady_renews=0.9, curious_renews=0.5),
    Kinds(steady=200, curious=100, steady_renews=0.9, curious_renews=0.4),
    Kinds(steady=200, curious=300, steady_renews=0.9, curious_renews=0.3),
    Kinds(steady=200, curious=100, steady_renews=0.8, curious_renews=0.4),
    Kinds(steady=300, curious=100, steady_renews=0.9, curious_renews=0.2),
    Kinds(steady=300, curious=200, steady_renews=0.8, curious_renews=0.2),
)


@dataclass(frozen=True)
class Design:
    """What was built into one learner's club.

    Parameters
    ----------
    regular, premium : int
        How many joined.
    wrong_year : int
        The year whose count of regular members is wrong.
    returned, joined_later : int
        Who was counted there and shouldn't have been.
    margin, discount : int
        Dollars.
    kinds : Kinds
        Two kinds of members for work by hand.
    """

    regular: int
    premium: int
    wrong_year: int
    returned: int
    joined_later: int
    margin: int
    discount: int
    kinds: Kinds


def design(there: pd.Series[int], *, sizes: dict[str, int], rng: np.random.Generator) -> Design:
    """Draw what differs between learners.

    Parameters
    ----------
    there : Series of int
        Regular members after 0 to 7 renewals.
    sizes : dict of str to int
        How many joined, by tier.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    Design
        The wrong count is larger than the one of the year before, by 40 to 120.
    """
    year = int(rng.integers(3, 6))
    added = int(there[year - 1] - there[year]) + int(rng.integers(40, 121))
    returned = round(added * rng.uniform(0.58, 0.75))
    margin, discount = PRICES[int(rng.integers(len(PRICES)))]
    return Design(
        **sizes,
        wrong_year=year,
        returned=returned,
        joined_later=added - returned,
        margin=margin,
        discount=discount,
        kinds=KINDS[int(rng.integers(len(KINDS)))],
    )
