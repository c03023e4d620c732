"""Say what is to be translated, and prepare a Spanish notebook for whoever translates it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.dev import code
from brecha.dev.guards.stamps import MISSING, STALE, due
from brecha.dev.normalise import normalise, written
from brecha.dev.notebooks import Notebook, from_data, read, twin

__all__ = ["Task", "prepare", "run", "tasks"]

_DEFAULT = re.compile(r'(^language\s*:\s*str\s*=\s*)"en"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Task:
    """One cell that waits for its translation.

    Parameters
    ----------
    id : str
        The cell.
    why : str
        ``"missing"``, ``"stale"``, ``"not stamped"``, ``"still English"``, ``"code differs"`` or
        ``"not in English"``.
    source : str
        The English source.
    """

    id: str
    why: str
    source: str


def tasks(english: Notebook, spanish: Notebook | None) -> list[Task]:
    """List what is to be done in a Spanish notebook.

    Parameters
    ----------
    english : Notebook
        The source.
    spanish : Notebook or None
        The translation, if there is one.

    Returns
    -------
    list of Task
        Prose first, then code that differs, then cells that English doesn't have.
    """
    if spanish is None:
        return [Task(cell.id, MISSING, cell.source) for cell in english.cells]
    sources = {cell.id: cell.source for cell in english.cells}
    found = [Task(item.id, item.why, sources[item.id]) for item in due(english, spanish)]
    for cell in english.code:
        other = spanish.cell(cell.id)
        if other is None:
            found.append(Task(cell.id, MISSING, cell.source))
        elif not _same_code(cell.source, other.source):
            found.append(Task(cell.id, "code differs", cell.source))
    found += [
        Task(cell.id, "not in English", "") for cell in spanish.cells if cell.id not in sources
    ]
    return found


def prepare(path: Path, *, write: bool = True) -> list[Task]:
    """Prepare the Spanish twin of an English notebook.

    A new one gets every cell with the English source, unstamped, so that the lint names what is
    still to be translated. In one that exists, missing cells are added and code that differs is
    copied; translations stay as they are, and so do cells that English doesn't have (at the end).

    Parameters
    ----------
    path : Path
        The English notebook.
    write : bool
        Whether to write the twin; otherwise the tasks are only listed.

    Returns
    -------
    list of Task
        What was to be done before anything was written.

    Raises
    ------
    NotebookError
        When a notebook can't be read, or the path lies in no language's folder.
    """
    source, target = twin(path, language="en"), twin(path, language="es")
    english = read(source)
    there = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {"cells": []}
    spanish = from_data(there, path=target.as_posix()) if target.exists() else None
    found = tasks(english, spanish)
    if write:
        template = json.loads(source.read_text(encoding="utf-8"))
        merged = normalise(_merged(template, there))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(merged), encoding="utf-8")
    return found


def _merged(template: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    old = {cell.get("id"): cell for cell in there["cells"]}
    cells = []
    for cell in template["cells"]:
        translated = old.pop(cell.get("id"), None)
        if translated is None:
            cells.append(_untranslated(cell))
            continue
        kept = copy.deepcopy(translated)
        kept["cell_type"] = cell["cell_type"]
        metadata = kept.setdefault("metadata", {})
        metadata.pop("tags", None)
        if cell.get("metadata", {}).get("tags"):
            metadata["tags"] = cell["metadata"]["tags"]
        if cell["cell_type"] == "code" and not _same_code(_text(cell), _text(kept)):
            kept["source"] = _in_spanish(_text(cell))
            kept["outputs"] = copy.deepcopy(cell.get("outputs", []))
        cells.append(kept)
    return {**template, "cells": [*cells, *old.values()]}


def _untranslated(cell: dict[str, Any]) -> dict[str, Any]:
    copied = copy.deepcopy(cell)
    if cell["cell_type"] == "code":
        copied["source"] = _in_spanish(_text(cell))
    return copied


def _in_spanish(source: str) -> str:
    return _DEFAULT.sub(r'\1"es"', source)


def _same_code(english: str, spanish: str) -> bool:
    here, there = code.tokens(english), code.tokens(spanish)
    if here is None or there is None:
        return english == spanish
    masked = code.without_language_default(here), code.without_language_default(there)
    return code.differing_line(*masked) is None


def _text(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def run(path: Path, *, write: bool, echo: Callable[[str], object] = print) -> int:
    """Print what is to be translated of one notebook, and return the exit code.

    Parameters
    ----------
    path : Path
        The English notebook.
    write : bool
        Whether to write the Spanish twin.
    echo : callable
        Takes one line of output.

    Returns
    -------
    int
        1 when something is to be translated and nothing was written, else 0.
    """
    target = twin(path, language="es")
    found = prepare(path, write=write)
    for task in found:
        echo(f"{target}:{task.id}: {task.why}")
        if task.why == STALE:
            echo("\n".join(f"    {line}" for line in task.source.splitlines()))
    echo(f"{len(found)} cells to translate" + (f"; written to {target}" if write else ""))
    return 1 if found and not write else 0
