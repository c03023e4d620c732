"""Ask git how a cell looked before: what its English source was when it was translated."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brecha.dev.guards.stamps import source_stamp
from brecha.dev.notebooks import Notebook, NotebookError, from_data

__all__ = ["Past", "when_stamped"]

_FARTHEST = 300
"""Revisions that are looked through; an older translation counts as unknown."""


@dataclass(frozen=True, slots=True)
class Past:
    """A cell in both languages as it stood at one moment.

    Parameters
    ----------
    english : str
        The English source that the stamp was made from.
    spanish : str or None
        The translation of that moment, if it was there.
    """

    english: str
    spanish: str | None


def when_stamped(english: Path, spanish: Path, id: str, stamp: str) -> Past | None:
    """Find the last moment in git's history at which a stamp was right.

    Parameters
    ----------
    english, spanish : Path
        The twins.
    id : str
        The cell.
    stamp : str
        The stamp that the translation carries.

    Returns
    -------
    Past or None
        Both sources at that moment; None where git doesn't know, or isn't there.
    """
    for revision in _revisions(english, spanish):
        there = _notebook(revision, english)
        cell = there.cell(id) if there is not None else None
        if cell is not None and source_stamp(cell.source) == stamp:
            twin = _notebook(revision, spanish)
            other = twin.cell(id) if twin is not None else None
            return Past(cell.source, other.source if other is not None else None)
    return None


def _revisions(*paths: Path) -> Iterator[str]:
    names = [path.resolve().as_posix() for path in paths]
    shown = _git(paths[0], "log", f"--max-count={_FARTHEST}", "--format=%H", "--", *names)
    yield from (shown or "").split()


def _notebook(revision: str, path: Path) -> Notebook | None:
    # "./name" is read from the folder that git runs in, wherever the repository's top is.
    shown = _git(path, "show", f"{revision}:./{path.name}")
    if shown is None:
        return None
    try:
        return from_data(json.loads(shown), path=path.name)
    except (json.JSONDecodeError, NotebookError):
        return None


def _git(path: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=path.resolve().parent,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
