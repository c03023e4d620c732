"""Run the guards that look at one lesson with its notebooks, texts and figures together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brecha.dev import code
from brecha.dev.guards import (
    dictionaries,
    frame,
    glossary,
    limits,
    parameters,
    scenes,
    texts,
    uses,
    verbs,
    wording,
)
from brecha.dev.lint_case import lint_case
from brecha.dev.material import OWN_VERBS, Subject, columns, read
from brecha.dev.problem import Problem
from brecha.errors import BrechaError
from brecha.scenarios import COMPANIES
from brecha.text import LANGUAGES

__all__ = ["lint_lesson"]


def lint_lesson(
    subject: Subject, taught: verbs.Verbs, words: glossary.Glossary
) -> Iterator[Problem]:
    """Yield the problems of one lesson: what it asks, says, shows, and what its notebooks use.

    Parameters
    ----------
    subject : Subject
        The lesson with its files.
    taught : Verbs
        What the core lessons teach of Python.
    words : Glossary
        The glossary.

    Yields
    ------
    Problem
        One for each fault.
    """
    lesson = subject.lesson
    allowed = limits.limits_of(lesson.level, lesson.number, judged=bool(lesson.exercises))
    exercises_file = subject.file("exercises.py")
    yield from limits.workload(lesson.exercises, allowed, path=exercises_file)
    yield from glossary.listed(lesson.terms, words, path=exercises_file)
    for figures in sorted(lesson.folder.glob("*figures*.py")):
        source = figures.read_text(encoding="utf-8")
        yield from wording.drawn_text(source, path=subject.file(figures.name))
    yield from scenes.scenes(lesson.scenes, words, path=subject.file("scenes"), companies=COMPANIES)
    number, own = subject.verbs()
    if number is None:
        yield _no_verbs(subject)
        number = 0
    known = taught.plus(own)
    shown = [exercise.slug for exercise in lesson.exercises if exercise.code != "none"]
    for module in _answers(lesson.folder):
        answers = module.read_text(encoding="utf-8")
        path = subject.place.named(module)
        yield from verbs.solutions(answers, known, number=number, shown=shown, path=path)
    described: set[str] = set()
    for language in LANGUAGES:
        file = subject.notebook(language)
        if not file.is_file():
            yield Problem(
                exercises_file,
                None,
                f"The lesson's notebook {subject.place.named(file)} is missing",
                "Write it, or mend `notebook=`",
            )
            continue
        notebook = read(subject.place, file)
        if isinstance(notebook, Problem):
            continue
        yield from frame.frame(notebook, allowed)
        yield from parameters.declared(notebook, lesson.parameters)
        yield from uses.uses(notebook, _offer(subject), most_widgets=allowed.widgets)
        yield from verbs.verbs(notebook, known, number=number)
        calls = code.calls(notebook)
        described |= {call.name for call in calls if call.method == "describe" and call.name}
    if lesson.level == "case":
        yield from lint_case(subject, words)
    tables = columns(lesson, described)
    for language in LANGUAGES:
        yield from _said(subject, language, tables)


def _answers(folder: Path) -> list[Path]:
    """List the modules of a lesson's answers: answers.py, or those of the package answers/."""
    return sorted(folder.glob("answers/*.py")) or [folder / "answers.py"]


def _said(subject: Subject, language: str, tables: dict[str, list[str]]) -> Iterator[Problem]:
    lesson, path = subject.lesson, subject.file(f"{language}.toml")
    try:
        found = subject.texts(language)
    except BrechaError as error:
        yield Problem(path, None, str(error).rstrip("."), "Mend the file")
        return
    yield from texts.complete(
        found,
        path=path,
        exercises=lesson.exercises,
        predictions=lesson.predictions,
        misconceptions=subject.misconceptions(),
        figures=subject.figures(moving=False),
        widgets=subject.figures(moving=True),
    )
    yield from dictionaries.described(tables, found, path=path)


def _no_verbs(subject: Subject) -> Problem:
    return Problem(
        subject.file(OWN_VERBS),
        None,
        f"Nothing says which verbs {subject.slug!r} may use",
        "Write it: after = the number of the core lesson that it builds on, constructs = [...]",
    )


def _offer(subject: Subject) -> uses.Offer:
    lesson = subject.lesson
    return uses.Offer(
        slug=lesson.slug,
        exercises=[exercise.slug for exercise in lesson.exercises],
        predictions=[prediction.slug for prediction in lesson.predictions],
        figures=subject.figures(moving=False),
        widgets=subject.figures(moving=True),
        scenes=list(lesson.scenes),
        tables=lesson.version().names,
        parameters=["language", *(parameter.name for parameter in lesson.parameters)],
    )
