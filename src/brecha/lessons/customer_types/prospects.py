"""The simulated parts: enquiries that were pursued or not, a chain of steps, a neighbour's list.

In each table the usual wrong readings lead to other numbers, whatever the seed. We built this in:
it is no evidence about sellers, offices or customers.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

import numpy as np
import pandas as pd

from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown

__all__ = [
    "LAST_YEAR",
    "OFTEN",
    "STEPS",
    "chain",
    "chain_readings",
    "neighbour_readings",
    "neighbours",
    "rule_readings",
    "rules",
]

STEPS = ("written", "booked", "prepared", "invoiced")
"""Each takes up what the one before hands over."""

LAST_YEAR, OFTEN = 365, 4
"""The neighbour's rules: an order within so many days, or so many orders in two years."""


def rules(company: str, seed: int) -> pd.DataFrame:
    """Return what two rules for pursuing 100 enquiries led to.

    Parameters
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame, one row for each rule
        ``rule``; of the 100: ``visited_bought``, ``visited_nothing``, ``left_bought`` (elsewhere),
        ``left_nothing``; ``visit`` and ``contract``, what the two errors cost.
    """
    return first_shown(company, "enquiries", seed, draw=_rules, shows=_rules_show)


def _rules(chance: np.random.Generator) -> pd.DataFrame:
    buyers = int(chance.integers(16, 21))
    missed = int(chance.integers(6, 9))
    in_vain = int(chance.integers(3, 6))
    missed_wide, in_vain_wide = int(chance.integers(1, 3)), int(chance.integers(22, 31))
    rows = [
        (name, buyers - left, vain, left, 100 - buyers - vain)
        for name, left, vain in (
            ("all-three", missed, in_vain),
            ("two-of-three", missed_wide, in_vain_wide),
        )
    ]
    names = ["rule", "visited_bought", "visited_nothing", "left_bought", "left_nothing"]
    found = pd.DataFrame(rows, columns=names)
    found["visit"] = 10 * int(chance.integers(3, 6))
    found["contract"] = found["visit"] * int(chance.integers(6, 10))
    return found


def _rules_show(table: pd.DataFrame) -> bool:
    costs = rule_readings(table)
    # The rule that pursues more is the cheaper one, though it is wrong more often.
    return closest(costs.values()) >= 5 and costs["other-rule"] <= 0.9 * costs["right"]


def rule_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute what the errors of the strict rule cost, rightly and in the usual wrong ways.

    Parameters
    ----------
    table : DataFrame
        As returned by :func:`rules`.

    Returns
    -------
    dict of str to float
        The right cost under ``right``, the wide rule's under ``other-rule``, and each wrong one
        under the name of its misconception.
    """
    strict, wide = (row for _, row in table.iterrows())
    visit, contract = strict["visit"], strict["contract"]
    in_vain, left = strict["visited_nothing"], strict["left_bought"]
    right = in_vain * visit + left * contract
    other = wide["visited_nothing"] * visit + wide["left_bought"] * contract
    return {
        "right": right,
        "other-rule": other,
        "prices-swapped": in_vain * contract + left * visit,
        "visits-alone": in_vain * visit,
        "contracts-alone": left * contract,
        "all-visits": (in_vain + strict["visited_bought"]) * visit + left * contract,
        "errors-counted": in_vain + left,
        "all-left": in_vain * visit + (left + strict["left_nothing"]) * contract,
        "nothing-bought": (in_vain + strict["left_nothing"]) * visit,
        "won-for-lost": in_vain * visit + strict["visited_bought"] * contract,
        "difference": right - other,
    }


def chain(company: str, seed: int) -> pd.DataFrame:
    """Return the steps of a contract customer's order, with how many of 100 fail at each.

    Parameters
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame, one row for each step
        ``step`` and ``fail``, of 100 orders.
    """
    return first_shown(company, "chain", seed, draw=_chain, shows=_chain_shows)


def _chain(chance: np.random.Generator) -> pd.DataFrame:
    fail = chance.choice([4, 5, 6, 8, 10, 12, 25, 30], len(STEPS), replace=False)
    return pd.DataFrame({"step": STEPS, "fail": fail.astype(int)})


def _chain_shows(table: pd.DataFrame) -> bool:
    return closest(chain_readings(table["fail"]).values()) >= 0.012


def chain_readings(fail: Iterable[int]) -> dict[str, float]:
    """Compute the share of orders without a failure, rightly and in the usual wrong ways.

    Parameters
    ----------
    fail : iterable of int
        Failures of 100 at each step.

    Returns
    -------
    dict of str to float
    """
    rates = [float(value) / 100 for value in fail]
    passed = [1 - rate for rate in rates]
    return {
        "right": prod(passed),
        "added": 1 - sum(rates),
        "mean": sum(passed) / len(passed),
        "weakest": min(passed),
        "some-failure": 1 - prod(passed),
        "last": passed[-1],
        "all-fail": prod(rates),
        "failures-added": sum(rates),
        "not-all-fail": 1 - prod(rates),
        "average-step": (sum(passed) / len(passed)) ** len(passed),
    }


def neighbours(company: str, seed: int, *, elsewhere: float = 0.0) -> pd.DataFrame:
    """Return a company's contract customers, who order about twice a year.

    Parameters
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.
    elsewhere : float
        The share of current customers in the record shop, which no reading may meet.

    Returns
    -------
    DataFrame, one row for each customer
        ``customer``, ``days_since`` and ``orders``, of two years.
    """

    def shows(table: pd.DataFrame) -> bool:
        return closest([*neighbour_readings(table).values(), elsewhere]) >= 0.02

    return first_shown(company, "contracts", seed, draw=_neighbours, shows=shows)


def _neighbours(chance: np.random.Generator) -> pd.DataFrame:
    size = int(chance.integers(70, 111))
    left = chance.random(size) < 0.35
    silent = np.where(left, chance.integers(330, 720, size), chance.exponential(140, size))
    orders = 1 + chance.poisson(np.where(chance.random(size) < 0.4, 4.5, 1.2))
    return pd.DataFrame(
        {
            "customer": np.arange(1, size + 1),
            "days_since": np.minimum(silent, 720).astype(int),
            "orders": orders.astype(int),
        }
    )


def neighbour_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute the share of current customers, rightly and in the usual wrong ways.

    Parameters
    ----------
    table : DataFrame
        As returned by :func:`neighbours`.

    Returns
    -------
    dict of str to float
    """
    silent, orders = table["days_since"].to_numpy(), table["orders"].to_numpy()
    recent, often = silent <= LAST_YEAR, orders >= OFTEN
    return {
        "right": float((recent | often).mean()),
        "both": float((recent & often).mean()),
        "twice": float(recent.mean() + often.mean()),
        "recent-alone": float(recent.mean()),
        "often-alone": float(often.mean()),
        "old-rules": float(((silent <= 90) | (orders >= 3)).mean()),
        "old-cutoff": float(((silent <= 90) | (orders >= OFTEN)).mean()),
        "old-number": float((recent | (orders >= 3)).mean()),
        "one-only": float((recent != often).mean()),
        "the-others": float((~recent & ~often).mean()),
        "mean-of-two": float((recent.mean() + often.mean()) / 2),
        "turned-round": float(((silent >= LAST_YEAR) | often).mean()),
        "more-than": float((recent | (orders > OFTEN)).mean()),
        "count": float((recent | often).sum()),
    }
