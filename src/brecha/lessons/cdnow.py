"""The orders of the record shop CDNOW, cut on one day: what was known then, and what came after.

Four lessons draw their customers from this shop. What each of them counts is its own; where the
orders come from, when they are cut, and that two on one day are one visit, is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from brecha import datasets

__all__ = ["LAST_DAY", "all_orders", "known_orders", "later_days", "order_days"]

LAST_DAY = pd.Timestamp("1997-09-30")
"""What is known is known on this day; the 39 weeks after it show what came."""


@lru_cache(maxsize=1)
def all_orders() -> pd.DataFrame:
    """Return all orders of the 2,357 customers, the later ones too.

    Returns
    -------
    DataFrame
        ``customer``, ``date`` (a day), ``cds`` and ``dollars``. It is shared: copy it before
        changing it.

    Examples
    --------
    >>> all_orders()["customer"].nunique()
    2357
    """
    found = datasets.load("cdnow")[["customer", "date", "cds", "dollars"]]
    found["date"] = pd.to_datetime(found["date"])
    return found


@lru_cache(maxsize=1)
def order_days() -> pd.DataFrame:
    """Return every day on which a customer ordered, once: orders of one day are one purchase.

    Returns
    -------
    DataFrame
        ``customer`` and ``date``; it is shared, too.

    Examples
    --------
    >>> len(all_orders()) - len(order_days())
    223
    """
    return all_orders()[["customer", "date"]].drop_duplicates().reset_index(drop=True)


@lru_cache(maxsize=1)
def later_days() -> pd.Series[int]:
    """Count the days after the last one on which each customer ordered.

    Returns
    -------
    Series of int
        By customer; zero for those who never came again. It is shared, too.

    Examples
    --------
    >>> int((later_days() > 0).sum())
    684
    """
    days = order_days()
    return (days["date"] > LAST_DAY).astype(int).groupby(days["customer"]).sum()


def known_orders(customers: Iterable[int]) -> pd.DataFrame:
    """Return the orders of some customers up to the last day, as the shop kept them.

    Parameters
    ----------
    customers : iterable of int
        Their numbers.

    Returns
    -------
    DataFrame
        A new table with the columns of `all_orders`, in the shop's order.

    Examples
    --------
    >>> known_orders([1])["dollars"].tolist()
    [29.33, 29.73, 14.96]
    """
    table = all_orders()
    rows = table["customer"].isin(list(customers)) & (table["date"] <= LAST_DAY)
    return table[rows].reset_index(drop=True)
