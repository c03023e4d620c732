"""One simulated day at a front desk: who waited how long, and what stands in the complaint book.

The day is built to part two things that are easily taken for one. The shift with the most
complaints is the one with the most people; the shift where people wait longest has few people, so
that its complaints are few, although more of its people complain. Which shift is which differs
from seed to seed. We built this in: it is no evidence about front desks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from brecha.scenarios.profiles import profile
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown

__all__ = ["SHIFTS", "Day", "day"]

SHIFTS = ("morning", "afternoon", "evening")
_OPENS = {"morning": 8 * 60, "afternoon": 13 * 60, "evening": 18 * 60}
_MINUTES = 150
_APART = 0.25


@dataclass(frozen=True)
class Day:
    """One day, with what was built into it.

    Parameters
    ----------
    waits : DataFrame
        One row for each person who was timed.
    book : DataFrame
        The complaints of the day, one row for each shift.
    busy, slow, calm : str
        The shift with the most people and complaints, the one with the longest waits, and the
        third.
    """

    waits: pd.DataFrame
    book: pd.DataFrame
    busy: str
    slow: str
    calm: str

    @property
    def four(self) -> pd.DataFrame:
        """The first four people of the day, for work by hand."""
        return self.waits.iloc[:4]


def day(parameters: Mapping[str, Any]) -> Day:
    """Draw a day, again and again until every wrong turn leads to another number.

    Parameters
    ----------
    parameters : mapping
        ``company`` and ``seed``.

    Returns
    -------
    Day
        The same day for the same parameters.

    Examples
    --------
    >>> one = day({"company": "hotel", "seed": 2024})
    >>> sorted([one.busy, one.slow, one.calm])
    ['afternoon', 'evening', 'morning']
    """
    company, seed = parameters["company"], parameters["seed"]
    return first_shown(
        company, "front-desk", seed, draw=partial(_draw, company), shows=_tells_apart
    )


def _draw(company: str, chance: np.random.Generator) -> Day:
    busy, slow, calm = (str(shift) for shift in chance.permutation(SHIFTS))
    usual = profile(company).wait
    people = {
        busy: int(chance.integers(11, 14)),
        slow: int(chance.integers(4, 7)),
        calm: int(chance.integers(6, 9)),
    }
    typical = {busy: usual, slow: 1.7 * usual + 3, calm: 0.7 * usual}
    in_slow = 2 if people[slow] == 4 else 3
    complaints = {busy: in_slow + int(chance.integers(1, 3)), slow: in_slow, calm: 1}
    waits = pd.concat(
        [_shift(name, people[name], typical[name], usual, chance) for name in SHIFTS],
        ignore_index=True,
    )
    book = pd.DataFrame({"shift": SHIFTS, "complaints": [complaints[name] for name in SHIFTS]})
    return Day(waits, book, busy, slow, calm)


def _shift(
    name: str, people: int, typical: float, usual: int, chance: np.random.Generator
) -> pd.DataFrame:
    arrived = _OPENS[name] + np.sort(chance.choice(_MINUTES, people, replace=False))
    waited = np.maximum(1, np.rint(typical * chance.uniform(0.6, 1.4, people))).astype(int)
    told = 5 * np.maximum(1, np.rint((0.75 * usual + chance.uniform(-3, 3, people)) / 5))
    return pd.DataFrame(
        {
            "arrived": [f"{minute // 60:02}:{minute % 60:02}" for minute in arrived],
            "shift": name,
            "promised": told.astype(int),
            "waited": waited,
        }
    )


def _tells_apart(found: Day) -> bool:
    waits, four = found.waits, found.four["waited"]
    means = waits.groupby("shift")["waited"].mean()
    people = waits.groupby("shift")["waited"].count()
    shares = found.book.set_index("shift")["complaints"] / people
    waited, promised = waits["waited"].mean(), waits["promised"].mean()
    told = found.four["promised"].mean()
    readings = (
        (waited, promised, means.mean(), four.mean()),
        (waited - promised, waited, four.mean() - told),
        (four.mean(), told, (four.min() + four.max()) / 2),
    )
    return (
        means[found.slow] - means[found.busy] >= 2
        and means[found.busy] - means[found.calm] >= 1
        and shares[found.slow] - shares[found.busy] >= 0.05
        and shares[found.busy] - shares[found.calm] >= 0.05
        and waited - promised >= 1
        and all(closest(numbers) >= _APART for numbers in readings)
        # Their mean must not be 3, which is also how many rows the book has.
        and found.book["complaints"].sum() != 9
    )
