"""Lesson 04: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from brecha.models import agreement_table

__all__ = ["ORACLES"]


def _diagonal(lesson: Any, table: str, first: str, second: str) -> float:
    """Cross the two lists and take what lies on the diagonal."""
    frame = lesson.data(table)
    counts = agreement_table(frame[first], frame[second]).to_numpy()
    return float(np.trace(counts) / counts.sum())


def _by_hand(lesson: Any) -> float:
    hits = 0
    for first, second in lesson.data("ten")[["first", "second"]].to_numpy().tolist():
        hits += first == second
    return hits / 10


def _covers(lesson: Any) -> dict[str, float]:
    """Turn the long list into one row for each transcript, and average its two columns."""
    rows = lesson.data("covers").to_numpy().reshape(-1, 2, 3)
    return {str(rows[0, side, 1]): float(rows[:, side, 2].astype(float).mean()) for side in (0, 1)}


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "agree-ten": _by_hand,
    "agree-all": lambda lesson: _diagonal(lesson, "calls", "first", "second"),
    "again": lambda lesson: _diagonal(lesson, "twice", "first_call", "second_call"),
    "by-cover": _covers,
    "other-agree": lambda lesson: _diagonal(lesson, "other", "first", "second"),
}
