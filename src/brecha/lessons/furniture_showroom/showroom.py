"""Each learner's own showroom: 2,000 simulated visits to four sellers, and the year after them.

Everything is simulated from a :class:`~.design.Design`. A draw in which the case's finding doesn't
show is put back and drawn again: :func:`conditions` lists what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from brecha.lessons.redraw import first_draw

from .design import FETCHING, LAST, Design, design
from .fair import CAME, READY, STYLES, fair, fair_months, first_ahead, turning_cost
from .visits import visits_of

__all__ = ["Showroom", "conditions", "draw", "ranking", "showroom"]


@dataclass(frozen=True)
class Showroom:
    """One learner's showroom.

    Parameters
    ----------
    design : Design
        What was built in.
    export : DataFrame
        The list as it came: one visitor a row, and one return with the wrong sign.
    visits : DataFrame
        The same with that sign turned, and ``net``.
    events : DataFrame
        Every booking with its month: ``visit``, ``month``, ``money``.
    row : int
        The row of the wrong sign, counted from 0.
    draws : int
        How many draws it took.
    """

    design: Design
    export: pd.DataFrame
    visits: pd.DataFrame
    events: pd.DataFrame
    row: int
    draws: int

    @property
    def visit(self) -> int:
        """Whose return has the wrong sign."""
        return int(self.export["visit"].iloc[self.row])

    @property
    def months(self) -> pd.DataFrame:
        """Each month's fair money per visitor, by style, to the cent."""
        return fair_months(self.events, self.visits, last=LAST).round(2)

    @property
    def sellers(self) -> pd.DataFrame:
        """The four sellers, in whole dollars per visitor."""
        return sellers(self.visits)

    @property
    def assumption(self) -> pd.DataFrame:
        """Fair money per visitor without the cost of fetching, and returns of 100 visitors."""
        return assumption(self.visits)

    @property
    def built_in(self) -> pd.DataFrame:
        """The design as a table: a row for each kind of visitor and style."""
        design = self.design
        rows = [
            {
                "came": came,
                "style": style,
                "buy": design.buy[came, style],
                "come_back": design.back[came, style],
                "complain": design.complain[style],
                "buy_again": design.again[came, style],
            }
            for came, style in product(CAME, STYLES)
        ]
        return pd.DataFrame(rows).round(3)


def sellers(visits: pd.DataFrame) -> pd.DataFrame:
    """Sum up each seller: all visitors today and after a year, and the two kinds apart."""
    by = visits.groupby("seller")
    apart = visits.groupby(["seller", "came"])["net"].mean().unstack("came")
    table = pd.DataFrame(
        {
            "style": by["style"].first(),
            "today": by["sale"].mean(),
            "year": by["net"].mean(),
            "ready": apart["ready"],
            "looking": apart["looking"],
        }
    )
    money = ["today", "year", "ready", "looking"]
    return table.round(dict.fromkeys(money, 0)).astype(dict.fromkeys(money, int)).reset_index()


def assumption(visits: pd.DataFrame) -> pd.DataFrame:
    """Take the cost of fetching out of the money, and count the returns."""
    came_back = (visits["returns"] < 0).astype(int)
    apart = visits.assign(before=visits["net"] + FETCHING * came_back, returns=100 * came_back)
    table = {name: fair(apart, name).round(2) for name in ("before", "returns")}
    return pd.DataFrame(table).reset_index()


def ranking(values: pd.Series[float]) -> str:
    """Write sellers down by their initials, the largest value first."""
    return "".join(str(name)[0] for name in values.sort_values(ascending=False).index)


@lru_cache(maxsize=8)
def showroom(seed: int) -> Showroom:
    """Draw one learner's showroom.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same showroom everywhere.

    Returns
    -------
    Showroom
        Frames that are shared: copy one before changing it.

    Examples
    --------
    >>> visits = showroom(2024).visits
    >>> fair(visits, "sale").idxmax(), fair(visits, "net").idxmax()
    ('pressing', 'listening')
    """
    drawn, draws = first_draw(seed, draw=draw, conditions=conditions)
    return replace(drawn, draws=draws)


def draw(rng: np.random.Generator) -> Showroom:
    """Draw a design, its visits, and one return whose sign is typed wrong."""
    built_in = design(rng)
    visits, events = visits_of(built_in, rng=rng)
    pressed = (visits["style"] == "pressing") & (visits["returns"] < -900)
    rows = np.flatnonzero(pressed)
    row = int(rng.choice(rows)) if len(rows) else 0
    export = visits.drop(columns="net")
    export["returns"] = export["returns"].where(export.index != row, -export["returns"])
    return Showroom(design=built_in, export=export, visits=visits, events=events, row=row, draws=0)


def conditions(drawn: Showroom) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    drawn : Showroom
        The draw.

    Returns
    -------
    dict of str to bool
        ``finding``: fairly compared pressing leads by 30 dollars or more on the day, and listening
        by 9 to 20 after the year, with either kind of visitor by 4 or more; all together pressing
        stays ahead by 20. ``design``: the true numbers say so too. ``cost``: the verdict turns at
        a cost of fetching from 50 to 190. ``month``: it turns once, in the months 5 to 9, by a
        visible step. ``sellers``: styles alternate in the right order, the usual wrong ones all
        differ from it, and neighbours are 4 dollars apart. ``number``: the visit isn't one of
        the numbers that are mistaken for it.
    """
    visits = drawn.visits
    found: dict[str, bool] = {}
    today, year = fair(visits, "sale"), fair(visits, "net")
    means = visits.groupby(["came", "style"])["net"].mean().unstack("style")
    ahead = means["listening"] - means["pressing"]
    whole = visits.groupby("style")["net"].mean()
    lead = year["listening"] - year["pressing"]
    found["finding"] = bool(
        today["pressing"] - today["listening"] >= 30
        and 9 <= lead <= 20
        and (ahead >= 4).all()
        and whole["pressing"] - whole["listening"] >= 20
    )
    true = drawn.design.fair()
    found["design"] = 6 <= true["listening"] - true["pressing"] <= 24
    if not all(found.values()):
        return found
    found["cost"] = 50 <= turning_cost(assumption(visits)) <= 190
    months = drawn.months
    steps = (months["listening"] - months["pressing"]).cumsum().to_list()
    turn = first_ahead(steps)
    found["month"] = (
        turn is not None
        and 5 <= turn <= 9
        and steps[turn] > 0.5
        and all(step < -0.5 for step in steps[:turn])
    )
    found["sellers"] = _orders_differ(sellers(visits).set_index("seller"))
    number, row = drawn.visit, drawn.row
    value = int(drawn.export["returns"].iloc[row])
    export = drawn.export
    largest = [int(visits["visit"].iloc[visits[name].argmax()]) for name in ("sale", "again")]
    largest.append(int(visits["visit"].iloc[export["returns"].argmin()]))
    mistaken = [number, row, row + 1, value, *largest]
    found["number"] = len(set(mistaken)) == len(mistaken)
    return found


def _orders_differ(table: pd.DataFrame) -> bool:
    right = READY * table["ready"] + (1 - READY) * table["looking"]
    gaps = np.diff(np.sort(right.to_numpy()))
    if gaps.min() < 4 or any(table[name].duplicated().any() for name in ("today", "year")):
        return False
    styles = table.loc[right.sort_values(ascending=False).index, "style"].to_list()
    orders = [ranking(right), ranking(right)[::-1]]
    orders += [ranking(table[name]) for name in ("today", "year", "ready", "looking")]
    return styles == [*STYLES, *STYLES] and len(set(orders)) == len(orders)
