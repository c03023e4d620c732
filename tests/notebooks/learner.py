"""A learner in a test: fills in a shipped notebook, right or wrong, and runs it with papermill."""

from __future__ import annotations

import ast
import copy
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import papermill

from brecha import files
from brecha.checking import Exercise, Function, checks_in
from brecha.checking.key import Misconception, Solved
from brecha.lessons import Lesson, Version
from brecha.notebook.solutions import source

LIMIT = 120  # seconds for one notebook; without a limit a hanging kernel would hang the tests


@dataclass(frozen=True)
class Place:
    """Where a notebook asks for one answer."""

    slug: str
    cell: int
    line: int
    name: str | None


def path_of(lesson: Lesson, language: str) -> Path:
    """Return the shipped notebook of a lesson."""
    return files.root() / lesson.notebook.format(language=language)


def read(lesson: Lesson, language: str) -> dict[str, Any]:
    return json.loads(path_of(lesson, language).read_text(encoding="utf-8"))


def cells(lesson: Lesson, language: str) -> dict[str, str]:
    """Return the source of each cell of a shipped notebook, by the cell's id."""
    return {cell["id"]: "".join(cell["source"]) for cell in read(lesson, language)["cells"]}


def places(notebook: dict[str, Any]) -> list[Place]:
    """Find each ``name = ...`` whose name a later ``lesson.check`` hands in, or a bare ``...``."""
    found, assigned = [], {}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        for node in ast.parse("".join(cell["source"])).body:
            if isinstance(node, ast.Assign) and _is_dots(node.value):
                assigned[node.targets[0].id] = (number, node.lineno)
            slug, given = _check(node)
            if slug is None:
                continue
            if isinstance(given, ast.Name) and given.id in assigned:
                found.append(Place(slug, *assigned[given.id], given.id))
            elif _is_dots(given):
                found.append(Place(slug, number, node.lineno, None))
    return found


def _check(node: ast.stmt) -> tuple[str | None, ast.expr | None]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return None, None
    call = node.value
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "check"):
        return None, None
    return call.args[0].value, call.args[1]


def _is_dots(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value in (..., "...")


def fill(notebook: dict[str, Any], place: Place, code: str) -> None:
    """Write lines of code in the place of the dots; the last line is the answer."""
    cell = notebook["cells"][place.cell]
    lines = "".join(cell["source"]).split("\n")
    *before, last = code.split("\n")
    if place.name is None:
        lines[place.line - 1] = lines[place.line - 1].replace("...", last)
    else:
        lines[place.line - 1] = f"{place.name} = {last}"
    lines[place.line - 1 : place.line - 1] = before
    cell["source"] = "\n".join(lines)


def right_code(exercise: Exercise, solved: Solved, version: Version) -> str:
    """Return what a learner types who is right: the lines of the published solution, or a word."""
    if not exercise.kind.judged:
        return repr("A text of my own, kept for whoever reads it.")
    if exercise.code == "none":
        return literal(solved.accepted[0])
    return source(version.lesson.key().function(exercise.slug))


def wrong_code(exercise: Exercise, misconception: Misconception, solved: Solved) -> str:
    """Return what a learner types who has a misconception: its value or, as code, its function."""
    if isinstance(exercise.kind, Function):
        return source(misconception.compute)
    return literal(solved.value(misconception))


def literal(value: Any) -> str:
    """Write a value as code that gives it back."""
    if isinstance(value, pd.Series):
        return f"__import__('pandas').Series({value.to_dict()!r})"
    if isinstance(value, pd.DataFrame):
        return f"__import__('pandas').DataFrame({value.to_dict()!r})"
    return repr(value.item() if hasattr(value, "item") else value)


def shuffle(notebook: dict[str, Any], seed: int) -> None:
    """Move the cells that answer and check about; the cells above them stay where they are.

    A pair of cells that ask for one answer stays together; every other order is allowed.
    """
    blocks = []
    taken = set()
    for place in places(notebook):
        last = next(
            number
            for number in range(place.cell, len(notebook["cells"]))
            if f'"{place.slug}"' in "".join(notebook["cells"][number]["source"])
            and notebook["cells"][number]["cell_type"] == "code"
        )
        block = [n for n in range(place.cell, last + 1) if n not in taken]
        taken.update(block)
        blocks.append([notebook["cells"][n] for n in block])
    rest = [cell for number, cell in enumerate(notebook["cells"]) if number not in taken]
    random.Random(seed).shuffle(blocks)
    notebook["cells"] = rest + [cell for block in blocks for cell in block]


def run(
    notebook: dict[str, Any], out: Path, *, engine: str | None = None, **parameters: Any
) -> list[dict[str, Any]]:
    """Run a notebook with papermill (or with one of its engines) and return its checks."""
    start = out.with_suffix(".in.ipynb")
    nbformat.write(nbformat.from_dict(copy.deepcopy(notebook)), start)
    papermill.execute_notebook(
        str(start),
        str(out),
        parameters=parameters,
        engine_name=engine,
        kernel_name="python3",
        progress_bar=False,
        execution_timeout=LIMIT,
        cwd=str(out.parent),
    )
    executed = json.loads(out.read_text(encoding="utf-8"))
    return list(checks_in(executed))
