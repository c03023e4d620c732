"""Who runs: a roster of students, or a grid of parameters, checked whole before anything runs."""

from __future__ import annotations

import csv
import hashlib
import hmac
import itertools
import re
import secrets
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brecha.batch.rules import Rules
from brecha.errors import BrechaError
from brecha.lessons.parameter import HIGHEST_SEED

__all__ = ["Entry", "RosterError", "file_name", "read_grid", "read_key", "read_roster", "seed_of"]

STUDENT = "student"
_ASIDE = ("name",)
_MOST_FAULTS = 20


class RosterError(BrechaError):
    """A roster or grid with faults; the message lists them all, and nothing was run."""


@dataclass(frozen=True)
class Entry:
    """One run that is wanted.

    Parameters
    ----------
    student : str
        The id that the roster gives, or a name made of a grid's values.
    parameters : mapping
        What is injected.
    name : str
        A person's name, for the page alone.
    """

    student: str
    parameters: Mapping[str, Any]
    name: str = ""
    file: str = field(default="", compare=False)


def seed_of(key: bytes, slug: str, student: str) -> int:
    """Derive a student's seed from the course key.

    Nobody without the key can tell a seed in advance, and the seed does not give the key away.

    Parameters
    ----------
    key : bytes
        The course key.
    slug : str
        The lesson, so that each gives other data.
    student : str
        The student's id.

    Returns
    -------
    int
        From 0 to 2**32 - 1.

    Examples
    --------
    >>> seed_of(b"key", "quality-gap", "ana") == seed_of(b"key", "quality-gap", "ana")
    True
    >>> seed_of(b"key", "quality-gap", "ana") == seed_of(b"key", "quality-gap", "luis")
    False
    """
    digest = hmac.new(key, f"{slug}\x00{student}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4], "big") & HIGHEST_SEED


def read_key(path: Path) -> bytes:
    """Read the course key; make one where there is none, readable by its owner alone.

    Raises
    ------
    BrechaError
        When the file can't be read or written, or is too short to be a secret.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        key = path.read_bytes().strip()
    except OSError as error:
        raise BrechaError(f"The course key {path} can't be read or made: {error}.") from error
    if len(key) < 16:
        raise BrechaError(
            f"The course key {path} has {len(key)} characters; 16 or more are expected. Delete the "
            "file to have one made, or write a longer one."
        )
    return key


def read_roster(path: Path, rules: Rules, *, key: bytes | None = None) -> list[Entry]:
    """Read a roster: CSV with the column ``student``, and a column for each given parameter.

    Parameters
    ----------
    path : Path
        The file, in UTF-8.
    rules : Rules
        What the notebook's parameters may be.
    key : bytes, optional
        The course key, from which seeds follow where the roster gives none.

    Returns
    -------
    list of Entry
        In the order of the file.

    Raises
    ------
    RosterError
        With every fault's row, column, value and what is allowed. Nothing has run then.
    """
    rows = _rows(path)
    columns = list(rows[0]) if rows else []
    faults = _header_faults(columns, rules)
    needs_seed = "seed" in rules.parameters and "seed" not in columns
    if needs_seed and key is None:
        faults.append(
            "there is no column seed and no course key. Give --key-file (it is made if it does not "
            "exist), or a column seed"
        )
    if faults:
        raise RosterError(_message(path, faults))
    slug = rules.lesson.slug if rules.lesson else "notebook"
    entries = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        student = (row[STUDENT] or "").strip()
        if not student:
            faults.append(f"row {number}, column {STUDENT}: it is empty; an id is expected")
        elif student in seen:
            faults.append(
                f"row {number}, column {STUDENT}: {student!r} stands in row {seen[student]} too; "
                "each id is expected once"
            )
        seen[student] = number
        parameters, wrong = _parameters(row, number, rules)
        faults += wrong
        if needs_seed and key is not None:
            parameters["seed"] = seed_of(key, slug, student)
        entries.append(Entry(student, parameters, (row.get("name") or "").strip()))
    if faults:
        raise RosterError(_message(path, faults))
    return _with_files(entries)


def read_grid(path: Path, rules: Rules) -> list[Entry]:
    """Read a grid: TOML with a list of values for each parameter; every combination is a run.

    Raises
    ------
    RosterError
        With every fault.

    Examples
    --------
    A grid of six runs::

        company = ["hotel", "bank"]
        seed = [1, 2, 3]
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RosterError(f"{path} is not a grid: {error}.") from error
    faults = []
    axes: dict[str, list[Any]] = {}
    for name, values in table.items():
        listed = values if isinstance(values, list) else [values]
        axes[name] = listed
        for value in listed:
            fault = rules.fault(name, value)
            if fault:
                faults.append(fault if name in rules.parameters else f"{name}: {fault}")
    if not axes:
        faults.append("it is empty; write a list of values for a parameter, such as seed = [1, 2]")
    if faults:
        raise RosterError(_message(path, faults))
    entries = []
    for values in itertools.product(*axes.values()):
        parameters = dict(zip(axes, values, strict=True))
        label = "-".join(str(value) for value in parameters.values())
        entries.append(Entry(label, parameters))
    return _with_files(entries)


def file_name(student: str) -> str:
    """Return a file name for an id: readable, safe on every system, and never the same for two.

    Examples
    --------
    >>> file_name("ana-01")
    'ana-01'
    >>> file_name("../Ñandú").startswith("nandu-")
    True
    """
    plain = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode().lower()
    safe = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    if safe == student and safe not in _RESERVED:
        return safe
    digest = hashlib.sha256(student.encode()).hexdigest()[:8]
    return f"{safe}-{digest}" if safe else digest


_RESERVED = {"con", "prn", "aux", "nul", "index", "results"}


def _with_files(entries: Iterable[Entry]) -> list[Entry]:
    return [
        Entry(entry.student, entry.parameters, entry.name, file_name(entry.student))
        for entry in entries
    ]


def _rows(path: Path) -> list[dict[Any, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RosterError(f"{path} can't be read as CSV in UTF-8: {error}.") from error
    # Spreadsheets in Spanish save with semicolons.
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows: list[dict[Any, Any]] = list(csv.DictReader(text.splitlines(), delimiter=delimiter))
    if not rows:
        raise RosterError(f"{path} has no rows below its header. One row a student is expected.")
    return rows


def _header_faults(columns: Sequence[str | None], rules: Rules) -> list[str]:
    faults = []
    if STUDENT not in columns:
        faults.append(f"there is no column {STUDENT}; it holds each student's id")
    for column in columns:
        if column is None or column in (STUDENT, *_ASIDE):
            continue
        if column not in rules.parameters:
            faults.append(f"row 1, column {column}: {rules.fault(column, None)}")
    return faults


def _parameters(
    row: Mapping[Any, Any], number: int, rules: Rules
) -> tuple[dict[str, Any], list[str]]:
    parameters, faults = {}, []
    for column, written in row.items():
        if column is None:
            faults.append(f"row {number}: it has more cells than the header")
        elif column in rules.parameters and (written or "").strip():
            value = rules.parse(column, written)
            fault = rules.fault(column, value)
            if fault:
                faults.append(f"row {number}, column {column}, value {written!r}: {fault}")
            parameters[column] = value
    return parameters, faults


def _message(path: Path, faults: Sequence[str]) -> str:
    shown = list(faults[:_MOST_FAULTS])
    more = len(faults) - len(shown)
    if more:
        shown.append(f"and {more} more")
    return f"{path} was not run, because of:\n  " + "\n  ".join(shown)
