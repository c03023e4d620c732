"""What a check concludes, as data that knows no language."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Message", "State", "Verdict"]


class State(enum.StrEnum):
    """The states of an answer, told apart by word and shape."""

    NOT_ATTEMPTED = "not-attempted"
    NEARLY = "nearly"
    NOT_RIGHT = "not-right"
    RIGHT = "right"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Message:
    """A text to be said: its key in the catalogue, and the values to write into it."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The conclusion of one check.

    Parameters
    ----------
    lesson, slug : str
        The lesson and the exercise.
    state : State
        One of the five states.
    messages : tuple of Message
        What is said, in order; a first one says why.
    misconception : str, optional
        Name of the misconception, convention or slip behind the answer (a slip's name begins with
        ``slip/``), if one was recognised.
    points, of : float
        Points earned, and points that there are.
    parameters : mapping
        The parameters of the learner's version.
    answer : object, optional
        The answer as plain data (see :mod:`brecha.checking.record`), where it could be written so.
    """

    lesson: str
    slug: str
    state: State
    messages: tuple[Message, ...] = ()
    misconception: str | None = None
    points: float = 0.0
    of: float = 0.0
    parameters: Mapping[str, Any] = field(default_factory=dict)
    answer: Any = None
