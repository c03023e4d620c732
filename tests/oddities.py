"""Answers that nobody expects: each must get a sensible verdict, quickly, and never an exception.

None of them is right for any exercise of the toy lesson.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

_METHODS = (
    "__array__",
    "__bool__",
    "__call__",
    "__eq__",
    "__float__",
    "__format__",
    "__ge__",
    "__getattr__",
    "__getitem__",
    "__hash__",
    "__index__",
    "__int__",
    "__iter__",
    "__len__",
    "__lt__",
    "__neg__",
    "__repr__",
    "__str__",
)


def _fail(*_: Any, **__: Any) -> Any:
    raise RuntimeError("<b>broken</b> *on* `purpose`")


def breaks(*names: str, base: type = object, value: tuple[Any, ...] = ()) -> Any:
    """Make an object some of whose methods raise."""
    members: dict[str, Any] = dict.fromkeys(names, _fail)
    if "__class__" in members:
        members["__class__"] = property(_fail)
    return type("Broken", (base,), members)(*value)


def _nested(depth: int) -> list[Any]:
    answer: list[Any] = [1]
    for _ in range(depth):
        answer = [answer]
    return answer


def _doubling(levels: int) -> list[Any]:
    answer: list[Any] = [1]
    for _ in range(levels):
        answer = [answer, answer]
    return answer


def _inside_itself() -> list[Any]:
    answer: list[Any] = []
    answer += [answer, answer]
    return answer


TILLS = ["east", "north", "south", "west"]

ODDITIES: dict[str, Callable[[], Any]] = {
    # empty and missing
    "none": lambda: None,
    "nan": lambda: float("nan"),
    "pandas NA": lambda: pd.NA,
    "NaT": lambda: pd.NaT,
    "masked": lambda: np.ma.masked,
    "masked array": lambda: np.ma.array([0.64], mask=[True]),
    "empty list": list,
    "empty dict": dict,
    "empty array": lambda: np.array([]),
    "empty column": lambda: pd.Series(dtype=float),
    "empty table": pd.DataFrame,
    "columns without rows": lambda: pd.DataFrame(columns=["till", "lost", "share"]),
    # numbers of other kinds
    "infinity": lambda: float("inf"),
    "minus infinity": lambda: float("-inf"),
    "truth": lambda: True,
    "numpy truth": lambda: np.True_,
    "complex": lambda: 0.64 + 0j,
    "numpy complex": lambda: np.complex128(0.64),
    "decimal NaN": lambda: Decimal("sNaN"),
    "decimal huge": lambda: Decimal("1e10000"),
    "fraction": lambda: Fraction(1, 3),
    "timedelta": lambda: pd.Timedelta(10_000, "s"),
    "numpy timedelta": lambda: np.timedelta64(10_000, "ns"),
    "python timedelta": lambda: datetime.timedelta(days=1),
    "timestamp": lambda: pd.Timestamp("2024-01-01"),
    "numpy date": lambda: np.datetime64("2024-01-01"),
    "numpy date array": lambda: np.array(["1970-01-01T00:00:00.000010"], dtype="datetime64[ns]"),
    "date": lambda: datetime.date(2024, 1, 1),
    "period": lambda: pd.Period("2024-01"),
    "interval": lambda: pd.Interval(0, 1),
    "bytes": lambda: b"CADB",
    "float16": lambda: np.float16(0.1),
    # gigantic
    "gigantic integer": lambda: 10**10_000,
    "gigantic negative integer": lambda: -(10**10_000),
    "list of 10^7": lambda: [0.64] * 10**7,
    "tuple of 10^7": lambda: (1,) * 10**7,
    "array of 10^7": lambda: np.zeros(10**7),
    "column of 10^7": lambda: pd.Series(np.zeros(10**7)),
    "table of 10^6 rows": lambda: pd.DataFrame(
        np.zeros((10**6, 3)), columns=["till", "lost", "share"]
    ),
    "table of 10^4 columns": lambda: pd.DataFrame(np.zeros((1, 10**4))),
    "text of 10 MB": lambda: "B" * 10**7,
    "dots of 10 MB": lambda: "." * 10**7,
    "blanks of 10 MB": lambda: "B" + " " * 10**7,
    "range of 10^12": lambda: range(10**12),
    "dict of 10^6": lambda: dict.fromkeys(range(10**6), 1),
    "dict of long columns": lambda: {"till": [1] * 10**6, "lost": [1] * 10**6, "share": [1]},
    # nested and endless
    "deeply nested": lambda: _nested(5_000),
    "doubling": lambda: _doubling(60),
    "inside itself": _inside_itself,
    "ragged": lambda: [[1], [1, 2]],
    "list of lists": lambda: [[0.9], [0.6], [0.9], [0.4]],
    "generator": lambda: (number for number in [0.64]),
    "endless generator": lambda: iter(int, 1),
    "map": lambda: map(str, TILLS),
    # objects of other kinds
    "object": object,
    "class": lambda: int,
    "module": lambda: np,
    "lambda": lambda: lambda: 0.64,
    "builtin": lambda: print,
    "method": lambda: pd.Series([1]).mean,
    "set": lambda: {0.64, 0.7},
    "groups": lambda: pd.DataFrame({"till": TILLS, "served": range(4)}).groupby("till"),
    "grouped column": lambda: pd.DataFrame({"till": TILLS, "n": range(4)}).groupby("till")["n"],
    "exception": lambda: ValueError("<b>"),
    "not implemented": lambda: NotImplemented,
    # columns and tables that are odd
    "column of objects": lambda: pd.Series([None, "x", [1], {}], index=TILLS, dtype=object),
    "column of None": lambda: pd.Series([None] * 4, index=TILLS, dtype=object),
    "column of NA": lambda: pd.Series([pd.NA] * 4, index=TILLS, dtype="Float64"),
    "column of truths": lambda: pd.Series([True, False, True, False], index=TILLS),
    "column of dates": lambda: pd.Series(pd.date_range("2024", periods=4), index=TILLS),
    "column of durations": lambda: pd.Series(pd.to_timedelta([9, 6, 9, 4], "s"), index=TILLS),
    "column of categories": lambda: pd.Series(pd.Categorical(["a", "b", "a", "b"]), index=TILLS),
    "column of infinities": lambda: pd.Series([0.9, 0.6, 0.9, float("inf")], index=TILLS),
    "column with one empty": lambda: pd.Series([0.9, 0.6, 0.9, float("nan")], index=TILLS),
    "column of tuples": lambda: pd.Series([(0, 9), (0, 6), (0, 9), (0, 4)], index=TILLS),
    "column of complex": lambda: pd.Series([0.9, 0.6, 0.9, 0.4], index=TILLS, dtype=complex),
    "column of broken": lambda: pd.Series([breaks(*_METHODS)] * 4, index=TILLS),
    "repeated labels": lambda: pd.Series([0.9] * 4, index=["east", "east", "south", "west"]),
    "labels of two levels": lambda: pd.Series(
        [0.9, 0.6, 0.9, 0.4], index=pd.MultiIndex.from_product([["east", "west"], [1, 2]])
    ),
    "labels of dates": lambda: pd.Series([0.9] * 4, index=pd.date_range("2024", periods=4)),
    "labels of intervals": lambda: pd.Series([0.9] * 4, index=pd.interval_range(0, 4)),
    "labels that are empty": lambda: pd.Series([0.9] * 4, index=[None, np.nan, "south", "west"]),
    "labels that are broken": lambda: pd.Series([0.9, 0.6], index=[breaks("__str__"), "west"]),
    "categorical": lambda: pd.Categorical(TILLS),
    "categorical index": lambda: pd.CategoricalIndex(TILLS),
    "index": lambda: pd.Index(TILLS),
    "array of two dimensions": lambda: np.zeros((2, 2)),
    "structured array": lambda: np.zeros(4, dtype=[("a", float), ("b", float)]),
    "columns that repeat": lambda: pd.DataFrame(
        [["east", 1, 2, 3]], columns=["till", "lost", "share", "share"]
    ),
    "keys that repeat": lambda: pd.DataFrame(
        {"till": ["east", "east"], "lost": [1, 1], "share": [1, 1]}
    ),
    "table of truths": lambda: pd.DataFrame(
        {"till": TILLS, "lost": [True] * 4, "share": [True] * 4}
    ),
    "table with broken cells": lambda: pd.DataFrame(
        {"till": TILLS, "lost": [breaks(*_METHODS)] * 4, "share": [None] * 4}
    ),
    "dict of scalars": lambda: {"till": "east", "lost": 1, "share": 0.1},
    "dict of odd keys": lambda: {None: 1, (1, 2): 2, 3.5: "x"},
    "dict of unequal columns": lambda: {"till": TILLS, "lost": [1], "share": [2, 3]},
    # text
    "text of markup": lambda: "<script>alert(1)</script> **b** `c` *i* {answer}",
    "text of paragraphs": lambda: "one\n\ntwo\n\n\x00three\x00",
    "half a surrogate": lambda: "\ud800 B",
    "signs of private use": lambda: "\ue000\ue001",
    "text of a number": lambda: "1e400",
    "text of braces": lambda: "{0.__class__}",
    "text of zeros": lambda: "\u0660,\u0661",
    # objects that break when they are looked at
    "broken everywhere": lambda: breaks(*_METHODS, "__class__"),
    "broken __class__": lambda: breaks("__class__"),
    **{f"broken {name}": lambda name=name: breaks(name) for name in _METHODS},
    "broken list": lambda: breaks("__len__", "__iter__", "__getitem__", base=list, value=([1],)),
    "broken text": lambda: breaks("strip", "__len__", "__str__", "__eq__", base=str, value=("B",)),
    "broken float": lambda: breaks("__float__", "__neg__", base=float, value=(0.64,)),
    "broken integer": lambda: breaks("__float__", "__abs__", base=int, value=(10_000,)),
    "broken dict": lambda: breaks("__len__", "items", "get", base=dict, value=({"1": "A"},)),
    "broken column": lambda: breaks("to_numpy", "__len__", base=pd.Series, value=([1.0, 2.0],)),
}

GIGANTIC = [name for name in ODDITIES if "10" in name or "gigantic" in name or "long" in name]
