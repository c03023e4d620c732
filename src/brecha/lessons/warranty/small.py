"""Tables that are worked out with a pencil, and two that are the same for everybody."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from brecha.scenarios.readings import closest
from brecha.scenarios.streams import stream

__all__ = [
    "PRICE",
    "RELAPSE",
    "WEEKS",
    "bench",
    "contract",
    "example",
    "late",
    "parts",
    "readings_of_bench",
    "readings_of_late",
    "register",
    "remission",
]

PRICE = 1800
"""What a machine costs, in dollars."""

# Weeks in remission under 6-MP, and whether they ended in a relapse: Freireich et al. (1963), as in
# Kalbfleisch & Prentice, chapter 1.
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
RELAPSE = (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)

_BENCH_MONTHS = ((3, 8, 11, 16, 21), (2, 6, 13, 17, 22), (4, 9, 12, 18, 20), (5, 7, 14, 15, 19))


def example() -> pd.DataFrame:
    """Six machines, the same for everybody."""
    return pd.DataFrame(
        {
            "machine": list("ABCDEF"),
            "months": [4, 9, 12, 15, 20, 24],
            "failed": [True, False, True, True, False, False],
        }
    )


def remission() -> pd.DataFrame:
    """Return the published series, one row per patient."""
    return pd.DataFrame({"weeks": WEEKS, "relapse": [bool(x) for x in RELAPSE]})


def bench(seed: int) -> pd.DataFrame:
    """Draw eight machines of which five were lost sight of, or failed, before month 24.

    Examples
    --------
    >>> int(bench(1)["failed"].sum())
    3
    """
    chance = stream("tolva", "bench", seed)
    patterns = _patterns()
    pattern = patterns[int(chance.integers(len(patterns)))]
    months = _BENCH_MONTHS[int(chance.integers(len(_BENCH_MONTHS)))]
    return pd.DataFrame(
        {
            "machine": list("ABCDEFGH"),
            "months": [*months, 26, 29, 31],
            # Nobody fails later: "half of the eight failed" must not be half of those known.
            "failed": [*pattern, False, False, False],
        }
    )


@cache
def _patterns() -> tuple[tuple[bool, ...], ...]:
    """List the orders of three failures and two that still work on which no readings coincide."""
    found = [order for order in product((True, False), repeat=5) if sum(order) == 3]
    return tuple(order for order in found if closest(readings_of_bench(order).values()) > 0.012)


def readings_of_bench(order: tuple[bool, ...]) -> dict[str, float]:
    """Compute what is taken for the share of eight machines that lasts beyond month 24.

    Examples
    --------
    >>> round(readings_of_bench((False, True, False, True, True))["right"], 3)
    0.514
    """
    at_risk = [8 - place for place in range(5)]
    steps = [1 / n for n, failed in zip(at_risk, order, strict=True) if failed]
    right = float(np.prod([1 - step for step in steps]))
    return {
        "right": right,
        "share-failed": 1 - right,
        "as-survivors": 5 / 8,
        "as-failures": 3 / 8,
        "dropped": 3 / 6,
        "sum": 1 - sum(steps),
        "at-start": (7 / 8) ** 3,
        "last-step": 1 - steps[-1],
    }


def contract(seed: int) -> pd.DataFrame:
    """Draw a distribution and a warranty that go well with a pencil."""
    chance = stream("tolva", "contract", seed)
    rows = _contracts()
    shape, scale, length = rows[int(chance.integers(len(rows)))]
    return pd.DataFrame({"shape": [shape], "scale": [scale], "length": [length]})


@cache
def _contracts() -> tuple[tuple[int, int, int], ...]:
    """List contracts whose repairs and first failures can't be taken for a wrong turn."""
    rows = []
    for shape, scale, length in product((2, 3), (4, 5, 6, 8), (2, 3, 4)):
        ratio = length / scale
        if (shape, ratio) == (2, 2 / 3):
            continue  # what the notebook has worked out already
        repairs = ratio**shape
        values = [
            repairs,
            1 - np.exp(-repairs),
            np.exp(-repairs),
            ratio,
            1 - np.exp(-ratio),
            ratio * shape,
            1 / repairs,
            1 - repairs,
        ]
        if 0.1 < repairs < 0.6 and closest(values) > 0.012:
            rows.append((shape, scale, length))
    return tuple(rows)


def late(seed: int) -> pd.DataFrame:
    """Draw five claims under a warranty of 36 months; the last comes too late."""
    chance = stream("tolva", "late", seed)
    spans = ((3, 8), (11, 16), (19, 23), (26, 34), (38, 43))
    months: list[int] = []
    while not (months and closest(readings_of_late(months).values()) > 2):
        months = [int(chance.integers(low, high + 1)) for low, high in spans]
    return pd.DataFrame({"claim": list("PQRST"), "months": months})


def readings_of_late(months: list[int]) -> dict[str, float]:
    """Compute what is taken for the refund of four claims in time and one too late, in dollars.

    Examples
    --------
    >>> readings_of_late([6, 12, 20, 30, 40])["right"]
    3800.0
    """
    left = [PRICE * (1 - month / 36) for month in months]
    return {
        "right": sum(left[:4]),
        "used-part": 4 * PRICE - sum(left[:4]),
        "free": 4 * PRICE,
        "late-one-too": sum(left),
        "mean": sum(left[:4]) / 4,
        "half-price": 2 * PRICE,
        "all-five": 5 * PRICE,
        "two-years": sum(PRICE * (1 - month / 24) for month in months if month <= 24),
    }


def parts(seed: int) -> pd.DataFrame:
    """Draw a part that wears out and one that doesn't, with what replacing them costs."""
    chance = stream("tolva", "parts", seed)

    def one_of(*values: float) -> float:
        return values[int(chance.integers(len(values)))]

    return pd.DataFrame(
        {
            "shape": [one_of(2.5, 3, 4), one_of(0.6, 0.7, 0.8)],
            "scale": [one_of(24, 28, 32, 36), one_of(80, 100, 120)],
            "planned": [one_of(60, 80), 150],
            "failure": [one_of(400, 480, 560), 450],
        },
        index=pd.Index(["pump", "board"], name="part"),
    )


def register(seed: int) -> pd.DataFrame:
    """Draw what the register of sold machines holds: two years of claims, and then silence."""
    chance = stream("tolva", "register", seed)
    return pd.DataFrame(
        {
            "year": [1, 2, 3],
            "machines": [int(chance.integers(820, 900)), int(chance.integers(560, 640)), 310],
            "claims": [
                int(chance.integers(36, 48)),
                int(chance.integers(84, 104)),
                int(chance.integers(1, 4)),
            ],
        }
    )
