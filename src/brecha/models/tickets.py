"""What a ticket log tells: where cases wait, which way they go, and where people are lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import number
from brecha.models._result import Result
from brecha.models.survival import kaplan_meier

__all__ = ["TicketLog", "read_tickets"]

_COLUMNS = ("case", "step", "arrived", "started", "finished")


@dataclass(frozen=True, repr=False, eq=False)
class TicketLog(Result):
    """Hold what happened to the cases of a log.

    Attributes
    ----------
    closed, lost, open : int
        Cases that were closed, that were lost (people gave up), and that go on.
    median : float
        Time by which half of *all* cases were closed; infinite if fewer than half were.
    median_of_closed : float
        The same over closed cases alone: shorter, since the slow ones are still open.
    until : float
        When the log ends.
    cases : DataFrame, one row per case
        ``opened``, ``last`` (step), ``state`` ("closed", "lost", "open"), ``time`` and ``closed``
        (bool): the last two go as they are into `kaplan_meier`.
    steps : DataFrame, one row per step
        ``visits``, ``waiting`` and ``working`` (medians), ``waiting_now``, ``working_now``,
        ``lost_after`` (cases) and ``lost_share`` (of the visits).
    edges : DataFrame, one row per way from a step to the next
        ``source``, ``target``, ``count`` and ``time`` (median, from finishing to arriving).
    """

    closed: int
    lost: int
    open: int
    median: float
    median_of_closed: float
    until: float
    cases: pd.DataFrame
    steps: pd.DataFrame
    edges: pd.DataFrame


def read_tickets(
    log: pd.DataFrame, *, until: float, closing: Collection[str], losing: Collection[str] = ()
) -> TicketLog:
    """Read a ticket log: times per step, the process map, and the end of every case.

    A case without an end is open, and is kept: it says that solving it takes *at least* so long.
    Leaving open cases out makes a desk look the faster, the more it leaves lying. A lost case
    wasn't solved, and never will be: it counts as unsolved to the end of the log.

    Parameters
    ----------
    log : DataFrame, one row per case and step
        ``case``, ``step``, and the times ``arrived``, ``started``, ``finished`` as numbers in one
        unit; started and finished are missing where that hasn't happened yet.
    until : float
        When the log ends, in the same unit; no time in it is later.
    closing : collection of str
        Steps that close a case, such as ``{"solved"}``.
    losing : collection of str
        Steps by which people are lost, such as ``{"gave up"}``.

    Returns
    -------
    TicketLog

    Raises
    ------
    ModelError
        When columns are missing, a step ends before it starts, or a case goes on after its end.

    Examples
    --------
    >>> log = pd.DataFrame(
    ...     {
    ...         "case": [1, 1, 2],
    ...         "step": ["desk", "solved", "desk"],
    ...         "arrived": [0, 3, 2],
    ...         "started": [1, 3, None],
    ...         "finished": [3, 3, None],
    ...     }
    ... )
    >>> found = read_tickets(log, until=10, closing={"solved"})
    >>> found.open, found.cases["time"].tolist()
    (1, [3.0, 8.0])
    """
    end = number(until, name="until")
    if set(closing) & set(losing) or not closing:
        raise ModelError(
            f"`closing` should name the steps that close a case, and `losing` others; they are "
            f"{sorted(closing)} and {sorted(losing)}. Put every last step into one of them."
        )
    rows = _read(log, end)
    ends = set(closing) | set(losing)
    rows["target"] = rows.groupby("case")["step"].shift(-1)
    rows["next"] = rows.groupby("case")["arrived"].shift(-1)
    after = rows[rows["step"].isin(ends) & rows["target"].notna()]
    if len(after):
        first = after.iloc[0]
        raise ModelError(
            f"A case should end with {first['step']!r}; case {first['case']} goes on to "
            f"{first['target']!r}. Give a reopened case a number of its own, or another step."
        )
    cases = _cases(rows, end, set(closing), set(losing))
    done = cases.loc[cases["closed"], "time"]
    state = cases["state"].value_counts()
    return TicketLog(
        closed=int(state.get("closed", 0)),
        lost=int(state.get("lost", 0)),
        open=int(state.get("open", 0)),
        median=kaplan_meier(cases["time"], failed=cases["closed"]).median if len(done) else np.inf,
        median_of_closed=float(done.median()),
        until=end,
        cases=cases,
        steps=_steps(rows[~rows["step"].isin(ends)], set(losing)),
        edges=_edges(rows),
    )


def _read(log: pd.DataFrame, end: float) -> pd.DataFrame:
    """Take the log in the order of its cases, or name the row that can't be."""
    missing = [name for name in _COLUMNS if name not in log.columns]
    if missing:
        raise ModelError(
            f"`log` should have the columns {', '.join(_COLUMNS)}; it lacks {', '.join(missing)}. "
            "Rename the log's own columns."
        )
    times = list(_COLUMNS[2:])
    try:
        rows = log[list(_COLUMNS)].astype(dict.fromkeys(times, "float64"))
    except (TypeError, ValueError):
        raise ModelError(
            "The times of `log` should be numbers in one unit; they aren't. Turn dates into hours "
            "first, such as (log['arrived'] - start) / pd.Timedelta(hours=1)."
        ) from None
    if not len(rows):
        raise ModelError("`log` should have one row or more; it is empty. Check the selection.")
    arrived, started, finished = (rows[name] for name in times)
    faults: tuple[tuple[Any, str], ...] = (
        (arrived.isna(), "should have arrived; `arrived` is missing"),
        (finished.notna() & started.isna(), "should start before it finishes; it never started"),
        (started < arrived, "should arrive before it starts; it starts earlier"),
        (finished < started, "should start before it finishes; it finishes earlier"),
        (rows[times].max(axis=1) > end, f"should lie before the end, {end:g}; it lies later"),
    )
    for wrong, words in faults:
        if wrong.any():
            row = rows[wrong].iloc[0]
            raise ModelError(
                f"Step {row['step']!r} of case {row['case']} {words}. Mend or leave out the row."
            )
    return rows.sort_values(["case", "arrived", "started"], kind="stable", ignore_index=True)


def _cases(rows: pd.DataFrame, end: float, closing: set[str], losing: set[str]) -> pd.DataFrame:
    """Give each case its end, or the time for which it has been without one."""
    found = rows.groupby("case").agg(
        opened=("arrived", "first"), last=("step", "last"), ended=("arrived", "last")
    )
    closed = found["last"].isin(closing)
    lost = found["last"].isin(losing)
    found["state"] = np.select([closed, lost], ["closed", "lost"], "open")
    found["time"] = np.where(closed, found["ended"], end) - found["opened"]
    found["closed"] = closed
    return found.drop(columns="ended")


def _steps(rows: pd.DataFrame, losing: set[str]) -> pd.DataFrame:
    """Compute where time goes and where people are lost, steps in the order of appearance."""
    # A wait that isn't over has a length so far, which is no waiting time: it is counted apart.
    timed = rows.assign(
        waiting=rows["started"] - rows["arrived"],
        working=rows["finished"] - rows["started"],
        waiting_now=rows["started"].isna() & rows["target"].isna(),
        working_now=rows["started"].notna() & rows["finished"].isna(),
        lost_after=rows["target"].isin(losing),
    )
    found = timed.groupby("step", sort=False).agg(
        visits=("case", "size"),
        waiting=("waiting", "median"),
        working=("working", "median"),
        waiting_now=("waiting_now", "sum"),
        working_now=("working_now", "sum"),
        lost_after=("lost_after", "sum"),
    )
    found["lost_share"] = found["lost_after"] / found["visits"]
    return found


def _edges(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the ways from step to step, the most used first."""
    went = rows[rows["target"].notna()].rename(columns={"step": "source"})
    # Who gave up while waiting never finished the step: their way counts from when they came.
    went = went.assign(time=went["next"] - went["finished"].fillna(went["arrived"]))
    found = went.groupby(["source", "target"], sort=False, as_index=False).agg(
        count=("case", "size"), time=("time", "median")
    )
    return found.sort_values("count", ascending=False, kind="stable", ignore_index=True)
