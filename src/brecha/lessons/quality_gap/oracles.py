"""Lesson 12: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons.quality_gap.exercises import readings

__all__ = ["ORACLES"]


def _mean_gap(lesson: Any) -> float:
    rows = lesson.data("four")[["expectation", "perception"]].to_numpy().tolist()
    total = 0
    for expectation, perception in rows:
        total += perception - expectation
    return total / 4


def _gaps(lesson: Any) -> np.ndarray:
    """Compute each respondent's gap in each dimension from the sheets as they were typed in."""
    answers, items = lesson.data("answers"), lesson.data("items")
    sheets = answers[["expectation", "perception"]].to_numpy().reshape(-1, len(items), 2)
    negative = items["reversed"].to_numpy()
    sheets = np.where(negative[None, :, None], 8 - sheets, sheets)
    gap = sheets[:, :, 1] - sheets[:, :, 0]
    ends = np.cumsum(models.ITEMS_PER_DIMENSION)
    parts = np.split(gap, ends[:-1], axis=1)
    return np.column_stack([np.nanmean(part, axis=1) for part in parts])


def _by_dimension(values: np.ndarray) -> pd.Series:
    return pd.Series(values, index=list(models.DIMENSIONS))


def _priorities(lesson: Any) -> pd.Series:
    points = lesson.data("survey")["points"].to_numpy().reshape(-1, 5)
    return _by_dimension((points * _gaps(lesson) / points.sum(axis=1, keepdims=True)).mean(axis=0))


def _gap_five(lesson: Any) -> float:
    quantities = dict(lesson.data("promise").itertuples(index=False))
    return models.five_gaps(**quantities, better="lower").service


def _other_score(lesson: Any) -> float:
    ratings = lesson.data("other")[["expectation", "perception"]].to_numpy()
    by_person = (ratings[:, 1] - ratings[:, 0]).reshape(-1, 5)
    return float(np.mean(by_person.mean(axis=0)))


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "blank-rating": lambda lesson: np.nanmean([6, 3, math.nan, 6]),
    "mean-gap": _mean_gap,
    "gap-by-dimension": lambda lesson: _by_dimension(_gaps(lesson).mean(axis=0)),
    "clean-sheet": lambda lesson: readings(lesson.data("sheet"))["right"],
    "priorities": _priorities,
    "gap-five": _gap_five,
    "adequacy": lambda lesson: models.zone_of_tolerance(lesson.data("levels")).adequacy,
    "other-score": _other_score,
}
