"""A tiny private case: the skeleton of ``brecha dev new-case``, filled in by a script."""

from __future__ import annotations

import json
import re
from pathlib import Path

from brecha.dev import normalise, stamp

SLUG = "tram-line"
CHOICES = ("cause", "cost", "letter", "promise", "sample", "trial")
TITLE = {"en": "Which line first?", "es": "¿Qué línea primero?"}

_TODO = re.compile(r'"TODO([^"]*)"')
_VALUE = re.compile(r"\{[^{}]*\}")
_SAID = {"en": "Said in plain English", "es": "Dicho en buen español"}
_TIME = {"en": "About 60 minutes.", "es": "Unos 60 minutos."}
_PROSE = {"en": "What belongs to {} stands here.", "es": "Aquí va lo que toca en {}."}
_TEXTS = """
[{slug}]
title = "{said}: {slug}"
question = "{said}: {slug}?"
right = "{said}."
hints = ["{said} 1", "{said} 2", "{said} 3"]
[{slug}.options]
A = "{said}, A"
B = "{said}, B"
[{slug}.feedback]
B = "{said}, B."
"""


def fill(folder: Path) -> None:
    """Write everything that a skeleton in a folder leaves to its author."""
    lesson, cases = folder / "tram_line", folder / "casework"
    _edit(
        lesson / "exercises.py",
        ("import Exercise", "import Choice, Exercise"),
        ('        Exercise("first-number"', _lines('        Exercise("{}", Choice("AB")),') + "\n"
         '        Exercise("first-number"'),
    )  # fmt: skip
    with (lesson / "answers.py").open("a", encoding="utf-8") as answers:
        for slug in CHOICES:
            answers.write(f'\n\n@key.reference("{slug}")\ndef {slug}(lesson):\n    return "A"\n')
    for language in ("en", "es"):
        path = lesson / f"{language}.toml"
        text = _finished(path.read_text(encoding="utf-8"), language)
        text += "".join(_TEXTS.format(slug=slug, said=_SAID[language]) for slug in CHOICES)
        path.write_text(text, encoding="utf-8")
    _brief(cases / "tram-line.toml")
    pages = [_notebook(cases / language / "tram-line.ipynb", language) for language in ("en", "es")]
    normalise.run(*pages, check=False, echo=lambda line: None)
    stamp.run(pages[1], echo=lambda line: None)
    normalise.run(pages[1], check=False, echo=lambda line: None)


def _finished(text: str, language: str) -> str:
    """Replace every text that says TODO by one with the same placeholders."""

    def written(found: re.Match[str]) -> str:
        values = " ".join(_VALUE.findall(found[1]))
        return f'"{_SAID[language]} {values}"'.replace(' "', '"')

    titled = text.replace('title = "TODO the title"', f'title = "{TITLE[language]}"', 1)
    return _TODO.sub(written, titled)


def _brief(path: Path) -> None:
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        language = line[:2]
        if language in TITLE:
            said = line.replace('"TODO the title"', f'"{TITLE[language]}"')
            line = _finished(said, language)
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = _lines('[[exercises]]\nslug = "{}"\npoints = 1')
    first = '[[exercises]]\nslug = "first-number"'
    _edit(path, (first, f"{asked}\n{first}"), ("points = 19", f"points = {19 + len(CHOICES)}"))


def _notebook(path: Path, language: str) -> Path:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = []
    for cell in notebook["cells"]:
        if cell["id"] == "title":
            cell["source"] = f"# {TITLE[language]}\n\n{_TIME[language]}"
        elif cell["cell_type"] == "markdown":
            cell["source"] = _PROSE[language].format(cell["id"])
        cells.append(cell)
        if cell["id"] == "model":
            cells += [_check(slug) for slug in CHOICES]
    path.write_text(json.dumps({**notebook, "cells": cells}), encoding="utf-8")
    return path


def _check(slug: str) -> dict[str, object]:
    source = f'lesson.check("{slug}", ...)'
    cell = {"cell_type": "code", "id": f"{slug}-check", "metadata": {}, "source": source}
    return {**cell, "outputs": [], "execution_count": None}


def _lines(form: str) -> str:
    return "\n".join(form.format(slug) for slug in CHOICES)


def _edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
