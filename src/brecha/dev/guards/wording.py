"""Guard that text for learners stands in prose and TOML files, and that pictures have words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from brecha.dev import code
from brecha.dev.notebooks import Cell, Notebook
from brecha.dev.problem import Problem

__all__ = ["alt_text", "drawn_text", "spoken_code"]

_CODE = re.compile(r"[!-~]*")
_WRITING = {
    # Method of matplotlib: place of the argument that holds text; None for all of them.
    "title": 0,
    "suptitle": 0,
    "supxlabel": 0,
    "supylabel": 0,
    "set_title": 0,
    "xlabel": 0,
    "ylabel": 0,
    "set_xlabel": 0,
    "set_ylabel": 0,
    "set_label": 0,
    "set_text": 0,
    "text": 2,
    "figtext": 2,
    "annotate": 0,
    "bar_label": 1,
    "legend": None,
    "set_xticklabels": 0,
    "set_yticklabels": 0,
    "set_xticks": 1,
    "set_yticks": 1,
    "xticks": 1,
    "yticks": 1,
}
_SPOKEN = frozenset({"label", "labels", "title", "description", "tooltip", "alt", "placeholder"})
_IMAGE = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=[\"'][^\"']+[\"'])[^>]*>")


def drawn_text(source: str, *, path: str, cell: str | None = None) -> list[Problem]:
    """Find text written into the code of a figure.

    Parameters
    ----------
    source : str
        Python code: a lesson's ``figures.py``, or a cell.
    path : str
        The file.
    cell : str, optional
        The cell, when it is one; otherwise the line is named.

    Returns
    -------
    list of Problem
        One for each text with a letter in it.

    Examples
    --------
    >>> [found.cell for found in drawn_text('axes.set_title("Gap")', path="figures.py")]
    ['line 1']
    """
    tree = code.parse(source)
    if tree is None:
        return []
    return [
        Problem(
            path,
            cell or f"line {literal.lineno}",
            f"The text {literal.value!r} is written into the code of a figure",
            "Put it into en.toml and es.toml, and ask for it with text(...)",
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for literal in _written(node)
        if any(sign.isalpha() for sign in str(literal.value))
    ]


def alt_text(notebook: Notebook) -> list[Problem]:
    """Find pictures without a description: a figure of the learner's own, an image in prose.

    Parameters
    ----------
    notebook : Notebook
        The notebook.

    Returns
    -------
    list of Problem
        One for each picture.
    """
    problems = []
    for call in code.calls(notebook):
        if call.method != "show" or call.name is not None:
            continue
        alt = next((word.value for word in call.node.keywords if word.arg == "alt"), None)
        if alt is None or (isinstance(alt, ast.Constant) and alt.value in ("", None)):
            problems.append(
                Problem(
                    notebook.path,
                    call.cell,
                    "A figure is shown without a description",
                    "Say in alt=... what can be seen, computed from the data",
                )
            )
    problems += [
        Problem(
            notebook.path,
            cell.id,
            "An image has no description",
            "Write it between the brackets: ![what can be seen](file)",
        )
        for cell in notebook.markdown
        if _IMAGE.search(cell.source)
    ]
    return problems


def spoken_code(notebook: Notebook) -> list[Problem]:
    """Find text for learners in code cells, where no translator would look for it.

    Comments may be translated; codes, slugs and names of columns are written in plain ASCII
    without a space. Anything else is text, but for the lines of code handed to ``lesson.run``.

    Parameters
    ----------
    notebook : Notebook
        The notebook.

    Returns
    -------
    list of Problem
        One for each text.
    """
    problems = []
    for cell in notebook.code:
        drawn = drawn_text(cell.source, path=notebook.path, cell=cell.id)
        problems += drawn or _spoken(notebook.path, cell)
    return problems


def _spoken(path: str, cell: Cell) -> list[Problem]:
    tree = code.parse(cell.source)
    return [
        Problem(
            path,
            cell.id,
            f"The text {_short(str(literal.value))!r} stands in a code cell",
            "Put it into prose or into en.toml and es.toml; code holds codes and slugs",
        )
        for literal in (code.literals(tree) if tree is not None else [])
        if not _CODE.fullmatch(str(literal.value))
    ]


def _written(node: ast.Call) -> Iterator[ast.Constant]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else None
    if name in _WRITING:
        place = _WRITING[name]
        given = node.args if place is None else node.args[place : place + 1]
        for argument in given:
            yield from _texts(argument)
    for word in node.keywords:
        spoken = word.arg in _SPOKEN or (name in _WRITING and word.arg in ("s", "text"))
        if spoken:
            yield from _texts(word.value)


def _texts(node: ast.expr) -> Iterator[ast.Constant]:
    # A call inside is text("figures.gap.title"), whose argument is a key.
    if isinstance(node, ast.Call | ast.Subscript):
        return
    if isinstance(node, ast.FormattedValue):
        # How a value is written (.2f) is no text.
        yield from _texts(node.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _texts(child)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
