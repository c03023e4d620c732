"""An answer as plain data: what a recorder keeps and what a judge elsewhere reads.

Only numbers, text, truth values, lists, labelled columns and tables can be written; nothing is
pickled, so reading a record runs no code.
"""

from __future__ import annotations

import math
import numbers
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["MOST_CELLS", "Unrecordable", "from_record", "to_record"]

MOST_CELLS = 5_000
_MOST_TEXT = 20_000


class Unrecordable(Exception):
    """An answer that has no plain form: a figure, a function, something gigantic."""


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
    if answer is ...:
        return {"type": "ellipsis"}
    if answer is None or isinstance(answer, bool):
        return answer
    if isinstance(answer, np.bool_):
        return bool(answer)
    if isinstance(answer, str):
        if len(answer) > _MOST_TEXT:
            raise Unrecordable(f"a text of {len(answer)} characters")
        return str(answer)
    if isinstance(answer, numbers.Real):
        return _number(answer)
    if isinstance(answer, pd.Series):
        _bounded(answer.size)
        return {
            "type": "series",
            "index": [_label(label) for label in answer.index],
            "values": [to_record(item) for item in answer.tolist()],
        }
    if isinstance(answer, pd.DataFrame):
        _bounded(answer.size)
        return {
            "type": "frame",
            "index": [_label(label) for label in answer.index],
            "columns": [_label(label) for label in answer.columns],
            "values": [[to_record(item) for item in row] for row in answer.to_numpy().tolist()],
        }
    if isinstance(answer, np.ndarray):
        _bounded(answer.size)
        return {"type": "list", "values": [to_record(item) for item in answer.tolist()]}
    if isinstance(answer, list | tuple):
        _bounded(len(answer))
        kind = "tuple" if isinstance(answer, tuple) else "list"
        return {"type": kind, "values": [to_record(item) for item in answer]}
    if isinstance(answer, dict):
        _bounded(len(answer))
        items = [[_label(name), to_record(item)] for name, item in answer.items()]
        return {"type": "dict", "items": items}
    raise Unrecordable(type(answer).__name__)


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
    if record is None or isinstance(record, bool | int | float | str):
        return record
    if not isinstance(record, dict):
        raise Unrecordable(f"a record of type {type(record).__name__}")
    kind = record.get("type")
    try:
        if kind == "ellipsis":
            return ...
        if kind == "float":
            return float(record["value"])
        if kind in ("list", "tuple"):
            values = [from_record(item) for item in record["values"]]
            return tuple(values) if kind == "tuple" else values
        if kind == "dict":
            return {str(name): from_record(item) for name, item in record["items"]}
        if kind == "series":
            values = [from_record(item) for item in record["values"]]
            return pd.Series(values, index=[str(label) for label in record["index"]])
        if kind == "frame":
            rows = [[from_record(item) for item in row] for row in record["values"]]
            columns = [str(label) for label in record["columns"]]
            return pd.DataFrame(rows, index=[str(i) for i in record["index"]], columns=columns)
    except (KeyError, TypeError, ValueError) as error:
        raise Unrecordable(f"a damaged record of type {kind!r}: {error}") from error
    raise Unrecordable(f"a record of type {kind!r}")


def _number(answer: Any) -> Any:
    try:
        value = float(answer)
    except OverflowError as error:
        raise Unrecordable("a number too large to be written") from error
    if isinstance(answer, numbers.Integral) and abs(int(answer)) < 2**53:
        return int(answer)
    if math.isfinite(value):
        return value
    # JSON has no word for these; many readers refuse the ones that Python writes.
    return {"type": "float", "value": str(value)}


def _label(label: Any) -> Any:
    return label if isinstance(label, str) else str(label)


def _bounded(count: int) -> None:
    if count > MOST_CELLS:
        raise Unrecordable(f"{count} values")
