"""Guard that the parameters cell declares what the lesson takes: names, types, defaults."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from brecha.dev import code
from brecha.dev.notebooks import Cell, Notebook
from brecha.dev.problem import Problem
from brecha.lessons import Parameter

__all__ = ["declared"]


def declared(notebook: Notebook, parameters: Sequence[Parameter]) -> list[Problem]:
    """Compare the parameters cell of a notebook with the parameters of its lesson.

    The language has another default in each notebook; the guard of the frame looks at it.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    parameters : sequence of Parameter
        What the lesson takes, the language apart.

    Returns
    -------
    list of Problem
        One for each name, type or default that differs. A notebook without its parameters cell
        has none here: the frame's guard says that.
    """
    cell = next((cell for cell in notebook.code if "parameters" in cell.tags), None)
    if cell is None:
        return []
    found = _found(cell)
    wanted: dict[str, tuple[str, Any]] = {"language": ("str", found.get("language", (0, None))[1])}
    wanted |= {item.name: (item.type.__name__, item.default) for item in parameters}
    problems = []
    for name, (kind, default) in wanted.items():
        line = f"{name}: {kind} = {_quoted(default)}"
        if name not in found:
            message, remedy = f"The lesson takes {name!r}, and the cell has no such name", "Add"
        # 0 is equal to False, and no bool.
        elif found[name] != (kind, default) or type(found[name][1]) is not type(default):
            message, remedy = f"The parameter {name!r} is not as in the lesson", "Write"
        else:
            continue
        problems.append(Problem(notebook.path, cell.id, message, f"{remedy} {line}"))
    for name in found:
        if name not in wanted:
            problems.append(
                Problem(
                    notebook.path,
                    cell.id,
                    f"The lesson has no parameter {name!r}",
                    "Declare it in exercises.py, or remove the line",
                )
            )
    return problems


def _found(cell: Cell) -> dict[str, tuple[str | None, Any]]:
    tree = code.parse(cell.source)
    found: dict[str, tuple[str | None, Any]] = {}
    for statement in tree.body if tree is not None else ():
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            kind = statement.annotation.id if isinstance(statement.annotation, ast.Name) else None
            found[statement.target.id] = (kind, _literal(statement.value))
    return found


def _literal(node: ast.expr | None) -> Any:
    try:
        return ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
