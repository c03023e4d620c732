"""All that is tried on one learner's version of a lesson: answers, oracles, texts and figures."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from brecha.checking import Exercise, LocalJudge, State, Verdict, render
from brecha.checking.key import Solved
from brecha.checking.kinds import Choice, Frame, Number, Series
from brecha.dev.report import Fault, Report, Separation
from brecha.lessons import Caption, Figure, Version, Widget
from brecha.text import Catalogue

__all__ = ["APART", "Trial"]

APART = 2.0
"""Two answers must lie further apart than this many tolerances, so that none is both."""

_DRAWN = 2
"""Figures are drawn for seeds below this; for others their words and claims are computed."""


class Trial:
    """All that is tried on one version of one lesson."""

    def __init__(
        self,
        version: Version,
        judge: LocalJudge,
        texts: Mapping[str, Catalogue],
        oracles: Mapping[str, Callable[[Version], Any]],
        report: Report,
    ) -> None:
        self.version, self.judge, self.texts = version, judge, texts
        self.oracles, self.report = oracles, report
        self.lesson = version.lesson
        self.name = ", ".join(f"{k}={v}" for k, v in version.parameters.items())

    def run(self) -> None:
        """Try everything, and note in the report what was found."""
        for exercise in self.lesson.exercises:
            if exercise.kind.judged:
                self._exercise(exercise)
        for prediction in self.lesson.predictions:
            self._guard(prediction.slug, self._prediction, prediction)
        for name in self.lesson.figures:
            self._guard(name, self._figure, name)

    def _exercise(self, exercise: Exercise) -> None:
        begin = time.perf_counter()
        solved = self.judge.solved(exercise)
        try:
            wanted = list(self._wanted(exercise, solved))
            _ = solved.facts
            middle = time.perf_counter()
            verdicts = [(self.judge(exercise, answer), want) for answer, want in wanted]
        except Exception as error:
            # A reference that fails is a fault like another: the run goes on and names it.
            self._fault(exercise.slug, f"{type(error).__name__}: {error}")
            return
        self.report.preparing += middle - begin
        self.report.seconds += time.perf_counter() - middle
        self.report.verdicts += len(verdicts)
        for verdict, (state, misconception) in verdicts:
            self._compare(exercise, verdict, state, misconception)
        self._distances(exercise, solved)
        self._guard(exercise.slug, self._oracle, exercise, solved)

    def _wanted(
        self, exercise: Exercise, solved: Solved
    ) -> Iterator[tuple[Any, tuple[State, str | None]]]:
        """Yield answers as a learner would hand them in, with what must be said of them."""
        yield ..., (State.NOT_ATTEMPTED, None)
        for right in solved.accepted:
            yield exercise.kind.handed_in(right), (State.RIGHT, None)
        for misconception in solved.misconceptions:
            value = solved.value(misconception)
            if value is None:
                place = (self.lesson.slug, exercise.slug, misconception.name)
                self.report.absent[place] = self.report.absent.get(place, 0) + 1
            else:
                yield exercise.kind.handed_in(value), (State.NEARLY, misconception.name)
        if isinstance(exercise.kind, Choice):
            for letter in exercise.kind.codes:
                taken = (*solved.accepted, *(solved.value(m) for m in solved.misconceptions))
                if letter not in taken:
                    yield letter, (State.NOT_RIGHT, None)

    def _compare(
        self, exercise: Exercise, verdict: Verdict, state: State, misconception: str | None
    ) -> None:
        if (verdict.state, verdict.misconception) != (state, misconception):
            wanted = f"{state} {misconception or ''}".strip()
            came = f"{verdict.state} {verdict.misconception or ''}".strip()
            self._fault(
                exercise.slug,
                f"an answer that should be {wanted!r} is judged {came!r}. Two answers coincide "
                "on this data: build more contrast in, or drop one",
            )
        for text in self.texts.values():
            self._guard(exercise.slug, render, verdict, text, exercise)

    def _distances(self, exercise: Exercise, solved: Solved) -> None:
        kind = exercise.kind
        values = [("right", right) for right in solved.accepted[:1]]
        values += [(m.name, solved.value(m)) for m in solved.misconceptions]
        there = [(name, value) for name, value in values if value is not None]
        for (one, a), (other, b) in itertools.combinations(there, 2):
            distance = kind.distance(a, b)
            self.report.separate(
                Separation(self.lesson.slug, exercise.slug, (one, other), distance, self.name)
            )
            if distance <= APART:
                self._fault(
                    exercise.slug,
                    f"{one!r} and {other!r} are only {distance:.2f} tolerances apart; more than "
                    f"{APART:g} are needed. Build more contrast into the data",
                )

    def _oracle(self, exercise: Exercise, solved: Solved) -> None:
        if not isinstance(exercise.kind, Number | Series | Frame):
            return
        if exercise.slug not in self.oracles:
            self._fault(
                exercise.slug,
                "has no oracle: compute the answer in another way in oracles.py",
            )
            return
        other = exercise.kind.canonical(self.oracles[exercise.slug](self.version))
        if not exercise.kind.same(other, solved.accepted[0]):
            self._fault(
                exercise.slug,
                f"the oracle finds {other!r}, the reference {solved.accepted[0]!r}. One is wrong",
            )

    def _prediction(self, exercise: Exercise) -> None:
        solved = self.judge.solved(exercise)
        facts = {**solved.facts, "expected": solved.accepted[0]}
        for text in self.texts.values():
            text(f"{exercise.slug}.outcome", **facts)

    def _figure(self, name: str) -> None:
        figure = self.lesson.figures[name]
        values = [()] if not isinstance(figure, Widget) else [(v,) for v in _ends(figure)]
        for text in self.texts.values():
            for value in values:
                caption = self._caption(figure, text, value)
                for claim, holds in caption.claims.items():
                    if not holds:
                        self._fault(
                            name, f"{claim!r} is said in {text.language!r} and is not true here"
                        )
                if not caption.title.strip() or not caption.alt.strip():
                    self._fault(name, "has no title or no alt text")

    def _caption(self, figure: Figure, text: Catalogue, value: tuple[Any, ...]) -> Caption:
        """Return what a figure says; it is really drawn for the first seeds of each company."""
        from matplotlib.figure import Figure as Canvas

        if self.version.parameters.get("seed", 0) >= _DRAWN:
            try:
                return figure.draw(self.version, text, _Blank(), *value)
            except _NotBlankError:
                # It asks its axes for something, so it gets real ones.
                pass
        return figure.draw(self.version, text, Canvas().subplots(), *value)

    def _fault(self, slug: str, message: str) -> None:
        found = Fault(self.lesson.slug, slug, self.name, message)
        if found not in self.report.faults[-50:]:
            self.report.faults.append(found)

    def _guard(self, slug: str, act: Callable[..., Any], *arguments: Any) -> None:
        """Do one thing; what it raises becomes a fault with its message."""
        try:
            act(*arguments)
        except Exception as error:
            self._fault(slug, f"{type(error).__name__}: {error}")


class _NotBlankError(Exception):
    """Something was asked of blank axes that only real ones can answer."""


class _Blank:
    """Axes on which nothing is drawn: words and claims are computed, at a hundredth of the time."""

    def __getattr__(self, name: str) -> _Blank:
        if name.startswith(("__", "get_")):
            raise _NotBlankError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> _Blank:
        return self

    def __iter__(self) -> Iterator[Any]:
        raise _NotBlankError("iteration")

    def __getitem__(self, _: Any) -> _Blank:
        return self

    def __setitem__(self, *_: Any) -> None:
        return None


def _ends(widget: Widget) -> list[Any]:
    """Return the settings that are tried: the extremes and the ones of the static twin."""
    return list(dict.fromkeys([widget.values[0], *widget.panels, widget.values[-1]]))
