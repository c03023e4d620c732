"""Two team leaders who wrote a type for each conversation, simulated.

What is built in: a conversation shows two faces, and each coder takes one of them, mostly the
same. So both write each letter about equally often, and yet differ on many conversations. A
customer's letter depends on how long there was to wait, more than on the customer. One and the
same transcript is called insecure more often when its cover sheet says that the customer is old.
The neighbours, who wrote down what was needed and not who somebody is, agree more often. We built
all of it in: it is no evidence about customers or coders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons.difficult_conversations.counting import (
    LONG_WAIT,
    after_waiting,
    agreed,
    by_chance,
    equal_totals,
    totals,
)
from brecha.scenarios.faces import NEEDS, OTHER, TYPES, other_face
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown

__all__ = [
    "AMBIGUOUS",
    "COVERS",
    "NEEDS",
    "TRANSCRIPTS",
    "coded_tables",
]

COVERS = ("age-24", "age-71")
TRANSCRIPTS = "ADCBEEBDCA"
"""What the ten transcripts of the lesson were written to show; three can be read in two ways."""

AMBIGUOUS = {6: "AE", 7: "BD", 9: "BC"}
"""The other readings, by the number of the transcript."""

_APART = 0.015


def coded_tables(company: str, neighbour: str, seed: int) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return what builds each table of the lesson, by its name.

    Parameters
    ----------
    company, neighbour : str
        Slugs of the learner's company and of the one next door.
    seed : int
        The learner's seed.

    Examples
    --------
    >>> coded_tables("hotel", "clinic", 2024)["calls"]().shape
    (60, 3)
    """
    own, other = (partial(first_shown, name, seed=seed) for name in (company, neighbour))

    @cache
    def calls() -> pd.DataFrame:
        return own("coding-calls", draw=_calls, shows=_calls_show)

    def agreed_on() -> float:
        return agreed(calls()["first"], calls()["second"])

    return {
        "ten": lambda: own("coding-ten", draw=_ten, shows=_ten_shows),
        "calls": calls,
        "twice": lambda: own("coding-twice", draw=_twice, shows=partial(_twice_shows, agreed_on())),
        "covers": lambda: own("coding-covers", draw=_covers, shows=_covers_show),
        "other": lambda: other("coding-needs", draw=_other, shows=_other_shows),
    }


# --- tables -------------------------------------------------------------------------------------


def _coder(main: str, side: str, letters: str, chance: np.random.Generator, sure: float) -> str:
    """Write a letter: the main face of the conversation, its side, or now and then any."""
    drawn = chance.random()
    if drawn < sure:
        return main
    return side if drawn < 0.95 else str(chance.choice(list(letters)))


def _pair(
    mains: str, letters: str, chance: np.random.Generator, sure: float
) -> tuple[list[str], list[str]]:
    sides = [other_face(main, letters, chance=chance) for main in mains]
    first, second = (
        [_coder(main, side, letters, chance, sure) for main, side in zip(mains, sides, strict=True)]
        for _ in range(2)
    )
    return first, second


def _numbered(noun: str, **columns: Sequence[Any]) -> pd.DataFrame:
    length = len(next(iter(columns.values())))
    return pd.DataFrame({noun: range(1, length + 1), **columns})


def _ten(chance: np.random.Generator) -> pd.DataFrame:
    def code(number: int, letter: str) -> str:
        if number in AMBIGUOUS:
            return str(chance.choice(list(AMBIGUOUS[number])))
        return letter if chance.random() < 0.85 else OTHER[letter]

    first, second = (
        [code(number, letter) for number, letter in enumerate(TRANSCRIPTS, start=1)]
        for _ in range(2)
    )
    return _numbered("transcript", first=first, second=second)


def _ten_shows(table: pd.DataFrame) -> bool:
    share, common = agreed(table["first"], table["second"]), totals(table["first"], table["second"])
    letters = equal_totals(table["first"], table["second"])
    return (
        0.55 < share < 0.75
        and 0.75 < common < 0.95
        and common > share + 0.05
        # 0.5 is the example's agreement.
        and closest([share, 1 - share, common, letters, 0.5, share / 2]) > _APART
    )


def _calls(chance: np.random.Generator) -> pd.DataFrame:
    sizes = chance.permutation([20, 14, 11, 9, 6])
    mains = "".join(letter * size for letter, size in zip(TYPES, sizes, strict=True))
    shuffled = "".join(chance.permutation(list(mains)))
    first, second = _pair(shuffled, TYPES, chance, 0.68)
    return _numbered("call", first=first, second=second)


def _calls_show(table: pd.DataFrame) -> bool:
    first, second = table["first"], table["second"]
    same = first == second
    share = float(same.mean())
    common = first.value_counts().index[0]
    pairs = (first + second)[~same].map(lambda pair: "".join(sorted(pair))).value_counts()
    return (
        0.45 < share < 0.62
        and totals(first, second) > share + 0.2
        and len(set(first)) == len(set(second)) == len(TYPES)
        and closest(
            [
                share,
                1 - share,
                share / 2,
                by_chance(first, second),
                totals(first, second),
                float(same.groupby(first).mean().mean()),
                float(same[first != common].mean()),
            ]
        )
        > _APART
        and pairs.iloc[0] > pairs.iloc[1]
        and pairs.iloc[0] >= 0.3 * (~same).sum()
    )


def _twice(chance: np.random.Generator) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {}
    before: list[str] = [""] * 40
    for call in ("first", "second"):
        long = chance.permutation([True] * 16 + [False] * 24)
        waits = np.where(long, chance.integers(11, 26, 40), chance.integers(1, 9, 40))
        letters = [_in_a_mood(bool(w), old, chance) for w, old in zip(long, before, strict=True)]
        columns[f"{call}_call"], columns[f"{call}_wait"] = letters, list(waits)
        before = letters
    order = ["first_call", "second_call", "first_wait", "second_wait"]
    return _numbered("customer", **{name: columns[name] for name in order})


def _in_a_mood(waited: bool, before: str, chance: np.random.Generator) -> str:
    if chance.random() < (0.6 if waited else 0.12):
        return "D"
    if before and chance.random() < 0.2:
        return before
    return str(chance.choice(list("ABCE"), p=[0.35, 0.2, 0.25, 0.2]))


def _twice_shows(own: float, table: pd.DataFrame) -> bool:
    share = agreed(table["first_call"], table["second_call"])
    common = totals(table["first_call"], table["second_call"])
    found, long = after_waiting(table), float((table["first_wait"] > LONG_WAIT).mean())
    return (
        0.25 < share < 0.45
        and common > share + 0.3
        and found["long"] - found["short"] > 0.3
        and closest([share, 1 - share, common, own, long]) > _APART
    )


def _covers(chance: np.random.Generator) -> pd.DataFrame:
    doubtful = chance.random(24)
    rows = [
        (number, cover, int(doubt < limit))
        for number, doubt in enumerate(doubtful, start=1)
        for cover, limit in zip(COVERS, (0.25, 0.5), strict=True)
    ]
    return pd.DataFrame(rows, columns=["transcript", "cover", "insecure"])


def _covers_show(table: pd.DataFrame) -> bool:
    young, old = table.groupby("cover")["insecure"].mean()
    return (
        0.12 < young < 0.4
        and 0.16 < old - young < 0.35
        and closest([old, 1 - old, old / (old + young), old / 2]) > _APART
        and closest([young, 1 - young, young / (old + young), young / 2]) > _APART
    )


def _other(chance: np.random.Generator) -> pd.DataFrame:
    sizes = chance.permutation([22, 16, 12])
    mains = "".join(letter * size for letter, size in zip(NEEDS, sizes, strict=True))
    first, second = _pair("".join(chance.permutation(list(mains))), NEEDS, chance, 0.88)
    return _numbered("call", first=first, second=second)


def _other_shows(table: pd.DataFrame) -> bool:
    first, second = table["first"], table["second"]
    share = agreed(first, second)
    found = [share, 1 - share, share / 2, totals(first, second), by_chance(first, second)]
    return 0.72 < share < 0.88 and closest(found) > _APART
