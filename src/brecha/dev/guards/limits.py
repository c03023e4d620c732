"""Guard how much a lesson asks for, and hold the limits that each level of lesson has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brecha.checking import Exercise
from brecha.dev.problem import Problem

__all__ = ["LIMITS", "PARTS", "Limits", "limits_of", "workload"]

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
"""The parts of the frame, in their order; :mod:`brecha.dev.guards.frame` says what they are."""


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
    "start-here": Limits(words=1500, cells=(20, 70), answers=(6, 24), recall=0, widgets=1),
    "inventory": Limits(words=600, cells=(15, 40), answers=(0, 0), recall=0, widgets=0),
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
"""The limits by level of the lesson; the first one and the inventory have their own."""


def limits_of(level: str, number: int | None, *, judged: bool = True) -> Limits:
    """Return the limits of a lesson by its level; lesson 00 is not like the others.

    A lesson that judges nothing and only asks what is believed is an inventory.
    """
    if not judged:
        return LIMITS["inventory"]
    return LIMITS["start-here" if level == "core" and number == 0 else level]


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
