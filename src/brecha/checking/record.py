"""An answer as plain data: what a recorder keeps and what a judge elsewhere reads.

Only numbers, text, truth values, lists, labelled columns and tables can be written; nothing is
pickled, so reading a record runs no code.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

__all__ = ["MOST_CELLS", "MOST_TEXT", "Unrecordable", "from_record", "to_record"]

MOST_CELLS = 5_000
MOST_TEXT = 20_000


class Unrecordable(Exception):
    """An answer that has no plain form: a figure, a function, something gigantic.

    Parameters
    ----------
    why : {"type", "many", "text", "number", "damaged"}
        Of a type that isn't kept; too many values; too long a text; too large a number; a record
        that nothing here has written.
    what : object
        What was met: the thing itself, or how many.
    """

    def __init__(
        self, why: Literal["type", "many", "text", "number", "damaged"], what: Any = None
    ) -> None:
        self.why = why
        self.what = what
        super().__init__(why)


def to_record(answer: Any) -> Any:
    """Write an answer as data that JSON can hold.

    Parameters
    ----------
    answer : object
        What the learner handed in.

    Returns
    -------
    object
        Numbers, text, None and truth values as they are; everything else as ``{"type": ...}``.

    Raises
    ------
    Unrecordable
        When the answer has no plain form, or is larger than ``MOST_CELLS`` values.

    Examples
    --------
    >>> import pandas as pd
    >>> to_record(pd.Series({"a": 1.5}))
    {'type': 'series', 'index': ['a'], 'values': [1.5]}
    """
    return _Writer().write(answer)


class _Writer:
    """Write one answer; the values of all its parts are counted together."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def write(self, answer: Any) -> Any:
        if answer is ...:
            return {"type": "ellipsis"}
        if answer is None or isinstance(answer, bool):
            return answer
        if isinstance(answer, np.bool_):
            return bool(answer)
        if isinstance(answer, str):
            return _text(answer)
        if answer is pd.NA or answer is pd.NaT:
            return _number(math.nan)
        if isinstance(answer, np.timedelta64):
            # An integer to numpy, in a unit that the record would lose.
            raise Unrecordable("type", answer)
        if isinstance(answer, numbers.Real | Decimal):
            return _number(answer)
        if isinstance(answer, pd.Series | pd.DataFrame):
            return self._table(answer)
        if isinstance(answer, np.ndarray | pd.Index | ExtensionArray):
            self._count(answer.size)
            return {"type": "list", "values": self._all(answer.tolist())}
        if isinstance(answer, list | tuple):
            self._count(len(answer))
            kind = "tuple" if isinstance(answer, tuple) else "list"
            return {"type": kind, "values": self._all(answer)}
        if isinstance(answer, dict):
            self._count(len(answer))
            items = [[_label(name), self.write(item)] for name, item in answer.items()]
            return {"type": "dict", "items": items}
        raise Unrecordable("type", answer)

    def _table(self, answer: pd.Series | pd.DataFrame) -> dict[str, Any]:
        self._count(answer.size)
        record: dict[str, Any] = {"type": "series" if answer.ndim == 1 else "frame"}
        record["index"] = [_label(label) for label in answer.index]
        if any(name is not None for name in answer.index.names):
            record["names"] = [None if n is None else _label(n) for n in answer.index.names]
        if isinstance(answer, pd.DataFrame):
            record["columns"] = [_label(label) for label in answer.columns]
            columns = [self._all(answer.iloc[:, n].tolist()) for n in range(answer.shape[1])]
            record["values"] = [list(row) for row in zip(*columns, strict=True)]
        else:
            record["values"] = self._all(answer.tolist())
        return record

    def _all(self, items: Iterable[Any]) -> list[Any]:
        return [item if _is_plain(item) else self.write(item) for item in items]

    def _count(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise Unrecordable("many", values)


def from_record(record: Any) -> Any:
    """Read back an answer that ``to_record`` wrote.

    Parameters
    ----------
    record : object
        What came out of JSON.

    Returns
    -------
    object
        The answer; a record of an unknown shape is refused.

    Raises
    ------
    Unrecordable
        When the record has no shape that ``to_record`` writes.

    Examples
    --------
    >>> from_record(to_record((-1, 2)))
    (-1, 2)
    """
    try:
        return _read(record)
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError) as e:
        raise Unrecordable("damaged", record) from e


def _read(record: Any) -> Any:
    if record is None or isinstance(record, bool | int | float | str):
        return record
    match record.get("type"):
        case "ellipsis":
            return ...
        case "float":
            return float(record["value"])
        case "list":
            return [_read(item) for item in record["values"]]
        case "tuple":
            return tuple(_read(item) for item in record["values"])
        case "dict":
            return {_read_label(name): _read(item) for name, item in record["items"]}
        case "series":
            values = [_read(item) for item in record["values"]]
            return pd.Series(values, index=_read_index(record), dtype=_dtype(values))
        case "frame":
            rows = [[_read(item) for item in row] for row in record["values"]]
            columns = [_read_label(label) for label in record["columns"]]
            if any(len(row) != len(columns) for row in rows):
                raise Unrecordable("damaged", record)
            return pd.DataFrame(rows, index=_read_index(record), columns=columns)
    raise Unrecordable("damaged", record)


def _read_index(record: dict[str, Any]) -> pd.Index:
    labels = [_read_label(label) for label in record["index"]]
    names = record.get("names", [None])
    if len(names) > 1:
        return pd.MultiIndex.from_tuples(labels, names=[_read_label(name) for name in names])
    index: pd.Index = pd.Index(labels, dtype=None if labels else object)
    return index if names[0] is None else index.rename(_read_label(names[0]))


def _read_label(label: Any) -> Any:
    if isinstance(label, list):
        return tuple(_read_label(part) for part in label)
    if label is None or isinstance(label, str | int | float):
        return label
    raise Unrecordable("damaged", label)


def _is_plain(item: Any) -> bool:
    """Tell at once what most cells are: a number that stays as it is."""
    if type(item) is float:
        return math.isfinite(item)
    return type(item) is int and -(2**53) < item < 2**53


def _dtype(values: list[Any]) -> Any:
    """Keep numbers as numbers; anything else stays as it was written, so that slips survive."""
    plain = all(type(value) in (int, float) for value in values)
    return None if values and plain else object


def _text(answer: str) -> str:
    if len(answer) > MOST_TEXT:
        raise Unrecordable("text", len(answer))
    # Half of a surrogate pair is text to Python, and to no file or network.
    return str(answer).encode("utf-8", "replace").decode("utf-8")


def _number(answer: Any) -> Any:
    try:
        value = float(answer)
    except OverflowError as error:
        raise Unrecordable("number") from error
    if isinstance(answer, numbers.Integral) and abs(int(answer)) < 2**53:
        return int(answer)
    if math.isfinite(value):
        return value
    # JSON has no word for these; many readers refuse the ones that Python writes.
    return {"type": "float", "value": str(value)}


def _label(label: Any) -> Any:
    if isinstance(label, str):
        return _text(label)
    if isinstance(label, tuple):
        return [_label(part) for part in label]
    if type(label) is int or isinstance(label, np.integer):
        return int(label)
    if isinstance(label, float) and math.isfinite(label):
        return float(label)
    return _text(str(label))
