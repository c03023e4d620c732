"""Begin a lesson or a case: files that run, and whose checks say what is missing.

Everything that its author has to write says TODO; ``brecha dev lint`` names each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from brecha import files
from brecha.dev.normalise import normalise, written
from brecha.dev.translate import prepare
from brecha.errors import BrechaError
from brecha.lessons.brief import path_of
from brecha.text import LANGUAGES

__all__ = ["begin", "begin_case", "run"]

_SKELETON = Path(__file__).with_name("skeleton")
_LESSONS = Path(__file__).resolve().parents[1] / "lessons"
_MARK = re.compile(r"^%%% (md|code) (\S+)(?: \[(\S+)\])?$")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

# What differs between the skeletons of a lesson and of a case.
_LESSON = {
    "kinds": "Exercise, Label, Number",
    "company": 'parameters["company"]',
    "parameters": 'Parameter.company("hotel", "clinic", "bank"), Parameter.seed()',
    "free": "",
}
_CASE = {
    "level": "case",
    "number": "None",
    "kinds": "Exercise, FreeText, Label, Number",
    "company": '"hotel"',
    "parameters": "Parameter.seed(), Parameter.assessed()",
    "free": "".join(
        f'\n        Exercise("{slug}", FreeText(), points={points}),'
        for slug, points in (("memo", 12), ("reply", 6))
    ),
}


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
    stem = f"{number:02}-{slug}" if number is not None else f"deeper/{slug}"
    level = "core" if number is not None else "deeper"
    values = {**_LESSON, "level": level, "number": str(number)}
    return _write(slug, f"notebooks/{{language}}/{stem}.ipynb", values, folder=folder)


def begin_case(slug: str, *, pair: str | None = None, folder: Path | None = None) -> list[Path]:
    """Write the skeleton of a case: what a lesson has, and its brief.

    Parameters
    ----------
    slug : str
        Its name: lower case, with hyphens.
    pair : str, optional
        The case that it is compared with at its end.
    folder : Path, optional
        Where to write instead of into the workbook: the case's folder and ``casework``.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    BrechaError
        As for :func:`begin`.
    """
    if pair is not None:
        _refuse_no_slug(pair)
    compare = _fill("case-compare", {"pair": pair}) if pair is not None else ""
    line = f'pair = "{pair}"\n' if pair is not None else ""
    values = {**_CASE, "compare": compare, "pair_line": line}
    return _write(slug, f"casework/{{language}}/{slug}.ipynb", values, folder=folder)


def _write(
    slug: str, pattern: str, values: Mapping[str, str], *, folder: Path | None
) -> list[Path]:
    _refuse_no_slug(slug)
    root, place = (files.root(), _LESSONS) if folder is None else (folder, folder)
    values = {**values, "slug": slug, "notebook": pattern}
    case = values["level"] == "case"
    lesson, english = place / slug.replace("-", "_"), root / pattern.format(language="en")
    parts = ("exercises.py", "answers.py", "oracles.py", "figures.py")
    pieces = {
        lesson / "__init__.py": f'"""The {"case" if case else "lesson"} {slug}."""\n',
        **{lesson / part: _fill(part, values) for part in parts},
    }
    for language in LANGUAGES:
        texts = _fill("texts.toml", {**values, "language": language})
        more = _fill("case-texts.toml", values) if case else ""
        pieces[lesson / f"{language}.toml"] = texts + more
    page = _fill("case-notebook" if case else "notebook", values)
    pieces[english] = written(_notebook(page))
    if values["number"] == "None":
        pieces[lesson / "verbs.toml"] = "after = 0\nconstructs = []\n"
    if case:
        pieces[path_of(english, slug)] = _fill("brief.toml", values)
    twin = root / pattern.format(language="es")
    for path in (*pieces, twin):
        if path.exists():
            raise BrechaError(f"{path} exists already. Choose another name, or remove it first.")
    for path, content in pieces.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    prepare(english)
    return [*pieces, twin]


def _refuse_no_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise BrechaError(
            f"{slug!r} is no name for a lesson. Use lower case letters, digits and hyphens: "
            "my-lesson."
        )


def run(
    paths: Sequence[Path],
    *,
    folder: Path | None = None,
    echo: Callable[[str], object] = print,
) -> int:
    """Name the files that were written and what to do next, and return the exit code."""
    for path in paths:
        echo(str(path))
    command = "brecha dev lint"
    if folder is not None:
        command = f"brecha --lessons {folder} dev lint {folder}"
    echo(f"What is still missing: {command}")
    return 0


def _fill(name: str, values: Mapping[str, str]) -> str:
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
