"""Simulated conversations of two ways of selling.

What is built in, for every company and seed. Pressing sells more on the day, to new and to known
customers; more of what it sells comes back, more of its customers complain and fewer buy again, so
that among the sales that are kept asking is ahead with either kind of customer. But pressing was
used with known customers four times out of five, and known customers buy more often whatever is
said: all together, pressing is ahead there too. It is no evidence about sellers or customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons.sales_techniques.signals import ten, watched
from brecha.scenarios.streams import first_shown

__all__ = [
    "EXTRA",
    "KINDS",
    "TECHNIQUES",
    "Selling",
    "fair_share",
    "kept_with",
    "selling",
]

TECHNIQUES = ("asking", "pressing")
KINDS = ("new", "known")
EXTRA = range(0, 41, 10)
"""Points by which pressed buyers give back more often, in the widget."""

_OUTCOMES = ("bought", "returned", "kept", "complained", "again")


@dataclass(frozen=True)
class Selling:
    """What one company wrote down.

    Parameters
    ----------
    calls : DataFrame
        One row for each conversation in which something was offered.
    talks : DataFrame
        One row for each conversation that was watched, with its signals.
    ten : DataFrame
        Ten of them, for work by hand.
    """

    calls: pd.DataFrame
    talks: pd.DataFrame
    ten: pd.DataFrame


@lru_cache(maxsize=16)
def selling(company: str, seed: int) -> Selling:
    """Draw a company's conversations, again until every wrong turn leads to another number.

    Parameters
    ----------
    company : str
        Its slug.
    seed : int
        Every seed is another company of that name.

    Returns
    -------
    Selling
        Frames that are shared: copy one before changing it.

    Examples
    --------
    >>> calls = selling("hotel", 2024).calls
    >>> calls.groupby("technique")["bought"].mean().idxmax()
    'pressing'
    """
    return first_shown(
        company, "selling", seed, draw=_selling, shows=lambda found: _tells_apart(found.calls)
    )


def fair_share(calls: pd.DataFrame, outcome: str) -> pd.Series[float]:
    """Compute how often something came of each technique, as if both had met the same customers.

    Parameters
    ----------
    calls : DataFrame
        ``kind``, ``technique`` and the outcome, 1 or 0.
    outcome : str
        The column.

    Returns
    -------
    Series of float
        By technique: the mean of its share with new and its share with known customers.

    Examples
    --------
    >>> calls = pd.DataFrame(
    ...     {
    ...         "kind": ["new", "new", "new", "known", "known"],
    ...         "technique": ["asking", "asking", "pressing", "asking", "pressing"],
    ...         "kept": [1, 0, 0, 1, 1],
    ...     }
    ... )
    >>> fair_share(calls, "kept").to_dict()
    {'asking': 0.75, 'pressing': 0.5}
    """
    cells = calls.groupby(["technique", "kind"])[outcome].mean()
    return cells.groupby("technique").mean()


def kept_with(calls: pd.DataFrame, extra: int) -> pd.Series[float]:
    """Compute the fair share of kept sales if pressed buyers gave back more often by so much.

    Parameters
    ----------
    calls : DataFrame
        ``kind``, ``technique``, ``bought`` and ``returned``.
    extra : int
        Percentage points on top of what buyers who were asked give back.

    Returns
    -------
    Series of float
        By technique.
    """
    shares: Any = calls.groupby(["kind", "technique"])[["bought", "returned"]].mean()
    kept: dict[str, float] = dict.fromkeys(TECHNIQUES, 0.0)
    for kind in KINDS:
        asked = shares.loc[(kind, "asking")]
        back = asked["returned"] / asked["bought"]
        kept["asking"] += asked["bought"] * (1 - back) / len(KINDS)
        kept["pressing"] += (
            shares.loc[(kind, "pressing"), "bought"] * (1 - back - extra / 100) / len(KINDS)
        )
    return pd.Series(kept)


# --- two ways of selling -------------------------------------------------------------------------


def _selling(chance: np.random.Generator) -> Selling:
    return Selling(_calls(chance), watched(chance), ten(chance))


def _calls(chance: np.random.Generator) -> pd.DataFrame:
    """Draw the conversations: as many with new as with known customers, and with each technique."""
    few, many = int(chance.integers(28, 34)), int(chance.integers(118, 139))
    base = {"new": chance.uniform(0.29, 0.35), "known": chance.uniform(0.6, 0.66)}
    more = chance.uniform(0.06, 0.09)
    back = {
        ("new", "asking"): 0.12,
        ("new", "pressing"): chance.uniform(0.48, 0.54),
        ("known", "asking"): 0.07,
        ("known", "pressing"): chance.uniform(0.3, 0.35),
    }
    loyal = {"new": chance.uniform(0.21, 0.3), "known": chance.uniform(0.44, 0.56)}
    less = chance.uniform(0.1, 0.16)
    parts = []
    for kind, technique in product(KINDS, TECHNIQUES):
        pressed = technique == "pressing"
        n = many if (kind == "known") == pressed else few
        bought = round(n * (base[kind] + more * pressed))
        returned = round(bought * back[kind, technique])
        complained = round(n * (0.16 if pressed else 0.05))
        again = round(n * (loyal[kind] - less * pressed))
        parts.append(_cell(kind, technique, n, bought, returned, complained, again, chance))
    calls = pd.concat(parts).iloc[chance.permutation(sum(map(len, parts)))]
    calls.insert(0, "call", range(1, len(calls) + 1))
    return calls.reset_index(drop=True)


def _cell(
    kind: str,
    technique: str,
    n: int,
    bought: int,
    returned: int,
    complained: int,
    again: int,
    chance: np.random.Generator,
) -> pd.DataFrame:
    """Write down the customers of one kind with one technique; the first ones bought."""
    row = np.arange(n)
    # Who gave it back complains more often and comes back less often than the others.
    gave_back = row < returned
    complains = np.where(gave_back, 6.0, 1.0)
    comes_back = np.where(gave_back, 1.0, np.where(row < bought, 4.0, 2.0))
    return pd.DataFrame(
        {
            "kind": kind,
            "technique": technique,
            "bought": (row < bought).astype(int),
            "returned": gave_back.astype(int),
            "kept": ((row < bought) & ~gave_back).astype(int),
            "complained": _some(complained, complains, chance),
            "again": _some(again, comes_back, chance),
        }
    )


def _some(n: int, weight: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Mark so many rows, those with a larger weight more often."""
    marked = np.zeros(len(weight), dtype=int)
    marked[chance.choice(len(weight), n, replace=False, p=weight / weight.sum())] = 1
    return marked


def _tells_apart(calls: pd.DataFrame) -> bool:
    """Tell whether the paradox is there, and no wrong turn leads near a right number."""
    means: Any = calls.groupby(["kind", "technique"])[list(_OUTCOMES)].mean()
    new, known = means.loc["new"], means.loc["known"]
    pooled: Any = calls.groupby("technique")[list(_OUTCOMES)].mean()
    ahead = [
        shares.loc["asking", outcome] - shares.loc["pressing", outcome]
        for outcome in ("kept", "again")
        for shares in (new, known)
    ]
    behind = pooled.loc["pressing", "kept"] - pooled.loc["asking", "kept"]
    today = new["bought"] - new["bought"]["asking"] + known["bought"] - known["bought"]["asking"]
    found = [_readings(new, known, pooled, outcome) for outcome in ("kept", "again")]
    return bool(
        min(ahead) >= 0.05
        and behind >= 0.05
        and today["pressing"] >= 0.06
        and all(
            (one - other).abs().max() >= 0.02
            for readings in found
            for one, other in combinations(readings, 2)
        )
    )


def _readings(
    new: pd.DataFrame, known: pd.DataFrame, pooled: pd.DataFrame, outcome: str
) -> list[pd.Series[float]]:
    """List the fair shares of an outcome, and what comes out in their place."""
    fair = (new + known) / 2
    readings = [fair[outcome], new[outcome], known[outcome], pooled[outcome], 2 * fair[outcome]]
    if outcome == "again":
        precedence = new["again"] + known["again"] / 2
        return [*readings, fair["kept"], fair["bought"], precedence]
    of_the_sales = (new["kept"] / new["bought"] + known["kept"] / known["bought"]) / 2
    precedence, difference = new["kept"] + known["kept"] / 2, known["kept"] - new["kept"]
    return [*readings, precedence, fair["bought"], of_the_sales, difference]
