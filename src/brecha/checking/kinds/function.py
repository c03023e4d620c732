"""Answers that are a function of the learner's own: tried on inputs, not read."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import itertools
import math
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from brecha.checking.kinds.base import Kind, Material, Reading, slip, type_word
from brecha.checking.kinds.number import Number
from brecha.checking.verdict import Message
from brecha.errors import shown

__all__ = ["MOST_TRIES", "Function", "Outcome", "Tried"]

MOST_TRIES = 100
"""A function is called on no more inputs than this: a slow one must not hold the notebook up."""

_SEED = 2024
_MOST_SAID = 100
_MOST_CELLS = 20


@dataclass(frozen=True)
class Outcome:
    """What one call gave.

    Parameters
    ----------
    value : object
        What came back, in the form of the kind that was asked for; None when it can't be read.
    shown : str
        The same as a learner would see it, or the error with what it says.
    error : str
        The error's name, when the call raised.
    """

    value: Any
    shown: str
    error: str = ""


@dataclass(frozen=True)
class Tried:
    """A function with what it gave on every input."""

    function: Callable[..., Any] = field(compare=False)
    calls: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Function(Kind):
    """A function, which must do on every input what the reference does.

    The reference, and each misconception, returns a function. Learners' functions get copies of
    the inputs, and what they print is not shown. One that never ends is for the learner to
    interrupt, as anywhere in a notebook.

    Parameters
    ----------
    inputs : callable
        Given a numpy ``Generator``, the inputs to try: a tuple of arguments each, the simplest
        first, since the first one that tells two functions apart is the one that is shown. No more
        than ``MOST_TRIES`` are taken.
    returns : Kind
        What the function gives back.

    Examples
    --------
    >>> kind = Function(lambda random: [(1, 1), (2, 1)])
    >>> one, other = kind.canonical(lambda p, e: p - e), kind.canonical(lambda p, e: e - p)
    >>> kind.same(one, other)
    False
    >>> kind.facts(one, other)["call"], kind.facts(one, other)["answer"]
    ('f(2, 1)', '1')
    """

    inputs: Callable[[np.random.Generator], Iterable[tuple[Any, ...]]]
    returns: Kind = field(default_factory=Number)

    form: ClassVar[str] = "function"

    def read(self, answer: Any, words: Mapping[str, str]) -> Reading:
        if answer is None:
            return Reading(slip=slip("nothing"))
        if not callable(answer):
            return Reading(slip=slip("not-a-function", type=type_word(answer)))
        tries = list(itertools.islice(self.inputs(np.random.default_rng(_SEED)), MOST_TRIES))
        wanted, taken = len(tries[0]), _arguments(answer)
        if taken is not None and not taken[0] <= wanted <= taken[1]:
            given = int(taken[0] if wanted < taken[0] else taken[1])
            return Reading(slip=slip("other-arguments", n=wanted, given=given))
        return Reading((self._try(answer, tries, words),))

    def _try(self, function: Any, tries: list[tuple[Any, ...]], words: Mapping[str, str]) -> Tried:
        name = str(getattr(function, "__name__", "f"))
        name = name if name.isidentifier() else "f"
        calls = tuple(f"{name}({', '.join(map(_given, arguments))})" for arguments in tries)
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            outcomes = tuple(self._call(function, arguments, words) for arguments in tries)
        return Tried(function, calls, outcomes)

    def _call(self, function: Any, arguments: tuple[Any, ...], words: Mapping[str, str]) -> Outcome:
        try:
            # Copies: a function that changes what it was given must not spoil the next try.
            came = function(*copy.deepcopy(arguments))
            reading = self.returns.read(came, words)
            written = _written(came)
        except (Exception, SystemExit) as error:
            return Outcome(None, _said(error), error=type(error).__name__)
        right_form = reading.slip is None and len(reading.values) == 1
        return Outcome(reading.values[0] if right_form else None, written)

    def distance(self, value: Tried, other: Tried) -> float:
        pairs = zip(value.outcomes, other.outcomes, strict=True)
        return max((self._apart(one, another) for one, another in pairs), default=math.inf)

    def _apart(self, one: Outcome, other: Outcome) -> float:
        if one.error or other.error:
            return 0.0 if one.error == other.error else math.inf
        if one.value is None or other.value is None:
            return math.inf
        return self.returns.distance(one.value, other.value)

    def handed_in(self, value: Tried) -> Any:
        return value.function

    def measure(self, value: Tried, expected: Tried, material: Material) -> list[Message]:
        facts = self.facts(value, expected)
        return [Message(f"check.measured.{facts['how']}", facts)]

    def facts(self, value: Tried, expected: Tried) -> dict[str, Any]:
        """Return a counter-example: the call, what came, what was expected.

        Where there is none, the first call stands for all. ``n`` of ``total`` tries agreed.
        """
        triples = list(zip(value.calls, value.outcomes, expected.outcomes, strict=True))
        apart = [triple for triple in triples if self._apart(*triple[1:]) > 1]
        call, came, wanted = (apart or triples)[0]
        return {
            "call": call,
            "answer": came.shown,
            "expected": wanted.shown,
            "n": len(triples) - len(apart),
            "total": len(triples),
            "how": _how(came),
        }


def _how(came: Outcome) -> str:
    """Name what a counter-example shows."""
    if came.error:
        return "function-fails"
    return "function-gives-nothing" if came.shown == "None" else "function-differs"


def _arguments(function: Any) -> tuple[float, float] | None:
    """Return how many values a function must and may be given; None where nobody knows."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        # Some functions written in C don't say.
        return None
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    least = sum(p.default is p.empty for p in positional)
    most = math.inf if any(p.kind is p.VAR_POSITIONAL for p in parameters) else len(positional)
    return least, most


def _given(value: Any) -> str:
    """Write an argument: a small table as the line of code that makes it, so that it can be tried.

    Printed, a table loses its shape on one line.
    """
    if isinstance(value, pd.DataFrame) and value.size <= _MOST_CELLS:
        return f"pd.DataFrame({value.to_dict('list')})"
    return shown(value)


def _written(came: Any) -> str:
    """Write a value without the digits that nobody asked for."""
    if isinstance(came, np.generic):
        came = came.item()
    return shown(round(came, 6) if isinstance(came, float) else came)


def _said(error: BaseException) -> str:
    """Return the last line that Python would show under an error."""
    name = type(error).__name__
    try:
        message = " ".join(str(error).split())[:_MOST_SAID]
    except Exception:
        message = ""
    return f"{name}: {message}" if message else name
