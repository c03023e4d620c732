"""Answers that are a way through a dialogue."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brecha.checking.kinds.base import Kind, Reading, slip
from brecha.checking.kinds.codes import letters_of, unread_letters
from brecha.models.dialogue import Scene, Walk, play, playable

__all__ = ["ScenePath"]


@dataclass(frozen=True)
class ScenePath(Kind):
    """A way through a scene, typed as the letters of its choices: ``"CCAB"``.

    To a wrong path is said what stands under ``<slug>.feedback`` for the end that it comes to
    (``end-<name>``) and for each limit that it passes (``missed-trust``, ``missed-clarity``,
    ``missed-minutes``), with the walk's ``trust``, ``clarity`` and ``minutes`` as values.

    Parameters
    ----------
    scene : Scene
        The dialogue.
    """

    scene: Scene

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        known = tuple(dict.fromkeys(key for n in self.scene.nodes.values() for key in n.options))
        letters = letters_of(answer)
        if letters is None:
            return Reading(slip=unread_letters(answer, "".join(known)))
        walk = play(self.scene, playable(self.scene, letters))
        if len(walk.path) < len(letters):
            if walk.node is None:
                return Reading(slip=slip("path-over", n=len(walk.path), given=len(letters)))
            letter, allowed = letters[len(walk.path)], list(walk.node.options)
            return Reading(slip=slip("unknown-letter", letter=letter, allowed=allowed))
        if walk.end is None:
            return Reading(slip=slip("path-unfinished", n=len(letters)))
        return Reading((letters,))

    def distance(self, value: str, other: str) -> float:
        return 0.0 if value == other else math.inf

    def facts(self, value: str, expected: str) -> dict[str, Any]:
        walk = self._walk(value)
        levels = {name: getattr(walk, name) for name in ("trust", "clarity", "minutes")}
        return {"answer": value, "expected": expected, **levels}

    def feedback_keys(self, value: str, expected: str) -> list[str]:
        walk = self._walk(value)
        end = [f"end-{walk.end.name}"] if walk.end is not None else []
        return [*end, *(f"missed-{name}" for name in walk.missed)]

    def _walk(self, value: str) -> Walk:
        return play(self.scene, value)
