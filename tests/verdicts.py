"""What is said to the right answer and to every known wrong turn of one learner's version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from brecha.checking import Exercise, LocalJudge
from brecha.lessons import Version


class Verdict(NamedTuple):
    """A state and the misconception that was named, if one was: as they came, or as due."""

    state: str
    misconception: str | None


class Told(NamedTuple):
    slug: str
    came: Verdict
    due: Verdict


RIGHT = Verdict("right", None)


def judged(version: Version) -> Iterator[Told]:
    """Hand in all that is known about each exercise, the oracle's answer too, and judge it."""
    lesson = version.lesson
    judge, oracles = LocalJudge(lesson.slug, lesson.key(), version, {}), lesson.oracles()
    for exercise in lesson.exercises:
        if not exercise.kind.judged:
            continue
        for answer, due in _known(judge, exercise):
            yield _told(judge, exercise, answer, due)
        if exercise.slug in oracles:
            yield _told(judge, exercise, oracles[exercise.slug](version), RIGHT)


def mistaken(version: Version) -> list[Told]:
    """Return where something else was said than is due."""
    return [told for told in judged(version) if told.came != told.due]


def _known(judge: LocalJudge, exercise: Exercise) -> Iterator[tuple[Any, Verdict]]:
    solved, hand_in = judge.solved(exercise), exercise.kind.handed_in
    yield hand_in(solved.accepted[0]), RIGHT
    for misconception in solved.misconceptions:
        value = solved.value(misconception)
        if value is not None:
            yield hand_in(value), Verdict("nearly", misconception.name)


def _told(judge: LocalJudge, exercise: Exercise, answer: Any, due: Verdict) -> Told:
    verdict = judge(exercise, answer)
    return Told(exercise.slug, Verdict(str(verdict.state), verdict.misconception), due)
