"""Simulated conversations of which the buying signals were counted.

Customers who are ready give more signals than the others, and some of the others give many. From
which number on closing brings most differs from seed to seed, and it is one more than if a false
alarm cost only what a hit brings. We built this in: it is no evidence about customers.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from brecha.scenarios.readings import closest

__all__ = ["HARM", "HIT", "SIGNALS", "ten", "watched"]

SIGNALS = tuple(range(7))
"""How many signals a customer can give: none to six."""

HIT, HARM = 40, 60
"""What closing brings with a customer who is ready, and what it costs with one who isn't."""

_FROM = 3
_APART = 0.025

# Ready and other customers by their signals. At the best number but one there are more ready
# customers than others, and not half as many again: counted one to one it pays to close there, and
# at the price of a false alarm it doesn't.
_PROFILES = (
    ((1, 3, 12, 14, 12, 7, 4), (18, 15, 9, 4, 2, 1, 1)),
    ((1, 2, 4, 12, 14, 12, 6), (16, 18, 14, 9, 4, 2, 1)),
    ((1, 1, 3, 5, 12, 13, 9), (12, 14, 12, 10, 9, 3, 1)),
)


def watched(chance: np.random.Generator) -> pd.DataFrame:
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


def ten(chance: np.random.Generator) -> pd.DataFrame:
    """Draw ten conversations in which every wrong share differs from the right one."""
    ready, hits, false = _TENS[int(chance.integers(len(_TENS)))]
    low = chance.integers(1, _FROM, 10)
    high = chance.integers(_FROM, 7, 10)
    # Some ready customers give just three signals, so that "more than three" loses them; and "up
    # to three" finds another number than "from three on".
    while not _from_matters(high[:hits], ready=ready, hits=hits, false=false):
        high = chance.integers(_FROM, 7, 10)
    known = np.repeat([1, 0], [ready, 10 - ready])
    closed = np.concatenate([np.arange(ready) < hits, np.arange(10 - ready) < false])
    table = pd.DataFrame({"signals": np.where(closed, high, low), "ready": known})
    table = table.iloc[chance.permutation(10)].reset_index(drop=True)
    table.insert(0, "talk", range(1, 11))
    return table


def _from_matters(signals: np.ndarray, *, ready: int, hits: int, false: int) -> bool:
    just = int((signals == _FROM).sum())
    more_than = (hits - just) / ready
    wrong = min(abs(more_than - share) for share in _shares(ready, hits, false))
    return wrong >= _APART and ready - hits + just != hits


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
    if closest(_shares(ready, hits, false)) >= _APART
)
