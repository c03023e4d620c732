"""Stamp translated cells: say that a translation is that of the present English source.

A stamp is only worth something if it can't be had by accident: a cell whose English source changed
is refused until its translation has changed too. Then both sources are shown.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brecha.dev import history
from brecha.dev.guards.stamps import MISSING, SAME, due, source_stamp
from brecha.dev.normalise import written
from brecha.dev.notebooks import Notebook, read, twin
from brecha.errors import UnknownNameError

__all__ = ["Decision", "decide", "run", "stamp"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one cell, and why.

    Parameters
    ----------
    id : str
        The cell.
    granted : bool
        Whether it is stamped.
    reason : str
        Why, as a sentence.
    old, new : str or None
        The English source then and now, where that helps.
    """

    id: str
    granted: bool
    reason: str
    old: str | None = None
    new: str | None = None

    @property
    def comparison(self) -> str:
        """What changed in the English source, line by line."""
        if self.new is None:
            return ""
        if self.old is None:
            return f"English source now:\n{self.new}"
        lines = difflib.ndiff(self.old.splitlines(), self.new.splitlines())
        return "\n".join(line for line in lines if not line.startswith("?"))


def stamp(
    path: Path, *, cells: tuple[str, ...] = (), still_right: bool = False, write: bool = True
) -> list[Decision]:
    """Stamp the translated cells of a Spanish notebook.

    Parameters
    ----------
    path : Path
        The Spanish notebook.
    cells : tuple of str
        The cells to stamp; every cell that is due when there are none.
    still_right : bool
        Whether someone compared the named cells and found their translations still right: an
        English slip was mended that the Spanish never had. It needs cells by name.
    write : bool
        Whether to write the stamps.

    Returns
    -------
    list of Decision
        One for each cell that was due.

    Raises
    ------
    NotebookError
        When one of the twins can't be read.
    UnknownNameError
        When a named cell isn't there.
    """
    source = twin(path, language="en")
    english, spanish = read(source), read(path)
    for id in cells:
        if spanish.cell(id) is None:
            raise UnknownNameError("cell", id, [cell.id for cell in spanish.markdown])
    decisions = []
    for item in due(english, spanish):
        if item.why == MISSING or (cells and item.id not in cells):
            continue
        decision = decide(english, spanish, item.id, past=_past(source, path, spanish, item.id))
        if not decision.granted and still_right and item.id in cells:
            decision = replace(decision, granted=True, reason="Stamped as still right")
        decisions.append(decision)
    granted = {decision.id for decision in decisions if decision.granted}
    if write and granted:
        _write(path, english, granted)
    return decisions


def decide(english: Notebook, spanish: Notebook, id: str, *, past: history.Past | None) -> Decision:
    """Decide whether a cell may be stamped.

    Parameters
    ----------
    english, spanish : Notebook
        The twins as they are now.
    id : str
        The cell.
    past : Past or None
        The cell when its stamp was last right, where that is known.

    Returns
    -------
    Decision
        With both English sources where the stamp is refused.
    """
    now, translation = english.cell(id), spanish.cell(id)
    if now is None or translation is None:
        return Decision(id, False, "The cell is not there in both languages")
    if any(item.id == id and item.why == SAME for item in due(english, spanish)):
        return Decision(id, False, "The cell is still in English: translate it", new=now.source)
    if translation.stamp is None:
        return Decision(id, True, "Stamped for the first time")
    if translation.stamp == source_stamp(now.source):
        return Decision(id, True, "The stamp was right already")
    if past is None:
        return Decision(
            id,
            False,
            "The English source changed, and git doesn't know what was translated. "
            "Compare the two; if the translation is right, repeat with --still-right",
            new=now.source,
        )
    if past.spanish is not None and past.spanish.strip() == translation.source.strip():
        return Decision(
            id,
            False,
            "The English source changed and the translation did not",
            old=past.english,
            new=now.source,
        )
    return Decision(id, True, "Stamped: both languages changed", old=past.english, new=now.source)


def _past(source: Path, path: Path, spanish: Notebook, id: str) -> history.Past | None:
    cell = spanish.cell(id)
    if cell is None or cell.stamp is None:
        return None
    return history.when_stamped(source, path, id, cell.stamp)


def _write(path: Path, english: Notebook, granted: set[str]) -> None:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for cell in data["cells"]:
        now = english.cell(str(cell.get("id")))
        if now is not None and now.id in granted:
            cell.setdefault("metadata", {})["brecha"] = {"source": source_stamp(now.source)}
    path.write_text(written(data), encoding="utf-8")


def run(
    path: Path,
    *,
    cells: tuple[str, ...] = (),
    still_right: bool = False,
    echo: Callable[[str], object] = print,
) -> int:
    """Stamp a Spanish notebook, print what became of each cell, and return the exit code.

    Parameters
    ----------
    path : Path
        The Spanish notebook.
    cells, still_right
        As for :func:`stamp`.
    echo : callable
        Takes one line of output.

    Returns
    -------
    int
        1 when a cell was refused, else 0.
    """
    decisions = stamp(path, cells=cells, still_right=still_right)
    for decision in decisions:
        echo(f"{path}:{decision.id}: {decision.reason}.")
        if not decision.granted:
            echo(decision.comparison)
    refused = [decision for decision in decisions if not decision.granted]
    echo(f"{len(decisions) - len(refused)} stamped, {len(refused)} refused")
    return 1 if refused else 0
