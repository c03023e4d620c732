"""Lesson 06: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from brecha import models
from brecha.lessons.sales_techniques.selling import KINDS, TECHNIQUES
from brecha.lessons.sales_techniques.signals import HARM, HIT, SIGNALS

__all__ = ["ORACLES"]

_COSTS = models.Costs(hit=-HIT, miss=0, false_alarm=HARM, rejection=0)


def _fair(calls: pd.DataFrame, outcome: str) -> pd.Series:
    """Count in a loop: how many of each kind, and of how many of them it is true."""
    found = {}
    for technique in TECHNIQUES:
        shares = []
        for kind in KINDS:
            came = [
                row[outcome]
                for row in calls.to_dict("records")
                if (row["kind"], row["technique"]) == (kind, technique)
            ]
            shares.append(sum(came) / len(came))
        found[technique] = (shares[0] + shares[1]) / 2
    return pd.Series(found)


def _hit_rate(lesson: Any) -> float:
    rows = lesson.data("ten").to_dict("records")
    counts = {
        name: sum(row["ready"] == ready and (row["signals"] > 2) == closed for row in rows)
        for name, ready, closed in (
            ("hits", 1, True),
            ("misses", 1, False),
            ("false_alarms", 0, True),
            ("rejections", 0, False),
        )
    }
    return models.detection(**counts).hit_rate


def _result(lesson: Any) -> pd.Series:
    talks = lesson.data("talks")
    cost = models.cost_by_threshold(talks["signals"], talks["ready"], costs=_COSTS)["cost"]
    return pd.Series({str(n): -cost[n] * len(talks) for n in SIGNALS})


def _best_moment(lesson: Any) -> float:
    talks = lesson.data("talks")
    return models.best_threshold(talks["signals"], talks["ready"], costs=_COSTS)


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "both-together": lambda lesson: pd.Series([1] * 18 + [0] * 32).mean(),
    "fair-kept": lambda lesson: _fair(lesson.data("calls"), "kept"),
    "hit-rate": _hit_rate,
    "result": _result,
    "best-moment": _best_moment,
    "other-again": lambda lesson: _fair(lesson.data("other"), "again"),
}
