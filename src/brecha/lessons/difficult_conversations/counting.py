"""What can be counted of two coders' lists, and what agreement is worth."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from brecha.scenarios.faces import TYPES

__all__ = [
    "LONG_WAIT",
    "TYPES",
    "after_waiting",
    "agreed",
    "by_chance",
    "equal_totals",
    "totals",
    "without_listening",
]

LONG_WAIT = 10


def agreed(first: Iterable[str], second: Iterable[str]) -> float:
    """Return the share of places where two lists of letters are the same.

    Examples
    --------
    >>> agreed("AAB", "ABA")
    0.3333333333333333
    """
    pairs = list(zip(first, second, strict=True))
    return sum(one == other for one, other in pairs) / len(pairs)


def totals(first: Iterable[str], second: Iterable[str]) -> float:
    """Return the share of letters that two lists have in common, wherever they stand.

    Examples
    --------
    >>> totals("AAB", "ABA")
    1.0
    """
    one, other = pd.Series(list(first)), pd.Series(list(second))
    counts = [one.value_counts(), other.value_counts()]
    return float(pd.concat(counts, axis=1).fillna(0).min(axis=1).sum() / len(one))


def equal_totals(first: Iterable[str], second: Iterable[str]) -> float:
    """Return the share of the five letters that two lists use equally often.

    Examples
    --------
    >>> equal_totals("AAB", "ABB")
    0.6
    """
    one, other = list(first), list(second)
    return sum(one.count(letter) == other.count(letter) for letter in TYPES) / len(TYPES)


def by_chance(first: Iterable[str], second: Iterable[str]) -> float:
    """Return how often two lists would agree if each were shuffled.

    Examples
    --------
    >>> by_chance("AAB", "ABA")
    0.5555555555555556
    """
    one, other = list(first), list(second)
    return sum(one.count(letter) * other.count(letter) for letter in set(one)) / len(one) ** 2


def without_listening(percent: float) -> float:
    """Return how often two people agree who draw letters by lot, one of them far more often.

    Parameters
    ----------
    percent : float
        How often each of them draws that one; the other four share the rest.

    Examples
    --------
    >>> without_listening(80)
    0.65
    """
    often = percent / 100
    return round(often**2 + (len(TYPES) - 1) * ((1 - often) / (len(TYPES) - 1)) ** 2, 10)


def after_waiting(twice: pd.DataFrame) -> dict[str, float]:
    """Compute how often D was written after a long wait and after a short one.

    Parameters
    ----------
    twice : DataFrame
        Both calls of each customer: ``first_call``, ``first_wait`` and the same of the second.

    Returns
    -------
    dict of str to float
        The shares ``long`` and ``short``, of how many calls (``long_n``, ``short_n``), and the
        ``limit`` in minutes.
    """
    letters = pd.concat([twice["first_call"], twice["second_call"]]) == "D"
    long = pd.concat([twice["first_wait"], twice["second_wait"]]) > LONG_WAIT
    return {
        "long": float(letters[long].mean()),
        "short": float(letters[~long].mean()),
        "long_n": int(long.sum()),
        "short_n": int((~long).sum()),
        "limit": LONG_WAIT,
    }
