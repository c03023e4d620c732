"""Read a notebook as plain data: cells, ids, tags, and its twin in the other language.

A notebook is JSON, so that a commit hook that only reads one pays neither for nbformat nor for
its schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from brecha.errors import BrechaError
from brecha.text import LANGUAGES

__all__ = [
    "Cell",
    "Notebook",
    "NotebookError",
    "find",
    "from_data",
    "language_of",
    "read",
    "relative",
    "twin",
    "words",
]

_CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>|\]\([^)]*\)|&\w+;")
_WORD = re.compile(r"\w[\w'’-]*")


class NotebookError(BrechaError):
    """Report a file that should be a notebook and can't be read as one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a notebook.

    Parameters
    ----------
    id : str
        Its meaningful id, equal in both languages.
    kind : str
        ``"markdown"``, ``"code"`` or ``"raw"``.
    source : str
        Its text.
    metadata : dict
        Tags and whatever else is stored with it.
    outputs : tuple of dict
        Stored outputs of a code cell.
    execution_count : int or None
        The number in brackets beside a code cell.
    """

    id: str
    kind: str
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    outputs: tuple[dict[str, Any], ...] = ()
    execution_count: int | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags, in their order."""
        return tuple(self.metadata.get("tags", ()))

    @property
    def stamp(self) -> str | None:
        """The hash of the English source that this cell translates, if it carries one."""
        brecha = self.metadata.get("brecha")
        stamp = brecha.get("source") if isinstance(brecha, dict) else None
        return stamp if isinstance(stamp, str) else None


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook's cells and metadata, with the place where it was found.

    Parameters
    ----------
    path : str
        Its path, relative to the checkout where possible, with forward slashes.
    cells : tuple of Cell
        The cells in their order.
    metadata : dict
        Kernel and language.
    """

    path: str
    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of its folder; English outside a language's folder."""
        return language_of(self.path) or "en"

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    @property
    def markdown(self) -> tuple[Cell, ...]:
        """The cells of prose."""
        return tuple(cell for cell in self.cells if cell.kind == "markdown")

    def cell(self, id: str) -> Cell | None:
        """Return the cell of an id, or None."""
        return next((cell for cell in self.cells if cell.id == id), None)


def from_data(data: Any, *, path: str) -> Notebook:
    """Build a notebook from parsed JSON.

    Parameters
    ----------
    data : dict
        What ``json.load`` returned.
    path : str
        The path to name in messages.

    Returns
    -------
    Notebook
        The same as plain objects.

    Raises
    ------
    NotebookError
        When it is not a notebook of format 4.

    Examples
    --------
    >>> data = {"cells": [{"cell_type": "markdown", "id": "title", "source": ["# Waits"]}],
    ...         "nbformat": 4}
    >>> from_data(data, path="notebooks/es/01-waits.ipynb").cells[0].source
    '# Waits'
    """
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise NotebookError(f"{path} is not a notebook: it has no list of cells. Restore it.")
    if data.get("nbformat") != 4:
        raise NotebookError(
            f"{path} has notebook format {data.get('nbformat')!r}; expected 4. "
            "Open it in JupyterLab and save it."
        )
    cells = []
    for number, raw in enumerate(data["cells"], start=1):
        source = raw.get("source", "")
        cells.append(
            Cell(
                id=str(raw.get("id") or f"#{number}"),
                kind=str(raw.get("cell_type")),
                source=source if isinstance(source, str) else "".join(source),
                metadata=raw.get("metadata") or {},
                outputs=tuple(raw.get("outputs") or ()),
                execution_count=raw.get("execution_count"),
            )
        )
    return Notebook(path, tuple(cells), data.get("metadata") or {})


def read(path: Path, *, root: Path | None = None) -> Notebook:
    """Read a notebook file.

    Parameters
    ----------
    path : Path
        The file.
    root : Path, optional
        The folder that messages name it from.

    Returns
    -------
    Notebook
        Its cells and metadata.

    Raises
    ------
    NotebookError
        When the file can't be read, isn't JSON or isn't a notebook.
    """
    shown = relative(path, root)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotebookError(f"{shown} can't be read: {error.strerror}. Check the path.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NotebookError(
            f"{shown} is not JSON ({error}). Restore it from git, or resolve the merge in it."
        ) from error
    return from_data(data, path=shown)


def relative(path: Path, root: Path | None) -> str:
    """Write a path from a root folder when it lies below it, with forward slashes."""
    if root is not None:
        try:
            return path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            pass
    return path.as_posix()


def language_of(path: str | Path) -> str | None:
    """Return the language whose folder a path lies in.

    Examples
    --------
    >>> language_of("notebooks/es/deeper/segments.ipynb")
    'es'
    """
    parents = PurePosixPath(Path(path).as_posix()).parts[:-1]
    return next((part for part in reversed(parents) if part in LANGUAGES), None)


def twin(path: Path, *, language: str) -> Path:
    """Return the same notebook's path in another language.

    Parameters
    ----------
    path : Path
        A notebook below a language's folder.
    language : str
        The language wanted.

    Returns
    -------
    Path
        The path of the twin, whether it exists or not.

    Raises
    ------
    NotebookError
        When the path lies in no language's folder.

    Examples
    --------
    >>> twin(Path("notebooks/en/12-quality-gap.ipynb"), language="es").as_posix()
    'notebooks/es/12-quality-gap.ipynb'
    """
    parts = list(path.parts)
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] in LANGUAGES:
            parts[place] = language
            return Path(*parts)
    raise NotebookError(
        f"{path} lies in no language's folder. Put it below en/ (and its translation below es/)."
    )


def find(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield every notebook at or below some paths, in order, without Jupyter's checkpoints."""
    for folder in folders:
        if folder.is_file():
            if folder.suffix == ".ipynb":
                yield folder
            continue
        for path in sorted(folder.rglob("*.ipynb")):
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path


def words(source: str) -> int:
    """Count the words that are read in a cell of prose; code, formulas and links don't count.

    Examples
    --------
    >>> words("The **gap** is `P - E`; see [the paper](https://example.org/a).")
    6
    """
    return len(_WORD.findall(_MARKUP.sub(" ", _CODE.sub(" ", source))))
