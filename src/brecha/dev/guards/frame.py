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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from brecha.checking import Exercise
from brecha.dev import code
from brecha.dev.notebooks import Cell, Notebook, words
from brecha.dev.problem import Problem

__all__ = ["LIMITS", "PARTS", "Limits", "frame", "limits_of", "part_of", "workload"]

PARTS = (
    "title",
    "parameters",
    "setup",
    "recall",
    "case",
    "predict",
    "observe",
    "explain",
    "worked",
    "blank",
    "explore",
    "practice",
    "flaw",
    "transfer",
    "claim",
    "recap",
)
_LONGER = {"en": 1.0, "es": 1.25}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long a notebook may be, and which parts it must have.

    Parameters
    ----------
    words : int
        Words of prose in English; Spanish may be a quarter longer.
    cells, answers : tuple of int
        Fewest and most cells, and answers that are judged (recall questions apart).
    recall, widgets, lines : int
        Most recall questions, widgets, and answers that ask for two to four lines.
    parts : tuple of str
        The parts that it must have.
    ordered : bool
        Whether each part stands once and in the order of the frame.
    """

    words: int
    cells: tuple[int, int]
    answers: tuple[int, int]
    recall: int = 3
    widgets: int = 2
    lines: int = 2
    parts: tuple[str, ...] = ("title", "parameters", "setup", "recap")
    ordered: bool = False


LIMITS: Mapping[str, Limits] = {
    "start-here": Limits(words=1800, cells=(20, 60), answers=(6, 24), recall=0, widgets=1),
    "core": Limits(
        words=1800,
        cells=(30, 45),
        answers=(8, 10),
        parts=tuple(part for part in PARTS if part != "claim"),
        ordered=True,
    ),
    "deeper": Limits(words=3000, cells=(20, 70), answers=(4, 20), widgets=3, lines=20),
    "case": Limits(words=2600, cells=(25, 60), answers=(7, 10), lines=4),
}
"""The limits by level of the lesson; the first one has its own."""


def limits_of(level: str, number: int | None) -> Limits:
    """Return the limits of a lesson by its level; lesson 00 is not like the others."""
    return LIMITS["start-here" if level == "core" and number == 0 else level]


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


def workload(exercises: Sequence[Exercise], limits: Limits, *, path: str) -> list[Problem]:
    """Find a lesson that asks for too much, too little, or too much code.

    Parameters
    ----------
    exercises : sequence of Exercise
        The lesson's exercises. Free texts aren't counted as answers.
    limits : Limits
        What holds for the kind of its notebook.
    path : str
        The file that declares them.

    Returns
    -------
    list of Problem
        One for each limit that is passed.
    """
    answers = [item for item in exercises if item.kind.judged and not item.recall]
    recall = [item for item in exercises if item.recall]
    lines = [item for item in answers if item.code == "lines"]
    bare = [item for item in answers if item.code == "none"]
    fewest, most = limits.answers
    problems = []
    if not fewest <= len(answers) <= most:
        problems.append(
            Problem(
                path,
                None,
                f"The lesson asks for {len(answers)} answers; {fewest} to {most} are allowed",
                "Add or remove exercises (recall questions and free texts don't count)",
            )
        )
    if len(recall) > limits.recall:
        problems.append(
            Problem(
                path,
                recall[limits.recall].slug,
                f"There are {len(recall)} recall questions; at most {limits.recall} are allowed",
                "Keep the ones that this lesson builds on",
            )
        )
    if len(lines) > limits.lines:
        problems.append(
            Problem(
                path,
                lines[limits.lines].slug,
                f'{len(lines)} answers ask for code="lines"; at most {limits.lines} may',
                "Give more of the code, so that one line is left to write",
            )
        )
    if 2 * len(bare) < len(answers):
        problems.append(
            Problem(
                path,
                None,
                f"{len(bare)} of {len(answers)} answers need no code; at least half must",
                "Ask for a choice, a ranking, a sorting or a number worked out by hand instead",
            )
        )
    return problems


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
