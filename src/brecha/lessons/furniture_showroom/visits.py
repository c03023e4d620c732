"""The visits of a year: what becomes of each visitor, and every booking with its month."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from .design import EACH, FETCHING, LAST, LATER, MARGIN, SELLERS, Design
from .fair import CAME, STYLES

__all__ = ["visits_of"]

_VISITS_A_YEAR = 12000


def visits_of(design: Design, *, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the visitors of a design, and their bookings.

    Parameters
    ----------
    design : Design
        What is built in.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    visits : DataFrame
        One visitor a row, by number: ``visit``, ``seller``, ``style``, ``came``, dollars of
        ``sale``, ``returns``, ``complaints`` and ``again``, and their sum ``net``.
    events : DataFrame
        Every booking with its month: ``visit``, ``month``, ``money``.
    """
    cells = [
        _cell(str(seller), style, came, {**counts, "window": design.window}, rng)
        for style, came in product(STYLES, CAME)
        for seller, counts in _counts(design, style, came).iterrows()
    ]
    visits = pd.concat([visit for visit, _ in cells], ignore_index=True)
    bookings = [table for _, table in cells]
    # The place of each visitor in the list, by lot; bookings follow their visitor.
    numbers = np.sort(rng.choice(np.arange(1, _VISITS_A_YEAR + 1), len(visits), replace=False))
    place = rng.permutation(len(visits))
    visits.insert(0, "visit", numbers[place])
    start, events = 0, []
    for (visit, _), booking in zip(cells, bookings, strict=True):
        events.append(booking.assign(visit=visits["visit"].to_numpy()[start + booking["row"]]))
        start += len(visit)
    booked = pd.concat(events, ignore_index=True)[["visit", "month", "money"]]
    return visits.sort_values("visit", ignore_index=True), booked


def _counts(design: Design, style: str, came: str) -> pd.DataFrame:
    """Count what becomes of a style's visitors of one kind, and deal it out to its two sellers."""
    names = [name for name in SELLERS if design.style(name) == style]
    n = np.array([design.ready[x] if came == "ready" else EACH - design.ready[x] for x in names])
    sold = _deal(n.sum() * design.buy[came, style], n)
    knack = np.array([design.knack[x, came] for x in names])
    later = _deal(n.sum() * design.again[came, style], n * (design.again[came, style] + knack))
    return pd.DataFrame(
        {
            "n": n,
            "sold": sold,
            "lost": _deal(sold.sum() * design.back[came, style], sold),
            "angry": _deal(sold.sum() * design.complain[style], sold),
            "later": later,
        },
        index=names,
    )


def _deal(total: float, weight: np.ndarray) -> np.ndarray:
    """Deal a whole number out to two, by weight: rounding once keeps the sum where it was built."""
    whole = round(total)
    first = round(whole * weight[0] / weight.sum())
    return np.array([first, whole - first])


def _cell(
    seller: str, style: str, came: str, counts: Mapping[str, int], rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw one seller's visitors of one kind, and their bookings by month."""
    n, sold, lost = counts["n"], counts["sold"], counts["lost"]
    angry, later = counts["angry"], counts["later"]
    money = {name: np.zeros(n, int) for name in ("sale", "returns", "complaints", "again")}
    month = {"sale": np.zeros(n, int)}
    money["sale"][:lost] = _amounts(rng, lost, MARGIN)
    money["sale"][lost:sold] = _amounts(rng, sold - lost, MARGIN)
    money["returns"][:lost] = -money["sale"][:lost] - FETCHING
    # Who gave a piece back complains more often, and comes back less often.
    row = np.arange(n)
    weight = np.where(row < lost, 4.0, 1.0)[:sold]
    who = rng.choice(sold, angry, replace=False, p=weight / weight.sum())
    money["complaints"][who] = -rng.choice([30, 60, 90], angry)
    weight = np.where(row < lost, 1.0, 3.0)
    who = rng.choice(n, later, replace=False, p=weight / weight.sum())
    money["again"][who] = _amounts(rng, later, LATER)
    month["returns"] = rng.integers(1, counts["window"] + 1, n)
    month["complaints"] = rng.integers(1, counts["window"] + 1, n)
    month["again"] = rng.integers(2, LAST + 1, n)
    table = pd.DataFrame({"seller": seller, "style": style, "came": came, **money})
    table["net"] = table[list(money)].sum(axis=1)
    bookings = [
        pd.DataFrame({"row": row, "month": month[name], "money": money[name]})[money[name] != 0]
        for name in money
    ]
    return table, pd.concat(bookings, ignore_index=True)


def _amounts(rng: np.random.Generator, n: int, mean: float) -> np.ndarray:
    """Draw whole dollars, most of them middling and a few large, about a given mean."""
    if n == 0:
        return np.zeros(0, int)
    drawn = rng.lognormal(0, 0.45, n).clip(0.35, 3)
    amounts: np.ndarray = np.round(drawn * mean / drawn.mean()).astype(int)
    return amounts
