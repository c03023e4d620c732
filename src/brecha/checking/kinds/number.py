"""Answers that are one number."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from brecha.checking.kinds.base import (
    MOST_VALUES,
    Kind,
    Material,
    Reading,
    Repair,
    slip,
    type_word,
)
from brecha.checking.verdict import Message

__all__ = ["Number"]


@dataclass(frozen=True)
class Number(Kind):
    """One number.

    Parameters
    ----------
    tolerance : float
        How far from the expected number an answer may lie and still be right, in the number's own
        unit. The default forgives rounding to two decimals; 0 demands the exact number.
    low, high : float, optional
        The range in which any sensible answer lies; outside it the check says so.
    share : bool
        Whether the number is a share between 0 and 1: 78 is then understood as 78 %.

    Examples
    --------
    >>> Number().same(0.7849, 0.78)
    True
    >>> Number().read("0,78", {}).values
    (0.78,)
    """

    tolerance: float = 0.005
    low: float | None = None
    high: float | None = None
    share: bool = False

    form: ClassVar[str] = "number"

    def __post_init__(self) -> None:
        if self.share:
            object.__setattr__(self, "low", 0.0)
            object.__setattr__(self, "high", 1.0)

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("nothing"))
        if isinstance(answer, bool | np.bool_):
            return Reading(slip=slip("truth-value", answer=str(bool(answer))))
        if isinstance(answer, numbers.Real | Decimal):
            return _finite(answer)
        if isinstance(answer, str):
            return _from_text(answer)
        if isinstance(answer, tuple):
            return _from_comma(answer)
        if isinstance(answer, list | np.ndarray | pd.Series | pd.DataFrame | pd.Index):
            return self._from_many(answer)
        if callable(answer):
            return Reading(slip=slip("function"))
        return Reading(slip=slip("not-a-number", type=type_word(answer)))

    def _from_many(self, answer: Any) -> Reading:
        count = int(np.size(answer))
        if count != 1:
            return Reading(slip=slip("many-numbers", n=count))
        return self.read(np.asarray(answer).reshape(-1)[0], {})

    def distance(self, value: float, other: float) -> float:
        gap = abs(value - other)
        if gap <= 1e-9 * max(1.0, abs(other)):
            return 0.0
        # A hair more than the tolerance: 0.785 - 0.78 must not fail by a rounding of the machine.
        return gap / (self.tolerance * (1 + 1e-9)) if self.tolerance > 0 else math.inf

    def repairs(self, value: float, material: Material) -> Iterator[Repair]:
        if self.share:
            yield Repair(value / 100, slip("percentage", answer=value, meant=value / 100))
        thousands = round(value * 1000)
        if abs(value) < 1000 and math.isclose(value * 1000, thousands, abs_tol=1e-6):
            yield Repair(thousands, slip("thousand", answer=f"{value:.3f}", meant=thousands))
        yield Repair(-value, slip("sign", answer=value))

    def measure(self, value: float, expected: float, material: Material) -> list[Message]:
        found = self._range(value) or self._closeness(value, expected)
        column = _statistic(self, value, material)
        if column is not None:
            found = [column]
        return found

    def _range(self, value: float) -> list[Message]:
        below = self.low is not None and value < self.low
        above = self.high is not None and value > self.high
        if not (below or above):
            return []
        if self.share:
            return [Message("check.measured.share", {"answer": value})]
        if self.low is not None and self.high is not None:
            return [
                Message(
                    "check.measured.range",
                    {"answer": value, "low": _neat(self.low), "high": _neat(self.high)},
                )
            ]
        if below:
            return [Message("check.measured.below", {"answer": value, "low": _neat(self.low)})]
        return [Message("check.measured.above", {"answer": value, "high": _neat(self.high)})]

    def _closeness(self, value: float, expected: float) -> list[Message]:
        if 0 < self.tolerance and self.distance(value, expected) <= 10:
            return [Message("check.measured.close", {"answer": value})]
        if value * expected < 0:
            return [Message("check.measured.sign", {"answer": value})]
        if expected and value and not 0.2 < value / expected < 5:
            size = "large" if abs(value) > abs(expected) else "small"
            return [Message(f"check.measured.too-{size}", {"answer": value})]
        return []

    def facts(self, value: float, expected: float) -> dict[str, Any]:
        return {
            "answer": value,
            "expected": expected,
            "difference": value - expected,
            "size": abs(value - expected),
        }


def _neat(value: float | None) -> float | int:
    number = float(value if value is not None else math.nan)
    return int(number) if number.is_integer() else number


def _finite(answer: Any) -> Reading:
    try:
        value = float(answer)
    except OverflowError:
        return Reading(slip=slip("infinite"))
    if math.isnan(value):
        return Reading(slip=slip("nan"))
    if math.isinf(value):
        return Reading(slip=slip("infinite"))
    return Reading((value,))


def _from_text(answer: str) -> Reading:
    """Read a number that was written between quotes, or into a form: "0,78", " 78 % "."""
    if len(answer) > 40:
        return Reading(slip=slip("not-a-number", type="type-text"))
    plain = answer.strip().replace("\u2212", "-").replace("\xa0", "").replace(" ", "")
    percent = plain.endswith("%")
    plain = plain.removesuffix("%")
    comma = "," in plain and "." not in plain
    try:
        value = float(plain.replace(",", ".") if comma else plain)
    except ValueError:
        return Reading(slip=slip("not-a-number", type="type-text"))
    if not math.isfinite(value):
        return _finite(value)
    if percent:
        value = value / 100
        return Reading((value,), slip("text-percentage", answer=answer.strip(), meant=value))
    if comma:
        return Reading((value,), slip("decimal-comma", answer=answer.strip(), meant=value))
    return Reading((value,), slip("text-number", answer=answer.strip(), meant=value))


def _from_comma(answer: tuple[Any, ...]) -> Reading:
    """Read ``-1,2``, which Python takes for two numbers, as the one that was meant."""
    whole = all(isinstance(part, int) and not isinstance(part, bool) for part in answer)
    if whole and len(answer) == 2 and answer[1] >= 0 and abs(answer[0]) < 10**12 > answer[1]:
        value = float(f"{answer[0]}.{answer[1]}")
        # Python drops the sign of -0: -0,4 arrives as (0, 4), so both readings are possible.
        values = (value, -value) if answer[0] == 0 else (value,)
        shown = f"{answer[0]},{answer[1]}"
        return Reading(values, slip("decimal-comma", answer=shown, meant=value))
    if len(answer) == 1:
        return Number().read(answer[0], {})
    return Reading(slip=slip("many-numbers", n=min(len(answer), MOST_VALUES)))


def _statistic(kind: Number, value: float, material: Material) -> Message | None:
    """Recognise the mean, sum or count of a column: often the wrong column was taken."""
    for name in material.names:
        frame = material.data(name)
        for column in frame.select_dtypes("number").columns:
            series = frame[column]
            for statistic in ("mean", "sum", "count"):
                found = float(getattr(series, statistic)())
                if math.isclose(found, value, rel_tol=1e-6, abs_tol=1e-9) or (
                    statistic == "mean" and kind.tolerance and round(found, 2) == value
                ):
                    return Message(
                        f"check.measured.column-{statistic}",
                        {"answer": value, "column": str(column), "table": name},
                    )
    return None
