"""Answers that are one number."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from brecha.checking.kinds.base import (
    Kind,
    Material,
    Reading,
    Repair,
    is_many,
    single,
    slip,
    text_slip,
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
        if isinstance(answer, tuple) and len(answer) == 2:
            return _from_comma(answer)
        answer = single(answer)
        if answer is None:
            return Reading(slip=slip("nothing"))
        if answer is pd.NA or answer is pd.NaT:
            return Reading(slip=slip("nan"))
        if isinstance(answer, bool | np.bool_):
            return Reading(slip=slip("truth-value", answer=str(bool(answer))))
        if isinstance(answer, np.timedelta64):
            # An integer to numpy, in a unit that nobody was asked for.
            return Reading(slip=slip("not-a-number", type=type_word(answer)))
        if isinstance(answer, numbers.Real | Decimal):
            return _finite(answer)
        if isinstance(answer, str):
            return _from_text(answer)
        if is_many(answer):
            return Reading(slip=slip("many-numbers", n=_count(answer)))
        if callable(answer):
            return Reading(slip=slip("function"))
        return Reading(slip=slip("not-a-number", type=type_word(answer)))

    def distance(self, value: float, other: float) -> float:
        gap = abs(value - other)
        # The last digits of a float are no difference, even where the exact number is demanded.
        if gap <= 1e-12 * max(1.0, abs(other)):
            return 0.0
        return self.in_tolerances(gap)

    def in_tolerances(self, gap: float) -> float:
        """Return a difference in tolerances; where the exact number is demanded, 0 or infinity."""
        if self.tolerance > 0:
            # A hair more than the tolerance: 0.785 - 0.78 must not fail by the machine's rounding.
            return gap / (self.tolerance * (1 + 1e-9))
        return 0.0 if gap == 0 else math.inf

    def repairs(self, value: float, material: Material) -> Iterator[Repair]:
        if self.share:
            yield Repair(value / 100, slip("percentage", answer=value, meant=value / 100))
        thousands = round(value * 1000)
        if abs(value) < 1000 and math.isclose(value * 1000, thousands, abs_tol=1e-6):
            shown = f"{value:.3f}"
            yield Repair(thousands, slip("thousand", answer=shown, value=value, meant=thousands))
        yield Repair(-value, slip("sign", answer=value))

    def measure(self, value: float, expected: float, material: Material) -> list[Message]:
        found = self._range(value) or self._closeness(value, expected)
        column = _statistic(self, value, expected, material)
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
        if self.tolerance > 0 and self.distance(value, expected) <= 10:
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


_GUESS = 10
_WITH_UNIT = re.compile(r"([-+]?\d{1,9}(?:[.,]\d{1,9})?)[^\W\d_]+\.?")


def _neat(value: float | None) -> float | int:
    number = float(value if value is not None else math.nan)
    return int(number) if number.is_integer() else number


def _count(answer: Any) -> int:
    return len(answer) if isinstance(answer, list | tuple) else int(answer.size)


def _finite(answer: Any) -> Reading:
    if isinstance(answer, Decimal) and answer.is_nan():
        return Reading(slip=slip("nan"))
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
        return Reading(slip=text_slip(answer) or slip("not-a-number", type="type-text"))
    plain = answer.strip().replace("\u2212", "-").replace("\xa0", "").replace(" ", "")
    percent = plain.endswith("%")
    plain = plain.removesuffix("%")
    comma = "," in plain and "." not in plain
    try:
        value = float(plain.replace(",", ".") if comma else plain)
    except ValueError:
        return _from_words(answer.strip(), plain)
    if not math.isfinite(value):
        return _finite(value)
    if percent:
        value = value / 100
        return Reading((value,), slip("text-percentage", answer=answer.strip(), meant=value))
    if comma:
        return Reading((value,), slip("decimal-comma", answer=answer.strip(), meant=value))
    return Reading((value,), slip("text-number", answer=answer.strip(), meant=value))


def _from_words(written: str, plain: str) -> Reading:
    """Read a number with its unit behind it: "22 minutes"."""
    found = _WITH_UNIT.fullmatch(plain)
    if found:
        meant = float(found[1].replace(",", "."))
        return Reading((meant,), slip("unit", answer=written, meant=_neat(meant)))
    return Reading(slip=text_slip(written) or slip("not-a-number", type="type-text"))


def _from_comma(answer: tuple[Any, ...]) -> Reading:
    """Read ``-1,2``, which Python takes for two numbers, as the one that was meant."""
    first, second = answer
    whole = all(isinstance(p, int) and not isinstance(p, bool) for p in answer)
    if not whole or second < 0 or max(abs(first), second) >= 10**12:
        return Reading(slip=slip("many-numbers", n=2))
    value = float(f"{first}.{second}")
    # Python drops the sign of -0: -0,4 arrives as (0, 4), so both readings are possible.
    values = (value, -value) if first == 0 else (value,)
    return Reading(values, slip("decimal-comma", answer=f"{first},{second}", meant=value))


def _statistic(kind: Number, value: float, expected: float, material: Material) -> Message | None:
    """Recognise the mean, sum or count of a column: often the wrong column was taken.

    A small whole number is more often a guess than a count; and what was asked for is no wrong
    column, however far it was rounded.
    """
    if value == round(value) and abs(value) < _GUESS:
        return None
    for name in material.names:
        frame = material.data(name)
        for column in frame.select_dtypes("number").columns:
            series = frame[column]
            for statistic in ("mean", "sum", "count"):
                found = getattr(series, statistic)()
                if found is pd.NA or kind.distance(found, expected) <= 1:
                    continue
                if math.isclose(found, value, rel_tol=1e-6, abs_tol=1e-9) or (
                    statistic == "mean" and kind.tolerance and round(found, 2) == value
                ):
                    return Message(
                        f"check.measured.column-{statistic}",
                        {"answer": value, "column": str(column), "table": name},
                    )
    return None
