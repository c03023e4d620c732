"""Write names beside the points of a map so that they don't cover each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["name_points"]

# Inches at the size of type of the one style sheet.
_LETTER, _LINE, _POINT = 0.075, 0.18, 0.09


@dataclass(frozen=True)
class Box:
    """A rectangle, in fractions of the axes."""

    left: float
    base: float
    wide: float
    tall: float

    def overlap(self, other: Box) -> float:
        """Return which share of this rectangle another one covers."""
        across = min(self.left + self.wide, other.left + other.wide) - max(self.left, other.left)
        up = min(self.base + self.tall, other.base + other.tall) - max(self.base, other.base)
        return max(0.0, across) * max(0.0, up) / (self.wide * self.tall)

    @property
    def outside(self) -> float:
        """Return how far it reaches over the edges."""
        over = (-self.left, self.left + self.wide - 1, -self.base, self.base + self.tall - 1)
        return sum(max(0.0, part) for part in over)


def name_points(axes: Any, points: pd.DataFrame, words: Mapping[str, str]) -> None:
    """Write words beside points: right, left, above or below, where least is in the way.

    Parameters
    ----------
    axes : Axes
        With its limits set.
    points : DataFrame
        All points, named by the index: across in the first column, up in the second.
    words : mapping of str to str
        What to write beside which point; a point without words is only kept free.
    """
    place = axes.get_position()
    width = axes.figure.get_size_inches()[0] * place.width
    height = axes.figure.get_size_inches()[1] * place.height
    spots = axes.transLimits.transform(points.to_numpy(float))
    dot = (_POINT / width, _POINT / height)
    taken = [Box(x - dot[0] / 2, y - dot[1] / 2, *dot) for x, y in spots]
    for name, (x, y) in zip(points.index, spots, strict=True):
        if name not in words:
            continue
        size = (_LETTER * len(words[name]) / width, _LINE / height)
        side, best = min(_beside(x, y, size, dot), key=lambda place: _cost(place[1], taken))
        taken.append(best)
        axes.text(
            best.left + _SIDES[side] * best.wide,
            best.base + best.tall / 2,
            words[name],
            transform=axes.transAxes,
            ha=side,
            va="center",
        )


# Where a word is held: at its left edge when it stands on the right of its point, and so on.
_SIDES = {"left": 0.0, "right": 1.0, "center": 0.5}


def _beside(
    x: float, y: float, size: tuple[float, float], dot: tuple[float, float]
) -> list[tuple[str, Box]]:
    """Return the places for a word round a point, the best ones first."""
    (wide, tall), (across, up) = size, dot
    right, left, middle = x + across, x - across - wide, x - wide / 2
    level, above, below = y - tall / 2, y + 0.8 * up, y - 0.8 * up - tall
    corners = [
        ("left", right, level),
        ("right", left, level),
        ("center", middle, above),
        ("center", middle, below),
        ("left", right, above - up / 2),
        ("right", left, above - up / 2),
        ("left", right, below + up / 2),
        ("right", left, below + up / 2),
    ]
    return [(side, Box(edge, base, wide, tall)) for side, edge, base in corners]


def _cost(box: Box, taken: Sequence[Box]) -> float:
    return 10 * box.outside + sum(box.overlap(other) for other in taken)
