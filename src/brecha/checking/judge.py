"""Who judges: the local judge, who knows the answers, or a recorder, who only keeps them.

A notebook hands every answer to a judge and never asks which one. In assessed mode and wherever
answers must not be present, the recorder sits there; a judge elsewhere reads what it kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from brecha.checking.exercise import Exercise
from brecha.checking.judging import judge, recorded
from brecha.checking.key import Key, Solved
from brecha.checking.kinds import Material
from brecha.checking.verdict import Verdict

__all__ = ["Judge", "LocalJudge", "Recorder"]


class Judge(Protocol):
    """Whoever turns an answer into a verdict."""

    def __call__(self, exercise: Exercise, answer: Any) -> Verdict:
        """Return the verdict on one answer; never raise because of the answer."""


class LocalJudge:
    """Judge on the spot, with the lesson's own key.

    Parameters
    ----------
    lesson : str
        Slug of the lesson.
    key : Key
        Its references, misconceptions and facts.
    material : Material
        The learner's version.
    words : mapping of str to str
        Folded words of both languages to codes.
    """

    def __init__(
        self, lesson: str, key: Key, material: Material, words: Mapping[str, str] | None = None
    ) -> None:
        self._lesson = lesson
        self._key = key
        self._material = material
        self._words = words or {}
        self._solved: dict[str, Solved] = {}

    def solved(self, exercise: Exercise) -> Solved:
        """Return the answers to an exercise on this learner's data."""
        if exercise.slug not in self._solved:
            self._solved[exercise.slug] = self._key.solve(exercise, self._material)
        return self._solved[exercise.slug]

    def __call__(self, exercise: Exercise, answer: Any) -> Verdict:
        """Return the verdict on one answer."""
        return judge(self._lesson, exercise, answer, self.solved(exercise), self._words)


class Recorder:
    """Keep answers as data, and judge none.

    Parameters
    ----------
    lesson : str
        Slug of the lesson.
    material : Material
        The learner's version.
    """

    def __init__(self, lesson: str, material: Material) -> None:
        self._lesson = lesson
        self._material = material

    def __call__(self, exercise: Exercise, answer: Any) -> Verdict:
        """Return the answer as it was kept."""
        return recorded(self._lesson, exercise, answer, self._material.parameters)
