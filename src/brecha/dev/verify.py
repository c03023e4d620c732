"""Try every exercise on many learners' data: right answers are right, wrong ones are named.

For each lesson, company and seed the answers are judged once, as data; what is then said is
rendered once per language. A fault names the lesson, the exercise, the version and what to mend.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from brecha.checking import Exercise, LocalJudge, State, Verdict, render
from brecha.checking.key import Solved
from brecha.checking.kinds import Choice, Frame, Number, Series
from brecha.errors import BrechaError
from brecha.lessons import Caption, Figure, Lesson, Version, Widget, find, names
from brecha.text import LANGUAGES, Catalogue

__all__ = ["APART", "Fault", "Report", "Separation", "run", "seeds_of", "verify"]

APART = 2.0
"""Two answers must lie further apart than this many tolerances, so that none is both."""


_DRAWN = 2
"""Figures are drawn for seeds below this; for others their words and claims are computed."""


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with an exercise on some learner's data."""

    lesson: str
    slug: str
    version: str
    message: str

    def __str__(self) -> str:
        return f"{self.lesson} · {self.slug} ({self.version}): {self.message}"


@dataclass(frozen=True)
class Separation:
    """How far two answers to one exercise are apart, in tolerances."""

    lesson: str
    slug: str
    pair: tuple[str, str]
    distance: float
    version: str


@dataclass
class Report:
    """What a verification found."""

    faults: list[Fault] = field(default_factory=list)
    weakest: dict[tuple[str, str, tuple[str, str]], Separation] = field(default_factory=dict)
    absent: dict[tuple[str, str, str], int] = field(default_factory=dict)
    versions: int = 0
    verdicts: int = 0
    seconds: float = 0.0
    """Seconds spent in judging, summed over processes."""
    preparing: float = 0.0
    """Seconds spent in building data and computing every answer, once a version."""

    def add(self, other: Report) -> None:
        """Take over what another part of the verification found."""
        self.faults += other.faults
        for place, separation in other.weakest.items():
            self._note(place, separation)
        for name, count in other.absent.items():
            self.absent[name] = self.absent.get(name, 0) + count
        self.versions += other.versions
        self.verdicts += other.verdicts
        self.seconds += other.seconds
        self.preparing += other.preparing

    def separate(self, separation: Separation) -> None:
        """Note how far two answers are apart, if they were never nearer."""
        self._note((separation.lesson, separation.slug, separation.pair), separation)

    def _note(self, place: tuple[str, str, tuple[str, str]], separation: Separation) -> None:
        if place not in self.weakest or separation.distance < self.weakest[place].distance:
            self.weakest[place] = separation

    @property
    def rate(self) -> float:
        """Verdicts per second of judging."""
        return self.verdicts / self.seconds if self.seconds else math.nan


def seeds_of(text: str) -> range:
    """Read a range of seeds: ``0:100`` is 0 to 99, ``7`` is 7 alone.

    Raises
    ------
    BrechaError
        When the text is neither.

    Examples
    --------
    >>> seeds_of("0:3")
    range(0, 3)
    """
    first, colon, end = text.partition(":")
    try:
        start = int(first)
        stop = int(end) if colon else start + 1
    except ValueError:
        start, stop = 0, 0
    if not 0 <= start < stop:
        raise BrechaError(f"Seeds are given as FIRST:END, such as 0:100; {text!r} came.")
    return range(start, stop)


def verify(slugs: Sequence[str] = (), *, seeds: range = range(20), jobs: int = 1) -> Report:
    """Verify lessons over companies and seeds.

    Parameters
    ----------
    slugs : sequence of str
        The lessons; all that can be found when empty.
    seeds : range
        The seeds, each tried with every company of a lesson.
    jobs : int
        How many processes share the work.

    Returns
    -------
    Report
        Faults, the weakest separations, and how fast the judging was.
    """
    chosen = list(slugs) or names()
    for slug in chosen:
        find(slug)
    parts = [seeds[start::jobs] for start in range(jobs)]
    tasks = [(slug, part) for slug in chosen for part in parts if len(part)]
    report = Report()
    if jobs == 1:
        for task in tasks:
            report.add(_verify_lesson(*task))
        return report
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(_verify_lesson, *zip(*tasks, strict=True)):
            report.add(found)
    return report


def _verify_lesson(slug: str, seeds: range) -> Report:
    lesson = find(slug)
    report = Report()
    try:
        texts = {language: lesson.text(language) for language in LANGUAGES}
        key, words, oracles = lesson.key(), lesson.words(), lesson.oracles()
    except BrechaError as error:
        report.faults.append(Fault(slug, "-", "-", str(error)))
        return report
    for slug_without in _without_reference(lesson, key.slugs):
        report.faults.append(
            Fault(slug, slug_without, "-", "has no reference in the answers. Declare one.")
        )
    for parameters in grid(lesson, seeds):
        version = lesson.version(**parameters)
        judge = LocalJudge(slug, key, version, words)
        _Trial(version, judge, texts, oracles, report).run()
        report.versions += 1
    return report


def _without_reference(lesson: Lesson, known: Sequence[str]) -> list[str]:
    asked = [e for e in (*lesson.exercises, *lesson.predictions) if e.kind.judged]
    return [exercise.slug for exercise in asked if exercise.slug not in known]


def grid(lesson: Lesson, seeds: range) -> Iterator[dict[str, Any]]:
    """Yield the parameters of every version: each choice of each parameter with each seed."""
    axes: dict[str, Sequence[Any]] = {}
    for parameter in lesson.parameters:
        if parameter.name == "seed":
            axes["seed"] = seeds
        elif parameter.choices:
            axes[parameter.name] = parameter.choices
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


class _Trial:
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
        for exercise in self.lesson.exercises:
            if exercise.kind.judged:
                self.exercise(exercise)
        for prediction in self.lesson.predictions:
            self._guard(prediction.slug, self.prediction, prediction)
        for name in self.lesson.figures:
            self._guard(name, self.figure, name)

    def exercise(self, exercise: Exercise) -> None:
        begin = time.perf_counter()
        solved = self.judge.solved(exercise)
        try:
            wanted = list(self._wanted(exercise, solved))
            _ = solved.facts
            middle = time.perf_counter()
            verdicts = [(self.judge(exercise, answer), want) for answer, want in wanted]
        except Exception as error:
            # A reference that fails is a fault like another: the run goes on and names it.
            self.fault(exercise.slug, f"{type(error).__name__}: {error}")
            return
        self.report.preparing += middle - begin
        self.report.seconds += time.perf_counter() - middle
        self.report.verdicts += len(verdicts)
        for verdict, (state, misconception) in verdicts:
            self.compare(exercise, verdict, state, misconception)
        self.distances(exercise, solved)
        self._guard(exercise.slug, self.oracle, exercise, solved)

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

    def compare(
        self, exercise: Exercise, verdict: Verdict, state: State, misconception: str | None
    ) -> None:
        if (verdict.state, verdict.misconception) != (state, misconception):
            wanted = f"{state} {misconception or ''}".strip()
            came = f"{verdict.state} {verdict.misconception or ''}".strip()
            self.fault(
                exercise.slug,
                f"an answer that should be {wanted!r} is judged {came!r}. Two answers coincide "
                "on this data: build more contrast in, or drop one",
            )
        for text in self.texts.values():
            self._guard(exercise.slug, render, verdict, text, exercise)

    def distances(self, exercise: Exercise, solved: Solved) -> None:
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
                self.fault(
                    exercise.slug,
                    f"{one!r} and {other!r} are only {distance:.2f} tolerances apart; more than "
                    f"{APART:g} are needed. Build more contrast into the data",
                )

    def oracle(self, exercise: Exercise, solved: Solved) -> None:
        if not isinstance(exercise.kind, Number | Series | Frame):
            return
        if exercise.slug not in self.oracles:
            self.fault(
                exercise.slug,
                "has no oracle: compute the answer in another way in oracles.py",
            )
            return
        other = exercise.kind.canonical(self.oracles[exercise.slug](self.version))
        if not exercise.kind.same(other, solved.accepted[0]):
            self.fault(
                exercise.slug,
                f"the oracle finds {other!r}, the reference {solved.accepted[0]!r}. One is wrong",
            )

    def prediction(self, exercise: Exercise) -> None:
        solved = self.judge.solved(exercise)
        facts = {**solved.facts, "expected": solved.accepted[0]}
        for text in self.texts.values():
            text(f"{exercise.slug}.outcome", **facts)

    def figure(self, name: str) -> None:
        figure = self.lesson.figures[name]
        values = [()] if not isinstance(figure, Widget) else [(v,) for v in _ends(figure)]
        for text in self.texts.values():
            for value in values:
                caption = self._caption(figure, text, value)
                for claim, holds in caption.claims.items():
                    if not holds:
                        self.fault(
                            name, f"{claim!r} is said in {text.language!r} and is not true here"
                        )
                if not caption.title.strip() or not caption.alt.strip():
                    self.fault(name, "has no title or no alt text")

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

    def fault(self, slug: str, message: str) -> None:
        found = Fault(self.lesson.slug, slug, self.name, message)
        if found not in self.report.faults[-50:]:
            self.report.faults.append(found)

    def _guard(self, slug: str, act: Callable[..., Any], *arguments: Any) -> None:
        """Do one thing; what it raises becomes a fault with its message."""
        try:
            act(*arguments)
        except Exception as error:
            self.fault(slug, f"{type(error).__name__}: {error}")


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


def run(slugs: Sequence[str] = (), *, seeds: str = "0:20", jobs: int = 1) -> int:
    """Verify, print what was found, and return the exit code of the command.

    Parameters
    ----------
    slugs : sequence of str
        The lessons; all when empty.
    seeds : str
        A range of seeds, such as ``0:100``.
    jobs : int
        How many processes share the work.

    Returns
    -------
    int
        0 when nothing is wrong, else 1.
    """
    report = verify(slugs, seeds=seeds_of(seeds), jobs=jobs)
    for fault, count in _grouped(report.faults):
        print(fault if count == 1 else f"{fault} (and {count - 1} other versions)")
    _print_weakest(report)
    for (lesson, slug, name), count in sorted(report.absent.items()):
        print(f"  {lesson} · {slug}: {name} cannot arise in {count} versions")
    print(
        f"{report.versions} versions, {report.verdicts} verdicts, {report.rate:,.0f} verdicts a "
        f"second (and {report.preparing:.1f} s to compute the answers, once a version), "
        f"{len(report.faults)} faults"
    )
    return 1 if report.faults else 0


def _grouped(faults: Sequence[Fault]) -> list[tuple[Fault, int]]:
    """Say a fault once, however many versions have it."""
    found: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        kind = fault.message.partition(" only ")[0]
        found.setdefault((fault.lesson, fault.slug, kind), []).append(fault)
    return [(same[0], len(same)) for same in found.values()]


def _print_weakest(report: Report, most: int = 10) -> None:
    finite = [s for s in report.weakest.values() if math.isfinite(s.distance)]
    if not finite:
        return
    print("Weakest separations, in tolerances:")
    for weak in sorted(finite, key=lambda s: s.distance)[:most]:
        pair = " / ".join(weak.pair)
        print(f"  {weak.distance:7.1f}  {weak.lesson} · {weak.slug}: {pair} ({weak.version})")
