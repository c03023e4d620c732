"""What has run, with which content, and what came out: SQLite in the batch's folder."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha import __version__, files
from brecha.batch.roster import Entry

__all__ = ["Ledger", "Outcome", "Record", "content_of", "run_key"]

_SCHEMA = """
create table if not exists runs (
    key text primary key,
    student text not null,
    name text not null,
    file text not null,
    parameters text not null,
    status text not null default 'waiting'
        check (status in ('waiting', 'running', 'done', 'failed')),
    reason text not null default '',
    cell text not null default '',
    seconds real, cpu real, peak real,
    attempts integer not null default 0,
    finished real
);
create table if not exists checks (
    key text not null references runs (key) on delete cascade,
    place integer not null,
    slug text not null, state text not null, misconception text,
    points real, of real,
    primary key (key, place)
);
create table if not exists wanted (place integer primary key, key text not null unique);
create table if not exists facts (name text primary key, value text not null);
"""


@dataclass(frozen=True)
class Outcome:
    """How one run ended."""

    status: str
    reason: str = ""
    cell: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    checks: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Record:
    """One row of the ledger."""

    key: str
    student: str
    name: str
    file: str
    parameters: Mapping[str, Any]
    status: str
    reason: str
    cell: str
    seconds: float | None
    cpu: float | None
    peak: float | None
    attempts: int
    checks: Sequence[Mapping[str, Any]] = ()


def content_of(notebook: Mapping[str, Any], *, more: Iterable[Path] = ()) -> str:
    """Return a digest of all that a run's result depends on, its parameters apart.

    The notebook without its outputs, the version of the package, every file of the package, the
    data sets, and the folder of a lesson that stands elsewhere.

    Parameters
    ----------
    notebook : mapping
        The notebook as data.
    more : iterable of Path
        Further folders.
    """
    digest = hashlib.sha256(__version__.encode())
    for cell in notebook["cells"]:
        tags = cell.get("metadata", {}).get("tags", [])
        digest.update(json.dumps([cell["cell_type"], "".join(cell["source"]), tags]).encode())
    package = Path(__file__).resolve().parents[1]
    for folder, patterns in (
        (package, ("*.py", "*.toml", "*.mplstyle")),
        (files.data(), ("*.csv", "*.toml")),
        *((folder, ("*.py", "*.toml")) for folder in more),
    ):
        for pattern in patterns:
            for path in sorted(folder.rglob(pattern)):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def run_key(content: str, entry: Entry) -> str:
    """Name a run by its content, its student and its parameters."""
    parameters = json.dumps(dict(entry.parameters), sort_keys=True)
    return hashlib.sha256(f"{content}\x00{entry.student}\x00{parameters}".encode()).hexdigest()[:24]


class Ledger:
    """The ledger of one batch folder; one process writes it.

    Parameters
    ----------
    path : Path
        The SQLite file.
    """

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        # Every commit is on disk before the next run is handed out: a kill loses nothing.
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.execute("pragma foreign_keys = on")
        self._base.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def want(self, entries: Mapping[str, Entry], facts: Mapping[str, str]) -> None:
        """Say which runs the batch consists of now, and what is known of it.

        Runs of earlier content stay in the ledger, but no longer belong to the batch. What was
        running when the last batch was killed waits again.
        """
        with self._base:
            self._base.execute("begin immediate")
            self._base.execute("update runs set status = 'waiting' where status = 'running'")
            self._base.execute("delete from wanted")
            self._base.executemany(
                "insert or ignore into runs (key, student, name, file, parameters) "
                "values (?, ?, ?, ?, ?)",
                [
                    (key, e.student, e.name, e.file, json.dumps(dict(e.parameters)))
                    for key, e in entries.items()
                ],
            )
            self._base.executemany("insert into wanted values (?, ?)", list(enumerate(entries)))
            self._base.executemany("insert or replace into facts values (?, ?)", facts.items())
            self._base.execute("commit")

    def waiting(self, *, failed_too: bool = False) -> list[Record]:
        """Return the wanted runs that are still to be done, in order."""
        states = ("waiting", "failed") if failed_too else ("waiting", "waiting")
        return self._records("runs.status in (?, ?)", states)

    def begin(self, key: str) -> None:
        """Note that a run has begun."""
        self._base.execute(
            "update runs set status = 'running', attempts = attempts + 1 where key = ?", (key,)
        )

    def finish(self, key: str, outcome: Outcome) -> None:
        """Note how a run ended, with its checks, in one piece."""
        with self._base:
            self._base.execute("begin immediate")
            self._base.execute(
                "update runs set status = ?, reason = ?, cell = ?, seconds = ?, cpu = ?, "
                "peak = ?, finished = ? where key = ?",
                (
                    outcome.status,
                    outcome.reason,
                    outcome.cell,
                    outcome.seconds,
                    outcome.cpu,
                    outcome.peak,
                    time.time(),
                    key,
                ),
            )
            self._base.execute("delete from checks where key = ?", (key,))
            self._base.executemany(
                "insert into checks values (?, ?, ?, ?, ?, ?, ?)",
                [
                    (key, n, c["slug"], c["state"], c["misconception"], c["points"], c["of"])
                    for n, c in enumerate(outcome.checks)
                ],
            )
            self._base.execute("commit")

    def reset(self, key: str) -> None:
        """Let a run wait again."""
        self._base.execute("update runs set status = 'waiting' where key = ?", (key,))

    def counts(self) -> dict[str, int]:
        """Return how many wanted runs have each status."""
        rows = self._base.execute(
            "select status, count(*) from runs join wanted on wanted.key = runs.key group by status"
        )
        return dict(rows)

    def records(self) -> list[Record]:
        """Return every wanted run with its checks, in the order of the roster."""
        checks: dict[str, list[dict[str, Any]]] = {}
        names = ("slug", "state", "misconception", "points", "of")
        rows = self._base.execute(
            "select checks.key, slug, state, misconception, points, of from checks "
            "join wanted on wanted.key = checks.key order by wanted.place, checks.place"
        )
        for key, *values in rows:
            checks.setdefault(key, []).append(dict(zip(names, values, strict=True)))
        return [
            Record(**{**record.__dict__, "checks": checks.get(record.key, [])})
            for record in self._records("1 = 1", ())
        ]

    def facts(self) -> dict[str, str]:
        """Return what is known of the batch."""
        return dict(self._base.execute("select name, value from facts"))

    def _records(self, condition: str, values: Sequence[Any]) -> list[Record]:
        rows = self._base.execute(
            "select runs.key, student, name, file, parameters, status, reason, cell, seconds, cpu, "
            "peak, attempts from runs join wanted on wanted.key = runs.key "
            f"where {condition} order by wanted.place",
            values,
        )
        return [
            Record(key, student, name, file, json.loads(parameters), *rest)
            for key, student, name, file, parameters, *rest in rows
        ]
