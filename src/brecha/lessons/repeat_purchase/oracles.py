"""Every numeric answer once more, by other means than its reference."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from .fits import AHEAD, SPEND, WEEKS

__all__ = ["ORACLES", "ahead", "sbg"]

_END = date(1997, 9, 30)


def _days(lesson: Any) -> list[date]:
    return sorted({day.date() for day in lesson.data("orders")["date"] if day.date() <= _END})


def _hyp2f1(a: float, b: float, c: float, z: float) -> float:
    """Add up the series itself."""
    total = term = 1.0
    for n in range(4000):
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total += term
        if abs(term) < 1e-14 * abs(total):
            break
    return total


def ahead(x: float, last: float, observed: float) -> float:
    """Forecast one customer by the formula in print (Fader, Hardie & Lee 2005, equation 10)."""
    r, alpha, a, b = WEEKS.r, WEEKS.alpha, WEEKS.a, WEEKS.b
    series = _hyp2f1(r + x, b + x, a + b + x - 1, AHEAD / (alpha + observed + AHEAD))
    power = ((alpha + observed) / (alpha + observed + AHEAD)) ** (r + x)
    top = (a + b + x - 1) / (a - 1) * (1 - power * series)
    gone = a / (b + x - 1) * ((alpha + observed) / (alpha + last)) ** (r + x) if x else 0.0
    return float(top / (1 + gone))


def _forecasts(lesson: Any, table: str) -> list[float]:
    columns = ["repeat_purchases", "last_purchase", "observed"]
    return [ahead(*row) for row in lesson.data(table)[columns].to_numpy().tolist()]


def _together(lesson: Any) -> float:
    """Forecast each distinct history once."""
    columns = ["repeat_purchases", "last_purchase", "observed"]
    counts = lesson.data("yours").value_counts(columns)
    return float(sum(n * ahead(*row) for row, n in counts.items()))


def _still(lesson: Any) -> float:
    """Follow a hundred thousand customers."""
    leave, silent = lesson.data("moment").iloc[0]
    gone = 100_000 * leave
    return float((100_000 - gone) / (100_000 - gone + gone / silent))


def _worth(lesson: Any) -> float:
    """Draw the customer's own mean towards that of all, by its weight."""
    row = lesson.data("big").iloc[0]
    p, q, gamma = SPEND.p, SPEND.q, SPEND.gamma
    weight = p / (p + q - 1)
    each = weight * row["mean_spend"] + (1 - weight) * p * gamma / (q - 1)
    return float(_forecasts(lesson, "big")[0] * each)


def _sorted(lesson: Any) -> float:
    first = second = 0.0
    for _, size, stay in lesson.data("cohort").itertuples(index=False):
        first += size * stay
        second += size * stay * stay / 100
    return second / first


@lru_cache(maxsize=8)
def sbg(survivors: tuple[float, ...], years: int) -> float:
    """Fit the sBG to a cohort by steps in both parameters, and project it."""
    left = [one - other for one, other in pairwise(survivors)]

    def likelihood(alpha: float, beta: float) -> float:
        chance, there, total = 1.0, 1.0, 0.0
        for step, gone in enumerate(left):
            chance = there * alpha / (alpha + beta + step)
            there -= chance
            total += gone * math.log(chance)
        return total + survivors[-1] * math.log(there)

    at, step = [1.0, 1.0], 0.5
    while step > 1e-7:
        around = [
            [at[0] * math.exp(i * step), at[1] * math.exp(j * step)]
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
        ]
        best = max(around, key=lambda pair: likelihood(*pair))
        if best == around[4]:
            step /= 2
        at = best
    there = 1.0
    for step_number in range(years):
        there *= (at[1] + step_number) / (sum(at) + step_number)
    return there


def _peak(lesson: Any) -> float:
    """Walk along the curve in small steps to where most buy."""
    p, q, m = lesson.data("spread").iloc[0]
    bought = most = at = 0.0
    for n in range(2_000):
        rate = (p + q * bought / m) * (m - bought)
        if rate > most:
            most, at = rate, n / 100
        half = bought + rate / 200
        bought += (p + q * half / m) * (m - half) / 100
    return at


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "both-together": lambda lesson: 1 / 6.6,
    "second-renewal": lambda lesson: 1 - (631 - 468) / 631,
    "repeat-purchases": lambda lesson: len(_days(lesson)) - 1,
    "last-purchase": lambda lesson: (_days(lesson)[-1] - _days(lesson)[0]).days / 7,
    "still-there": _still,
    "one-customer": lambda lesson: _forecasts(lesson, "known")[0],
    "together": _together,
    "worth": _worth,
    "sorted-out": _sorted,
    "three-years-on": lambda lesson: sbg(
        tuple(lesson.data("survivors")["regular"].tolist()[:5]), 7
    ),
    "peak": _peak,
}
