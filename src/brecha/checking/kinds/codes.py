"""Answers that are codes: a choice, a label, a sorting, a ranking."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from brecha.checking.kinds.base import (
    Kind,
    Material,
    Reading,
    is_many,
    single,
    slip,
    type_word,
)
from brecha.checking.verdict import Message
from brecha.checking.words import MOST_SIGNS, fold, lookup

__all__ = ["Choice", "Label", "Ranking", "Sorting"]


def _unread(answer: Any, allowed: tuple[str, ...]) -> Message:
    if answer is None:
        return slip("nothing")
    if callable(answer):
        return slip("function")
    if not isinstance(answer, str):
        return slip("not-text", type=type_word(answer), allowed=list(allowed))
    return slip("not-allowed", answer=answer[:60], allowed=list(allowed))


def unread_letters(answer: Any, allowed: str) -> Message:
    if answer is None:
        return slip("nothing")
    if callable(answer):
        return slip("function")
    if isinstance(answer, str):
        return slip("many-letters", n=len(answer), allowed=list(allowed))
    return slip("not-letters", type=type_word(answer), allowed=list(allowed))


class _Code(Kind):
    """One code out of several."""

    @property
    @abstractmethod
    def codes(self) -> tuple[str, ...]:
        """The codes that can be meant."""

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        taken = single(answer)
        code = lookup(taken, self.codes, words)
        if code is None:
            return Reading(slip=_unread(taken, self.codes))
        return Reading((code,))

    def distance(self, value: str, other: str) -> float:
        return 0.0 if value == other else math.inf

    def feedback_keys(self, value: str, expected: str) -> list[str]:
        return [value]


@dataclass(frozen=True)
class Choice(_Code):
    """One of several statements, named by a letter.

    Parameters
    ----------
    options : str
        The letters; the statements stand in the lesson's text under ``<slug>.options``.
    """

    options: str

    form: ClassVar[str] = "choice"

    @property
    def codes(self) -> tuple[str, ...]:
        """The letters."""
        return tuple(self.options)


@dataclass(frozen=True)
class Label(_Code):
    """A name out of the data: a dimension, a branch, the winner of a computation.

    Parameters
    ----------
    values : tuple of str
        The names that can be meant; learners may also write the word of their language.
    """

    values: tuple[str, ...]

    form: ClassVar[str] = "choice"

    @property
    def codes(self) -> tuple[str, ...]:
        """The names."""
        return self.values


@dataclass(frozen=True)
class Ranking(Kind):
    """Strips in an order, typed as their letters: ``"CADB"``.

    Parameters
    ----------
    items : str
        The letters of the strips; their texts stand under ``<slug>.items``.
    """

    items: str

    form: ClassVar[str] = "ranking"

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        letters = letters_of(answer)
        if letters is None:
            return Reading(slip=unread_letters(answer, self.items))
        unknown = [letter for letter in letters if letter not in self.items]
        if unknown:
            return Reading(slip=slip("unknown-letter", letter=unknown[0], allowed=list(self.items)))
        if sorted(letters) != sorted(self.items):
            return Reading(slip=slip("each-once", n=len(self.items), allowed=list(self.items)))
        return Reading((letters,))

    def distance(self, value: str, other: str) -> float:
        return 0.0 if value == other else math.inf

    def measure(self, value: str, expected: str, material: Material) -> list[Message]:
        right = 0
        while value[right] == expected[right]:
            right += 1
        if right:
            return [Message("check.measured.first-strips", {"n": right, "next": value[right]})]
        return [Message("check.measured.no-first-strip", {"next": value[0]})]


@dataclass(frozen=True)
class Sorting(Kind):
    """Statements put into bins, typed as one bin's letter per statement: ``"ABBCA"``.

    Parameters
    ----------
    items : str
        The signs of the statements, in order; their texts stand under ``<slug>.items``.
    bins : str
        The letters of the bins; their texts stand under ``<slug>.bins``.
    """

    items: str
    bins: str

    form: ClassVar[str] = "sorting"

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        letters = self._from_dict(answer) if isinstance(answer, dict) else letters_of(answer)
        if letters is None:
            return Reading(slip=unread_letters(answer, self.bins))
        unknown = [letter for letter in letters if letter not in self.bins]
        if unknown:
            return Reading(slip=slip("unknown-letter", letter=unknown[0], allowed=list(self.bins)))
        if len(letters) != len(self.items):
            return Reading(slip=slip("one-each", n=len(self.items), given=len(letters)))
        return Reading((letters,))

    def _from_dict(self, answer: dict[Any, Any]) -> str | None:
        if len(answer) > len(self.items):
            return None
        given = {str(item)[:MOST_SIGNS]: letter for item, letter in answer.items()}
        parts = [letters_of(given.get(item, "")) for item in self.items]
        if not all(part is not None and len(part) <= 1 for part in parts):
            return None
        return "".join(part for part in parts if part)

    def distance(self, value: str, other: str) -> float:
        return 0.0 if value == other else math.inf

    def nearest(self, value: str, accepted: Sequence[str]) -> str:
        def matches(right: str) -> int:
            return sum(given == other for given, other in zip(value, right, strict=True))

        return max(accepted, key=matches)

    def measure(self, value: str, expected: str, material: Material) -> list[Message]:
        right = sum(a == b for a, b in zip(value, expected, strict=True))
        return [Message("check.measured.sorted", {"n": right, "total": len(expected)})]

    def feedback_keys(self, value: str, expected: str) -> list[str]:
        return [
            key
            for item, given, right in zip(self.items, value, expected, strict=True)
            if given != right
            for key in (f"{item}{given}", item)
        ]


def letters_of(answer: Any) -> str | None:
    """Read letters from "CADB", "c, a, d, b" or a list of them."""
    answer = single(answer)
    if is_many(answer) and not isinstance(answer, pd.DataFrame):
        if len(answer) > MOST_SIGNS:
            return None
        parts = list(answer)
        if not all(isinstance(part, str) and len(part) <= MOST_SIGNS for part in parts):
            return None
        answer = "".join(parts)
    if not isinstance(answer, str) or len(answer) > MOST_SIGNS:
        return None
    return "".join(sign for sign in fold(answer).upper() if sign.isalnum())
