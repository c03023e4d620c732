"""Guard that code uses only the verbs taught so far.

A learner who has never coded meets each construct of Python once with an explanation before it is
used. ``lessons/verbs.toml`` lists the constructs (see :mod:`brecha.dev.constructs`) by the lesson
that introduces them; this guard names the lesson that would have to teach what is missing. A
deeper notebook or a case says in a ``verbs.toml`` of its own folder which core lesson it comes
``after``, and which ``constructs`` it explains for itself.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from brecha.dev import code
from brecha.dev.constructs import constructs, imported
from brecha.dev.notebooks import Cell, Notebook
from brecha.dev.problem import Problem
from brecha.errors import LessonError

__all__ = ["MOST_NEW", "Verbs", "crowded", "solutions", "verbs"]

MOST_NEW = 4
"""A core lesson after the first introduces at most this many methods and functions."""


@dataclass(frozen=True)
class Verbs:
    """Which constructs which lesson teaches.

    Parameters
    ----------
    lessons : mapping of str to int
        The number of the core lesson that introduces each construct.
    own : frozenset of str
        Constructs that a deeper notebook or a case explains for itself.
    """

    lessons: Mapping[str, int]
    own: frozenset[str] = frozenset()

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, path: str = "verbs.toml") -> Verbs:
        """Build the list from parsed TOML.

        Parameters
        ----------
        data : mapping
            A list ``verb`` of tables with ``lesson`` and ``constructs``.
        path : str
            The path to name in messages.

        Returns
        -------
        Verbs
            The same by construct.

        Raises
        ------
        LessonError
            When a construct is introduced twice.
        """
        lessons: dict[str, int] = {}
        for verb in data.get("verb", ()):
            for construct in verb["constructs"]:
                if construct in lessons:
                    raise LessonError(
                        f"{path} introduces {construct!r} in lesson {lessons[construct]:02} and "
                        f"in lesson {verb['lesson']:02}. Keep the first."
                    )
                lessons[construct] = verb["lesson"]
        return cls(lessons)

    def plus(self, constructs: Iterable[str]) -> Verbs:
        """Return the same list with constructs that one notebook explains for itself."""
        return replace(self, own=self.own.union(constructs))

    def lesson_of(self, construct: str) -> int | None:
        """Return the number of the lesson that introduces a construct, or None."""
        if construct in self.lessons:
            return self.lessons[construct]
        families = (word for word in self.lessons if word.endswith(".*"))
        return next(
            (self.lessons[word] for word in families if construct.startswith(word[:-1])), None
        )

    def allows(self, construct: str, *, number: int) -> bool:
        """Tell whether a lesson of a number may use a construct."""
        taught = self.lesson_of(construct)
        return construct in self.own or (taught is not None and taught <= number)


def verbs(
    notebook: Notebook, known: Verbs, *, number: int, exempt: Iterable[str] = ()
) -> list[Problem]:
    """Find constructs that no lesson up to this one has taught.

    The cells of the frame that a learner doesn't have to read (parameters, setup) are exempt.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    known : Verbs
        What is taught where.
    number : int
        The number of the lesson; for a deeper notebook or a case that of the last lesson it builds
        on.
    exempt : iterable of str
        Ids of further cells that aren't looked at.

    Returns
    -------
    list of Problem
        One for each construct in each cell, with the lesson that would have to teach it.
    """
    skipped = set(exempt)
    problems: list[Problem] = []
    trees = [tree for cell in notebook.code if (tree := code.parse(cell.source)) is not None]
    modules = set().union(*(imported(tree) for tree in trees))
    for cell in notebook.code:
        if cell.id in skipped or cell.id == "setup" or "parameters" in cell.tags:
            continue
        problems += _cell(cell, notebook.path, known, number, modules)
    return problems


def crowded(known: Verbs, *, path: str) -> list[Problem]:
    """Find core lessons that introduce more methods than a learner can take in."""
    counted: dict[int, list[str]] = {}
    for construct, number in known.lessons.items():
        if construct.endswith("()"):
            counted.setdefault(number, []).append(construct)
    return [
        Problem(
            path,
            f"lesson {number:02}",
            f"The lesson introduces {len(new)} new methods, and {MOST_NEW} are allowed",
            f"Do without some of {', '.join(new)}, or teach them elsewhere",
        )
        for number, new in sorted(counted.items())
        if number > 0 and len(new) > MOST_NEW
    ]


def _cell(cell: Cell, path: str, known: Verbs, number: int, modules: set[str]) -> Iterator[Problem]:
    tree = code.parse(cell.source)
    if tree is None:
        yield Problem(
            path,
            cell.id,
            "The code of this cell is no Python",
            "Mend the syntax; magics and shell commands are not used in lessons",
        )
        return
    yield from _untaught(constructs(tree, modules=modules), known, number, path, cell.id)


def _untaught(
    used: Iterable[str], known: Verbs, number: int, path: str, cell: str
) -> Iterator[Problem]:
    for construct in used:
        if known.allows(construct, number=number):
            continue
        taught = known.lesson_of(construct)
        where = (
            f"lesson {taught:02} teaches it"
            if taught is not None
            else f"no lesson teaches it: lesson {number:02} or an earlier one would have to"
        )
        yield Problem(
            path,
            cell,
            f"The verb `{construct}` is not taught yet ({where})",
            "Write it with the verbs taught so far, or teach it and list it in verbs.toml",
        )


def solutions(
    source: str, known: Verbs, *, number: int, shown: Collection[str], path: str
) -> list[Problem]:
    """Find constructs in shown solutions that no lesson up to this one has taught.

    ``lesson.solution`` shows the body of the reference function: the lines that a learner could
    have typed.

    Parameters
    ----------
    source : str
        The code of an ``answers.py``.
    known : Verbs
        What is taught where.
    number : int
        The lesson, as for :func:`verbs`.
    shown : collection of str
        The exercises whose solution is shown as code.
    path : str
        The file.

    Returns
    -------
    list of Problem
        One for each construct, at the exercise.
    """
    tree = code.parse(source)
    problems: list[Problem] = []
    for node in tree.body if tree is not None else ():
        if not isinstance(node, ast.FunctionDef):
            continue
        for exercise in sorted(_referenced(node).intersection(shown)):
            body = ast.Module(node.body, [])
            used = [word for word in constructs(body) if word != "return"]
            problems += _untaught(used, known, number, path, exercise)
    return problems


def _referenced(function: ast.FunctionDef) -> set[str]:
    return {
        str(decorator.args[0].value)
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == "reference"
        and decorator.args
        and isinstance(decorator.args[0], ast.Constant)
    }
