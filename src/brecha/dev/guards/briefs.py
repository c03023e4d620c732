"""Guard that the brief of a case says what its lesson, its notebooks and its data say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from brecha.checking import Exercise
from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.dictionary import Dictionary
from brecha.errors import nearest
from brecha.lessons import Lesson
from brecha.lessons.brief import LEVELS, USES, Brief
from brecha.text import LANGUAGES

__all__ = ["fitting", "known", "stated"]

_MINUTES = re.compile(r"(\d+)\s+minut")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_HIGHEST = LEVELS - 1


def fitting(
    brief: Brief, lesson: Lesson, *, path: str, titles: Mapping[str, object]
) -> Iterator[Problem]:
    """Compare a brief with its lesson: names, title, parameters, exercises, points, rubric.

    Parameters
    ----------
    brief : Brief
        The brief.
    lesson : Lesson
        The case that it describes.
    path : str
        The file of the brief.
    titles : mapping
        The lesson's title by language.

    Yields
    ------
    Problem
        One for each disagreement.
    """
    for key in ("slug", "notebook"):
        if getattr(brief, key) != getattr(lesson, key):
            yield _differs(path, key, getattr(brief, key), getattr(lesson, key))
    for language in LANGUAGES:
        if brief.title[language] != titles[language]:
            yield _differs(path, f"title.{language}", brief.title[language], titles[language])
    if brief.use not in USES:
        yield Problem(path, "use", f"{brief.use!r} is no use", f"Write {' or '.join(USES)}")
    yield from _parameters(brief, lesson, path)
    yield from _exercises(brief, lesson, path)
    yield from _rubric(brief, lesson, path)


def _parameters(brief: Brief, lesson: Lesson, path: str) -> Iterator[Problem]:
    language = {"type": "str", "default": None, "choices": LANGUAGES, "low": None, "high": None}
    wanted: dict[str, dict[str, Any]] = {"language": language}
    for item in lesson.parameters:
        fields = {name: getattr(item, name) for name in ("default", "choices", "low", "high")}
        wanted[item.name] = {"type": item.type.__name__, **fields}
    described = {item.name: item for item in brief.parameters}
    yield from _listed(path, "parameters", list(described), list(wanted))
    for name in wanted:
        if name not in described:
            continue
        for field, value in wanted[name].items():
            came = getattr(described[name], field)
            if came != value or type(came) is not type(value):
                yield _differs(path, f"parameters.{name}.{field}", came, value)


def _exercises(brief: Brief, lesson: Lesson, path: str) -> Iterator[Problem]:
    wanted = {exercise.slug: exercise.points for exercise in lesson.exercises}
    asked = {item.slug: item.points for item in brief.exercises}
    yield from _listed(path, "exercises", [item.slug for item in brief.exercises], list(wanted))
    for slug, points in asked.items():
        if slug in wanted and points != wanted[slug]:
            yield _differs(path, f"exercises.{slug}.points", points, wanted[slug])
    total = sum(wanted.values())
    if brief.points != total:
        yield Problem(
            path,
            "points",
            f"The brief promises {brief.points:g} points, and its exercises are worth {total:g}",
            f"Write points = {total:g}, or change what an exercise is worth",
        )


def _rubric(brief: Brief, lesson: Lesson, path: str) -> Iterator[Problem]:
    free = {item.slug: item for item in lesson.exercises if _is_read(item)}
    for slug in free:
        if not brief.rubric.get(slug):
            yield Problem(
                path,
                f"rubric.{slug}",
                f"The free text {slug!r} has no rubric",
                f"Write [[rubric.{slug}]], one for each criterion",
            )
    for slug, criteria in brief.rubric.items():
        if slug not in free:
            yield Problem(
                path,
                f"rubric.{slug}",
                f"The lesson has no free text {slug!r}",
                _perhaps(slug, free) or "Remove the rubric: other answers are judged by the lesson",
            )
            continue
        for place, item in enumerate(criteria, start=1):
            for language in LANGUAGES:
                came = len(item.levels[language])
                if came != LEVELS:
                    yield Problem(
                        path,
                        f"rubric.{slug}[{place}].levels.{language}",
                        f"There are {came} levels, and {LEVELS} are needed",
                        f"Write what 0 to {_HIGHEST} points look like, the poorest first",
                    )
        worth = _HIGHEST * len(criteria)
        if criteria and free[slug].points != worth:
            yield Problem(
                path,
                f"rubric.{slug}",
                f"The criteria add up to {worth} points, and {slug!r} is worth "
                f"{free[slug].points:g}",
                f"Each criterion is worth up to {_HIGHEST}: mend points= in exercises.py, or add "
                "or remove criteria",
            )


def _is_read(exercise: Exercise) -> bool:
    return not exercise.kind.judged


def known(
    brief: Brief,
    *,
    path: str,
    lessons: Collection[str],
    sets: Collection[str],
    dictionary: Dictionary | None,
) -> Iterator[Problem]:
    """Find lessons and data that a brief names and that aren't there, or aren't so.

    Parameters
    ----------
    brief : Brief
        The brief.
    path : str
        Its file.
    lessons, sets : collection of str
        What there is.
    dictionary : Dictionary or None
        That of the brief's data set, where it names one that exists.

    Yields
    ------
    Problem
        One for each name or licence, and for data of which nothing says where they come from.
    """
    if not brief.lessons:
        yield Problem(path, "lessons", "The case builds on no lesson", "Name one: start-here")
    for slug in brief.lessons:
        if slug not in lessons:
            yield _unknown(path, "lessons", "lesson", slug, lessons)
    if brief.minutes <= 0:
        yield Problem(path, "minutes", f"{brief.minutes} is no time for a case", "Say how long")
    data = brief.data
    if data.real is None and data.simulated is None:
        yield Problem(
            path,
            "data",
            "Nothing says where the data come from",
            "Write [data.real], with `source`, or [data.simulated], with the assumptions",
        )
    if data.real is not None and not data.source:
        yield Problem(path, "data.source", "Real data have a source", "Name it")
    if data.set is None:
        return
    if data.set not in sets:
        yield _unknown(path, "data.set", "data set", data.set, sets)
    if data.real is None:
        yield Problem(
            path,
            "data.real",
            f"The data set {data.set!r} is real, and the brief doesn't say so",
            "Say in [data.real] what is real, and what was done to it",
        )
    if dictionary is not None:
        for field in ("licence", "source"):
            if getattr(data, field) != getattr(dictionary, field):
                yield _differs(
                    path,
                    f"data.{field}",
                    getattr(data, field),
                    getattr(dictionary, field),
                    of="the data set's dictionary",
                )


def stated(brief: Brief, notebook: Notebook, *, path: str) -> Iterator[Problem]:
    """Compare what a notebook says of itself, in its cell `title`, with the brief."""
    cell = notebook.cell("title")
    if cell is None:
        # The guard of the frame asks for the cell.
        return
    heading = _HEADING.search(cell.source)
    title = brief.title[notebook.language]
    if heading is None or heading[1].strip() != title:
        yield Problem(
            notebook.path,
            cell.id,
            f"The heading is not the title of {path}",
            f"Begin the cell with: # {title}",
        )
    minutes = {int(number) for number in _MINUTES.findall(cell.source)}
    if minutes != {brief.minutes}:
        came = ", ".join(map(str, sorted(minutes))) or "no"
        yield Problem(
            notebook.path,
            cell.id,
            f"The notebook speaks of {came} minutes, and {path} of {brief.minutes}",
            f"Say {brief.minutes} minutes in the cell `title`, or mend `minutes`",
        )


def _listed(path: str, key: str, came: list[str], wanted: list[str]) -> Iterator[Problem]:
    if came == wanted:
        return
    lacks = [name for name in wanted if name not in came]
    adds = [name for name in came if name not in wanted]
    said = [f"the brief lacks {', '.join(lacks)}"] if lacks else []
    said += [f"the lesson lacks {', '.join(adds)}"] if adds else []
    said = said or ["their order differs, or one stands twice"]
    yield Problem(
        path,
        key,
        f"The {key} are not those of the lesson: {'; '.join(said)}",
        f"In the lesson they are: {', '.join(wanted)}",
    )


def _differs(
    path: str, key: str, came: object, wanted: object, *, of: str = "the lesson"
) -> Problem:
    return Problem(path, key, f"The brief says {came!r}, and {of} {wanted!r}", "Write the same")


def _unknown(path: str, key: str, noun: str, name: str, there: Collection[str]) -> Problem:
    remedy = _perhaps(name, there) or f"There are: {', '.join(sorted(there))}"
    return Problem(path, key, f"There is no {noun} {name!r}", remedy)


def _perhaps(name: str, there: Collection[str]) -> str:
    near = nearest(name, there)
    return f"Perhaps {near!r} is meant" if near else ""
