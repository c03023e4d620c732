"""Lesson 03: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from brecha import datasets
from brecha.lessons.customer_types.buyers import BANDS
from brecha.models import rolled_yield, wilson

__all__ = ["ORACLES"]

_LAST = "1997-09-30"


def _union(rows: pd.DataFrame, *, within: int, orders: int) -> int:
    """Count customers one after another, with sets."""
    pairs = rows[["customer", "days_since", "orders"]].itertuples(index=False)
    people = [tuple(pair) for pair in pairs]
    recent = {who for who, silent, _ in people if not silent > within}
    often = {who for who, _, times in people if not times < orders}
    return len(recent.union(often))


def _current(lesson: Any) -> int:
    """Count from the orders themselves, as the learner's file has them."""
    orders = lesson.data("orders")
    days: dict[int, set[str]] = {}
    for who, day in zip(orders["customer"], orders["date"].astype(str), strict=True):
        days.setdefault(who, set()).add(day[:10])
    border = str(pd.Timestamp(_LAST) - pd.Timedelta(days=90))[:10]
    return sum(len(found) >= 3 or max(found) >= border for found in days.values())


def _returned(lesson: Any) -> pd.Series[float]:
    """Look every customer of a band up among the orders after the last day."""
    orders = datasets.load("cdnow")
    later = set(orders.loc[orders["date"].astype(str).str[:10] > _LAST, "customer"])
    customers = lesson.data("customers")
    limits = dict(zip(BANDS, ((0, 30), (31, 90), (91, 180), (181, 272)), strict=True))
    shares = {}
    for band, (low, high) in limits.items():
        own = customers.loc[customers["days_since"].between(low, high), "customer"]
        shares[band] = wilson(sum(who in later for who in own), of=len(own)).value
    return pd.Series(shares)


def _cost(lesson: Any) -> float:
    strict = lesson.data("rules").to_dict("records")[0]
    total = 0
    for _ in range(strict["visited_nothing"]):
        total += strict["visit"]
    for _ in range(strict["left_bought"]):
        total += strict["contract"]
    return total


def _other(lesson: Any) -> float:
    rows = lesson.data("other")
    return _union(rows, within=365, orders=4) / len(rows)


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "complaints-each": lambda lesson: wilson(6, of=20).value,
    "eight-customers": lambda lesson: _union(lesson.data("eight"), within=90, orders=3),
    "current-customers": _current,
    "return-rate": _returned,
    "rule-cost": _cost,
    "without-failure": lambda lesson: rolled_yield(lesson.data("steps")["fail"] / 100),
    "other-share": _other,
}
