"""Each learner's own customers: 1,000 of the 2,357 of the record shop CDNOW, real orders.

What is known on 30 September 1997 stands apart from what the nine months after it showed. A draw
on which the lesson's wrong turns can't be told apart is put back: :func:`conditions` lists what is
asked of it. So that every version shows the finding is no evidence for it; all 2,357 show it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha.lessons.cdnow import LAST_DAY, known_orders, later_days, order_days
from brecha.lessons.redraw import first_draw, some_of, some_of_each

__all__ = [
    "BANDS",
    "CUTOFFS",
    "ENOUGH",
    "MISSED",
    "RECENT",
    "WASTED",
    "Buyers",
    "best_at",
    "buyers",
    "conditions",
    "cost_of",
    "current_share",
    "errors_at",
    "everyone",
]

BANDS = ("to-30", "to-90", "to-180", "over-180")
"""How long a customer has been silent, in days."""

RECENT, ENOUGH = 90, 3
"""Bought recently: within so many days. Buys periodically: on so many days, or more."""

CUTOFFS = (30, 60, 90, 120, 150, 180, 210, 240, 272)
"""The cut-offs that can be tried; the last one keeps everybody."""

WASTED, MISSED = 1, 4
"""What a letter in vain costs, and what it costs not to write to somebody who would have come."""

DRAWN = 1000


@dataclass(frozen=True)
class Buyers:
    """One learner's customers.

    Parameters
    ----------
    orders : DataFrame
        Their orders to 30 September 1997, as the shop kept them.
    customers : DataFrame
        One row each: what those orders say, and whether the customer bought again afterwards.
    eight : DataFrame
        Eight of them, for work by hand.
    draws : int
        How many draws it took.
    """

    orders: pd.DataFrame
    customers: pd.DataFrame
    eight: pd.DataFrame
    draws: int


@lru_cache(maxsize=1)
def everyone() -> pd.DataFrame:
    """Return all 2,357 customers, one row each, as counted from the orders."""
    days = order_days()
    before = days[days["date"] <= LAST_DAY].groupby("customer")["date"]
    found = pd.DataFrame(
        {"days_since": (LAST_DAY - before.max()).dt.days, "orders": before.count()}
    ).reset_index()
    bands = pd.cut(found["days_since"], [-1, 30, 90, 180, 273], labels=list(BANDS))
    found["band"] = bands.astype(object)
    found["returned"] = (found["customer"].map(later_days()) > 0).astype(int)
    return found


@lru_cache(maxsize=8)
def buyers(seed: int) -> Buyers:
    """Draw one learner's customers.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same customers everywhere.

    Returns
    -------
    Buyers
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions.
    """
    (customers, eight), draws = first_draw(
        seed, draw=_draw, conditions=lambda drawn: conditions(drawn[0])
    )
    return Buyers(known_orders(customers["customer"]), customers, eight, draws)


def _draw(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    customers = some_of(everyone(), size=DRAWN, rng=rng)
    return customers, _eight(customers, rng)


# How many of the eight bought recently only, often only, both, neither: every wrong count differs.
# "At least 90 days" for "at most" gives another count where the first and the last differ.
_MIXTURES = ((2, 1, 4, 1), (4, 1, 2, 1), (3, 2, 1, 2))


def _eight(customers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Choose eight of whom counting in any usual wrong way gives another number."""
    recent = customers["days_since"] <= RECENT
    often = customers["orders"] >= ENOUGH
    # Nobody on the border, so that reading it otherwise changes nothing here.
    clear = (customers["days_since"] - RECENT).abs() > 5
    # Those with nothing but their orders have just enough, so that "more than 3" loses them.
    just = ~recent & (customers["orders"] == ENOUGH)
    kinds = (recent & ~often, just, recent & often, ~recent & ~often)
    sizes = _MIXTURES[int(rng.integers(len(_MIXTURES)))]
    shown = customers[["customer", "days_since", "orders"]]
    return some_of_each(shown, [kind & clear for kind in kinds], sizes=sizes, rng=rng)


def current_share(customers: pd.DataFrame) -> float:
    """Compute the share who bought recently or often, by the lesson's two rules.

    Parameters
    ----------
    customers : DataFrame
        With ``days_since`` and ``orders``.

    Returns
    -------
    float

    Examples
    --------
    >>> three = pd.DataFrame({"days_since": [10, 200, 200], "orders": [1, 3, 2]})
    >>> round(current_share(three), 2)
    0.67
    """
    recent, often = customers["days_since"] <= RECENT, customers["orders"] >= ENOUGH
    return float((recent | often).mean())


def errors_at(customers: pd.DataFrame, days: int) -> tuple[int, int]:
    """Count what a cut-off gets wrong: letters in vain, and returners who get none.

    Parameters
    ----------
    customers : DataFrame
        With ``days_since`` and ``returned``.
    days : int
        Whoever has been silent for more is no longer counted as a customer.

    Returns
    -------
    tuple of int

    Examples
    --------
    >>> three = pd.DataFrame({"days_since": [10, 20, 200], "returned": [1, 0, 1]})
    >>> errors_at(three, 90)
    (1, 1)
    """
    kept, came = customers["days_since"] <= days, customers["returned"] == 1
    return int((kept & ~came).sum()), int((~kept & came).sum())


def cost_of(customers: pd.DataFrame, days: int, *, missed: float = MISSED) -> float:
    """Price the errors of a cut-off.

    Parameters
    ----------
    customers : DataFrame
        With ``days_since`` and ``returned``.
    days : int
        The cut-off.
    missed : float
        What a returner costs who gets no letter; a letter in vain costs 1.

    Returns
    -------
    float
    """
    in_vain, forgotten = errors_at(customers, days)
    return WASTED * in_vain + missed * forgotten


def conditions(customers: pd.DataFrame) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    customers : DataFrame
        The drawn customers.

    Returns
    -------
    dict of str to bool
        ``falling``: the longer the silence, the fewer return, by .05 or more a band. ``many``: most
        returners come from the longest silence, by ten or more. ``cheapest``: of the four cut-offs
        that are offered, 180 days cost least, by 2 % or more; a dearer mistake moves the best one
        up, a cheaper one down. ``counts``: each usual way to count current customers leads to
        another number.
    """
    groups = customers.groupby("band")["returned"]
    rates, came = (groups.agg(how).reindex(list(BANDS)) for how in ("mean", "sum"))
    offered = {days: cost_of(customers, days) for days in (30, 90, 180, 272)}
    others = [cost for days, cost in offered.items() if days != 180]
    recent, often = customers["days_since"] <= RECENT, customers["orders"] >= ENOUGH
    ways = (recent | often, recent & often, recent != often, recent, often, ~recent & ~often)
    counts = [int(way.sum()) for way in ways] + [int(recent.sum() + often.sum())]
    return {
        "falling": bool((rates.diff().dropna() <= -0.05).all()),
        "many": bool(came["over-180"] - came.drop("over-180").max() >= 10),
        "cheapest": offered[180] <= 0.98 * min(others)
        and best_at(customers, missed=12) == CUTOFFS[-1]
        and best_at(customers, missed=1) < 180,
        "counts": len(set(counts)) == len(counts),
    }


def best_at(customers: pd.DataFrame, *, missed: float) -> int:
    """Find the cheapest of the cut-offs at a price; of two that cost the same, the shorter."""
    return min(CUTOFFS, key=lambda days: cost_of(customers, days, missed=missed))
