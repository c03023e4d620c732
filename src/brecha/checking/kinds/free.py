"""Answers in the learner's own words: kept for a person to read, never judged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from brecha.checking.kinds.base import Kind, Reading, slip, type_word

__all__ = ["FreeText"]


@dataclass(frozen=True)
class FreeText(Kind):
    """A text for the instructor, who has a rubric for it.

    Parameters
    ----------
    most : int
        The longest text that is kept, in characters.
    """

    most: int = 8000

    form: ClassVar[str] = "text"
    judged: ClassVar[bool] = False

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("nothing"))
        if not isinstance(answer, str):
            return Reading(slip=slip("not-free-text", type=type_word(answer)))
        if len(answer) > self.most:
            return Reading(slip=slip("long-text", n=len(answer), most=self.most))
        return Reading((answer.strip(),))

    def distance(self, value: str, other: str) -> float:
        return 0.0 if value == other else math.inf
