"""Lesson 10: every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from brecha import models
from brecha.lessons.post_sale.cases import STEPS, UNTIL
from brecha.lessons.post_sale.repairs import TERM

__all__ = ["ORACLES"]


def _within(rows: pd.DataFrame) -> float:
    days = [row["days"] for row in rows.to_dict("records")]
    return sum(1 for day in days if day == day and day <= 7) / len(days)


def _from_the_log(lesson: Any) -> float:
    read = models.read_tickets(
        lesson.data("log"), until=UNTIL, closing={"solved"}, losing={"gave-up"}
    )
    quick = int((read.cases["closed"] & (read.cases["time"] <= 7)).sum())
    return quick / (read.closed + read.lost + read.open)


def _days_lost(lesson: Any) -> pd.Series:
    """Walk through the log, case by case."""
    found = dict.fromkeys(STEPS, 0.0)
    rows = lesson.data("log").to_dict("records")
    for row, later in zip(rows, [*rows[1:], {"case": None}], strict=True):
        if row["step"] not in found:
            continue
        end = UNTIL
        if row["started"] == row["started"]:
            end = row["started"]
        elif later["case"] == row["case"]:
            end = later["arrived"]
        found[row["step"]] += end - row["arrived"]
    return pd.Series(found)


def _bill(lesson: Any) -> float:
    total = 0.0
    for row in lesson.data("repairs").to_dict("records"):
        house = row["cause"] == "defect" and row["months"] <= TERM
        total += 0 if house else row["cost"]
    return float(total)


def _letter(lesson: Any) -> float:
    rows = lesson.data("letters").to_dict("records")
    shares: list[float] = []
    for group in ("mailed", "control"):
        answers = [row["bought"] for row in rows if row["group"] == group]
        shares.append(models.wilson(sum(answers), of=len(answers)).value)
    return shares[0] - shares[1]


def _missing(lesson: Any) -> float:
    """Count who bought late, against how many would have at the quick ones' pace."""
    rows = lesson.data("other_after").to_dict("records")
    quick = [row["again"] for row in rows if row["outcome"] == "quick"]
    late = [row["again"] for row in rows if row["outcome"] == "late"]
    return float(len(late) * sum(quick) / len(quick) - sum(late))


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "blank-in-a-mean": lambda lesson: pd.Series([4, 10, None]).mean(),
    "three-steps": lambda lesson: models.rolled_yield([0.1, 0.2, 0.5]),
    "eight-cases": lambda lesson: _within(lesson.data("eight")),
    "within-a-week": _from_the_log,
    "bill": _bill,
    "days-lost": _days_lost,
    "letter-effect": _letter,
    "missing-purchases": _missing,
}
