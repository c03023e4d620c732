"""A small sample of combinations in which every pair of values occurs together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any


def pairwise(factors: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Choose combinations greedily until each pair of values of two factors is covered.

    >>> rows = pairwise({"a": [1, 2], "b": [1, 2], "c": [1, 2]})
    >>> len(rows) < 8
    True
    """
    names = list(factors)
    left = {
        ((one, a), (other, b))
        for one, other in itertools.combinations(names, 2)
        for a in factors[one]
        for b in factors[other]
    }
    every = [dict(zip(names, row, strict=True)) for row in itertools.product(*factors.values())]
    chosen = []
    while left:
        best = max(every, key=lambda row: len(left & _pairs(row)))
        chosen.append(best)
        left -= _pairs(best)
    return chosen


def _pairs(row: dict[str, Any]) -> set[tuple[tuple[str, Any], tuple[str, Any]]]:
    return set(itertools.combinations(row.items(), 2))
