"""What can be counted in two lists of codes or a table of them, apart from the models.

The tables of this notebook are drawn again until all of these numbers lie apart, and its oracles
compute with them: so nothing here calls ``brecha.models``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "alpha",
    "complete",
    "crossed",
    "in_common",
    "kappa",
    "pairwise",
    "prevalent",
    "two_by_two",
    "weighted",
]

Counts = npt.NDArray[np.float64]
Rows = Sequence[Sequence[Hashable | None]]


def crossed(first: Iterable[Any], second: Iterable[Any], codes: Sequence[Any]) -> Counts:
    """Count how often each code of one list met each code of the other.

    Examples
    --------
    >>> crossed("AAB", "ABB", "AB").tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    counts = np.zeros((len(codes), len(codes)))
    for one, other in zip(first, second, strict=True):
        counts[codes.index(one), codes.index(other)] += 1
    return counts


def kappa(counts: Any) -> dict[str, float]:
    """Compute kappa from a table of counts, and what is taken for it.

    Returns
    -------
    dict of str to float
        ``observed`` and ``chance``, ``kappa``; ``uniform``, as if every code were equally likely;
        ``scott``, with the habits of both coders pooled; ``not-divided``, observed minus chance.

    Examples
    --------
    >>> found = kappa([[20, 5], [10, 15]])
    >>> found["observed"], found["chance"], round(found["kappa"], 2)
    (0.7, 0.5, 0.4)
    """
    shares = np.asarray(counts, dtype=np.float64)
    shares = shares / shares.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, chance = float(np.trace(shares)), float((rows * columns).sum())
    pooled, even = float((((rows + columns) / 2) ** 2).sum()), 1 / len(shares)
    return {
        "observed": observed,
        "chance": chance,
        "kappa": (observed - chance) / (1 - chance),
        "uniform": (observed - even) / (1 - even),
        "scott": (observed - pooled) / (1 - pooled),
        "not-divided": observed - chance,
    }


def two_by_two(both: float, first: float, second: float, neither: float) -> dict[str, float]:
    """Compute what is read from two coders' yes and no, rightly or not.

    Parameters
    ----------
    both, first, second, neither : float
        How often both wrote yes, the first one alone, the second one alone, neither.

    Examples
    --------
    >>> round(two_by_two(2, 3, 5, 70)["yes"], 3)
    0.333
    """
    total = both + first + second + neither
    return {
        **kappa([[both, first], [second, neither]]),
        "yes": 2 * both / (2 * both + first + second),
        "either": both / (both + first + second),
        "of-first": both / (both + first),
        "of-second": both / (both + second),
        "of-all": both / total,
        "one-sided": (both + first) * (both + second) / total**2,
    }


def prevalent(percent: int) -> npt.NDArray[np.int64]:
    """Return 100 calls on which two coders agree 90 times, and each says yes so often.

    Examples
    --------
    >>> prevalent(20).tolist()
    [[15, 5], [5, 75]]
    """
    return np.array([[percent - 5, 5], [5, 95 - percent]])


def weighted(counts: Any, *, power: int) -> dict[str, float]:
    """Compute weighted kappa; power 1 is linear, 2 quadratic.

    Examples
    --------
    >>> found = weighted([[2, 1, 0], [0, 0, 0], [0, 0, 1]], power=1)
    >>> found["observed"], found["chance"], round(found["kappa"], 3)
    (0.875, 0.5625, 0.714)
    """
    shares = np.asarray(counts, dtype=np.float64)
    shares = shares / shares.sum()
    place = np.arange(len(shares))
    distance = (np.abs(place[:, None] - place[None, :]) / (len(shares) - 1)) ** power
    credit = 1 - distance
    observed = float((credit * shares).sum())
    chance = float((credit * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    return {
        "observed": observed,
        "chance": chance,
        "kappa": (observed - chance) / (1 - chance),
        "within-one": float(shares[np.abs(place[:, None] - place[None, :]) <= 1].sum()),
    }


def in_common(counts: Any) -> float:
    """Return the share of codes that two lists have in common, wherever they stand.

    Examples
    --------
    >>> in_common([[0, 2], [1, 1]])
    0.75
    """
    table = np.asarray(counts, dtype=np.float64)
    return float(np.minimum(table.sum(axis=1), table.sum(axis=0)).sum() / table.sum())


def alpha(rows: Rows) -> float:
    """Compute Krippendorff's alpha for names from one row of codes a unit; None is missing.

    Examples
    --------
    >>> round(alpha([["q", "q"], ["r", "r"], ["q", "r"], ["q", None]]), 3)
    0.444
    """
    given = [[code for code in row if code is not None] for row in rows]
    given = [row for row in given if len(row) > 1]
    pool = [code for row in given for code in row]
    observed = sum(
        2 * sum(one != other for one, other in combinations(row, 2)) / (len(row) - 1)
        for row in given
    ) / len(pool)
    apart_ = 2 * sum(one != other for one, other in combinations(pool, 2))
    return 1 - observed / (apart_ / (len(pool) * (len(pool) - 1)))


def pairwise(rows: Rows) -> dict[str, float]:
    """Compute mean kappa and mean agreement over all pairs of coders, where both coded.

    Examples
    --------
    >>> found = pairwise([["a", "a"], ["b", "b"], ["a", "b"], ["b", None]])
    >>> round(found["agreement"], 3), round(found["kappa"], 3)
    (0.667, 0.4)
    """
    found = [kappa(table) for table in _tables(rows)]
    return {
        "kappa": float(np.mean([pair["kappa"] for pair in found])),
        "agreement": float(np.mean([pair["observed"] for pair in found])),
    }


def _tables(rows: Rows) -> Iterator[Counts]:
    codes = sorted({code for row in rows for code in row if code is not None}, key=str)
    for one, other in combinations(zip(*rows, strict=True), 2):
        both = [pair for pair in zip(one, other, strict=True) if pair[0] is not None is not pair[1]]
        yield crossed([pair[0] for pair in both], [pair[1] for pair in both], codes)


def complete(rows: Rows) -> list[Sequence[Hashable | None]]:
    """Return the units that everybody coded."""
    return [row for row in rows if None not in row]
