"""What the figures draw of the shop: repeat order days week by week, and groups of customers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from brecha.lessons.cdnow import LAST_DAY, order_days

from .fits import AHEAD, PARETO, WEEKS
from .shop import everyone

__all__ = ["GROUPS", "by_purchases", "weekly"]

GROUPS = 7
"""Customers with so many repeat purchases or more stand in one group."""


@lru_cache(maxsize=1)
def weekly() -> pd.DataFrame:
    """Count repeat order days up to the end of each week, and forecast them from the 39th on.

    Returns
    -------
    DataFrame
        By week before (up to 0) and after 30 September 1997: ``counted``, ``forecast`` and
        ``other`` (by the Pareto/NBD), the last two from week 0 on.
    """
    days = order_days().sort_values("date")
    again = days[days.duplicated("customer")]
    after = pd.Series(np.ceil((again["date"] - LAST_DAY).dt.days / 7)).astype(int)
    weeks = pd.RangeIndex(-38, AHEAD + 1, name="week")
    counted = after.value_counts().reindex(weeks, fill_value=0).cumsum()
    table = everyone()
    columns = {
        "purchases": table["repeat_purchases"],
        "last": table["last_purchase"],
        "observed": table["observed"],
    }
    found = {}
    for name, model in (("forecast", WEEKS), ("other", PARETO)):
        ahead = [model.forecast(float(week), **columns).sum() for week in range(1, AHEAD + 1)]
        found[name] = pd.Series([0.0, *ahead], index=range(AHEAD + 1)) + counted[0]
    return pd.DataFrame({"counted": counted, **found})


@lru_cache(maxsize=1)
def by_purchases() -> pd.DataFrame:
    """Average what was forecast and what came, by how often customers had come back before.

    Returns
    -------
    DataFrame
        By repeat purchases, the last row being those with `GROUPS` or more: ``customers``,
        ``forecast``, ``other`` and ``counted``, the last three a customer.
    """
    table = everyone()
    columns = {
        "purchases": table["repeat_purchases"],
        "last": table["last_purchase"],
        "observed": table["observed"],
    }
    shown = pd.DataFrame(
        {
            "forecast": WEEKS.forecast(AHEAD, **columns),
            "other": PARETO.forecast(AHEAD, **columns),
            "counted": table["later"],
        }
    )
    groups = table["repeat_purchases"].clip(upper=GROUPS)
    found = shown.groupby(groups).mean()
    found.insert(0, "customers", groups.value_counts())
    return found
