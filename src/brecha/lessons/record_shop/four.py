"""Four customers whom every rule puts into another order."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

__all__ = ["RULES", "choose_four", "order_of"]

RULES = {
    "expected": False,
    "repeat_purchases": False,
    "if_alive": False,
    "silent": True,
    "alive": False,
}
"""What four customers can be ordered by, and whether the smallest comes first."""

_TRIES = 400
_APART = 0.1


def order_of(four: pd.DataFrame, rule: str) -> str:
    """Put the letters of four customers into the order of a rule.

    Parameters
    ----------
    four : DataFrame
        With ``letter`` and the rule's column.
    rule : str
        One of :data:`RULES`.

    Returns
    -------
    str

    Examples
    --------
    >>> two = pd.DataFrame({"letter": ["A", "B"], "alive": [0.4, 1.0]})
    >>> order_of(two, "alive")
    'BA'
    """
    return "".join(four.sort_values(rule, ascending=RULES[rule], kind="stable")["letter"])


def choose_four(customers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Choose four customers: one who never came back, one gone quiet, two in between.

    What to expect *if* they are still customers goes with how often they came, as it does for
    nearly everybody; every other rule puts them into an order of its own.

    Parameters
    ----------
    customers : DataFrame
        With the model's columns.
    rng : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    DataFrame
        ``letter`` and what is known of them, silence in whole weeks, the model's columns to two
        decimals, ``expected`` their product; empty when no four were found.
    """
    known = ["repeat_purchases", "silent", "alive", "if_alive"]
    table = customers[known].round({"silent": 0, "alive": 2, "if_alive": 2})
    table = table.reset_index(drop=True).assign(expected=table["alive"] * table["if_alive"])
    often, alive = table["repeat_purchases"], table["alive"]
    kinds = (
        often == 0,
        (often >= 5) & alive.between(0.05, 0.4),
        often.between(1, 3) & (alive > 0.7),
        often.between(2, 6) & alive.between(0.3, 0.9),
    )
    pools = [np.flatnonzero(kind) for kind in kinds]
    if not all(len(pool) for pool in pools):
        return _lettered(table.head(0))
    # Without a frame in the loop: most tries fail.
    signed = np.column_stack([table[rule] * (1 if up else -1) for rule, up in RULES.items()])
    for _ in range(_TRIES):
        rows = rng.permutation([rng.choice(pool) for pool in pools])
        if len(set(rows)) == len(rows) and _apart(signed[rows]):
            return _lettered(table.loc[rows])
    return _lettered(table.head(0))


def _lettered(rows: pd.DataFrame) -> pd.DataFrame:
    four = rows.reset_index(drop=True)
    four.insert(0, "letter", list("ABCD")[: len(four)])
    return four.astype({"silent": int})


def _apart(signed: np.ndarray) -> bool:
    """Tell whether each rule (a column) orders four rows clearly and in a way of its own."""
    if any(len(set(column)) < len(column) for column in signed.T):
        return False
    worth, *others = (tuple(np.argsort(column)) for column in signed.T)
    count, if_alive, silent, alive = others
    if count != if_alive or len({worth, worth[::-1], count, silent, alive}) < 5:
        return False
    values = sorted(signed[:, 0])
    return all(high - low >= _APART for low, high in itertools.pairwise(values))
