"""Simulated ticket logs of a service desk, and the cases in them.

What is built in, for every company and seed. Every case had two weeks or more, and the cases that
are still open are the slow ones, so that a mean over solved cases flatters. The longest wait is
that for parts, and few cases come there; most days are lost, and most people give up, before the
technician's visit, where many come and some are forgotten. It is no evidence about service desks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons.redraw import some_of_each
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import stream

__all__ = ["PROMISES", "STEPS", "UNTIL", "WEEK", "Cases", "cases_of", "readings", "share_within"]

STEPS = ("desk", "visit", "parts", "workshop")
UNTIL = 60
"""The last day of the log; the last case was opened two weeks earlier or more."""

WEEK = 7
PROMISES = (3, 5, 7, 10, 14, 21)
"""Days that could be promised, in the widget."""

_LAST_OPENED = UNTIL - 15


@dataclass(frozen=True)
class Cases:
    """What one desk wrote down.

    Parameters
    ----------
    log : DataFrame
        One row for each case and step, with the days of arriving, starting and finishing.
    steps : DataFrame
        The same rows without the ends, with days of waiting and of work so far.
    cases : DataFrame
        One row for each case: ``state``, and ``days`` to its solution, if it has one.
    eight : DataFrame
        Eight of them, for work by hand.
    """

    log: pd.DataFrame
    steps: pd.DataFrame
    cases: pd.DataFrame
    eight: pd.DataFrame


@lru_cache(maxsize=16)
def cases_of(company: str, seed: int) -> Cases:
    """Draw a company's log, again until every wrong turn leads to another number.

    Parameters
    ----------
    company : str
        Its slug.
    seed : int
        Every seed is another company of that name.

    Returns
    -------
    Cases
        Frames that are shared: copy one before changing it.

    Examples
    --------
    >>> cases_of("shop", 2024).steps.groupby("step")["waiting"].sum().idxmax()
    'visit'
    """
    attempt = 0
    while True:
        chance = stream(company, "post-sale", seed, attempt)
        log = _log(chance)
        steps, cases = _steps(log), _cases(log)
        if _tells_apart(steps, cases):
            return Cases(log, steps, cases, _eight(cases, chance))
        attempt += 1


def share_within(cases: pd.DataFrame, days: int, *, of: str = "all") -> float:
    """Compute the share of cases that were solved within so many days.

    Parameters
    ----------
    cases : DataFrame
        ``days``, missing where a case wasn't solved.
    days : int
        Solved on this day after the call, or before.
    of : {"all", "solved"}
        What the share is of.

    Returns
    -------
    float

    Examples
    --------
    >>> three = pd.DataFrame({"days": [2.0, 9.0, None, None]})
    >>> share_within(three, 7), share_within(three, 7, of="solved")
    (0.25, 0.5)
    """
    quick = (cases["days"] <= days).sum()
    return float(quick / (cases["days"].count() if of == "solved" else len(cases)))


def readings(cases: pd.DataFrame) -> dict[str, float]:
    """List the share solved within a week, and what comes out in its place.

    Parameters
    ----------
    cases : DataFrame
        ``state`` and ``days``.

    Returns
    -------
    dict of str to float
        ``right``, and the wrong turns by their names.
    """
    state = cases["state"].value_counts().reindex(["solved", "open", "gave-up"], fill_value=0)
    quick, people = int((cases["days"] <= WEEK).sum()), len(cases)
    return {
        "right": quick / people,
        "of-the-solved": quick / int(state["solved"]),
        "without-given-up": quick / (people - int(state["gave-up"])),
        "without-open": quick / (people - int(state["open"])),
        "blank-as-quick": (quick + int(state["open"]) + int(state["gave-up"])) / people,
        "ever": int(state["solved"]) / people,
        "not-within": 1 - quick / people,
        "how-many": float(quick),
    }


# --- the log -------------------------------------------------------------------------------------


def _log(chance: np.random.Generator) -> pd.DataFrame:
    count = int(chance.integers(150, 176))
    opened = np.sort(chance.integers(0, _LAST_OPENED + 1, count))
    shape = {
        "at-desk": chance.uniform(0.44, 0.52),
        "at-visit": chance.uniform(0.64, 0.72),
        "visit": chance.uniform(2.8, 3.5),
        "parts": chance.uniform(13, 16),
        "patience": chance.uniform(0.1, 0.14),
        "forgotten": chance.uniform(0.08, 0.13),
    }
    rows: list[tuple[Any, ...]] = []
    for case, day in enumerate(opened, start=1):
        rows.extend((case, *row) for row in _one(int(day), shape, chance))
    return pd.DataFrame(rows, columns=["case", "step", "arrived", "started", "finished"])


def _one(
    day: int, shape: dict[str, float], chance: np.random.Generator
) -> list[tuple[str, float, float, float]]:
    """Follow one case from the call to its solution, to giving up, or to the end of the log."""
    rows: list[tuple[str, float, float, float]] = []
    for step in STEPS:
        wait, work, done, leaves = _at(step, shape, chance)
        if leaves and day + wait // 2 <= UNTIL:
            gone = day + wait // 2
            rows += [(step, day, np.nan, np.nan), ("gave-up", gone, gone, gone)]
            return rows
        start, end = day + wait, day + wait + work
        rows.append(
            (step, day, start if start <= UNTIL else np.nan, end if end <= UNTIL else np.nan)
        )
        if end > UNTIL:
            return rows
        if done:
            return [*rows, ("solved", end, end, end)]
        day = end
    return rows


def _at(
    step: str, shape: dict[str, float], chance: np.random.Generator
) -> tuple[int, int, bool, bool]:
    """Draw the days of waiting and work at a step, and whether the case ends there."""
    if step == "desk":
        wait = int(chance.choice(4, p=[0.45, 0.3, 0.15, 0.1]))
        return wait, 0, bool(chance.random() < shape["at-desk"]), False
    if step == "visit":
        wait = 2 + round(chance.gamma(2, shape["visit"]))
        if chance.random() < shape["forgotten"]:
            wait += int(chance.integers(15, 45))
        leaves = wait >= 6 and chance.random() < shape["patience"]
        return wait, int(chance.integers(0, 2)), bool(chance.random() < shape["at-visit"]), leaves
    if step == "parts":
        wait = 4 + round(chance.gamma(2, shape["parts"]))
        return wait, 0, False, wait >= 12 and chance.random() < 0.08
    return 1 + round(chance.gamma(2, 1.2)), int(chance.integers(1, 4)), True, False


def _steps(log: pd.DataFrame) -> pd.DataFrame:
    """Compute the days of waiting and of work at each step; what isn't over counts so far."""
    left = log.groupby("case")["arrived"].shift(-1)
    rows = log.assign(left=left)[log["step"].isin(STEPS)]
    # Who gave up waited until then; who is still there, until the log ends.
    waited = rows["started"].fillna(rows["left"]).fillna(UNTIL) - rows["arrived"]
    worked = (rows["finished"].fillna(UNTIL) - rows["started"]).fillna(0)
    found = rows[["case", "step"]].assign(waiting=waited.astype(int), working=worked.astype(int))
    return found.reset_index(drop=True)


def _cases(log: pd.DataFrame) -> pd.DataFrame:
    by = log.groupby("case")
    opened, last, ended = by["arrived"].first(), by["step"].last(), by["arrived"].last()
    found = pd.DataFrame(
        {
            "opened": opened.astype(int),
            "state": last.where(last.isin(["solved", "gave-up"]), "open"),
            "days": (ended - opened).where(last == "solved"),
        }
    )
    return found.reset_index()


# How many of the eight were solved within a week, solved later, are open, gave up: every usual
# wrong count differs.
_MIXTURES = ((2, 1, 3, 2), (2, 1, 4, 1), (3, 1, 3, 1), (3, 1, 1, 3), (2, 1, 2, 3))


def _eight(cases: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Choose eight cases for work by hand; none on the border of a week."""
    days, state = cases["days"], cases["state"]
    kinds = (days <= WEEK - 1, days >= WEEK + 2, state == "open", state == "gave-up")
    sizes = _MIXTURES[int(chance.integers(len(_MIXTURES)))]
    return some_of_each(cases[["case", "state", "days"]], kinds, sizes=sizes, rng=chance)


def _tells_apart(steps: pd.DataFrame, cases: pd.DataFrame) -> bool:
    """Tell whether what the lesson says is there, and no wrong turn leads near a right number."""
    days, state = cases["days"], cases["state"]
    waits: Any = steps.groupby("step")["waiting"].agg(["sum", "mean"])
    total, mean = waits["sum"], waits["mean"]
    so_far = UNTIL - cases.loc[state == "open", "opened"]
    gone = cases.loc[state == "gave-up", "case"]
    lost = steps[steps["case"].isin(gone)].groupby("case")["step"].last().value_counts()
    found = [value for name, value in readings(cases).items() if name != "how-many"]
    return bool(
        (state == "open").sum() >= 12
        and (state == "gave-up").sum() >= 5
        and so_far.mean() >= 2.2 * days.mean()
        and days.mean() <= WEEK
        and total["visit"] >= 1.2 * total["parts"]
        and mean["parts"] >= mean["visit"] + 3
        and lost.get("visit", 0) > lost.get("parts", 0)
        and share_within(cases, PROMISES[-1]) <= 0.86
        and share_within(cases, WEEK, of="solved") >= share_within(cases, WEEK) + 0.05
        and closest(found) >= 0.015
    )
