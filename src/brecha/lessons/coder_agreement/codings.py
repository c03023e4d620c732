"""The lists of Ruth, Abel and others: simulated, with the contrast built in.

What is built in: of the five types a conversation shows two faces, and each coder takes one of
them. Rudeness is rare and nearly always unmarked, so that two coders agree nearly always without
having the same calls in mind. Moods lie in an order, and coders who differ mostly differ by one
step. Four coders share the work and each leaves calls out. What the neighbours' customers needed is
coded more alike than types are. We built all of it in: it is no evidence about customers or coders.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from brecha.scenarios.faces import NEEDS, OTHER, TYPES, other_face
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown, stream

from .counting import alpha, complete, crossed, in_common, kappa, pairwise, two_by_two
from .counting import weighted as weighted_kappa

__all__ = ["CODERS", "MOODS", "NEEDS", "TYPES", "as_rows", "coded_tables", "readings"]

MOODS = ("calm", "tense", "angry", "shouting")
CODERS = ("ruth", "abel", "nora", "elias")

_CALLS = 80
_APART = 0.015


def coded_tables(company: str, neighbour: str, seed: int) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return what builds each simulated table, by its name.

    Parameters
    ----------
    company, neighbour : str
        Slugs of the learner's company and of the one next door.
    seed : int
        The learner's seed.

    Examples
    --------
    >>> coded_tables("hotel", "clinic", 2024)["types"]().shape
    (80, 3)
    """
    own, other = (partial(first_shown, name, seed=seed) for name in (company, neighbour))
    return {
        "small": lambda: _small(stream(company, "agreement-small", seed)),
        "types": lambda: own("agreement-types", draw=_types, shows=_types_show),
        "rude": lambda: _rude(stream(company, "agreement-rude", seed)),
        "moods": lambda: own("agreement-moods", draw=_moods, shows=_moods_show),
        "six": lambda: own("agreement-six", draw=_six, shows=_six_shows),
        "codes": lambda: own("agreement-codes", draw=_codes, shows=_codes_show),
        "other": lambda: other("agreement-needs", draw=_other, shows=_other_shows),
    }


# --- two by two ---------------------------------------------------------------------------------


def _small(chance: np.random.Generator) -> pd.DataFrame:
    """Draw the table that is worked out with a pencil; its totals are round numbers."""
    candidates = _round_tables()
    both, first, second, neither = candidates[int(chance.integers(len(candidates)))]
    return pd.DataFrame(
        [[both, first], [second, neither]],
        index=pd.Index(["yes", "no"], name="first"),
        columns=pd.Index(["yes", "no"], name="second"),
    )


@cache
def _round_tables() -> list[tuple[int, int, int, int]]:
    """List tables of 50 calls with totals in fives, on which no two readings coincide."""
    found = []
    for rows, columns in product(range(10, 45, 5), repeat=2):
        for both in range(max(0, rows + columns - 50) + 1, min(rows, columns)):
            cells = (both, rows - both, columns - both, 50 - rows - columns + both)
            values = two_by_two(*cells)
            named = ("observed", "chance", "kappa", "uniform", "scott", "not-divided", "either")
            one_sided = values["one-sided"]
            readings = [
                *(values[name] for name in named),
                1 - values["observed"],
                (values["observed"] - one_sided) / (1 - one_sided),
                values["not-divided"] / values["observed"],
            ]
            if rows != columns and 0.2 < values["kappa"] < 0.7 and closest(readings) > 0.0105:
                found.append(cells)
    return found


def _rude(chance: np.random.Generator) -> pd.DataFrame:
    """Draw a mark that hardly ever stands: the cells first, then their order."""
    candidates = _rare_tables()
    cells = candidates[int(chance.integers(len(candidates)))]
    pairs = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    rows = [pair for pair, count in zip(pairs, cells, strict=True) for _ in range(count)]
    order = chance.permutation(len(rows))
    return _numbered([rows[place] for place in order])


@cache
def _rare_tables() -> list[tuple[int, int, int, int]]:
    """List tables of 80 calls, nearly all unmarked, with high agreement and a low kappa."""
    found = []
    for both, first, second in product((1, 2), range(2, 8), range(2, 8)):
        cells = (both, first, second, _CALLS - both - first - second)
        values = two_by_two(*cells)
        named = ("yes", "either", "of-first", "of-second", "of-all", "observed", "kappa")
        noes = 2 * cells[3] / (2 * cells[3] + first + second)
        others = [values["yes"] / 2, 1 - values["yes"], noes]
        if (
            0.87 < values["observed"] < 0.94
            and 0.1 < values["kappa"] < 0.32
            and closest([*(values[name] for name in named), *others]) > 0.0105
        ):
            found.append(cells)
    return found


# --- lists --------------------------------------------------------------------------------------


def _numbered(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    first, second = zip(*pairs, strict=True)
    return pd.DataFrame(
        {"call": range(1, len(pairs) + 1), "first": list(first), "second": list(second)}
    )


def _shuffled(sizes: list[int], letters: str, chance: np.random.Generator) -> list[str]:
    """Deal letters to calls, so many of each; which letter is common, chance decides."""
    dealt = chance.permutation(list(letters))
    mains = [str(letter) for letter, size in zip(dealt, sizes, strict=True) for _ in range(size)]
    return [str(letter) for letter in chance.permutation(mains)]


def _faces(mains: list[str], letters: str, chance: np.random.Generator, sure: float) -> list[Any]:
    """Let two coders each take one of the two faces of every call, mostly the same one."""
    pairs = []
    for main in mains:
        side = other_face(main, letters, chance=chance)
        pair = [main if chance.random() < sure else side for _ in range(2)]
        pairs.append(tuple(pair))
    return pairs


def _types(chance: np.random.Generator) -> pd.DataFrame:
    mains = _shuffled([36, 17, 13, 8, 6], TYPES, chance)
    return _numbered(_faces(mains, TYPES, chance, 0.75))


def readings(table: pd.DataFrame, codes: str) -> dict[str, float]:
    """Compute from two lists of letters what is taken for their kappa.

    Parameters
    ----------
    table : DataFrame
        ``first`` and ``second``.
    codes : str
        All letters.
    """
    counts = crossed(table["first"], table["second"], codes)
    return {**kappa(counts), "in-common": in_common(counts)}


def _types_show(table: pd.DataFrame) -> bool:
    found = readings(table, TYPES)
    named = ("observed", "chance", "kappa", "uniform", "not-divided", "in-common")
    used = len(set(table["first"])) == len(set(table["second"])) == len(TYPES)
    return (
        used
        and 0.58 < found["observed"] < 0.7
        and 0.49 < found["kappa"] < 0.6
        and closest(found[name] for name in named) > _APART
    )


def _other(chance: np.random.Generator) -> pd.DataFrame:
    mains = _shuffled([33, 17, 10], NEEDS, chance)
    return _numbered(_faces(mains, NEEDS, chance, 0.9))


def _other_shows(table: pd.DataFrame) -> bool:
    found = readings(table, NEEDS)
    named = ("observed", "chance", "kappa", "uniform", "not-divided", "in-common")
    used = len(set(table["first"])) == len(set(table["second"])) == len(NEEDS)
    # What kappa is at the company next door must not be what this one's is before it is divided.
    return (
        used
        and 0.63 < found["kappa"] < 0.78
        and found["not-divided"] < 0.47
        and closest(found[name] for name in named) > _APART
    )


# --- an order -----------------------------------------------------------------------------------


def _step(mood: int, chance: np.random.Generator, sure: float) -> int:
    """Take a mood, or one of its neighbours, or now and then any."""
    drawn = chance.random()
    if drawn < sure:
        return mood
    if drawn < 0.96:
        return int(np.clip(mood + chance.choice([-1, 1]), 0, len(MOODS) - 1))
    return int(chance.integers(len(MOODS)))


def _moods(chance: np.random.Generator) -> pd.DataFrame:
    true = [int(mood) for mood in chance.choice(len(MOODS), 60, p=[0.4, 0.3, 0.2, 0.1])]
    return _numbered(
        [(MOODS[_step(mood, chance, 0.7)], MOODS[_step(mood, chance, 0.7)]) for mood in true]
    )


def _moods_show(table: pd.DataFrame) -> bool:
    first, second = table["first"], table["second"]
    counts = crossed(first, second, MOODS)
    linear, quadratic = (weighted_kappa(counts, power=power) for power in (1, 2))
    plain = kappa(counts)
    alphabet = weighted_kappa(crossed(first, second, sorted(MOODS)), power=1)
    return (
        bool(counts.sum(axis=0).all() and counts.sum(axis=1).all())
        and plain["kappa"] + 0.1 < linear["kappa"] < quadratic["kappa"] - 0.05
        and closest(
            [
                plain["kappa"],
                plain["observed"],
                linear["kappa"],
                linear["observed"],
                linear["within-one"],
                quadratic["kappa"],
                alphabet["kappa"],
            ]
        )
        > _APART
    )


def _six(chance: np.random.Generator) -> pd.DataFrame:
    first, second = (chance.integers(len(MOODS), size=6) for _ in range(2))
    near = np.where(chance.random(6) < 0.4, first, second)
    return _numbered([(MOODS[a], MOODS[b]) for a, b in zip(first, near, strict=True)])


def _six_shows(table: pd.DataFrame) -> bool:
    distance = np.array(
        [
            MOODS.index(b) - MOODS.index(a)
            for a, b in zip(table["first"], table["second"], strict=True)
        ]
    )
    size = np.abs(distance)
    alphabet = sorted(MOODS)
    misplaced = [
        abs(alphabet.index(a) - alphabet.index(b))
        for a, b in zip(table["first"], table["second"], strict=True)
    ]
    return (
        {1, 2} <= set(size.tolist())
        and 1 <= (size == 0).sum() <= 3
        # The order of the alphabet leads elsewhere.
        and sum(misplaced) != size.sum()
        and closest(
            [
                float((1 - size / 3).mean()),
                float((size / 3).mean()),
                float((size == 0).mean()),
                float((1 - size / 4).mean()),
                float((1 - (size / 3) ** 2).mean()),
                float((size <= 1).mean()),
                float((1 - size[size > 0] / 3).mean()),
            ]
        )
        > 0.02
    )


# --- four coders --------------------------------------------------------------------------------


def _codes(chance: np.random.Generator) -> pd.DataFrame:
    """Let four people code twenty calls; the more doubtful a call, the more leave it out."""
    rows = []
    for main in _shuffled([8, 5, 3, 2, 2], TYPES, chance):
        doubtful = chance.random() < 0.35
        sure, skips = (0.55, 0.4) if doubtful else (0.93, 0.12)
        codes = [main if chance.random() < sure else OTHER[main] for _ in CODERS]
        rows.append([None if chance.random() < skips else code for code in codes])
    index = pd.RangeIndex(1, len(rows) + 1, name="call")
    return pd.DataFrame(rows, index=index, columns=list(CODERS), dtype=object)


def as_rows(codes: pd.DataFrame) -> list[list[Any]]:
    """Return the codes of each call, None where somebody left it out."""
    return [
        [None if pd.isna(code) else code for code in row] for row in codes.to_numpy(dtype=object)
    ]


def _codes_show(codes: pd.DataFrame) -> bool:
    rows = as_rows(codes)
    counts = [sum(code is not None for code in row) for row in rows]
    if min(counts) < 1 or counts.count(1) > 2 or not 8 <= counts.count(4) <= 13:
        return False
    right, everybody = alpha(rows), alpha(complete(rows))
    # Whoever keeps the calls that all four coded keeps the easy ones.
    return (
        0.5 < right < min(0.78, everybody - 0.03)
        and closest(
            [
                right,
                alpha([[code or "-" for code in row] for row in rows]),
                everybody,
                pairwise(rows)["kappa"],
                pairwise(rows)["agreement"],
                alpha([list(column) for column in zip(*rows, strict=True)]),
                alpha([row[:2] for row in rows]),
            ]
        )
        > _APART
    )
