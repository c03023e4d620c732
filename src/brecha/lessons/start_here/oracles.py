"""Lesson 00: every numeric answer once more, added up by hand without pandas' methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

__all__ = ["ORACLES"]


def _mean(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def _by_shift(lesson: Any) -> pd.Series:
    minutes: dict[str, list[float]] = {}
    for row in lesson.data("waits").itertuples():
        minutes.setdefault(row.shift, []).append(row.waited)
    return pd.Series({shift: _mean(values) for shift, values in minutes.items()})


def _extra(lesson: Any) -> float:
    waits = lesson.data("waits")
    return _mean([row.waited - row.promised for row in waits.itertuples()])


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "by-hand": lambda lesson: _mean(list(lesson.data("four")["waited"])),
    "mean-wait": lambda lesson: _mean(list(lesson.data("waits")["waited"])),
    "mean-promised": lambda lesson: _mean(list(lesson.data("waits")["promised"])),
    "complaints": lambda lesson: len(
        [row for row in lesson.data("book").itertuples() for _ in range(row.complaints)]
    ),
    "extra-wait": _extra,
    "wait-by-shift": _by_shift,
}
