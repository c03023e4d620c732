"""Begin a lesson: a folder and a pair of notebooks that run, and whose checks say what is missing.

Everything that its author has to write says TODO; ``brecha dev lint`` names each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import Any

from brecha import files
from brecha.dev.normalise import normalise, written
from brecha.dev.translate import prepare
from brecha.errors import BrechaError
from brecha.text import LANGUAGES

__all__ = ["begin", "run"]

_SKELETON = Path(__file__).with_name("skeleton")
_LESSONS = Path(__file__).resolve().parents[1] / "lessons"
_MARK = re.compile(r"^%%% (md|code) (\S+)(?: \[(\S+)\])?$")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def begin(slug: str, *, number: int | None = None, folder: Path | None = None) -> list[Path]:
    """Write the skeleton of a lesson.

    Parameters
    ----------
    slug : str
        Its name: lower case, with hyphens.
    number : int, optional
        Its place among the core lessons; without it it is a deeper notebook.
    folder : Path, optional
        Where to write instead of into the workbook: the lesson's folder and ``notebooks``.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    BrechaError
        When the slug isn't one, or when one of the files exists already. Nothing is written then.
    """
    if not _SLUG.fullmatch(slug):
        raise BrechaError(
            f"{slug!r} is no name for a lesson. Use lower case letters, digits and hyphens: "
            "my-lesson."
        )
    root, place = (files.root(), _LESSONS) if folder is None else (folder, folder)
    stem = f"{number:02}-{slug}" if number is not None else f"deeper/{slug}"
    pattern = f"notebooks/{{language}}/{stem}.ipynb"
    values = {
        "slug": slug,
        "number": str(number),
        "level": "core" if number is not None else "deeper",
        "notebook": pattern,
    }
    lesson = place / slug.replace("-", "_")
    pieces = {
        lesson / "__init__.py": f'"""The lesson {slug}."""\n',
        lesson / "exercises.py": _fill("exercises.py", values),
        lesson / "answers.py": _fill("answers.py", values),
        lesson / "oracles.py": _fill("oracles.py", values),
        lesson / "figures.py": _fill("figures.py", values),
        **{
            lesson / f"{code}.toml": _fill("texts.toml", {**values, "language": code})
            for code in LANGUAGES
        },
        root / pattern.format(language="en"): written(_notebook(_fill("notebook", values))),
    }
    if number is None:
        pieces[lesson / "verbs.toml"] = "after = 0\nconstructs = []\n"
    twin = root / pattern.format(language="es")
    for path in (*pieces, twin):
        if path.exists():
            raise BrechaError(f"{path} exists already. Choose another name, or remove it first.")
    for path, content in pieces.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    prepare(root / pattern.format(language="en"))
    return [*pieces, twin]


def run(
    slug: str,
    *,
    number: int | None = None,
    folder: Path | None = None,
    echo: Callable[[str], object] = print,
) -> int:
    """Begin a lesson, name the files that were written, and return the exit code."""
    for path in begin(slug, number=number, folder=folder):
        echo(str(path))
    here = f"BRECHA_PATH={folder} " if folder is not None else ""
    echo(f"What is still missing: {here}brecha dev lint")
    return 0


def _fill(name: str, values: dict[str, str]) -> str:
    template = (_SKELETON / f"{name}.txt").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def _notebook(text: str) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for line in text.splitlines():
        mark = _MARK.match(line)
        if mark is None:
            cells[-1]["source"] += f"{line}\n"
            continue
        kind, id, tag = mark.groups()
        cell: dict[str, Any] = {
            "cell_type": "markdown" if kind == "md" else "code",
            "id": id,
            "metadata": {"tags": [tag], "jupyter": {"source_hidden": True}} if tag else {},
            "source": "",
        }
        cells.append(cell)
    return normalise({"cells": cells})
