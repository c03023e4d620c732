"""Answers that are a column with labels, or a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking.kinds.base import (
    MOST_VALUES,
    Kind,
    Material,
    Reading,
    Repair,
    slip,
    type_word,
)
from brecha.checking.kinds.number import Number
from brecha.checking.verdict import Message
from brecha.checking.words import fold

__all__ = ["Frame", "Series"]


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
            answer = pd.Series(answer, dtype=object)
        if isinstance(answer, pd.Series):
            return self._from_series(answer, words)
        if isinstance(answer, list | tuple | np.ndarray | pd.Index):
            return self._from_list(answer)
        if callable(answer):
            return Reading(slip=slip("function"))
        if hasattr(answer, "ngroups"):
            return Reading(slip=slip("groups", index=self.index))
        if not Number().read(answer, {}).values:
            return Reading(slip=slip("not-a-column", type=type_word(answer), index=self.index))
        return Reading(slip=slip("one-number", index=self.index))

    def _from_frame(self, answer: pd.DataFrame, words: Mapping[str, str]) -> Reading:
        if self.index in answer.columns and answer.shape[1] == 2:
            answer = answer.set_index(self.index)
        if answer.shape[1] == 1:
            return self._from_series(answer.iloc[:, 0], words)
        if len(answer) > MOST_VALUES:
            return Reading(slip=slip("too-much", n=len(answer)))
        return Reading(slip=slip("whole-table", n=answer.shape[1], index=self.index))

    def _from_series(self, answer: pd.Series, words: Mapping[str, str]) -> Reading:
        if len(answer) > 20 * max(len(self.labels), 50):
            return Reading(slip=slip("not-grouped", n=len(answer), index=self.index))
        values, text = [], False
        for item in answer.to_numpy(dtype=object):
            reading = self.number.read(item, words)
            if not reading.values:
                # An empty cell is a value of its own here: it is compared, and it is never right.
                values.append(math.nan)
                continue
            text = text or isinstance(item, str)
            values.append(reading.values[0])
        labels = [self._label(label, words) for label in answer.index]
        if len(set(labels)) < len(labels):
            return Reading(slip=slip("repeated-labels", n=len(labels), index=self.index))
        given = pd.Series(values, index=labels, dtype=float)
        if self.labels and not set(given.index) & set(self.labels):
            if len(given) == len(self.labels) and isinstance(answer.index, pd.RangeIndex):
                return self._from_list(values)
            shown = ", ".join(str(label)[:30] for label in labels[:3])
            return Reading(slip=slip("other-labels", given=shown, index=self.index))
        return Reading((given,), slip("text-numbers") if text else None)

    def _from_list(self, answer: Any) -> Reading:
        count = len(answer)
        if not self.labels or count != len(self.labels):
            return Reading(slip=slip("no-labels", n=count, index=self.index))
        ordered = pd.Series(list(answer), index=sorted(self.labels), dtype=object)
        reading = self._from_series(ordered, {})
        # Without labels only their order can tell which number is whose: the groups' own order.
        return Reading(reading.values, reading.slip or slip("labels-lost", index=self.index))

    def _label(self, label: Any, words: Mapping[str, str]) -> str:
        if isinstance(label, str):
            if label in self.labels:
                return label
            return words.get(fold(label), label.strip())
        if isinstance(label, float) and label.is_integer():
            return str(int(label))
        return str(label)

    def canonical(self, value: Any) -> pd.Series:
        series = pd.Series(value, dtype=float)
        series.index = [str(label) for label in series.index]
        return series

    def distance(self, value: pd.Series, other: pd.Series) -> float:
        if set(value.index) != set(other.index):
            return math.inf
        apart = (value - other.reindex(value.index)).abs()
        if apart.isna().any():
            return math.inf
        tolerance = self.number.tolerance
        worst = float(apart.max())
        return worst / (tolerance * (1 + 1e-9)) if tolerance else (0.0 if worst < 1e-9 else math.inf)

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
            means.index = means.index.map(str)
            for column in means.columns:
                if self.distance(value, means[column]) <= 1:
                    return Message(
                        "check.measured.column-means", {"column": str(column), "table": name}
                    )
        return None

    def facts(self, value: pd.Series, expected: pd.Series) -> dict[str, Any]:
        shared = [label for label in expected.index if label in value.index]
        apart = (value.reindex(shared) - expected.reindex(shared)).abs().dropna()
        if apart.empty:
            return {}
        label = apart.idxmax()
        return {
            "label": label,
            "answer": float(value[label]),
            "expected": float(expected[label]),
            "difference": float(value[label] - expected[label]),
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
            answer = pd.DataFrame(answer)
        if isinstance(answer, pd.Series):
            answer = answer.to_frame()
        if not isinstance(answer, pd.DataFrame):
            if callable(answer):
                return Reading(slip=slip("function"))
            return Reading(slip=slip("not-a-table", type=type_word(answer)))
        if answer.size > MOST_VALUES:
            return Reading(slip=slip("too-much", n=answer.size))
        flat = answer.reset_index() if set(self.keys) & set(answer.index.names) else answer
        lacking = [name for name in self.keys + self.columns if name not in flat.columns]
        if lacking:
            there = [str(name) for name in flat.columns[:8]]
            return Reading(slip=slip("missing-column", column=lacking[0], columns=there))
        names = flat[list(self.keys)].astype(str).agg(" · ".join, axis=1)
        if names.duplicated().any():
            return Reading(slip=slip("repeated-labels", n=len(names), index=self.keys[0]))
        table = flat[list(self.columns)].apply(pd.to_numeric, errors="coerce").astype(float)
        table.index = pd.Index(names.to_numpy())
        return Reading((table,))

    def distance(self, value: pd.DataFrame, other: pd.DataFrame) -> float:
        if set(value.index) != set(other.index):
            return math.inf
        apart = (value - other.reindex(value.index)).abs().to_numpy()
        if np.isnan(apart).any():
            return math.inf
        tolerance = self.number.tolerance
        worst = float(apart.max(initial=0.0))
        return worst / (tolerance * (1 + 1e-9)) if tolerance else (0.0 if worst < 1e-9 else math.inf)

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
