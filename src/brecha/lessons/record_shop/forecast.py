"""What the model makes of the customers: P(alive), purchases to expect, and the four lists."""

from __future__ import annotations

import pandas as pd

from brecha.models.repeat_purchase import BGNBD, fit_bg_nbd

__all__ = ["AHEAD", "LETTERS", "LISTS", "chosen", "fitted", "with_forecast"]

AHEAD = 39
"""Weeks to look ahead: from 1 October 1997 to 30 June 1998."""

LETTERS = 200

LISTS = ("frequent", "recent", "winback", "model")
"""Whose lists they are, in this order: sales, the web shop, customer care, the model."""


def fitted(customers: pd.DataFrame) -> BGNBD:
    """Fit the BG/NBD model to customers.

    Parameters
    ----------
    customers : DataFrame
        With ``repeat_purchases``, ``last_purchase`` and ``observed``, in weeks.

    Returns
    -------
    BGNBD

    Raises
    ------
    ModelError
        When the search doesn't converge.
    """
    return fit_bg_nbd(
        customers["repeat_purchases"],
        last=customers["last_purchase"],
        observed=customers["observed"],
        unit="weeks",
    )


def with_forecast(customers: pd.DataFrame, model: BGNBD) -> pd.DataFrame:
    """Add the weeks of silence and the model's columns.

    Parameters
    ----------
    customers : DataFrame
        As for :func:`fitted`, with ``customer``.
    model : BGNBD
        What they are computed with.

    Returns
    -------
    DataFrame
        A new table with ``silent`` (weeks since the last purchase), ``alive`` (P(alive)),
        ``if_alive`` (purchases to expect of somebody who is) and ``expected``, their product.
    """
    history = {
        "purchases": customers["repeat_purchases"],
        "last": customers["last_purchase"],
        "observed": customers["observed"],
    }
    alive, expected = model.alive(**history), model.forecast(AHEAD, **history)
    table = customers[["customer", "repeat_purchases", "last_purchase", "observed"]].copy()
    table["silent"] = (table["observed"] - table["last_purchase"]).round(2)
    table["alive"] = alive.round(3)
    table["if_alive"] = (expected / alive).round(3)
    table["expected"] = expected.round(3)
    return table


def chosen(customers: pd.DataFrame, name: str) -> pd.Index[int]:
    """Return the rows of one list of 200, its first name first.

    Parameters
    ----------
    customers : DataFrame
        As made by :func:`with_forecast`.
    name : str
        One of :data:`LISTS`.

    Returns
    -------
    Index
        Labels of rows. Of customers who are level, the one who bought more, or later, comes
        first; after that the one with the lower number.
    """
    ranked = customers.assign(often=-customers["repeat_purchases"], long=-customers["silent"])
    ranked["worth"] = -customers["expected"]
    by = {
        "frequent": ["often", "silent"],
        "recent": ["silent", "often"],
        "winback": ["long", "often"],
        "model": ["worth", "silent"],
    }[name]
    if name == "winback":
        ranked = ranked[ranked["repeat_purchases"] > 0]
    return ranked.sort_values([*by, "customer"]).head(LETTERS).index
