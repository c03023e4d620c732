"""Answers that are a figure: its axes are inspected, not its pixels."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np
import pandas as pd

from brecha.checking.kinds.base import Kind, Material, Reading, slip, type_word
from brecha.checking.kinds.number import Number
from brecha.checking.kinds.tables import Series
from brecha.checking.verdict import Message

__all__ = ["Drawing"]

_MOST_MARKS = 5_000

# A set of marks: a column of heights by tick label for bars; for lines and points an array of x and
# y each.
Marks = pd.Series | tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Drawing(Kind):
    """A matplotlib figure (or axes, or what a drawing function gave back) with the right marks.

    A figure with the right marks and without its words is "nearly": a title and the labels of the
    axes belong to the answer.

    The reference returns either the numbers that must be drawn (for bars a column by label; for
    lines and points a table of two columns, or several of them in a list), or a figure. Such a
    figure begins with ``plt.subplots()``: drawn on the current axes it would land on the learner's.

    Parameters
    ----------
    marks : {"bars", "lines", "points"}
        What the figure shows its numbers with.
    index : str
        For bars: what their labels are.
    labels : tuple of str
        For bars: the labels that are expected; their order does not matter.
    number : Number
        How far a mark may lie from its number.
    words : tuple of str
        The words that a figure needs: any of "title", "xlabel", "ylabel".

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> _ = axes.bar(["b", "a"], [2, 1])
    >>> kind = Drawing("bars", "line", ("a", "b"))
    >>> kind.same(kind.read(axes, {}).values[0], pd.Series({"a": 1.0, "b": 2.0}))
    True
    >>> kind.read(axes, {}).slip.values["missing"]
    ['figure-title', 'figure-xlabel', 'figure-ylabel']
    """

    marks: Literal["bars", "lines", "points"]
    index: str = ""
    labels: tuple[str, ...] = ()
    number: Number = field(default_factory=Number)
    words: tuple[str, ...] = ("title", "xlabel", "ylabel")

    form: ClassVar[str] = "figure"

    @property
    def _column(self) -> Series:
        return Series(self.index, self.labels, self.number)

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("no-figure"))
        places = _axes_of(answer)
        if not places:
            return Reading(slip=slip("not-a-figure", type=type_word(answer)))
        drawn = [(axes, marks) for axes in places if (marks := _FINDERS[self.marks](axes))]
        if not drawn:
            return Reading(slip=slip("no-marks", marks=f"marks-{self.marks}"))
        if len(drawn) > 1:
            return Reading(slip=slip("many-axes", n=len(drawn), marks=f"marks-{self.marks}"))
        axes, marks = drawn[0]
        missing = [f"figure-{word}" for word in self.words if not _WORDS[word](axes).strip()]
        bare = slip("bare-figure", missing=missing) if missing else None
        if self.marks != "bars":
            return Reading((tuple(marks),), bare)
        if len(marks) > 1:
            return Reading(slip=slip("bars-in-groups", n=len(marks)))
        column = self._column.read(_bars_by_label(axes, marks[0]), words)
        return Reading(column.values, bare if column.values else column.slip)

    def canonical(self, value: Any) -> Marks:
        if _axes_of(value):
            reading = self.read(value, {})
            _close(value)
            if len(reading.values) != 1:
                raise TypeError(f"the reference's figure has no {self.marks} that can be read")
            return reading.values[0]  # type: ignore[no-any-return]
        if self.marks == "bars":
            return self._column.canonical(value)
        several = [_points(item) for item in (value if isinstance(value, list) else [value])]
        return (np.vstack(several),) if self.marks == "points" else tuple(several)

    def distance(self, value: Marks, other: Marks) -> float:
        if isinstance(value, pd.Series) and isinstance(other, pd.Series):
            return self._column.distance(value, other)
        if len(value) != len(other):
            return math.inf
        left = list(other)
        worst = 0.0
        for one in value:
            # Lines come in any order: each takes the nearest that no other has taken.
            gaps = [self._apart(one, another) for another in left]
            left.pop(int(np.argmin(gaps)))
            worst = max(worst, min(gaps))
        return worst

    def _apart(self, one: Any, other: Any) -> float:
        if one.shape != other.shape:
            return math.inf
        if self.marks == "lines":
            return min(self._largest(one, other), self._largest(one[::-1], other))
        return min(self._largest(one, other), self._largest(_sorted(one), _sorted(other)))

    def _largest(self, one: Any, other: Any) -> float:
        gaps = np.abs(one - other)
        # An empty place in a line is drawn as a gap, and is the same as another one.
        gaps = np.where(np.isnan(one) & np.isnan(other), 0.0, gaps)
        if not np.isfinite(gaps).all():
            return math.inf
        gaps = np.where(gaps <= 1e-12 * np.maximum(1.0, np.abs(other)), 0.0, gaps)
        return self.number.in_tolerances(float(gaps.max(initial=0.0)))

    def handed_in(self, value: Marks) -> Any:
        from matplotlib.figure import Figure

        axes = Figure().subplots()
        axes.set(**dict.fromkeys(self.words, "?"))
        if isinstance(value, pd.Series):
            axes.bar([str(label) for label in value.index], value.to_numpy())
            return axes
        for marks in value:
            axes.plot(*marks.T, "o" if self.marks == "points" else "-")
        return axes

    def measure(self, value: Marks, expected: Marks, material: Material) -> list[Message]:
        if isinstance(value, pd.Series) and isinstance(expected, pd.Series):
            return self._column.measure(value, expected, material)
        given, wanted = _count(value, self.marks), _count(expected, self.marks)
        facts = {"n": given, "total": wanted, "marks": f"marks-{self.marks}"}
        if given != wanted:
            return [Message("check.measured.mark-count", facts)]
        return [Message("check.measured.marks-elsewhere", facts)]

    def facts(self, value: Marks, expected: Marks) -> dict[str, Any]:
        if isinstance(value, pd.Series) and isinstance(expected, pd.Series):
            return self._column.facts(value, expected)
        return {"n": _count(value, self.marks), "total": _count(expected, self.marks)}


def _axes_of(answer: Any) -> list[Any]:
    """Find the axes of whatever a drawing function may have given back."""
    # No figure was ever drawn where matplotlib was not imported.
    if "matplotlib.axes" not in sys.modules:
        return []
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and answer is pyplot:
        answer = pyplot.gcf() if pyplot.get_fignums() else None
    if isinstance(answer, FigureBase):
        whole: Any = answer
        return [axes for axes in whole.axes if isinstance(axes, Axes)]
    if isinstance(answer, Axes):
        return [answer]
    if isinstance(answer, Artist):
        return [answer.axes] if isinstance(answer.axes, Axes) else []
    parts = answer.ravel() if isinstance(answer, np.ndarray) else answer
    if isinstance(parts, np.ndarray | list | tuple) and len(parts) <= _MOST_MARKS:
        found = [axes for part in parts if isinstance(part, Artist) for axes in _axes_of(part)]
        return list(dict.fromkeys(found))
    return []


def _bars(axes: Any) -> list[Any]:
    from matplotlib.container import BarContainer

    return [c for c in axes.containers if isinstance(c, BarContainer) and len(c) <= _MOST_MARKS]


def _lines(axes: Any) -> list[Any]:
    return [_xy(line) for line in _own_lines(axes) if _is_joined(line)]


def _points_of(axes: Any) -> list[Any]:
    from matplotlib.collections import PathCollection

    clouds = [c.get_offsets() for c in axes.collections if isinstance(c, PathCollection)]
    found: list[Any] = [np.ma.filled(np.ma.asarray(cloud, dtype=float), np.nan) for cloud in clouds]
    found += [_xy(line) for line in _own_lines(axes) if not _is_joined(line)]
    cloud = np.vstack(found) if found else np.empty((0, 2))
    return [cloud] if 0 < len(cloud) <= _MOST_MARKS else []


_FINDERS: Mapping[str, Callable[[Any], list[Any]]] = {
    "bars": _bars,
    "lines": _lines,
    "points": _points_of,
}


def _own_lines(axes: Any) -> Iterator[Any]:
    for line in axes.get_lines():
        # A line across the whole axes (axhline) marks a level; it is none of the data.
        if line.get_transform() == axes.transData and len(line.get_xdata()) <= _MOST_MARKS:
            yield line


def _is_joined(line: Any) -> bool:
    return str(line.get_linestyle()).lower() not in ("none", "", " ")


def _xy(line: Any) -> Any:
    return np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]).astype(float)


def _points(value: Any) -> Any:
    """Bring x and y, as a reference computes them, into the form of drawn ones."""
    if isinstance(value, pd.Series):
        value = np.column_stack([value.index.to_numpy(), value.to_numpy()])
    array = np.asarray(value, dtype=float)
    if array.ndim != 2 or array.shape[1] != 2:
        raise TypeError("lines and points are compared with tables of two columns, x and y")
    return array


def _sorted(cloud: Any) -> Any:
    return cloud[np.lexsort((cloud[:, 1], cloud[:, 0]))]


def _count(marks: Marks, kind: str) -> int:
    """Count what a reader of the figure would count: lines, or points."""
    return sum(len(cloud) for cloud in marks) if kind == "points" else len(marks)


def _bars_by_label(axes: Any, bars: Any) -> pd.Series:
    """Return each bar's length by the label that stands at it."""
    across = bars.orientation == "horizontal"
    axis = axes.yaxis if across else axes.xaxis
    ticks = _named_ticks(axis)
    values, labels = [], []
    for bar in bars.patches:
        width = bar.get_height() if across else bar.get_width()
        middle = (bar.get_y() if across else bar.get_x()) + width / 2
        near = [label for place, label in ticks if abs(place - middle) <= abs(width) / 2 + 1e-9]
        labels.append(near[0] if near else round(float(middle), 9))
        values.append(float(bar.get_width() if across else bar.get_height()))
    return pd.Series(values, index=pd.Index(labels, dtype=object), dtype=float)


def _named_ticks(axis: Any) -> list[tuple[float, str]]:
    """Return the ticks that carry a word of their own; a scale of numbers names itself."""
    from matplotlib.ticker import ScalarFormatter

    formatter = axis.get_major_formatter()
    if isinstance(formatter, ScalarFormatter):
        return []
    places = [float(place) for place in axis.get_majorticklocs()]
    return list(zip(places, formatter.format_ticks(places), strict=True))


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "title": lambda axes: " ".join(
        [
            *(axes.get_title(loc=side) for side in ("left", "center", "right")),
            axes.figure.get_suptitle(),
        ]
    ),
    "xlabel": lambda axes: str(axes.get_xlabel()),
    "ylabel": lambda axes: str(axes.get_ylabel()),
}


def _close(answer: Any) -> None:
    """Take a reference's figure off the page: the notebook would show it under the answer."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        for axes in _axes_of(answer):
            pyplot.close(axes.figure)
