"""Lesson 11: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from math import exp, log
from typing import Any

import pandas as pd

from brecha import datasets
from brecha.lessons.loyalty.shoppers import MONTHS, model
from brecha.models import wilson

__all__ = ["ORACLES"]

_LAST = date(1997, 9, 30)


@lru_cache(maxsize=1)
def _everybody() -> dict[int, list[date]]:
    """Read each customer's days from the data file, one order after another."""
    orders = datasets.load("cdnow")
    days: dict[int, set[date]] = {}
    texts = orders["date"].astype(str).str[:10]
    for who, day in zip(orders["customer"], texts, strict=True):
        days.setdefault(who, set()).add(date.fromisoformat(day))
    return {who: sorted(found) for who, found in days.items()}


def _days_of(lesson: Any) -> dict[int, list[date]]:
    return {who: _everybody()[who] for who in lesson.data("customers")["customer"]}


def _came_back(lesson: Any) -> float:
    yes = no = 0
    for row in lesson.data("eight").to_dict("records"):
        if row["watched"] < 30:
            continue
        if row["second_after"] <= 30:
            yes += 1
        else:
            no += 1
    return wilson(yes, of=yes + no).value


def _repeat_rate(lesson: Any) -> pd.Series[float]:
    tried, came = dict.fromkeys(MONTHS, 0), dict.fromkeys(MONTHS, 0)
    for days in _days_of(lesson).values():
        month = MONTHS[days[0].month - 1]
        tried[month] += 1
        came[month] += len(days) > 1 and (days[1] - days[0]).days <= 26 * 7
    return pd.Series({month: came[month] / tried[month] for month in MONTHS})


def _history(days: list[date]) -> tuple[int, float, float]:
    known = [day for day in days if day <= _LAST]
    return len(known) - 1, (known[-1] - known[0]).days / 7, (_LAST - known[0]).days / 7


def _likely(lesson: Any) -> float:
    """Add up the chances by the formula in print, from the orders."""
    found, total = model(), 0.0
    for days in _days_of(lesson).values():
        x, last, observed = _history(days)
        if x:
            ratio = (found.r + x) * log((found.alpha + observed) / (found.alpha + last))
            total += 1 / (1 + found.a / (found.b + x - 1) * exp(ratio))
    return total


def _missed(lesson: Any) -> float:
    """Count the days in the orders themselves, and forecast from the histories found there."""
    people = _days_of(lesson).values()
    came = sum(day > _LAST for days in people for day in days)
    times, last, observed = zip(*(_history(days) for days in people), strict=True)
    return came - sum(model().forecast(39, purchases=times, last=last, observed=observed))


def _card(lesson: Any) -> float:
    """Compare what 100 customers leave in the till, with the card and without."""
    left = {
        row["group"]: row["purchases"] * (row["margin"] - row["discount"])
        for row in lesson.data("trial").to_dict("records")
    }
    return float(left["card"] - left["no-card"])


def _value(lesson: Any) -> float:
    """Add up the years one by one, until nothing is left."""
    year = lesson.data("contracts").to_dict("records")[0]
    there, worth = 1.0, 0.0
    for when in range(1, 400):
        there *= year["stayed"] / year["start"]
        worth += there * year["margin"] / (1 + year["interest"] / 100) ** when
    return worth


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "either-rule": lambda lesson: len(set(range(30)) | set(range(20, 45))),
    "came-back": _came_back,
    "repeat-rate": _repeat_rate,
    "likely-current": _likely,
    "forecast-missed": _missed,
    "card-effect": _card,
    "other-value": _value,
}
