"""Simulated technical services: where buyers get stuck in the manual, and eight repair bills.

Built in: the step that stops most buyers is not the step that stops most of those who reach it;
and of the bills, some are the customer's by their date and some by their cause.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown, stream

__all__ = ["MANUAL", "TERM", "bill_readings", "manual", "repairs"]

MANUAL = ("unpack", "connect", "set-up", "first-use")
TERM = 24
"""Months for which the warranty holds."""


def manual(company: str, seed: int) -> pd.DataFrame:
    """Draw how many buyers reach each step of the manual, and how many get stuck there.

    Parameters
    ----------
    company : str
        Its slug.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame
        ``step``, ``reached``, ``stuck``; most get stuck at the second step, and the largest share
        of those who reach it at the third.

    Examples
    --------
    >>> table = manual("shop", 2024)
    >>> table.loc[table["stuck"].idxmax(), "step"]
    'connect'
    """
    chance = stream(company, "manual", seed)
    reached = 200
    rows = []
    third = 0
    for step in MANUAL:
        if step == "connect":
            stuck = int(chance.integers(48, 57))
            third = stuck - int(chance.integers(5, 9))
        elif step == "set-up":
            stuck = third
        else:
            stuck = int(chance.integers(3, 9))
        rows.append((step, reached, stuck))
        reached -= stuck
    return pd.DataFrame(rows, columns=["step", "reached", "stuck"])


# Within the term and beyond, by cause: each of the rules decides on some bills alone.
_BILLS = (
    ("within", "defect"),
    ("within", "defect"),
    ("within", "wear"),
    ("within", "misuse"),
    ("beyond", "defect"),
    ("beyond", "defect"),
    ("beyond", "wear"),
)


def repairs(company: str, seed: int) -> pd.DataFrame:
    """Draw seven repairs of one afternoon, again until every wrong sum is another one.

    Parameters
    ----------
    company : str
        Its slug.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame
        ``repair``, ``months`` since the sale, ``cause`` and ``cost``.

    Examples
    --------
    >>> len(repairs("shop", 2024))
    7
    """
    return first_shown(company, "repairs", seed, draw=_repairs, shows=_repairs_show)


def _repairs(chance: np.random.Generator) -> pd.DataFrame:
    within = chance.choice(np.arange(2, TERM - 1), 4, replace=False)
    beyond = chance.choice(np.arange(TERM + 2, 45), 3, replace=False)
    cost = 10 * chance.choice(np.arange(3, 19), len(_BILLS), replace=False)
    table = pd.DataFrame(
        {
            "months": np.concatenate([within, beyond]),
            "cause": [cause for _, cause in _BILLS],
            "cost": cost,
        }
    )
    table = table.iloc[chance.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "repair", list("ABCDEFG"))
    return table


def _repairs_show(table: pd.DataFrame) -> bool:
    return closest(bill_readings(table).values()) >= 5


def bill_readings(table: pd.DataFrame) -> dict[str, float]:
    """List what the customers pay, and what comes out in its place.

    Parameters
    ----------
    table : DataFrame
        ``months``, ``cause`` and ``cost``.

    Returns
    -------
    dict of str to float
        ``right``, and the wrong turns by their names.

    Examples
    --------
    >>> three = pd.DataFrame(
    ...     {"months": [3, 3, 40], "cause": ["defect", "wear", "defect"], "cost": [50, 20, 70]}
    ... )
    >>> bill_readings(three)["right"], bill_readings(three)["term-alone"]
    (90.0, 70.0)
    """
    late, cause, cost = table["months"] > TERM, table["cause"], table["cost"]
    other = cause != "defect"
    sums = {
        "right": cost[late | other],
        "term-alone": cost[late],
        "cause-alone": cost[other],
        "wear-covered": cost[late | (cause == "misuse")],
        "misuse-covered": cost[late | (cause == "wear")],
        "both-at-once": cost[late & other],
        "the-house": cost[~(late | other)],
        "everything": cost,
    }
    found = {name: float(costs.sum()) for name, costs in sums.items()}
    return {**found, "how-many": float((late | other).sum())}
