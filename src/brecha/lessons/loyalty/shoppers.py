"""Each learner's own customers: 1,000 of the 2,357 of the record shop CDNOW, and a fitted model.

The BG/NBD model is fitted once, to all 2,357, on what is known on 30 September 1997. The 39 weeks
after that day stand apart. A draw on which the lesson's wrong turns can't be told apart is put
back: :func:`conditions` lists what is asked of it. That every version shows the finding is no
evidence for it; all 2,357 show it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha.lessons.cdnow import LAST_DAY, known_orders, later_days, order_days
from brecha.lessons.redraw import first_draw, some_of, some_of_each
from brecha.models import BGNBD, fit_bg_nbd

__all__ = [
    "AHEAD",
    "BANDS",
    "MONTHS",
    "RECENT",
    "WATCHED",
    "WINDOW",
    "Shoppers",
    "by_chance",
    "came_back_readings",
    "conditions",
    "everyone",
    "model",
    "shoppers",
]

MONTHS = ("january", "february", "march")
"""When a customer bought for the first time."""

WINDOW = 26
"""Weeks from the first purchase within which everybody was watched."""

WATCHED = 30
"""The window of the work by hand: too long for those who joined last."""

RECENT = 13
"""Weeks of silence within which somebody bought recently: lesson 03's 90 days, nearly."""

AHEAD = 39
"""Weeks that the model looks ahead, from 30 September 1997."""

BANDS = ("to-25", "to-50", "to-75", "to-100")
"""Chances to be a customer still, in quarters."""

DRAWN = 1000


@dataclass(frozen=True)
class Shoppers:
    """One learner's customers.

    Parameters
    ----------
    customers : DataFrame
        One row each, with the fitted columns and what came later.
    eight : DataFrame
        Eight of them, for work by hand.
    pair : DataFrame
        Two who have been silent for as long, one with many orders and one with few.
    orders : DataFrame
        The orders of these two, as the shop kept them.
    draws : int
        How many draws it took.
    """

    customers: pd.DataFrame
    eight: pd.DataFrame
    pair: pd.DataFrame
    orders: pd.DataFrame
    draws: int


@lru_cache(maxsize=1)
def _histories() -> pd.DataFrame:
    """Count from the orders what was known of each customer on the last day, and what came."""
    known = order_days()
    known = known[known["date"] <= LAST_DAY]
    grouped = known.groupby("customer")["date"]
    first, last = grouped.min(), grouped.max()
    second = known[known["date"] > known["customer"].map(first)].groupby("customer")["date"].min()
    return pd.DataFrame(
        {
            "joined": first.dt.month.map(dict(enumerate(MONTHS, start=1))),
            "repeat": grouped.count() - 1,
            "active": (last - first).dt.days / 7,
            "watched": (LAST_DAY - first).dt.days / 7,
            "second_after": (second - first).dt.days / 7,
            "later": later_days(),
        }
    )


@lru_cache(maxsize=1)
def model() -> BGNBD:
    """Return the model, fitted to all 2,357 customers."""
    found = _histories()
    return fit_bg_nbd(
        found["repeat"], last=found["active"], observed=found["watched"], unit="weeks"
    )


@lru_cache(maxsize=1)
def everyone() -> pd.DataFrame:
    """Return all 2,357 customers, one row each, with the fitted columns."""
    found = _histories().reset_index()
    history = {
        "purchases": found["repeat"],
        "last": found["active"],
        "observed": found["watched"],
    }
    found["silent"] = found["watched"] - found["active"]
    found["back"] = (found["repeat"] > 0).astype(int)
    found["in_time"] = (found["second_after"] <= WINDOW).astype(int)
    found["alive"] = model().alive(**history)
    found["expected"] = model().forecast(AHEAD, **history)
    return found


@lru_cache(maxsize=128)
def shoppers(seed: int) -> Shoppers:
    """Draw one learner's customers.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same customers everywhere.

    Returns
    -------
    Shoppers
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions.
    """
    (customers, rng), draws = first_draw(
        seed, draw=_draw, conditions=lambda drawn: conditions(drawn[0])
    )
    pair = _pair(customers, rng)
    orders = known_orders(pair["customer"])
    return Shoppers(customers, _eight(customers, rng), pair, orders, draws)


def _draw(rng: np.random.Generator) -> tuple[pd.DataFrame, np.random.Generator]:
    return some_of(everyone(), size=DRAWN, rng=rng), rng


# --- two, and eight ------------------------------------------------------------------------------


def _pairs(customers: pd.DataFrame) -> pd.DataFrame:
    """Find all pairs silent for as long, within two days, whose chances are far apart."""
    silent = customers["silent"].between(10, 20)
    many = customers[silent & customers["repeat"].between(5, 12)]
    few = customers[silent & customers["repeat"].between(1, 2)]
    both = many.merge(few, how="cross", suffixes=("", "_few"))
    both = both[(both["silent"] - both["silent_few"]).abs() <= 2 / 7]
    found = both.loc[both["alive_few"] - both["alive"] >= 0.2, ["customer", "customer_few"]]
    return found.reset_index(drop=True)


def _pair(customers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    found = _pairs(customers)
    many, few = found.iloc[int(rng.integers(len(found)))]
    return customers.set_index("customer").loc[[many, few]].reset_index()


# Watched for the whole window: in time, too late, never; and not: back already, not yet.
_MIXTURES = ((1, 1, 3, 2, 1), (2, 2, 1, 2, 1), (3, 1, 1, 2, 1))


def _eight(customers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Choose eight of whom counting in any usual wrong way gives another share."""
    whole = customers["watched"] >= WATCHED
    second = customers["second_after"]
    # Nobody on the border, so that reading it otherwise changes nothing here.
    clear = (customers["watched"] - WATCHED).abs() > 0.5
    kinds = (
        whole & (second <= WATCHED - 2),
        whole & (second > WATCHED),
        whole & second.isna(),
        ~whole & second.notna(),
        ~whole & second.isna(),
    )
    sizes = _MIXTURES[int(rng.integers(len(_MIXTURES)))]
    shown = customers[["customer", "watched", "second_after"]].round(1)
    return some_of_each(shown, [kind & clear for kind in kinds], sizes=sizes, rng=rng)


def came_back_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute the share who came back within 30 weeks, rightly and in the usual wrong ways.

    Parameters
    ----------
    table : DataFrame
        With ``watched`` and ``second_after``, in weeks.

    Returns
    -------
    dict of str to float

    Examples
    --------
    >>> three = pd.DataFrame({"watched": [38, 38, 27], "second_after": [4.0, None, 5.0]})
    >>> came_back_readings(three)["right"]
    0.5
    """
    whole = table["watched"] >= WATCHED
    ever, soon = table["second_after"].notna(), table["second_after"] <= WATCHED
    return {
        "right": float((whole & soon).sum() / whole.sum()),
        "everybody": float(soon.mean()),
        "ever": float(ever.mean()),
        "ever-watched": float((whole & ever).sum() / whole.sum()),
        "of-all": float((whole & soon).mean()),
        "not-yet-left-out": float(soon.sum() / (whole | soon).sum()),
        "of-those-back": float((whole & soon).sum() / ever.sum()),
        "others": float(1 - (whole & soon).sum() / whole.sum()),
    }


# --- what a draw is asked for --------------------------------------------------------------------


def by_chance(customers: pd.DataFrame) -> pd.DataFrame:
    """Set the model's chance beside the share who bought, for those who came back at least once.

    Parameters
    ----------
    customers : DataFrame
        With ``repeat``, ``alive`` and ``later``.

    Returns
    -------
    DataFrame, indexed by band of chance
        ``people``, ``chance`` (the mean) and ``bought`` (the share who ordered in the 39 weeks).
    """
    returners = customers[customers["repeat"] > 0]
    band = pd.cut(returners["alive"], [0, 0.25, 0.5, 0.75, 1], labels=list(BANDS)).astype(object)
    bought = (returners["later"] > 0).groupby(band)
    return pd.DataFrame(
        {
            "people": bought.count(),
            "chance": returners["alive"].groupby(band).mean(),
            "bought": bought.mean(),
        }
    ).reindex(list(BANDS))


def conditions(customers: pd.DataFrame) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    customers : DataFrame
        The drawn customers.

    Returns
    -------
    dict of str to bool
        ``windows``: to date January leads March, and with the same window for all at least half of
        that lead is gone. ``few``: the model forecasts at least 3 % too few order days, also among
        those who came back. ``apart``: the usual ways to count lead to other numbers. ``harsh``:
        of those to whom the model gives a chance of a quarter or less more bought than it says,
        and the share who bought rises from band to band. ``pair``, ``late``: there are two and
        eight customers to show.
    """
    by_month = customers.groupby("joined")[["back", "in_time"]].mean()
    january, _, march = by_month.reindex(list(MONTHS)).to_numpy()
    to_date, same = (january - march).tolist()
    returners = customers[customers["repeat"] > 0]
    missed = customers["later"].sum() - customers["expected"].sum()
    missed_back = returners["later"].sum() - returners["expected"].sum()
    alive = returners["alive"].sum()
    bands = by_chance(customers)
    return {
        "windows": to_date >= 0.015 and abs(same) <= to_date / 2,
        "few": bool(min(missed, missed_back) >= 0.03 * customers["expected"].sum()),
        "apart": bool(abs(missed - missed_back) >= 3) and _counts_differ(returners, alive),
        "harsh": bool(bands["bought"].iloc[0] >= bands["chance"].iloc[0] + 0.03)
        and bool((bands["bought"].diff().dropna() > 0).all()),
        "pair": not _pairs(customers).empty,
        "late": _late(customers),
    }


def _counts_differ(returners: pd.DataFrame, alive: float) -> bool:
    half = int((returners["alive"] >= 0.5).sum())
    recent = int((returners["silent"] <= RECENT).sum())
    return bool(min(abs(half - alive), abs(recent - alive), abs(half - recent)) >= 5)


def _late(customers: pd.DataFrame) -> bool:
    second, watched = customers["second_after"], customers["watched"]
    return bool(((second > WATCHED) & (watched > WATCHED + 0.5)).sum() >= 2)
