"""The decision: what an answer is, and what is to be said about it.

The order is: not attempted; right; a known misconception; right but for a beginner's slip; and
for all else what can be measured, then the first hint. An unknown answer is never right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from brecha.checking.exercise import Exercise
from brecha.checking.key import Solved
from brecha.checking.kinds import Material, Reading
from brecha.checking.kinds.base import slip, type_word
from brecha.checking.record import MOST_TEXT, Unrecordable, to_record
from brecha.checking.verdict import Message, State, Verdict

__all__ = ["conclude", "is_attempted", "judge", "read_answer", "recorded"]

_MOST_DOTS = 1_000
_MOST_ON_PAPER = 30


def is_attempted(answer: Any) -> bool:
    """Tell whether anything was put in the place of ``...``.

    Examples
    --------
    >>> is_attempted(...)
    False
    >>> is_attempted(0)
    True
    """
    # Asked of the type: an object may lie about its class, or raise when it is asked for it.
    if issubclass(type(answer), str):
        return str.__len__(answer) > _MOST_DOTS or str.strip(answer, " .…") != ""
    return answer is not ...


def judge(
    lesson: str, exercise: Exercise, answer: Any, solved: Solved, words: Mapping[str, str]
) -> Verdict:
    """Judge one answer; whatever the answer is or does, a verdict comes back.

    Parameters
    ----------
    lesson : str
        Slug of the lesson.
    exercise : Exercise
        The exercise.
    answer : object
        What the learner handed in; ``...`` is not attempted.
    solved : Solved
        The right answers and misconceptions on this learner's data.
    words : mapping of str to str
        Folded words of both languages to codes.

    Returns
    -------
    Verdict
        The conclusion, as data that knows no language.
    """
    if not is_attempted(answer):
        return conclude(lesson, exercise, State.NOT_ATTEMPTED, solved.material.parameters)
    reading = read_answer(exercise, answer, words)
    kept = _plain(answer)
    if not exercise.kind.judged:
        return _free(lesson, exercise, reading, solved, kept)
    state, misconception, messages = _decide(exercise, reading, solved)
    return conclude(
        lesson,
        exercise,
        state,
        solved.material.parameters,
        messages=messages,
        misconception=misconception,
        answer=kept,
        half=_is_convention(solved, misconception),
    )


def read_answer(exercise: Exercise, answer: Any, words: Mapping[str, str]) -> Reading:
    """Read an answer; an object that breaks while it is looked at is a slip like another."""
    try:
        return exercise.kind.read(answer, words)
    except Exception as error:
        # The learner's object raised (a broken __len__, __float__...): that is what is said.
        fault = type(error).__name__
        return Reading(slip=slip("broken-object", type=type_word(answer), error=fault))


def conclude(
    lesson: str,
    exercise: Exercise,
    state: State,
    parameters: Mapping[str, Any],
    *,
    messages: tuple[Message, ...] = (),
    misconception: str | None = None,
    answer: Any = None,
    half: bool = False,
) -> Verdict:
    """Write a verdict down, with its points: all when right, half for another convention."""
    share = 1.0 if state is State.RIGHT else 0.5 if half else 0.0
    return Verdict(
        lesson=lesson,
        slug=exercise.slug,
        state=state,
        messages=messages,
        misconception=misconception,
        points=share * exercise.points,
        of=exercise.points,
        parameters=dict(parameters),
        answer=answer,
    )


def recorded(
    lesson: str, exercise: Exercise, answer: Any, parameters: Mapping[str, Any]
) -> Verdict:
    """Keep an answer without judging it."""
    if not is_attempted(answer):
        return conclude(lesson, exercise, State.NOT_ATTEMPTED, parameters)
    try:
        kept = to_record(answer)
    except Unrecordable as error:
        message = _unrecordable(error)
        return conclude(lesson, exercise, State.NOT_RIGHT, parameters, messages=(message,))
    except Exception as error:
        message = slip("broken-object", type=type_word(answer), error=type(error).__name__)
        return conclude(lesson, exercise, State.NOT_RIGHT, parameters, messages=(message,))
    message = Message("check.recorded")
    return conclude(lesson, exercise, State.RECORDED, parameters, messages=(message,), answer=kept)


def _unrecordable(error: Unrecordable) -> Message:
    if error.why == "many":
        return slip("too-much", n=error.what)
    if error.why == "text":
        return slip("long-text", n=error.what, most=MOST_TEXT)
    if error.why == "number":
        return slip("infinite")
    return slip("unrecordable", type=type_word(error.what))


def _plain(answer: Any) -> Any:
    try:
        return to_record(answer)
    except Exception:
        # The verdict stands without it: not every wrong answer can be written down.
        return None


def _free(lesson: str, exercise: Exercise, reading: Reading, solved: Solved, kept: Any) -> Verdict:
    parameters = solved.material.parameters
    if not reading.values:
        said = (reading.slip,) if reading.slip else ()
        return conclude(lesson, exercise, State.NOT_RIGHT, parameters, messages=said)
    said = (Message("check.kept"),)
    return conclude(lesson, exercise, State.RECORDED, parameters, messages=said, answer=kept)


Decision = tuple[State, str | None, tuple[Message, ...]]


def _decide(exercise: Exercise, reading: Reading, solved: Solved) -> Decision:
    if not reading.values:
        name = _slip_name(reading.slip)
        return State.NOT_RIGHT, name, (reading.slip,) if reading.slip else ()
    kind, slug = exercise.kind, exercise.slug
    for value in reading.values:
        for expected in solved.accepted:
            if kind.same(value, expected):
                right = Message(f"{slug}.right", {**solved.facts, **kind.facts(value, expected)})
                if reading.slip is None:
                    return State.RIGHT, None, (right,)
                but_for_that = Message("check.otherwise-right")
                return State.NEARLY, _slip_name(reading.slip), (reading.slip, but_for_that)
    accepted = solved.accepted
    expected = accepted[0]
    said = (reading.slip,) if reading.slip else ()
    for value in reading.values:
        found = _misconception(exercise, value, expected, solved)
        if found is not None:
            return State.NEARLY, found[0], (*said, found[1])
    for value in reading.values:
        for repair in kind.repairs(value, solved.material):
            if any(kind.same(repair.value, right) for right in solved.accepted):
                return State.NEARLY, _slip_name(repair.slip), (*said, repair.slip)
    # Of several readings the one is measured that comes nearest.
    meant = min(reading.values, key=lambda value: min(map(partial(kind.distance, value), accepted)))
    return State.NOT_RIGHT, None, (*said, *_measured(exercise, meant, solved))


def _misconception(
    exercise: Exercise, value: Any, expected: Any, solved: Solved
) -> tuple[str, Message] | None:
    for misconception in solved.misconceptions:
        wrong = solved.value(misconception)
        if wrong is not None and exercise.kind.same(value, wrong):
            key = f"{exercise.slug}.misconceptions.{misconception.name}"
            values = {**solved.facts, **exercise.kind.facts(value, expected)}
            return misconception.name, Message(key, values)
    return None


def _measured(exercise: Exercise, value: Any, solved: Solved) -> tuple[Message, ...]:
    kind = exercise.kind
    expected = kind.nearest(value, solved.accepted)
    facts = {**solved.facts, **kind.facts(value, expected)}
    said = tuple(
        Message(f"{exercise.slug}.feedback.{part}", facts)
        for part in kind.feedback_keys(value, expected)
    )
    material = solved.material if exercise.code != "none" else _OnPaper(solved.material)
    measured = tuple(kind.measure(value, expected, material))
    return (*said, *measured, Message(f"{exercise.slug}.hints", facts))


class _OnPaper:
    """The tables that somebody without code can have averaged: the others explain nothing."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @property
    def parameters(self) -> Mapping[str, Any]:
        return self._material.parameters

    @property
    def names(self) -> Sequence[str]:
        sizes = {name: len(self.data(name)) for name in self._material.names}
        return [name for name, size in sizes.items() if size <= _MOST_ON_PAPER]

    def data(self, name: str) -> pd.DataFrame:
        return self._material.data(name)


def _slip_name(message: Message | None) -> str | None:
    return None if message is None else "slip/" + message.key.rpartition(".")[2]


def _is_convention(solved: Solved, name: str | None) -> bool:
    return any(other.convention and other.name == name for other in solved.misconceptions)
