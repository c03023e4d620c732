"""Simulated conversations of two ways of selling, and of signals that a customer is ready.

What is built in, for every company and seed. Pressing sells more on the day, to new and to known
customers; more of what it sells comes back, more of its customers complain and fewer buy again, so
that among the sales that are kept asking is ahead with either kind of customer. But pressing was
used with known customers four times out of five, and known customers buy more often whatever is
said: all together, pressing is ahead there too. Customers who are ready give more signals than the
others, and some of the others give many. It is no evidence about sellers or customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from brecha.scenarios.streams import stream

__all__ = [
    "EXTRA",
    "HARM",
    "HIT",
    "KINDS",
    "SIGNALS",
    "TECHNIQUES",
    "Selling",
    "fair_share",
    "kept_with",
    "selling",
]

TECHNIQUES = ("asking", "pressing")
KINDS = ("new", "known")
SIGNALS = tuple(range(7))
"""How many signals a customer can give: none to six."""

HIT, HARM = 40, 60
"""What closing brings with a customer who is ready, and what it costs with one who isn't."""

EXTRA = range(0, 41, 10)
"""Points by which pressed buyers give back more often, in the widget."""

_OUTCOMES = ("bought", "returned", "kept", "complained", "again")
_APART = 0.025
_FROM = 3


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
    attempt = 0
    while True:
        chance = stream(company, "selling", seed, attempt)
        found = Selling(_calls(chance), _talks(chance), _ten(chance))
        if _tells_apart(found.calls):
            return found
        attempt += 1


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
    loyal = {"new": 0.25, "known": 0.5}
    parts = []
    for kind, technique in product(KINDS, TECHNIQUES):
        pressed = technique == "pressing"
        n = many if (kind == "known") == pressed else few
        bought = round(n * (base[kind] + more * pressed))
        returned = round(bought * back[kind, technique])
        complained = round(n * (0.16 if pressed else 0.05))
        again = round(n * (loyal[kind] - (0.13 if pressed else 0)))
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
        return [*readings, fair["kept"]]
    of_the_sales = (new["kept"] / new["bought"] + known["kept"] / known["bought"]) / 2
    return [*readings, new["kept"] + known["kept"] / 2, fair["bought"], of_the_sales]


# --- the moment to close -------------------------------------------------------------------------


# Ready and other customers by their signals. At the best number but one there are more ready
# customers than others, and not half as many again: counted one to one it pays to close there, and
# at the price of a false alarm it doesn't.
_PROFILES = (
    ((1, 3, 12, 14, 12, 7, 4), (18, 15, 9, 4, 2, 1, 1)),
    ((1, 2, 4, 12, 14, 12, 6), (16, 18, 14, 9, 4, 2, 1)),
    ((1, 1, 3, 5, 12, 13, 9), (12, 14, 12, 10, 9, 3, 1)),
)


def _talks(chance: np.random.Generator) -> pd.DataFrame:
    """Draw watched conversations: ready customers give more signals than the others."""
    ready, other = (np.array(row) for row in _PROFILES[int(chance.integers(len(_PROFILES)))])
    ready[1:] += chance.integers(0, 2, 6)
    other[:3] += chance.integers(0, 3, 3)
    signals = np.concatenate([np.repeat(SIGNALS, ready), np.repeat(SIGNALS, other)])
    talks = pd.DataFrame(
        {"signals": signals, "ready": np.repeat([1, 0], [ready.sum(), other.sum()])}
    )
    talks = talks.iloc[chance.permutation(len(talks))].reset_index(drop=True)
    # Each kind of signal is seen twice at the most, so that six are all there can be.
    split = [_split(int(n), chance) for n in talks["signals"]]
    for place, name in enumerate(("actions", "comments", "questions")):
        talks.insert(place, name, [parts[place] for parts in split])
    talks.insert(0, "talk", range(1, len(talks) + 1))
    return talks


def _split(n: int, chance: np.random.Generator) -> tuple[int, int, int]:
    threes = ((a, b, n - a - b) for a, b in product(range(3), repeat=2))
    ways = [parts for parts in threes if 0 <= parts[2] <= 2]
    return ways[int(chance.integers(len(ways)))]


def _ten(chance: np.random.Generator) -> pd.DataFrame:
    """Draw ten conversations in which every wrong share differs from the right one."""
    ready, hits, false = _TENS[int(chance.integers(len(_TENS)))]
    low = chance.integers(1, _FROM, 10)
    high = chance.integers(_FROM, 7, 10)
    known = np.repeat([1, 0], [ready, 10 - ready])
    closed = np.concatenate([np.arange(ready) < hits, np.arange(10 - ready) < false])
    table = pd.DataFrame({"signals": np.where(closed, high, low), "ready": known})
    table = table.iloc[chance.permutation(10)].reset_index(drop=True)
    table.insert(0, "talk", range(1, 11))
    return table


def _shares(ready: int, hits: int, false: int) -> tuple[float, ...]:
    """List the right share and the wrong ones: of the closed, of all, of the others, missed."""
    other = 10 - ready
    return (
        hits / ready,
        hits / (hits + false),
        hits / 10,
        false / other,
        1 - hits / ready,
        (hits + other - false) / 10,
    )


_TENS = tuple(
    (ready, hits, false)
    for ready in range(4, 7)
    for hits in range(ready // 2 + 1, ready)
    for false in range(1, 4)
    if min(abs(a - b) for a, b in combinations(_shares(ready, hits, false), 2)) >= _APART
)
