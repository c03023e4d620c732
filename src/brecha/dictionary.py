"""The dictionary of a data set: what every column means, and whether a file agrees with it.

``dictionary.toml`` stands beside ``data.csv``. It holds the meaning of each column in both
languages, its unit, type, allowed values and missing code, and for the whole file its source,
licence, number of rows and SHA-256.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from brecha.errors import DataError
from brecha.text import LANGUAGES

__all__ = ["TYPES", "Column", "Dictionary", "damaged", "fault", "read"]

TYPES = ("integer", "number", "date", "category")
_RESTORE = (
    "Restore data/{name} as it was released (in a checkout: `git checkout -- data/{name}`). "
    "If you changed it on purpose, export it again (`python -m brecha.dev.export_data {name}`) "
    "and bring dictionary.toml up to date."
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """Say what one column holds.

    Attributes
    ----------
    name, original : str
        The name here, and the one in the file that the set was exported from.
    type : str
        One of ``TYPES``.
    meaning, unit : mapping
        By language.
    low, high : int, float, date or None
        Smallest and largest allowed value; a missing code lies outside.
    values : mapping
        Allowed codes and what they stand for, by language; empty where a range says it.
    missing : int, float, str or None
        The code that stands for "no answer", if the file has one.
    """

    name: str
    original: str
    type: str
    meaning: Mapping[str, str]
    unit: Mapping[str, str]
    low: Any = None
    high: Any = None
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Any = None

    def allowed(self, language: str) -> str:
        """Write the allowed values in one line: a range, or codes with their words.

        Examples
        --------
        >>> both = {"en": "points", "es": "puntos"}
        >>> Column(name="a", original="A", type="integer", meaning=both, unit=both,
        ...        low=1, high=10).allowed("es")
        '1 – 10'
        """
        if self.values:
            return ", ".join(f"{code} = {words[language]}" for code, words in self.values.items())
        return f"{self.low} – {self.high}"


@dataclass(frozen=True, kw_only=True)
class Dictionary:
    """Say what a data set holds, where it comes from and on which terms.

    ``carrier`` tells which package the file was exported from: ``registry``, ``package``,
    ``version``, ``file``, and ``header`` where that file names no columns.
    """

    name: str
    title: Mapping[str, str]
    note: Mapping[str, str]
    source: str
    citation: str
    licence: str
    carrier: Mapping[str, Any]
    sha256: str
    rows: int
    columns: tuple[Column, ...]


def read(folder: Path) -> Dictionary:
    """Read the dictionary in a data set's folder.

    A dictionary that leaves something out is refused as a damaged one is: whoever loads the data
    would learn of it only when a meaning is shown.

    Parameters
    ----------
    folder : Path
        The folder of one set; its name is the set's.

    Raises
    ------
    DataError
        If the dictionary is missing, isn't TOML, is incomplete or belongs to another set.
    """
    try:
        table = tomllib.loads((folder / "dictionary.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        reason = "dictionary.toml is missing, and without it the data can't be checked"
        raise damaged(folder, reason) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise damaged(folder, f"dictionary.toml can't be read ({error})") from error
    try:
        columns = tuple(_column(name, entry) for name, entry in table.pop("columns").items())
        found = Dictionary(**table, columns=columns)
        _in_every_language(f"the set {found.name}", found.title, found.note)
    except (AttributeError, KeyError, TypeError) as error:
        reason = f"dictionary.toml is incomplete or has a stray entry ({error})"
        raise damaged(folder, reason) from error
    if found.name != folder.name:
        raise damaged(folder, f"dictionary.toml belongs to a set named {found.name!r}")
    return found


def fault(frame: pd.DataFrame, dictionary: Dictionary) -> str | None:
    """Say how a frame first differs from its dictionary, or None when it doesn't.

    Columns and their order come first, then the number of rows, then for each column its type and
    its values. The frame holds missing codes as they are in the file.
    """
    expected = [column.name for column in dictionary.columns]
    if list(frame.columns) != expected:
        return f"data.csv has the columns {list(frame.columns)}, expected {expected}"
    if len(frame) != dictionary.rows:
        return f"data.csv has {len(frame)} rows, expected {dictionary.rows}"
    faults = (_column_fault(frame[column.name], column) for column in dictionary.columns)
    return next((found for found in faults if found), None)


def damaged(folder: Path, reason: str) -> DataError:
    """Build the error that refuses a data set: which one, why, and what to do."""
    remedy = _RESTORE.format(name=folder.name)
    return DataError(f"The data set {folder.name!r} is refused: {reason}. {remedy}")


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    column = Column(name=name, **entry)
    where = f"the column {name}"
    if column.type not in TYPES:
        raise TypeError(f"{where} has type {column.type!r}, which is none of {', '.join(TYPES)}")
    if not column.values and (column.low is None or column.high is None):
        raise TypeError(f"{where} has neither values nor low and high")
    _in_every_language(where, column.meaning, column.unit, *column.values.values())
    return column


def _in_every_language(where: str, *texts: Mapping[str, str]) -> None:
    for text in texts:
        if set(text) != set(LANGUAGES) or not all(text.values()):
            raise TypeError(f"{where} needs each text in {' and '.join(LANGUAGES)}, has {text}")


def _column_fault(values: pd.Series[Any], column: Column) -> str | None:
    fits = {
        "integer": pd.api.types.is_integer_dtype,
        "number": pd.api.types.is_numeric_dtype,
        "date": pd.api.types.is_datetime64_any_dtype,
        "category": pd.api.types.is_string_dtype,
    }
    if not fits[column.type](values.dtype):
        return f"column {column.name} is of type {values.dtype}, expected {column.type}"
    given = values if column.missing is None else values[values != column.missing]
    if column.values:
        right = given.astype(str).isin(list(column.values))
    elif column.type == "date":
        right = given.between(pd.Timestamp(column.low), pd.Timestamp(column.high))
    else:
        right = given.between(column.low, column.high)
    if right.all():
        return None
    return f"column {column.name} holds {given[~right].iloc[0]}, allowed: {column.allowed('en')}"
