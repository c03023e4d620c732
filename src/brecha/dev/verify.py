"""Try every exercise on many learners' data: right answers are right, wrong ones are named.

For each lesson, company and seed the answers are judged once, as data; what is then said is
rendered once per language. A fault names the lesson, the exercise, the version and what to mend.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from brecha.checking import LocalJudge
from brecha.dev.report import Fault, Report, Separation, lines
from brecha.dev.trial import APART, Trial
from brecha.errors import BrechaError
from brecha.lessons import Lesson, find, names
from brecha.text import LANGUAGES

__all__ = ["APART", "Fault", "Report", "Separation", "grid", "run", "seeds_of", "verify"]


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
        Trial(version, judge, texts, oracles, report).run()
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
    for line in lines(report):
        print(line)
    return 1 if report.faults else 0
