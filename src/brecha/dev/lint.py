"""Run the guards over a checkout, and print what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from brecha.dev import notebooks
from brecha.dev.guards import (
    dictionaries,
    glossary,
    outputs,
    parity,
    stamps,
    syllabus,
    texts,
    verbs,
    wording,
    written,
)
from brecha.dev.lint_case import awaited
from brecha.dev.lint_lesson import lint_lesson
from brecha.dev.material import Place, Subject, read, subjects
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
    alone : dict of str to str
        The pair that isn't written yet, by case; no problem.
    """

    problems: list[Problem]
    counts: dict[str, int]
    waiting: dict[str, list[str]] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)

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
        if self.alone:
            cases = ", ".join(f"{case} for {pair}" for case, pair in self.alone.items())
            rest += f"; cases that wait for their pair: {cases}"
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
    found = {path: read(place, path) for path in _pages(place, chosen)}
    problems += [item for item in found.values() if isinstance(item, Problem)]
    read_ones = {path: item for path, item in found.items() if isinstance(item, Notebook)}
    problems += _notebooks(place, read_ones, words)
    problems += [_untidy(notebook) for path, notebook in read_ones.items() if untidy(path)]
    problems += _orphans(place, lessons, list(found))
    for subject in chosen:
        try:
            problems += lint_lesson(subject, taught, words)
        except BrechaError as error:
            file = subject.file("exercises.py")
            problems.append(Problem(file, None, str(error).rstrip("."), "Mend the lesson"))
    own = (subject.lesson.folder.resolve() for subject in chosen)
    cases = [subject for subject in chosen if subject.lesson.level == "case"]
    alone = {case.slug: pair for case in cases if (pair := awaited(case)) is not None}
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
        "briefs": len(cases),
        "text folders": len(folders),
        "data sets": len(sets),
    }
    return Report(sorted(dict.fromkeys(problems), key=_order), counts, waiting, alone)


def _pages(place: Place, chosen: list[Subject]) -> list[Path]:
    """List the notebooks to look at, with those of chosen lessons that stand elsewhere."""
    own = (subject.notebook(language) for subject in chosen for language in LANGUAGES)
    every = (*place.notebooks(), *(path for path in own if path.is_file()))
    return list({path.resolve(): path for path in reversed(every)}.values())[::-1]


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
                "Name it in the `notebook=` of a lesson's exercises.py, or remove it; lessons of "
                "your own are found with brecha --lessons FOLDER",
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
    for path in (*place.package.glob("notebook/*.py"), place.package / "lessons/picture.py"):
        if path in place:
            yield from wording.drawn_text(path.read_text("utf-8"), path=place.named(path))
