"""Answers that are a column with labels, or a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from brecha.checking.kinds.base import (
    Kind,
    Material,
    Reading,
    Repair,
    is_many,
    slip,
    text_slip,
    type_word,
)
from brecha.checking.kinds.number import Number
from brecha.checking.verdict import Message
from brecha.checking.words import lookup

__all__ = ["Frame", "Series"]

_MOST_ROWS = 5_000
_MOST_LABEL = 60
_BETWEEN = " · "


@dataclass(frozen=True)
class Series(Kind):
    """One number for each of several labels; the order does not matter.

    Parameters
    ----------
    index : str
        What the labels are: the column that was grouped by.
    labels : tuple of str
        The labels that are expected.
    number : Number
        Tolerance and range of the numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> kind = Series("line", ("a", "b"))
    >>> kind.same(pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"b": 2.001, "a": 1.0}))
    True
    """

    index: str
    labels: tuple[str, ...] = ()
    number: Number = field(default_factory=Number)

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("nothing"))
        if isinstance(answer, pd.DataFrame):
            return self._from_frame(answer, words)
        if isinstance(answer, dict):
            if len(answer) > _MOST_ROWS:
                return Reading(slip=slip("too-much", n=len(answer)))
            answer = pd.Series(answer, dtype=object)
        if isinstance(answer, pd.Series):
            return self._from_series(answer, words)
        if isinstance(answer, list | tuple | np.ndarray | pd.Index | ExtensionArray):
            return self._from_list(answer)
        if callable(answer):
            return Reading(slip=slip("function"))
        if hasattr(answer, "ngroups"):
            return Reading(slip=slip("groups", index=self.index))
        if not Number().read(answer, {}).values:
            other = slip("not-a-column", type=type_word(answer), index=self.index)
            return Reading(slip=text_slip(answer) or other)
        return Reading(slip=slip("one-number", index=self.index))

    def _from_frame(self, answer: pd.DataFrame, words: Mapping[str, str]) -> Reading:
        if answer.shape[1] == 2 and list(answer.columns).count(self.index) == 1:
            answer = answer.set_index(self.index)
        if answer.shape[1] == 1:
            return self._from_series(answer.iloc[:, 0], words)
        return Reading(slip=slip("whole-table", n=answer.shape[1], index=self.index))

    def _from_series(self, answer: pd.Series, words: Mapping[str, str]) -> Reading:
        if len(answer) > 20 * max(len(self.labels), 50):
            return Reading(slip=slip("not-grouped", n=len(answer), index=self.index))
        values, text = _floats(answer, self.number)
        labels = [self._label(label, words) for label in answer.index]
        if len(set(labels)) < len(labels):
            return Reading(slip=slip("repeated-labels", n=len(labels), index=self.index))
        if self.labels and not set(labels) & set(self.labels):
            return self._from_strange(answer, values, labels)
        given = pd.Series(values, index=labels, dtype=float)
        return Reading((given,), slip("text-numbers") if text else None)

    def _from_strange(self, answer: pd.Series, values: list[float], labels: list[str]) -> Reading:
        """Say why none of the labels is one of those that are asked for."""
        count = len(answer)
        numbered = labels == [str(place) for place in range(count)]
        if numbered and answer.index.name is None:
            # Rows that are numbered through: the groups' labels are lost, or were never there. (A
            # name would tell of groups by a column of numbers.)
            if count > len(self.labels):
                return Reading(slip=slip("not-grouped", n=count, index=self.index))
            return self._from_list(values)
        if answer.index.nlevels > 1:
            keys = [str(name)[:_MOST_LABEL] for name in answer.index.names]
            return Reading(slip=slip("several-keys", n=count, keys=keys, index=self.index))
        shown = ", ".join(label[:30] for label in labels[:3])
        return Reading(slip=slip("other-labels", given=shown, index=self.index))

    def _from_list(self, answer: Any) -> Reading:
        count = len(answer)
        if not self.labels or count != len(self.labels):
            return Reading(slip=slip("no-labels", n=count, index=self.index))
        column = pd.Series(list(answer), dtype=object)
        values, text = _floats(column, self.number)
        # Without labels only their order can tell which number is whose: that of the groups, which
        # groupby sorts, or that in which the lesson names them.
        orders = dict.fromkeys((tuple(sorted(self.labels)), self.labels))
        if all(map(math.isnan, values)):
            return Reading(slip=slip("not-a-column", type=type_word(answer), index=self.index))
        read = tuple(pd.Series(values, index=list(order), dtype=float) for order in orders)
        lost = slip("text-numbers") if text else slip("labels-lost", index=self.index)
        return Reading(read, lost)

    def _label(self, label: Any, words: Mapping[str, str]) -> str:
        written = _written(label)
        return lookup(written, self.labels, words) or written

    def canonical(self, value: Any) -> pd.Series:
        if isinstance(value, dict):
            value = pd.Series(value)
        labels = [self._label(label, {}) for label in value.index]
        return pd.Series(value.to_numpy(dtype=float), index=labels)

    def distance(self, value: pd.Series, other: pd.Series) -> float:
        if set(value.index) != set(other.index):
            return math.inf
        return _apart(value.to_numpy(), other.reindex(value.index).to_numpy(), self.number)

    def repairs(self, value: pd.Series, material: Material) -> Iterator[Repair]:
        if self.number.share:
            yield Repair(value / 100, slip("percentages"))
        yield Repair(-value, slip("signs"))

    def measure(self, value: pd.Series, expected: pd.Series, material: Material) -> list[Message]:
        missing = [label for label in expected.index if label not in value.index]
        extra = [label for label in value.index if label not in expected.index]
        if missing or extra:
            key = "missing-labels" if missing else "extra-labels"
            shown = (missing or extra)[:5]
            values = {"n": len(missing or extra), "labels": shown, "index": self.index}
            return [Message(f"check.measured.{key}", values)]
        empty = [label for label in value.index if math.isnan(value[label])]
        if empty:
            return [Message("check.measured.empty-labels", {"labels": empty[:5], "n": len(empty)})]
        column = self._other_column(value, material)
        if column is not None:
            return [column]
        if self.number.tolerance > 0 and self.distance(value, expected) <= 10:
            return [Message("check.measured.close-labels")]
        factor = _factor(value, expected.reindex(value.index))
        if factor is not None:
            return [Message("check.measured.factor", {"factor": factor})]
        apart = (value - expected.reindex(value.index)).abs()
        wrong = [str(label) for label in apart.index if apart[label] > self.number.tolerance]
        return [
            Message(
                "check.measured.some-labels",
                {"n": len(wrong), "total": len(expected), "labels": wrong[:3]},
            )
        ]

    def _other_column(self, value: pd.Series, material: Material) -> Message | None:
        for name in material.names:
            frame = material.data(name)
            if self.index not in frame.columns:
                continue
            means = frame.groupby(self.index).mean(numeric_only=True)
            means.index = pd.Index([_written(label) for label in means.index])
            for column in means.columns:
                if self.distance(value, means[column]) <= 1:
                    return Message(
                        "check.measured.column-means", {"column": str(column), "table": name}
                    )
        return None

    def facts(self, value: pd.Series, expected: pd.Series) -> dict[str, Any]:
        shared = [label for label in expected.index if label in value.index]
        apart = (value.reindex(shared) - expected.reindex(shared)).abs().dropna()
        label = str(apart.idxmax() if len(apart) else expected.index[0])
        given, wanted = float(value.get(label, math.nan)), float(expected[label])
        return {
            "label": label,
            "answer": given,
            "expected": wanted,
            "difference": given - wanted,
            "size": abs(given - wanted),
        }


@dataclass(frozen=True)
class Frame(Kind):
    """A table: columns by name, rows by key; the order of either does not matter.

    Parameters
    ----------
    keys : tuple of str
        The columns that name a row.
    columns : tuple of str
        The columns of numbers that are judged; others are ignored.
    number : Number
        Tolerance and range of the numbers.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    number: Number = field(default_factory=Number)

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("nothing"))
        if isinstance(answer, dict):
            answer = _frame_of(answer)
        if isinstance(answer, pd.Series) and len(self.columns) == 1:
            answer = answer.to_frame(name=answer.name or self.columns[0])
        if not isinstance(answer, pd.DataFrame):
            if callable(answer):
                return Reading(slip=slip("function"))
            return Reading(slip=slip("not-a-table", type=type_word(answer)))
        if len(answer) > _MOST_ROWS or answer.shape[1] > _MOST_ROWS:
            return Reading(slip=slip("too-much", n=answer.size))
        return self._from_frame(answer)

    def _from_frame(self, answer: pd.DataFrame) -> Reading:
        levels = [
            name for name in self.keys if name in answer.index.names and name not in answer.columns
        ]
        flat = answer.reset_index(level=levels) if levels else answer
        wanted = [*self.keys, *self.columns]
        given = list(flat.columns)
        if not given:
            return Reading(slip=slip("empty-table"))
        for name in wanted:
            if name not in given:
                there = [str(other)[:_MOST_LABEL] for other in given[:8]]
                return Reading(slip=slip("missing-column", column=name, columns=there))
            if given.count(name) > 1:
                return Reading(slip=slip("repeated-column", column=name))
        names = _joined([flat[key] for key in self.keys])
        if len(set(names)) < len(names):
            return Reading(slip=slip("repeated-labels", n=len(names), index=self.keys[0]))
        read = {name: _floats(flat[name], self.number) for name in self.columns}
        table = pd.DataFrame({name: values for name, (values, _) in read.items()}, index=names)
        text = any(text for _, text in read.values())
        return Reading((table,), slip("text-numbers") if text else None)

    def handed_in(self, value: pd.DataFrame) -> pd.DataFrame:
        parts = [label.split(_BETWEEN) for label in value.index]
        names = pd.DataFrame(parts, columns=list(self.keys), index=value.index)
        return pd.concat([names, value], axis=1)

    def distance(self, value: pd.DataFrame, other: pd.DataFrame) -> float:
        if set(value.index) != set(other.index):
            return math.inf
        same_order = other.reindex(index=value.index, columns=value.columns)
        return _apart(value.to_numpy(), same_order.to_numpy(), self.number)

    def measure(
        self, value: pd.DataFrame, expected: pd.DataFrame, material: Material
    ) -> list[Message]:
        missing = [label for label in expected.index if label not in value.index]
        extra = [label for label in value.index if label not in expected.index]
        if missing or extra:
            key = "missing-labels" if missing else "extra-labels"
            shown = (missing or extra)[:5]
            values = {"n": len(missing or extra), "labels": shown, "index": self.keys[0]}
            return [Message(f"check.measured.{key}", values)]
        apart = (value - expected.reindex(value.index)).abs()
        wrong = [name for name in apart.columns if not (apart[name] <= self.number.tolerance).all()]
        return [
            Message(
                "check.measured.some-columns",
                {"n": len(wrong), "total": len(apart.columns), "columns": wrong},
            )
        ]

    def facts(self, value: pd.DataFrame, expected: pd.DataFrame) -> dict[str, Any]:
        return {}


def _apart(values: Any, others: Any, number: Number) -> float:
    """Return the largest difference in tolerances; a missing number is infinitely far."""
    gaps = np.abs(values - others)
    if not np.isfinite(gaps).all():
        return math.inf
    # The last digits of a float are no difference, even where exact numbers are demanded.
    gaps = np.where(gaps <= 1e-12 * np.maximum(1.0, np.abs(others)), 0.0, gaps)
    return number.in_tolerances(float(gaps.max(initial=0.0)))


def _factor(value: pd.Series, expected: pd.Series) -> float | None:
    """Find the one factor by which all numbers are too large or too small, if there is one."""
    size = float((expected * expected).sum())
    if len(value) < 2 or not size:
        return None
    factor = float((value * expected).sum()) / size
    left = (value - factor * expected).abs().max()
    plain = factor > 0 and not 0.9 < factor < 1.1
    return factor if plain and left <= 1e-6 * value.abs().max() else None


def _floats(column: pd.Series, number: Number) -> tuple[list[float], bool]:
    """Read the numbers of a column, and tell whether any of them was text.

    What is no number is NaN: it is compared like any other value, and it is never right.
    """
    if column.dtype.kind in "iuf":
        values = column.to_numpy(dtype=float, na_value=math.nan)
        return np.where(np.isfinite(values), values, math.nan).tolist(), False
    read, text = [], False
    for item in column.to_numpy(dtype=object):
        reading = Reading() if is_many(item) else number.read(item, {})
        read.append(reading.values[0] if reading.values else math.nan)
        text = text or (isinstance(item, str) and bool(reading.values))
    return read, text


def _written(label: Any) -> str:
    """Write a label as text: 1, 1.0 and "1" are the same group."""
    if isinstance(label, tuple) and len(label) == 1:
        label = label[0]
    if isinstance(label, float | np.floating) and float(label).is_integer():
        return str(int(label))
    return str(label)[:_MOST_LABEL].strip()


def _joined(columns: Sequence[pd.Series]) -> list[str]:
    """Name each row by its keys."""
    written = [[_written(label) for label in column] for column in columns]
    return [_BETWEEN.join(parts) for parts in zip(*written, strict=True)]


def _frame_of(columns: dict[Any, Any]) -> Any:
    """Make a table of a dictionary of columns; another dictionary stays what it is."""
    if len(columns) > _MOST_ROWS or not all(map(is_many, columns.values())):
        return columns
    if any(len(column) > _MOST_ROWS for column in columns.values()):
        return columns
    return pd.DataFrame(columns)
