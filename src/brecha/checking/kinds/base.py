"""What every kind of answer can do."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from brecha.checking.verdict import Message

__all__ = [
    "Kind",
    "Material",
    "Reading",
    "Repair",
    "is_many",
    "single",
    "slip",
    "text_slip",
    "type_word",
]

_MOST_NESTED = 4


class Material(Protocol):
    """What a check may ask of a learner's version: its tables and parameters."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters of this version."""

    @property
    def names(self) -> Sequence[str]:
        """The names of its tables."""

    def data(self, name: str) -> pd.DataFrame:
        """Return a fresh copy of one table."""


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood.

    Parameters
    ----------
    values : tuple
        What the answer may mean, in the kind's own form; empty when it can't be read at all.
    slip : Message, optional
        The slip through which it was read. With values: right but for the slip is "nearly".
    """

    values: tuple[Any, ...] = ()
    slip: Message | None = None


@dataclass(frozen=True)
class Repair:
    """A reading of an answer under the assumption of one slip (78 for 0.78...)."""

    value: Any
    slip: Message


def slip(name: str, **values: Any) -> Message:
    """Name a slip of beginners; its text stands under ``check.slip``."""
    return Message(f"check.slip.{name}", values)


def text_slip(answer: object) -> Message | None:
    """Tell a line of code that was handed in as text from other text.

    Examples
    --------
    >>> text_slip('survey["gap"].mean()').key
    'check.slip.code-as-text'
    >>> text_slip("about (very) good") is None
    True
    """
    code = isinstance(answer, str) and _CODE.search(answer[:_MOST_CODE]) is not None
    return slip("code-as-text") if code else None


_MOST_CODE = 500
_CODE = re.compile(r"\w\(|\w\[[\"']")

_WORDS = {
    "NoneType": "none",
    "bool": "truth-value",
    "bool_": "truth-value",
    "int": "number",
    "float": "number",
    "Decimal": "number",
    "Fraction": "number",
    "complex": "complex",
    "complex128": "complex",
    "str": "text",
    "str_": "text",
    "bytes": "bytes",
    "list": "list",
    "tuple": "list",
    "set": "list",
    "frozenset": "list",
    "range": "list",
    "ndarray": "list",
    "MaskedArray": "list",
    "MaskedConstant": "missing",
    "Index": "list",
    "RangeIndex": "list",
    "CategoricalIndex": "list",
    "DatetimeIndex": "list",
    "MultiIndex": "list",
    "Categorical": "list",
    "dict": "dictionary",
    "dict_values": "list",
    "Series": "column",
    "DataFrame": "table",
    "DataFrameGroupBy": "groups",
    "SeriesGroupBy": "groups",
    "function": "function",
    "method": "function",
    "builtin_function_or_method": "function",
    "type": "function",
    "generator": "generator",
    "date": "date",
    "datetime": "date",
    "datetime64": "date",
    "Timestamp": "date",
    "timedelta": "duration",
    "timedelta64": "duration",
    "Timedelta": "duration",
    "NAType": "missing",
    "NaTType": "missing",
    "Figure": "figure",
    "Axes": "figure",
    "ellipsis": "dots",
}


def type_word(answer: object) -> str:
    """Return the code of the learner's word for a type (``labels.type-table``), or its name.

    Examples
    --------
    >>> type_word([1, 2])
    'type-list'
    >>> type_word(object())
    'object'
    """
    name = type(answer).__name__
    if issubclass(type(answer), np.floating | np.integer) and name != "timedelta64":
        return "type-number"
    word = _WORDS.get(name)
    return f"type-{word}" if word else name


def is_many(answer: Any) -> bool:
    """Tell whether an answer is a container of values: a list, an array, a column, a table."""
    return isinstance(
        answer, list | tuple | np.ndarray | pd.Series | pd.Index | pd.DataFrame | ExtensionArray
    )


def single(answer: Any) -> Any:
    """Take the one thing out of containers that hold one; everything else stays as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> single(pd.Series(["north"]))
    'north'
    >>> single([1, 2])
    [1, 2]
    """
    for _ in range(_MOST_NESTED):
        if isinstance(answer, list | tuple):
            size = len(answer)
        elif is_many(answer):
            size = answer.size
        else:
            break
        if size != 1:
            break
        answer = _only(answer)
    return answer


def _only(answer: Any) -> Any:
    if isinstance(answer, pd.DataFrame):
        return answer.iat[0, 0]
    if isinstance(answer, pd.Series):
        return answer.iat[0]
    if isinstance(answer, np.ma.MaskedArray):
        # What lies under a mask is not the learner's number.
        return np.nan if np.ma.getmaskarray(answer).any() else answer.data.reshape(-1)[0]
    if isinstance(answer, np.ndarray):
        return answer.reshape(-1)[0]
    return answer[0]


class Kind(ABC):
    """A kind of answer: how it is read, compared, and what can be said of a wrong one."""

    form: ClassVar[str] = "none"
    """What is asked for where nothing was answered yet, and the form that the notebook offers:
    number, choice, sorting and ranking have one; none, text, function and figure have not."""

    judged: ClassVar[bool] = True
    """Whether an answer of this kind is judged at all (free text is not)."""

    @abstractmethod
    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        """Read an answer; ``words`` maps learners' words, folded, to codes."""

    @abstractmethod
    def distance(self, value: Any, other: Any) -> float:
        """Return how far two values are apart, in tolerances: up to 1 they are the same."""

    def same(self, value: Any, other: Any) -> bool:
        """Tell whether two values count as the same answer."""
        return self.distance(value, other) <= 1.0

    def canonical(self, value: Any) -> Any:
        """Bring what a reference function returned into the form that ``read`` gives."""
        reading = self.read(value, {})
        if len(reading.values) != 1 or reading.slip is not None:
            raise TypeError(f"{value!r} is no answer of the kind {type(self).__name__}")
        return reading.values[0]

    def handed_in(self, value: Any) -> Any:
        """Return a value as a learner would hand it in, for whoever tries exercises out."""
        return value

    def nearest(self, value: Any, accepted: Sequence[Any]) -> Any:
        """Choose, of several right answers, the one that a wrong answer is held against."""
        return accepted[0]

    def repairs(self, value: Any, material: Material) -> Iterator[Repair]:
        """Yield what the answer would be without one of the usual slips."""
        return iter(())

    def measure(self, value: Any, expected: Any, material: Material) -> list[Message]:
        """Say what can be measured of a wrong answer that nobody has foreseen."""
        return []

    def facts(self, value: Any, expected: Any) -> dict[str, Any]:
        """Return the values that every message about this answer may use."""
        return {"answer": value, "expected": expected}

    def feedback_keys(self, value: Any, expected: Any) -> list[str]:
        """Return keys below ``<slug>.feedback`` that speak of this wrong answer, best first."""
        return []
