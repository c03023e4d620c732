"""The record shop's customers, all 2,357 of them, and those that each learner draws.

A draw on which an answer can't be told apart from its wrong turns is put back: :func:`conditions`
lists what is asked of it. What all 2,357 show is shown beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha import datasets
from brecha.lessons.cdnow import LAST_DAY, all_orders, later_days, order_days
from brecha.lessons.redraw import first_draw, some_of
from brecha.scenarios.readings import closest

from .fits import AHEAD, SPEND, WEEKS

__all__ = [
    "DRAWN",
    "LAST_DAY",
    "Mine",
    "conditions",
    "day_readings",
    "everyone",
    "known_readings",
    "mine",
    "total_readings",
    "week_readings",
    "worth_readings",
]

DRAWN = 500


@dataclass(frozen=True)
class Mine:
    """What one learner has drawn.

    Parameters
    ----------
    customers : DataFrame
        The drawn customers, one row each, with what they did afterwards.
    orders : DataFrame
        All orders of one of the shop's customers, as the shop kept them.
    known, big : DataFrame
        One row each: a customer to forecast, and one who spent much once.
    draws : int
        How many draws it took.
    """

    customers: pd.DataFrame
    orders: pd.DataFrame
    known: pd.DataFrame
    big: pd.DataFrame
    draws: int


@lru_cache(maxsize=1)
def everyone() -> pd.DataFrame:
    """Return all customers as known on 30 September 1997, and their order days afterwards."""
    table = datasets.load("cdnow_customers")
    table["later"] = table["customer"].map(later_days())
    return table


@lru_cache(maxsize=8)
def mine(seed: int) -> Mine:
    """Draw one learner's customers: the same for the same seed everywhere.

    Returns
    -------
    Mine
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as on another file.
    """
    found, draws = first_draw(seed, draw=_draw, conditions=conditions)
    return Mine(**found, draws=draws)


def _draw(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    table = everyone()
    # Somebody who bought on the very last day has no silence to mistake for anything.
    quiet = table[table["observed"] - table["last_purchase"] >= 1]
    known = quiet[quiet["repeat_purchases"].between(2, 9) & (quiet["last_purchase"] >= 12)]
    big = quiet[(quiet["repeat_purchases"] == 1) & quiet["mean_spend"].between(75, 300)]
    orders = all_orders()
    return {
        "customers": some_of(table, size=DRAWN, rng=rng),
        "orders": orders[orders["customer"] == rng.choice(_doubled())].reset_index(drop=True),
        "known": some_of(known, size=1, rng=rng),
        "big": some_of(big, size=1, rng=rng),
    }


@lru_cache(maxsize=1)
def _doubled() -> list[int]:
    """List the customers whose own orders tell all ways of counting apart."""
    orders = all_orders()
    counts = orders["customer"].value_counts()
    days = order_days()["customer"].value_counts()
    several = counts.index[(counts - days.reindex(counts.index) >= 1) & (counts <= 25)]
    return [
        int(customer)
        for customer in sorted(several)
        if _tells(orders[orders["customer"] == customer])
    ]


def _tells(orders: pd.DataFrame) -> bool:
    counted, weeks = day_readings(orders), week_readings(orders)
    return (
        counted["right"] >= 1 and closest(counted.values()) >= 1 and closest(weeks.values()) >= 0.2
    )


def conditions(drawn: dict[str, pd.DataFrame]) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Returns
    -------
    dict of str to bool
        ``known``, ``worth``, ``total``: all ways to compute each of these answers lead to another
        number. ``short``: the drawn customers bought neither as often again as before, nor as
        seldom as half of it.
    """
    customers = drawn["customers"]
    share = customers["later"].sum() / customers["repeat_purchases"].sum()
    return {
        "known": closest(known_readings(drawn["known"]).values()) >= 0.02,
        "worth": closest(worth_readings(drawn["big"]).values()) >= 0.3,
        "total": closest(total_readings(customers).values()) >= 3,
        "short": bool(0.55 <= share <= 0.95),
    }


# --- every way to compute an answer ---------------------------------------------------------------


def day_readings(orders: pd.DataFrame) -> dict[str, int]:
    """Count one customer's repeat purchases, and as one may miscount them."""
    before = orders[orders["date"] <= LAST_DAY]
    days = before["date"].nunique()
    return {
        "right": days - 1,
        "with-first": days,
        "later-too": orders["date"].nunique() - 1,
        "rows": len(orders),
        "before": len(before),
        "after": orders["date"].nunique() - days,
    }


def week_readings(orders: pd.DataFrame) -> dict[str, float]:
    """Measure when a customer bought last, and as one may mismeasure it."""
    first = orders["date"].min()
    last = orders.loc[orders["date"] <= LAST_DAY, "date"].max()
    found = {
        "right": last - first,
        "silence": LAST_DAY - last,
        "observed": LAST_DAY - first,
        "later-too": orders["date"].max() - first,
    }
    return {name: span.days / 7 for name, span in found.items()} | {
        "days": float((last - first).days)
    }


def known_readings(known: pd.DataFrame) -> dict[str, float]:
    """Forecast one customer, and as one may go wrong at it."""
    row = known.iloc[0]
    x, last, observed = row["repeat_purchases"], row["last_purchase"], row["observed"]

    def ahead(x: float, last: float) -> float:
        return float(WEEKS.forecast(AHEAD, purchases=x, last=last, observed=observed)[0])

    alive = float(WEEKS.alive(x, last=last, observed=observed)[0])
    return {
        "right": ahead(x, last),
        "same-rate": float(x / observed * AHEAD),
        "silence-for-last": ahead(x, observed - last),
        "alive": alive,
        "so-far": float(x),
        "new-customer": float(WEEKS.expected(AHEAD)[0]),
        "first-counted": ahead(x + 1, last),
        "while-active": ahead(x, last) / alive,
    }


def worth_readings(big: pd.DataFrame) -> dict[str, float]:
    """Value one customer's next 39 weeks, and as one may go wrong at it."""
    row = big.iloc[0]
    own = float(row["mean_spend"])
    days = known_readings(big)["right"]
    each = float(SPEND.expected(1, mean_spend=own)[0])
    return {
        "right": days * each,
        "own-mean": days * own,
        "mean-of-all": days * SPEND.mean,
        "spend-alone": each,
        "forecast-alone": days,
        "same-again": own,
    }


@lru_cache(maxsize=1)
def _ahead_of_all() -> float:
    table = everyone()
    ahead = WEEKS.forecast(
        AHEAD,
        purchases=table["repeat_purchases"],
        last=table["last_purchase"],
        observed=table["observed"],
    )
    return float(ahead.sum())


def total_readings(customers: pd.DataFrame) -> dict[str, float]:
    """Forecast the drawn customers together, and as one may go wrong at it."""
    x, last, observed = (
        customers[name] for name in ("repeat_purchases", "last_purchase", "observed")
    )
    ahead = WEEKS.forecast(AHEAD, purchases=x, last=last, observed=observed)
    return {
        "right": float(ahead.sum()),
        "mean": float(ahead.mean()),
        "active": float(WEEKS.alive(x, last=last, observed=observed).sum()),
        "new-customers": len(customers) * float(WEEKS.expected(AHEAD)[0]),
        "same-again": float(x.sum()),
        "counted": float(customers["later"].sum()),
        "share-of-all": len(customers) / len(everyone()) * _ahead_of_all(),
    }
