"""Guard the frame of a notebook: its parts, their order, and how long it may be.

The id of a cell says which part of the frame it belongs to, as its first word or else its last:
``predict-which-branch`` and ``weights-predict`` are both part of ``predict``. The first word wins,
so that ``explore-predict`` is a prediction inside the part ``explore``. A cell whose id names no
part belongs to the part before it. The parts:

==============  ================================================================================
``title``       the question a manager would ask, what you'll be able to do, time
``parameters``  the first code cell: typed, commented, folded
``setup``       opens the lesson
``recall``      up to three questions on earlier lessons
``case``        people, a place, a decision; the raw artefact before any transformation
``predict``     commits, no judgement
``observe``     a figure whose title states the finding
``explain``     the prediction beside the outcome; a choice with feedback per option
``worked``      an example by hand, then by code
``blank``       the same with the last step blank
``explore``     a widget, after a prediction and its static twin
``practice``    change, make, judge
``flaw``        find the flaw in a plausible analysis, or put strips in order
``transfer``    another company
``claim``       the claim card, where the lesson has one
``recap``       what was learnt, terms, what this can't tell you, references, the next door
==============  ================================================================================
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from brecha.dev import code
from brecha.dev.guards.limits import PARTS, Limits
from brecha.dev.notebooks import Cell, Notebook, words
from brecha.dev.problem import Problem

__all__ = ["frame", "part_of"]

_LONGER = {"en": 1.0, "es": 1.25}


def part_of(id: str) -> str | None:
    """Return the part of the frame that a cell's id names.

    Examples
    --------
    >>> [part_of(id) for id in ("worked-by-hand", "weights-predict", "explore-predict", "table")]
    ['worked', 'predict', 'explore', None]
    """
    split = id.split("-")
    return next((word for word in (split[0], split[-1]) if word in PARTS), None)


def frame(notebook: Notebook, limits: Limits) -> list[Problem]:
    """Find what is missing in a notebook's frame, out of order, or too long.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    limits : Limits
        What holds for its kind.

    Returns
    -------
    list of Problem
        One for each fault.
    """
    return [
        *_kernel(notebook),
        *_parameters(notebook),
        *_parts(notebook, limits),
        *_length(notebook, limits),
    ]


def _kernel(notebook: Notebook) -> Iterator[Problem]:
    name = notebook.metadata.get("kernelspec", {}).get("name")
    if name != "python3":
        yield Problem(
            notebook.path,
            None,
            f"The notebook's kernel is {name!r}, and must be 'python3'",
            f"Run `brecha dev normalise {notebook.path}`",
        )


def _parameters(notebook: Notebook) -> Iterator[Problem]:
    if not notebook.code:
        yield Problem(notebook.path, None, "There is no code cell", "Add the parameters cell")
        return
    first = notebook.code[0]
    for cell in notebook.code[1:]:
        if "parameters" in cell.tags:
            yield Problem(
                notebook.path,
                cell.id,
                "Only the first code cell may have the tag parameters",
                "Move the cell up, or remove the tag",
            )
    if "parameters" not in first.tags:
        yield Problem(
            notebook.path,
            first.id,
            "The first code cell is not tagged parameters",
            "Put the parameters cell first, with the tag `parameters`",
        )
        return
    if not first.metadata.get("jupyter", {}).get("source_hidden"):
        yield Problem(
            notebook.path,
            first.id,
            "The parameters cell is not folded",
            'Set the cell\'s metadata {"jupyter": {"source_hidden": true}}',
        )
    yield from _declared(first, notebook)


def _declared(cell: Cell, notebook: Notebook) -> Iterator[Problem]:
    tree = code.parse(cell.source)
    lines = cell.source.splitlines()
    for statement in tree.body if tree is not None else ():
        line = lines[statement.lineno - 1]
        if not isinstance(statement, ast.AnnAssign) or "#" not in line:
            yield Problem(
                notebook.path,
                cell.id,
                f"The parameter {line!r} has no type or no comment",
                'Write it as: name: str = "value"  # what it means',
            )
        elif isinstance(statement.target, ast.Name) and statement.target.id == "language":
            default = getattr(statement.value, "value", None)
            if default != notebook.language:
                yield Problem(
                    notebook.path,
                    cell.id,
                    f"The default of language is {default!r} in a notebook below "
                    f"{notebook.language}/",
                    f'Write language: str = "{notebook.language}"',
                )


def _parts(notebook: Notebook, limits: Limits) -> Iterator[Problem]:
    seen: list[str] = []
    for cell in notebook.cells:
        part = part_of(cell.id)
        if part is None or (seen and part == seen[-1]):
            continue
        if limits.ordered and part in seen:
            yield Problem(
                notebook.path,
                cell.id,
                f"The part {part!r} stands twice, with {seen[-1]!r} between",
                "Bring its cells together, or rename this one",
            )
        elif limits.ordered and seen and PARTS.index(part) < PARTS.index(seen[-1]):
            yield Problem(
                notebook.path,
                cell.id,
                f"The part {part!r} comes after {seen[-1]!r}",
                f"Bring the parts into the order of the frame: {', '.join(PARTS)}",
            )
        seen.append(part)
    for part in limits.parts:
        if part not in seen:
            yield Problem(
                notebook.path,
                None,
                f"The part {part!r} of the frame is missing",
                f"Add it, with cells whose ids begin with {part}",
            )


def _length(notebook: Notebook, limits: Limits) -> Iterator[Problem]:
    fewest, most = limits.cells
    if not fewest <= len(notebook.cells) <= most:
        yield Problem(
            notebook.path,
            None,
            f"The notebook has {len(notebook.cells)} cells; {fewest} to {most} are allowed",
            "Join or split cells, or move a part to the deeper notebook",
        )
    counted = sum(words(cell.source) for cell in notebook.markdown)
    allowed = round(limits.words * _LONGER[notebook.language])
    if counted > allowed:
        longest = max(notebook.markdown, key=lambda cell: words(cell.source))
        yield Problem(
            notebook.path,
            longest.id,
            f"The notebook has {counted} words of prose; at most {allowed} are allowed",
            f"Shorten it; this cell is the longest, with {words(longest.source)}",
        )
