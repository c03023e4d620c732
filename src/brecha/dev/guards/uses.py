"""Guard that a notebook and its lesson agree: each exercise, prediction and figure is there."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from brecha.dev import code
from brecha.dev.code import Call
from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.errors import nearest

__all__ = ["Offer", "opened", "uses"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a lesson offers to its notebook, by name.

    Parameters
    ----------
    slug : str
        The lesson.
    exercises, predictions : collection of str
        Their slugs.
    figures, widgets : collection of str
        The names of figures that don't move, and of widgets.
    scenes : collection of str
        The names that ``lesson.role_play`` knows.
    tables : collection of str
        The names that ``lesson.data`` knows.
    parameters : collection of str
        The names that ``open_lesson`` takes.
    """

    slug: str
    exercises: Collection[str] = ()
    predictions: Collection[str] = ()
    figures: Collection[str] = ()
    widgets: Collection[str] = ()
    scenes: Collection[str] = ()
    tables: Collection[str] = ()
    parameters: Collection[str] = ()


def opened(notebook: Notebook) -> list[Call]:
    """List the calls of ``brecha.open_lesson`` in a notebook."""
    return [call for call in code.calls(notebook, on="brecha") if call.method == "open_lesson"]


def uses(notebook: Notebook, offer: Offer, *, most_widgets: int = 2) -> list[Problem]:
    """Compare what a notebook calls with what its lesson offers.

    Every exercise and every prediction is used once; names that are called exist; a prediction's
    outcome comes after it; a widget comes after a prediction and after its static twin.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    offer : Offer
        What its lesson offers.
    most_widgets : int
        How many widgets it may have.

    Returns
    -------
    list of Problem
        One for each disagreement.
    """
    found = code.calls(notebook)
    checks = [call for call in found if call.method == "check"]
    predicted = [call for call in found if call.method == "predict"]
    return [
        *_setup(notebook, offer),
        *_once(checks, offer.exercises, notebook.path, "exercise", "lesson.check"),
        *_once(predicted, offer.predictions, notebook.path, "prediction", "lesson.predict"),
        *_outcomes(found, offer, notebook.path),
        *_names(found, offer, notebook.path),
        *_widgets(found, offer, notebook.path, most_widgets),
    ]


def _setup(notebook: Notebook, offer: Offer) -> Iterator[Problem]:
    found = opened(notebook)
    if not found:
        yield Problem(
            notebook.path,
            "setup",
            "No cell opens the lesson",
            f'Add a cell `setup` with lesson = brecha.open_lesson("{offer.slug}", ...)',
        )
        return
    first = found[0]
    if first.cell != "setup":
        yield Problem(
            notebook.path,
            first.cell,
            "The cell that opens the lesson is not called setup",
            "Give it the id `setup`",
        )
    if first.name != offer.slug:
        yield Problem(
            notebook.path,
            first.cell,
            f"The notebook opens the lesson {first.name!r}, and is that of {offer.slug!r}",
            "Open its own lesson, or mend `notebook=` in the lesson's exercises.py",
        )
    given = {word.arg: word.value for word in first.node.keywords if word.arg}
    for name in offer.parameters:
        value = given.get(name)
        if not isinstance(value, ast.Name) or value.id != name:
            yield Problem(
                notebook.path,
                first.cell,
                f"The parameter {name!r} isn't passed on to open_lesson",
                f"Write {name}={name} in the call",
            )


def _once(
    found: Sequence[Call], offered: Collection[str], path: str, noun: str, call: str
) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for item in found:
        if item.name is None:
            yield Problem(
                path,
                item.cell,
                f"A {call} has no {noun} written as text",
                "Write its slug in quotes as the first argument",
            )
        elif item.name not in offered:
            yield _unknown(path, item.cell, noun, item.name, offered)
        elif item.name in seen:
            yield Problem(
                path,
                item.cell,
                f"The {noun} {item.name!r} is used twice; first in {seen[item.name]!r}",
                "Use it once, or declare another",
            )
        else:
            seen[item.name] = item.cell
    for name in offered:
        if name not in seen:
            yield Problem(
                path,
                None,
                f"The {noun} {name!r} of the lesson is not used",
                f'Add a cell with {call}("{name}", ...), or remove it from exercises.py',
            )


def _outcomes(found: Sequence[Call], offer: Offer, path: str) -> Iterator[Problem]:
    if not offer.exercises:
        # An inventory asks before the course what it answers at its end, in another notebook.
        return
    methods = [(call.method, call.name) for call in found]
    for name in offer.predictions:
        if ("predict", name) not in methods:
            continue
        predicted = methods.index(("predict", name))
        if ("outcome", name) not in methods[predicted:]:
            yield Problem(
                path,
                found[predicted].cell,
                f"The prediction {name!r} is never compared with what the data say",
                f'Add a later cell with lesson.outcome("{name}")',
            )


def _names(found: Sequence[Call], offer: Offer, path: str) -> Iterator[Problem]:
    drawn = {*offer.figures, *offer.widgets}
    known: dict[str, tuple[str, Collection[str]]] = {
        "outcome": ("prediction", offer.predictions),
        "hint": ("exercise", offer.exercises),
        "solution": ("exercise", offer.exercises),
        "show": ("figure", drawn),
        "widget": ("widget", offer.widgets),
        "role_play": ("scene", offer.scenes),
        "data": ("table", offer.tables),
        "describe": ("table", offer.tables),
    }
    for call in found:
        if call.method in known and call.name is not None:
            noun, names = known[call.method]
            if call.name not in names:
                yield _unknown(path, call.cell, noun, call.name, names)


def _widgets(found: Sequence[Call], offer: Offer, path: str, most: int) -> Iterator[Problem]:
    shown: set[str | None] = set()
    predicted = False
    moved: list[Call] = []
    for call in found:
        if call.method == "show":
            shown.add(call.name)
        elif call.method == "predict":
            predicted = True
        elif call.method == "widget":
            moved.append(call)
            if call.name not in shown:
                yield Problem(
                    path,
                    call.cell,
                    f"The widget {call.name!r} has no static twin before it",
                    f'Add lesson.show("{call.name}") before, so that a page without a kernel '
                    "teaches too",
                )
            if not predicted:
                yield Problem(
                    path,
                    call.cell,
                    f"The widget {call.name!r} comes before any prediction",
                    "Ask a question first: a widget to play with and no question teaches little",
                )
    if len(moved) > most:
        yield Problem(
            path,
            moved[most].cell,
            f"There are {len(moved)} widgets; at most {most} are allowed",
            "Keep the ones that answer a question",
        )
    for name in offer.widgets:
        if name not in {call.name for call in moved}:
            yield Problem(
                path,
                None,
                f"The widget {name!r} of the lesson is not used",
                f'Add a cell with lesson.widget("{name}"), or remove it from figures.py',
            )


def _unknown(path: str, cell: str, noun: str, name: str, known: Collection[str]) -> Problem:
    near = nearest(name, known)
    remedy = f"Perhaps {near!r} is meant" if near else f"There are: {', '.join(known) or 'none'}"
    return Problem(path, cell, f"The lesson has no {noun} {name!r}", remedy)
