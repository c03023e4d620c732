"""Each learner's own shop: 1,000 of the 2,357 real customers of CDNOW, with one count typed wrong.

The 1,000 are drawn without repetition. A draw on which the case can't be told apart from its wrong
turns is put back and drawn again: :func:`conditions` lists what is asked of it. So that every
version shows the finding is no evidence for it; what drawing freely says is told in the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from brecha import datasets
from brecha.errors import ModelError
from brecha.lessons.cdnow import LAST_DAY, all_orders, known_orders, later_days
from brecha.lessons.redraw import MOST_DRAWS, first_draw, some_of
from brecha.models.repeat_purchase import BGNBD

from .forecast import LETTERS, LISTS, chosen, fitted, with_forecast
from .four import choose_four
from .ladder import ladder

__all__ = [
    "ASKED",
    "PLANTED",
    "Draw",
    "Shop",
    "conditions",
    "draw",
    "everyone",
    "orders_until",
    "shop",
]

ASKED = 1000
PLANTED = 300
"""A three and a nought before the true count: more days with an order than there were days."""

_MOST_DRAWS = MOST_DRAWS
# Above it chances to leave hardly differ, and a and b may grow together without end.
_LARGEST = 50.0


@dataclass(frozen=True)
class Shop:
    """One learner's shop.

    Parameters
    ----------
    export : DataFrame
        The list as it came: one row per customer, and one count that can't be.
    customers : DataFrame
        The same with the true count, the weeks of silence and the model's columns.
    account : DataFrame
        The orders of the customer with the wrong count.
    four : DataFrame
        Four customers for work by hand.
    envelope : DataFrame
        One row per customer: what the 39 weeks after 30 September 1997 showed.
    model : BGNBD
        Fitted to ``customers``.
    row : int
        The row of the wrong count, counted from 0.
    draws : int
        How many draws it took.
    """

    export: pd.DataFrame
    customers: pd.DataFrame
    account: pd.DataFrame
    four: pd.DataFrame
    envelope: pd.DataFrame
    model: BGNBD
    row: int
    draws: int

    @property
    def customer(self) -> int:
        """Whose count is wrong."""
        return int(self.export["customer"].iloc[self.row])

    @property
    def lists(self) -> pd.DataFrame:
        """The four lists of 200, one below the other, with what each customer bought."""
        rows = {name: chosen(self.customers, name) for name in LISTS}
        parts = [self.envelope.loc[rows[name]].assign(list=name) for name in LISTS]
        table = pd.concat(parts, ignore_index=True)
        return table[["list", "customer", "bought", "purchases"]]


@lru_cache(maxsize=1)
def everyone() -> pd.DataFrame:
    """Return all 2,357 customers: what was known on 30 September 1997, and what came after.

    Returns
    -------
    DataFrame
        The columns of ``cdnow_customers`` but for money, then ``purchases`` (days with an order
        in the 39 weeks after), ``bought`` (1 if there was one) and ``twice`` (orders that fell on
        a day with an earlier one).
    """
    table = datasets.load("cdnow_customers").drop(columns="mean_spend")
    table["purchases"] = table["customer"].map(later_days())
    table["bought"] = (table["purchases"] > 0).astype(int)
    orders = all_orders()
    again = orders.duplicated(["customer", "date"]) & (orders["date"] <= LAST_DAY)
    table["twice"] = table["customer"].map(again.groupby(orders["customer"]).sum())
    return table


def orders_until(customer: int) -> pd.DataFrame:
    """Return a customer's orders to 30 September 1997, as the shop kept them."""
    table = known_orders([customer]).drop(columns="customer")
    return table.assign(date=table["date"].astype(str).str[:10])


@lru_cache(maxsize=8)
def shop(seed: int) -> Shop:
    """Draw one learner's shop, and fit the model to it.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same shop everywhere.

    Returns
    -------
    Shop
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as on other purchases.
    """
    drawn, draws = first_draw(seed, draw=draw, conditions=conditions, most=_MOST_DRAWS)
    known = drawn.table[["customer", "repeat_purchases", "last_purchase", "observed"]]
    export = known.copy()
    wrong = PLANTED + int(known["repeat_purchases"].iloc[drawn.row])
    export.loc[export.index == drawn.row, "repeat_purchases"] = wrong
    return Shop(
        export=export,
        customers=drawn.customers,
        account=orders_until(int(known["customer"].iloc[drawn.row])),
        four=drawn.four,
        envelope=drawn.table[["customer", "bought", "purchases"]].copy(),
        model=drawn.model,
        row=drawn.row,
        draws=draws,
    )


@dataclass(frozen=True)
class Draw:
    """Customers that were drawn; the model is fitted when it is first asked for.

    Parameters
    ----------
    table : DataFrame
        The drawn customers, as in :func:`everyone`.
    row : int
        Where the count will be typed wrong.
    rng : numpy.random.Generator
        Where the four customers for work by hand come from.
    """

    table: pd.DataFrame
    row: int
    rng: np.random.Generator

    @cached_property
    def model(self) -> BGNBD:
        """The model, fitted to the drawn customers."""
        return fitted(self.table)

    @cached_property
    def customers(self) -> pd.DataFrame:
        """The drawn customers with the model's columns."""
        return with_forecast(self.table, self.model)

    @cached_property
    def four(self) -> pd.DataFrame:
        """Four of them, or an empty table."""
        return choose_four(self.customers, self.rng)


def draw(rng: np.random.Generator) -> Draw:
    """Draw customers, and one of them for the wrong count."""
    table = some_of(everyone(), size=ASKED, rng=rng)
    # One order more than days, and some days to count: so that every wrong count is another.
    neat = (table["twice"] == 1) & table["repeat_purchases"].between(2, 8)
    return Draw(table, int(rng.choice(np.flatnonzero(neat))), rng)


def conditions(drawn: Draw) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    drawn : Draw
        The draw.

    Returns
    -------
    dict of str to bool
        ``rising``: each step of the ladder is higher by .01 or more. ``shares``: the usual wrong
        shares for its second step differ from it and from each other. ``customer``: the
        customer's number isn't one of the numbers that are mistaken for it. Where these hold, the
        model is fitted, and ``fit`` tells whether it could be; if so, ``lists``: Julián's has
        the fewest buyers by 20 or more, and each other one more than a lot by half and more than
        half of its 200; ``first``: one list alone has most; ``four``: there are four customers
        for work by hand.
    """
    table = drawn.table
    often = table["repeat_purchases"]
    number = int(table["customer"].iloc[drawn.row])
    longest = int(table.sort_values("last_purchase")["customer"].iloc[-1])
    mistaken = {drawn.row, drawn.row + 1, PLANTED + int(often.iloc[drawn.row]), longest}
    steps = ladder(often)
    once, twice = int((often >= 1).sum()), int((often >= 2).sum())
    shares = [*steps[:3], 1 - steps[1], twice / ASKED, int((often == 2).sum()) / once]
    cheap = {
        "rising": bool((np.diff(steps) >= 0.01).all()),
        "shares": bool(np.diff(sorted(shares)).min() > 0.0105),
        "customer": number not in mistaken,
    }
    if not all(cheap.values()):
        return cheap
    return cheap | _with_model(drawn)


def _with_model(drawn: Draw) -> dict[str, bool]:
    try:
        model = drawn.model
    except ModelError:
        return {"fit": False}
    if model.a > _LARGEST:
        return {"fit": False}
    table = drawn.table
    rows = {name: chosen(drawn.customers, name) for name in LISTS}
    buyers = {name: int(table.loc[rows[name], "bought"].sum()) for name in LISTS}
    lot = LETTERS * table["bought"].mean()
    *_, second, most = sorted(buyers.values())
    fewest = min(count for name, count in buyers.items() if name != "winback")
    return {
        "fit": True,
        "lists": bool(buyers["winback"] + 20 <= fewest and fewest > max(1.5 * lot, LETTERS / 2)),
        "first": most > second,
        "four": len(drawn.four) == 4,
    }
