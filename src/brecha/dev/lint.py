"""Run the guards over a checkout, and print what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from brecha.dev import code, notebooks
from brecha.dev.guards import (
    dictionaries,
    frame,
    glossary,
    limits,
    outputs,
    parity,
    stamps,
    syllabus,
    texts,
    uses,
    verbs,
    wording,
    written,
)
from brecha.dev.material import OWN_VERBS, Place, Subject, columns, read, subjects
from brecha.dev.normalise import untidy
from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.errors import BrechaError
from brecha.text import LANGUAGES
from brecha.text import read as read_texts

__all__ = ["Report", "lint", "run"]

VERBS, GLOSSARY, SYLLABUS = "lessons/verbs.toml", "glossary.toml", "syllabus.toml"


@dataclass(frozen=True)
class Report:
    """What was looked at, and what was found.

    Parameters
    ----------
    problems : list of Problem
        Sorted by file.
    counts : dict of str to int
        How many notebooks, folders of texts, lessons and data sets were looked at.
    waiting : dict of str to list of str
        Concepts of the syllabus whose lesson isn't built yet, by lesson; no problem.
    """

    problems: list[Problem]
    counts: dict[str, int]
    waiting: dict[str, list[str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """One line of counts."""
        looked = ", ".join(f"{noun}: {count}" for noun, count in self.counts.items())
        found = len(self.problems)
        verdict = "no problems" if not found else f"{found} problem{'s' if found > 1 else ''}"
        concepts = sum(len(ids) for ids in self.waiting.values())
        rest = ""
        if concepts:
            rest = f"; {concepts} concepts wait for {len(self.waiting)} lessons to come"
        return f"{looked}; {verdict}{rest}"


def run(*paths: Path, echo: Callable[[str], object] = print) -> int:
    """Print the problems of a checkout, and return the exit code.

    Parameters
    ----------
    *paths : Path
        Files and folders to restrict the work to.
    echo : callable
        Takes one line of output.

    Returns
    -------
    int
        0 when there are no problems, else 1.
    """
    report = lint(Place.here(*paths))
    for problem in report.problems:
        echo(str(problem))
    echo(report.summary)
    return 1 if report.problems else 0


def lint(place: Place) -> Report:
    """Run every guard over what a place holds.

    Parameters
    ----------
    place : Place
        The checkout, and the paths to restrict the work to.

    Returns
    -------
    Report
        The problems and the counts.
    """
    words = glossary.Glossary(place.table(GLOSSARY))
    taught = verbs.Verbs.from_data(place.table(VERBS), path=VERBS)
    lessons, problems = subjects(place)
    chosen = [subject for subject in lessons if subject.in_scope()]
    found = {path: read(place, path) for path in place.notebooks()}
    problems += [item for item in found.values() if isinstance(item, Problem)]
    read_ones = {path: item for path, item in found.items() if isinstance(item, Notebook)}
    problems += _notebooks(place, read_ones, words)
    problems += [_untidy(notebook) for path, notebook in read_ones.items() if untidy(path)]
    problems += _orphans(place, lessons, list(found))
    for subject in chosen:
        try:
            problems += _lesson(subject, taught, words)
        except BrechaError as error:
            file = subject.file("exercises.py")
            problems.append(Problem(file, None, str(error).rstrip("."), "Mend the lesson"))
    own = (subject.lesson.folder.resolve() for subject in chosen)
    folders = list(dict.fromkeys((*place.texts(), *own)))
    for folder in folders:
        problems += _texts(place, folder, words)
    sets = list(place.data())
    for folder in sets:
        problems += dictionaries.documented(folder, path=place.named(folder))
    problems += _package(place, taught, words)
    concepts = place.table(SYLLABUS)
    exercises = {subject.slug: subject.lesson.exercises for subject in lessons}
    waiting: dict[str, list[str]] = {}
    if not place.paths:
        known = {subject.slug: subject.file("exercises.py") for subject in lessons}
        path = place.named(place.package / SYLLABUS)
        problems += syllabus.covered(concepts, exercises, path=path, known=known)
        waiting = syllabus.open_concepts(concepts, exercises)
    counts = {
        "notebooks": len(found),
        "lessons": len(chosen),
        "text folders": len(folders),
        "data sets": len(sets),
    }
    return Report(sorted(dict.fromkeys(problems), key=_order), counts, waiting)


def _order(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.cell or "", problem.message


def _notebooks(
    place: Place, found: dict[Path, Notebook], words: glossary.Glossary
) -> Iterator[Problem]:
    named: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for path, notebook in found.items():
        yield from outputs.outputs(notebook)
        yield from wording.alt_text(notebook)
        yield from wording.spoken_code(notebook)
        own = _translated(path, notebook, found)
        yield from written.to_write(own)
        yield from glossary.prose(own, words)
        if notebooks.language_of(path) is not None:
            named[notebook.language].append(notebook.path)
    yield from parity.twins(named["en"], named["es"])
    for path, english in found.items():
        if notebooks.language_of(path) != "en":
            continue
        spanish = found.get(notebooks.twin(path, language="es"))
        if spanish is not None:
            yield from parity.parity(english, spanish)
            yield from stamps.stamps(english, spanish)


def _untidy(notebook: Notebook) -> Problem:
    remedy = f"Run `brecha dev normalise {notebook.path}`"
    return Problem(notebook.path, None, "The file is not in the form in which it is kept", remedy)


def _translated(path: Path, notebook: Notebook, found: dict[Path, Notebook]) -> Notebook:
    """Leave out what is still in English: the stamps' guard speaks of it, and one is enough."""
    if notebooks.language_of(path) != "es":
        return notebook
    english = found.get(notebooks.twin(path, language="en"))
    sources = {cell.id: cell.source for cell in english.cells} if english is not None else {}
    cells = (cell for cell in notebook.cells if cell.source != sources.get(cell.id))
    return replace(notebook, cells=tuple(cells))


def _orphans(place: Place, lessons: list[Subject], found: list[Path]) -> Iterator[Problem]:
    owned = {subject.notebook(language).resolve() for subject in lessons for language in LANGUAGES}
    for path in found:
        if path.resolve() not in owned:
            yield Problem(
                place.named(path),
                None,
                "No lesson has this notebook",
                "Name it in the `notebook=` of a lesson's exercises.py, or remove it",
            )


def _lesson(subject: Subject, taught: verbs.Verbs, words: glossary.Glossary) -> Iterator[Problem]:
    lesson = subject.lesson
    allowed = limits.limits_of(lesson.level, lesson.number, judged=bool(lesson.exercises))
    exercises_file = subject.file("exercises.py")
    yield from limits.workload(lesson.exercises, allowed, path=exercises_file)
    yield from glossary.listed(lesson.terms, words, path=exercises_file)
    figures = lesson.folder / "figures.py"
    if figures.is_file():
        source = figures.read_text(encoding="utf-8")
        yield from wording.drawn_text(source, path=subject.file("figures.py"))
    number, own = subject.verbs()
    if number is None:
        yield _no_verbs(subject)
        number = 0
    known = taught.plus(own)
    answers = (lesson.folder / "answers.py").read_text(encoding="utf-8")
    shown = [exercise.slug for exercise in lesson.exercises if exercise.code != "none"]
    path = subject.file("answers.py")
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
        yield from uses.uses(notebook, _offer(subject), most_widgets=allowed.widgets)
        yield from verbs.verbs(notebook, known, number=number)
        calls = code.calls(notebook)
        described |= {call.name for call in calls if call.method == "describe" and call.name}
    tables = columns(lesson, described)
    for language in LANGUAGES:
        yield from _said(subject, language, tables)


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
        tables=lesson.version().names,
        parameters=["language", *(parameter.name for parameter in lesson.parameters)],
    )


def _texts(place: Place, folder: Path, words: glossary.Glossary) -> Iterator[Problem]:
    found = {}
    for language in LANGUAGES:
        path = folder / f"{language}.toml"
        if not path.is_file():
            remedy = "Write it: each folder with text has en.toml and es.toml"
            yield Problem(place.named(path), None, "This file is missing", remedy)
            continue
        try:
            found[language] = read_texts(path)
        except BrechaError as error:
            yield Problem(place.named(path), None, str(error).rstrip("."), "Write or mend it")
            continue
        yield from texts.unfinished(found[language], path=place.named(path))
        yield from glossary.spoken(
            found[language], words, language=language, path=place.named(path)
        )
    if len(found) == len(LANGUAGES):
        yield from texts.same(found["en"], found["es"], folder=place.named(folder))


def _package(place: Place, taught: verbs.Verbs, words: glossary.Glossary) -> Iterator[Problem]:
    listed, terms = place.package / VERBS, place.package / GLOSSARY
    if listed in place:
        yield from verbs.crowded(taught, path=place.named(listed))
    if terms in place:
        yield from glossary.defined(words, path=place.named(terms))
