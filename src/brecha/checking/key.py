"""The private side of a lesson: references, misconceptions, and facts for its messages.

All of them are functions of the learner's own data, so that nothing is hard-coded::

    key = Key()

    @key.reference("share-on-time")
    def share_on_time(lesson):
        trips = lesson.data("trips")
        return trips["on_time"].sum() / trips["trips"].sum()

    @key.misconception("share-on-time", "mean-of-lines")
    def mean_of_lines(lesson):
        trips = lesson.data("trips")
        return (trips["on_time"] / trips["trips"]).mean()

Long answers are a package: a module with a key of its own for each part of the notebook, and
``key.include(...)`` in ``answers/__init__.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from brecha.checking.exercise import Exercise
from brecha.checking.kinds import Material
from brecha.errors import LessonError, UnknownNameError

__all__ = ["AnyOf", "Key", "Misconception", "Solved"]

Compute = Callable[[Any], Any]
Function = TypeVar("Function", bound=Compute)


class AnyOf(tuple[Any, ...]):
    """Several answers that are all right; a reference may return it.

    Examples
    --------
    >>> AnyOf(["CADB", "ACDB"])
    AnyOf('CADB', 'ACDB')
    """

    def __repr__(self) -> str:
        return f"AnyOf({', '.join(map(repr, self))})"


@dataclass(frozen=True)
class Misconception:
    """One wrong computation, or another convention in print, with its name."""

    name: str
    compute: Compute
    convention: bool = False


class Key:
    """Collect what the answers of a lesson declare, by slug."""

    def __init__(self) -> None:
        self._references: dict[str, Compute] = {}
        self._misconceptions: dict[str, list[Misconception]] = {}
        self._facts: dict[str, Compute] = {}

    def reference(self, slug: str) -> Callable[[Function], Function]:
        """Declare the function that computes the right answer (or ``AnyOf`` several)."""

        def declare(function: Function) -> Function:
            _set(self._references, slug, function, "references")
            return function

        return declare

    def misconception(self, slug: str, name: str) -> Callable[[Function], Function]:
        """Declare a wrong computation; it returns None where it can't arise on this data."""
        return self._declare(slug, name, convention=False)

    def convention(self, slug: str, name: str) -> Callable[[Function], Function]:
        """Declare another convention in print: not wrong, but not what was asked."""
        return self._declare(slug, name, convention=True)

    def readings(self, slug: str, *names: str) -> Callable[[Function], Function]:
        """Declare several wrong computations by one function that returns them by name.

        Parameters
        ----------
        slug : str
            The exercise.
        *names : str
            Which of its values are misconceptions, in the order in which they are tried. What
            else the function returns is left aside; None can't arise on this data.

        Raises
        ------
        LessonError
            When the exercise has one of that name already; later, where a value is asked for,
            when the function returns none of its name.

        Examples
        --------
        >>> key = Key()
        >>> @key.readings("half", "double", "sign")
        ... def readings_of_half(lesson):
        ...     return {"right": 0.5, "double": 1.0, "sign": -0.5}
        >>> [wrong.compute(None) for wrong in key.misconceptions("half")]
        [1.0, -0.5]
        """

        def declare(function: Function) -> Function:
            for name in names:
                self._add(slug, Misconception(name, _Reading(function, slug, name)))
            return function

        return declare

    def facts(self, slug: str) -> Callable[[Function], Function]:
        """Declare the values that the messages of an exercise use, as a mapping."""

        def declare(function: Function) -> Function:
            _set(self._facts, slug, function, "functions of facts")
            return function

        return declare

    def include(self, *others: Key) -> None:
        """Take over what other keys declare: one for each part of a long lesson.

        Declare each exercise whole in one part, so that the order in which its misconceptions are
        tried is the order in which that part has them.

        Parameters
        ----------
        *others : Key
            The keys of the parts, in the order of the notebook.

        Raises
        ------
        LessonError
            When an exercise would have two references, two misconceptions of one name, or two
            functions of facts.

        Examples
        --------
        >>> recall, curve, key = Key(), Key(), Key()
        >>> _ = recall.reference("both-steps")(lambda lesson: 0.72)
        >>> _ = curve.reference("half")(lambda lesson: 23)
        >>> key.include(recall, curve)
        >>> key.slugs
        ('both-steps', 'half')
        """
        for other in others:
            for slug, function in other._references.items():
                self.reference(slug)(function)
            for slug in other._misconceptions:
                for misconception in other.misconceptions(slug):
                    self._add(slug, misconception)
            for slug, function in other._facts.items():
                self.facts(slug)(function)

    def _declare(self, slug: str, name: str, *, convention: bool) -> Callable[[Function], Function]:
        def declare(function: Function) -> Function:
            self._add(slug, Misconception(name, function, convention))
            return function

        return declare

    def _add(self, slug: str, misconception: Misconception) -> None:
        known = self._misconceptions.setdefault(slug, [])
        if misconception.name in (other.name for other in known):
            raise LessonError(
                f"The exercise {slug!r} has two misconceptions {misconception.name!r}, and a name "
                "stands for one message. Rename one, or remove it."
            )
        known.append(misconception)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs that have a reference."""
        return tuple(self._references)

    def function(self, slug: str) -> Compute:
        """Return the reference function of an exercise."""
        if slug not in self._references:
            raise UnknownNameError("reference for the exercise", slug, self._references)
        return self._references[slug]

    def misconceptions(self, slug: str) -> tuple[Misconception, ...]:
        """Return the misconceptions of an exercise, in the order in which they are tried."""
        return tuple(self._misconceptions.get(slug, ()))

    def solve(self, exercise: Exercise, material: Material) -> Solved:
        """Bind an exercise's answers to one learner's data; values are computed when asked for."""
        return Solved(exercise, self, material)


def _set(functions: dict[str, Compute], slug: str, function: Compute, what: str) -> None:
    """Keep the one function of its kind that an exercise has."""
    if slug in functions:
        one, other = _place(functions[slug]), _place(function)
        raise LessonError(
            f"The exercise {slug!r} has two {what}, {one} and {other}, and needs one. Keep one."
        )
    functions[slug] = function


def _place(function: Compute) -> str:
    name = getattr(function, "__qualname__", repr(function))
    return f"{getattr(function, '__module__', None)}.{name}"


@dataclass(frozen=True)
class _Reading:
    """One of the values that a function returns by name."""

    function: Compute
    slug: str
    name: str

    def __call__(self, material: Any) -> Any:
        return self.among(self.function(material))

    def among(self, found: Mapping[str, Any]) -> Any:
        if self.name not in found:
            raise LessonError(
                f"{_place(self.function)} should return the reading {self.name!r} of "
                f"{self.slug!r}, and returns {', '.join(map(repr, found)) or 'nothing'}. Return "
                "it, or take the name out."
            )
        return found[self.name]


class Solved:
    """The answers to one exercise on one learner's data, each computed once."""

    def __init__(self, exercise: Exercise, key: Key, material: Material) -> None:
        self.exercise = exercise
        self.material = material
        self._key = key
        self._values: dict[str, Any] = {}
        self._readings: dict[Compute, Mapping[str, Any]] = {}
        self._accepted: tuple[Any, ...] | None = None
        self._facts: Mapping[str, Any] | None = None

    @property
    def accepted(self) -> tuple[Any, ...]:
        """Every right answer, in the form of the exercise's kind."""
        if self._accepted is None:
            value = self._key.function(self.exercise.slug)(self.material)
            several = value if isinstance(value, AnyOf) else (value,)
            self._accepted = tuple(self.exercise.kind.canonical(item) for item in several)
        return self._accepted

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """The misconceptions, in the order in which they are tried."""
        return self._key.misconceptions(self.exercise.slug)

    def value(self, misconception: Misconception) -> Any:
        """Return a misconception's value on this data, or None where it can't arise."""
        if misconception.name not in self._values:
            value = self._compute(misconception.compute)
            self._values[misconception.name] = (
                None if value is None else self.exercise.kind.canonical(value)
            )
        return self._values[misconception.name]

    def _compute(self, compute: Compute) -> Any:
        if not isinstance(compute, _Reading):
            return compute(self.material)
        if compute.function not in self._readings:
            self._readings[compute.function] = compute.function(self.material)
        return compute.among(self._readings[compute.function])

    @property
    def facts(self) -> Mapping[str, Any]:
        """The values that every message of this exercise may use."""
        if self._facts is None:
            compute = self._key._facts.get(self.exercise.slug)
            self._facts = {} if compute is None else dict(compute(self.material))
        return self._facts
