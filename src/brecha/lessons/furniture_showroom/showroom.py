"""Each learner's own showroom: 2,000 simulated visits to four sellers, and the year after them.

What is built in, for every seed. Pressing sells more on the day, to visitors who came ready to buy
and to visitors who came to look. More of what it sells comes back, more of its buyers complain, and
fewer of its visitors buy again: after twelve months listening is ahead with either kind. But those
who press stand by the door and get most of the visitors who come ready, so that all together
pressing stays ahead. The design of a version holds these numbers. They are no evidence about
sellers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from brecha.lessons.redraw import first_draw

from .fair import CAME, READY, STYLES, fair, fair_months, first_ahead, turning_cost

__all__ = [
    "COMPLAINT",
    "EACH",
    "FETCHING",
    "LAST",
    "SELLERS",
    "Design",
    "Showroom",
    "conditions",
    "draw",
    "ranking",
    "showroom",
]

SELLERS = ("Aldo", "Berta", "Ciro", "Dora")
EACH = 500
"""Visits of each seller."""
FETCHING = 300
"""Dollars that finance puts down for fetching a piece back and selling it as second choice."""
COMPLAINT = 60
"""Dollars, on average, for the work that a complaint makes."""
LAST = 12
"""Months for which a visitor is followed."""
_MARGIN, _LATER = 400, 300
_VISITS_A_YEAR = 12000
_FEWER = 0.9


@dataclass(frozen=True)
class Design:
    """What was built into one version: the known truth.

    Parameters
    ----------
    pressing : tuple of str
        The two sellers who press.
    ready : mapping of str to int
        By seller: how many visitors who came ready stand in the list.
    buy : mapping
        By (came, style): the share who buy on the day.
    back : mapping
        By (came, style): of these sales, the share that comes back.
    complain : mapping of str to float
        By style: of these sales, the share that brings a complaint.
    again : mapping
        By (came, style): the share of visitors who buy again within the year.
    knack : mapping
        By (seller, came): what is added to the share who buy again.
    window : int
        Months within which pieces come back and complaints are made.
    """

    pressing: tuple[str, ...]
    ready: Mapping[str, int]
    buy: Mapping[tuple[str, str], float]
    back: Mapping[tuple[str, str], float]
    complain: Mapping[str, float]
    again: Mapping[tuple[str, str], float]
    knack: Mapping[tuple[str, str], float]
    window: int

    def style(self, seller: str) -> str:
        """Return how a seller sells."""
        return "pressing" if seller in self.pressing else "listening"

    def fair(self, *, fetching: float = FETCHING) -> dict[str, float]:
        """Return the true money per visitor after a year, fairly compared, by style."""
        found = {}
        for style in STYLES:
            by_kind = {}
            for came in CAME:
                sold, lost = self.buy[came, style], self.back[came, style]
                by_kind[came] = (
                    sold * _MARGIN
                    - sold * lost * (_MARGIN + fetching)
                    - sold * self.complain[style] * COMPLAINT
                    + self.again[came, style] * _LATER
                )
            found[style] = READY * by_kind["ready"] + (1 - READY) * by_kind["looking"]
        return found


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
    return Showroom(
        design=drawn.design,
        export=drawn.export,
        visits=drawn.visits,
        events=drawn.events,
        row=drawn.row,
        draws=draws,
    )


# --- One draw -------------------------------------------------------------------------------------


def draw(rng: np.random.Generator) -> Showroom:
    """Draw a design, its visits, and one return whose sign is typed wrong."""
    design = _design(rng)
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
    visits = visits.sort_values("visit", ignore_index=True)
    pressed = (visits["style"] == "pressing") & (visits["returns"] < -900)
    rows = np.flatnonzero(pressed)
    row = int(rng.choice(rows)) if len(rows) else 0
    export = visits.drop(columns="net")
    export["returns"] = export["returns"].where(export.index != row, -export["returns"])
    return Showroom(
        design=design,
        export=export,
        visits=visits,
        events=pd.concat(events, ignore_index=True)[["visit", "month", "money"]],
        row=row,
        draws=0,
    )


def _design(rng: np.random.Generator) -> Design:
    # The better one of each style first; the list below keeps their names in order.
    names = [str(name) for name in rng.permutation(SELLERS)]
    good, poor, calm_good, calm_poor = names
    pressing = tuple(sorted((good, poor)))
    # Who presses better gets fewer of those who come ready: today's order is not the year's.
    ready = {good: int(rng.integers(326, 336)), poor: int(rng.integers(344, 356))}
    left = round(READY * EACH * len(SELLERS)) - sum(ready.values())
    ready[calm_good] = left // 2 + int(rng.integers(-12, 13))
    ready[calm_poor] = left - ready[calm_good]
    knack: dict[tuple[str, str], float] = {}
    for pair, came, (low, high) in (
        ((good, poor), "ready", (0.095, 0.115)),
        ((poor, good), "looking", (0.012, 0.02)),
        ((calm_good, calm_poor), "ready", (0.0, 0.01)),
        ((calm_good, calm_poor), "looking", (0.058, 0.068)),
    ):
        better = float(rng.uniform(low, high))
        knack |= {(pair[0], came): better, (pair[1], came): -better}
    calm = {"ready": rng.uniform(0.48, 0.54), "looking": rng.uniform(0.12, 0.17)}
    more = rng.uniform(0.13, 0.17)
    comes = {"ready": rng.uniform(0.26, 0.32), "looking": rng.uniform(0.15, 0.19)}
    back = {
        ("ready", "listening"): rng.uniform(0.05, 0.07),
        ("ready", "pressing"): rng.uniform(0.15, 0.19),
        ("looking", "listening"): rng.uniform(0.06, 0.09),
        ("looking", "pressing"): rng.uniform(0.24, 0.3),
    }
    design = Design(
        pressing=pressing,
        ready=ready,
        buy={(c, s): calm[c] + more * (s == "pressing") for c, s in product(CAME, STYLES)},
        back=back,
        complain={"listening": rng.uniform(0.05, 0.07), "pressing": rng.uniform(0.17, 0.22)},
        again={(c, s): comes[c] for c, s in product(CAME, STYLES)},
        knack=knack,
        window=int(rng.integers(4, 9)),
    )
    # As many fewer buy again of those who were pressed as it takes for the lead to be so large.
    true = design.fair()
    missing = rng.uniform(11, 16) - (true["listening"] - true["pressing"])
    fewer = missing / _LATER / (READY + (1 - READY) * _FEWER)
    less = {"ready": fewer, "looking": _FEWER * fewer}
    again = {(c, s): comes[c] - less[c] * (s == "pressing") for c, s in product(CAME, STYLES)}
    return replace(design, again=again)


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
    money["sale"][:lost] = _amounts(rng, lost, _MARGIN)
    money["sale"][lost:sold] = _amounts(rng, sold - lost, _MARGIN)
    money["returns"][:lost] = -money["sale"][:lost] - FETCHING
    # Who gave a piece back complains more often, and comes back less often.
    row = np.arange(n)
    weight = np.where(row < lost, 4.0, 1.0)[:sold]
    who = rng.choice(sold, angry, replace=False, p=weight / weight.sum())
    money["complaints"][who] = -rng.choice([30, 60, 90], angry)
    weight = np.where(row < lost, 1.0, 3.0)
    who = rng.choice(n, later, replace=False, p=weight / weight.sum())
    money["again"][who] = _amounts(rng, later, _LATER)
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


# --- What is asked of a draw ----------------------------------------------------------------------


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
