"""Every numeric answer once more, by other means than its reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from brecha import models

from . import counting
from .codings import MOODS, NEEDS, TYPES, as_rows
from .exercises import GRADES

__all__ = ["ORACLES"]


def _by_hand(lesson: Any) -> float:
    (a, b), (c, d) = lesson.data("small").to_numpy().tolist()
    observed = Fraction(a + d, 50)
    chance = Fraction((a + b) * (a + c) + (c + d) * (b + d), 2500)
    return float((observed - chance) / (1 - chance))


def _kappa(lesson: Any, table: str, codes: str) -> float:
    rows = lesson.data(table)
    return counting.kappa(counting.crossed(rows["first"], rows["second"], codes))["kappa"]


def _yes(lesson: Any) -> float:
    """Take every yes that either coder wrote and ask whether the other wrote it too."""
    rows = lesson.data("rude")[["first", "second"]].to_numpy().tolist()
    answers = [
        other == "yes"
        for one, two in rows
        for mine, other in ((one, two), (two, one))
        if mine == "yes"
    ]
    return float(sum(answers) / len(answers))


def _credit(lesson: Any) -> float:
    """Weigh the table of the six by the models."""
    six = lesson.data("six")
    found = models.cohen_kappa(six["first"], six["second"], weights="linear", categories=MOODS)
    return found.observed


def _linear(lesson: Any) -> float:
    moods = lesson.data("moods")
    counts = counting.crossed(moods["first"], moods["second"], MOODS)
    return counting.weighted(counts, power=1)["kappa"]


def _below(lesson: Any) -> float:
    """Count where the columns' neurologist was surer than the rows'."""
    table = lesson.data("winnipeg")
    below = above = 0
    for row, one in enumerate(GRADES):
        for column, other in enumerate(GRADES):
            below += int(table.loc[one, other]) * (row > column)
            above += int(table.loc[one, other]) * (row < column)
    return below / (below + above)


ORACLES: Mapping[str, Callable[[Any], Any]] = {
    "ten-rows": lambda lesson: sum(map(str.__eq__, "DDABCAEDBD", "DDABEDADBB")) / 10,
    "both-by-lot": lambda lesson: counting.two_by_two(4, 16, 16, 64)["chance"],
    "kappa-by-hand": _by_hand,
    "kappa-of-types": lambda lesson: _kappa(lesson, "types", TYPES),
    "when-one-says-yes": _yes,
    "near-misses": _credit,
    "linear": _linear,
    "one-direction": _below,
    "four-coders": lambda lesson: counting.alpha(as_rows(lesson.data("codes"))),
    "neighbours": lambda lesson: _kappa(lesson, "other", NEEDS),
}
