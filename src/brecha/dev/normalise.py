"""Bring a notebook's file into its one form, so that a change shows as a change and no more.

Outputs go, but for those of worked examples (tag ``nbval-check-output``), which keep their text;
so do execution counts, widget state and whatever editors leave in the metadata. Keys are sorted,
indented by one space, and the file ends with a line break.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from brecha import files
from brecha.dev.guards.outputs import CHECKED
from brecha.dev.notebooks import NotebookError, find

__all__ = ["normalise", "normalise_file", "run", "untidy", "written"]

_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def normalise(data: dict[str, Any]) -> dict[str, Any]:
    r"""Return a notebook's data in its one form; the data that came is left as it is.

    Parameters
    ----------
    data : dict
        Parsed JSON of a notebook of format 4.

    Returns
    -------
    dict
        The same cells, without what doesn't belong into a repository.

    Examples
    --------
    >>> cell = {"cell_type": "code", "id": "setup", "source": "a = 1\nb = 2", "outputs": [1],
    ...         "execution_count": 7, "metadata": {"tags": [], "scrolled": True}}
    >>> normalise({"cells": [cell], "nbformat": 4})["cells"][0]["source"]
    ['a = 1\n', 'b = 2']
    """
    return {
        "cells": [_cell(cell) for cell in data["cells"]],
        "metadata": copy.deepcopy(_METADATA),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def written(data: dict[str, Any]) -> str:
    """Write a notebook's data as its file."""
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def untidy(path: Path) -> bool:
    """Tell whether normalising a notebook file would change it."""
    return normalise_file(path, write=False)


def normalise_file(path: Path, *, write: bool = True) -> bool:
    """Normalise a notebook file in place, and tell whether it changed.

    Parameters
    ----------
    path : Path
        The file.
    write : bool
        Whether to write the change; otherwise it is only reported.

    Returns
    -------
    bool
        Whether the file was, or would be, changed.

    Raises
    ------
    NotebookError
        When the file isn't a notebook.
    """
    before = path.read_bytes()
    try:
        data = json.loads(before)
        after = written(normalise(data)).encode()
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise NotebookError(
            f"{path} is not a notebook ({type(error).__name__}: {error}). Restore it from git."
        ) from error
    if after == before:
        return False
    if write:
        path.write_bytes(after)
    return True


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    tags = list(cell.get("metadata", {}).get("tags", ()))
    kept = {
        "cell_type": cell["cell_type"],
        "metadata": _cell_metadata(cell.get("metadata", {}), tags),
        "source": text.rstrip("\n").splitlines(keepends=True),
    }
    for key in ("id", "attachments"):
        if cell.get(key):
            kept[key] = cell[key]
    if cell["cell_type"] == "code":
        outputs = _outputs(cell.get("outputs", ())) if CHECKED in tags else []
        # nbval compares nothing without a count; which one it was says nothing.
        kept["execution_count"] = 1 if outputs else None
        kept["outputs"] = outputs
    return kept


def _cell_metadata(metadata: dict[str, Any], tags: list[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if tags:
        kept["tags"] = tags
    if metadata.get("jupyter", {}).get("source_hidden"):
        kept["jupyter"] = {"source_hidden": True}
    if metadata.get("brecha"):
        kept["brecha"] = metadata["brecha"]
    return kept


def _outputs(outputs: Any) -> list[dict[str, Any]]:
    kept = []
    for output in copy.deepcopy(list(outputs)):
        kind = output["output_type"]
        if kind == "stream":
            output["text"] = _lines(output["text"])
        elif kind in ("execute_result", "display_data"):
            plain = output["data"].get("text/plain")
            if plain is None:
                continue
            output = {"output_type": kind, "data": {"text/plain": _lines(plain)}, "metadata": {}}
            if kind == "execute_result":
                output["execution_count"] = 1
        kept.append(output)
    return kept


def _lines(text: Any) -> list[str]:
    return (text if isinstance(text, str) else "".join(text)).splitlines(keepends=True)


def run(*paths: Path, check: bool, echo: Callable[[str], object] = print) -> int:
    """Normalise notebooks, name those that changed, and return the exit code.

    Parameters
    ----------
    *paths : Path
        Notebooks or folders; every notebook of the workbook when there are none.
    check : bool
        Whether to write nothing, and to fail when a file would change.
    echo : callable
        Takes one line of output.

    Returns
    -------
    int
        1 when `check` found a notebook that isn't in its one form, else 0.
    """
    taken = list(find(paths or (files.notebooks(), files.casework())))
    changed = [path for path in taken if normalise_file(path, write=not check)]
    for path in changed:
        echo(f"{path}: {'not normalised' if check else 'normalised'}")
    echo(f"{len(taken)} notebooks, {len(changed)} {'to change' if check else 'changed'}")
    return 1 if check and changed else 0
