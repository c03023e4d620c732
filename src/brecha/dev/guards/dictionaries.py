"""Guard that every data set and every table that a lesson shows is described, column by column."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from brecha import dictionary
from brecha.dev.problem import Problem
from brecha.errors import DataError

__all__ = ["PIECES", "described", "documented"]

PIECES = ("data.csv", "dictionary.toml", "README.md", "LICENSE-NOTICE")
"""What the folder of a data set holds."""


def documented(folder: Path, *, path: str) -> list[Problem]:
    """Compare a data set's file with its dictionary: columns, hash, and the papers beside it.

    Types and ranges are compared when the set is loaded.

    Parameters
    ----------
    folder : Path
        The folder of the set.
    path : str
        How to name it in messages.

    Returns
    -------
    list of Problem
        One for each disagreement.
    """
    missing = [name for name in PIECES if not (folder / name).is_file()]
    problems = [
        Problem(f"{path}/{name}", None, "This file is missing", "Write it; see data/README.md")
        for name in missing
    ]
    if "dictionary.toml" in missing:
        return problems
    try:
        found = dictionary.read(folder)
    except DataError as error:
        return [*problems, Problem(f"{path}/dictionary.toml", None, str(error), "Mend it")]
    if "data.csv" in missing:
        return problems
    content = (folder / "data.csv").read_bytes()
    header = next(csv.reader([content.split(b"\n", 1)[0].decode().strip()]), [])
    names = [column.name for column in found.columns]
    for name in header:
        if name not in names:
            problems.append(
                Problem(
                    f"{path}/dictionary.toml",
                    f"columns.{name}",
                    f"The column {name!r} of data.csv is not described",
                    "Say what it means, its unit, type, range and missing code",
                )
            )
    for name in names:
        if name not in header:
            problems.append(
                Problem(
                    f"{path}/dictionary.toml",
                    f"columns.{name}",
                    f"data.csv has no column {name!r}",
                    "Remove the entry, or export the data again",
                )
            )
    if hashlib.sha256(content).hexdigest() != found.sha256:
        problems.append(
            Problem(
                f"{path}/data.csv",
                None,
                "The file is not the one that dictionary.toml describes: its SHA-256 differs",
                f"Run `python -m brecha.dev.export_data {folder.name}`, or restore it from git",
            )
        )
    return problems


def described(
    tables: Mapping[str, Sequence[str]], texts: Mapping[str, Any], *, path: str
) -> list[Problem]:
    """Find columns of a shown table without a text that says what they mean.

    Parameters
    ----------
    tables : mapping of str to sequence of str
        The columns of each table that a notebook describes.
    texts : mapping
        The texts of the lesson and those that it shares, flat.
    path : str
        The lesson's file of texts.

    Returns
    -------
    list of Problem
        One for each column.
    """
    return [
        Problem(
            path,
            f"columns.{table}.{column}",
            f"The column {column!r} of the table {table!r} is not described",
            "Say what it means, with its unit and range",
        )
        for table, columns in tables.items()
        for column in columns
        if not texts.get(f"columns.{table}.{column}")
    ]
