"""Run the guards that look at a case's brief together with its lesson, notebooks and data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brecha import datasets, lessons
from brecha.dev.guards import briefs, glossary, pairs, texts
from brecha.dev.material import Subject, read
from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.lessons.brief import Brief, BriefError
from brecha.lessons.brief import read as read_brief
from brecha.text import LANGUAGES

__all__ = ["awaited", "lint_case"]


def lint_case(subject: Subject, words: glossary.Glossary) -> Iterator[Problem]:
    """Yield the problems of a case's brief, and where its notebooks say something else.

    Parameters
    ----------
    subject : Subject
        The case with its files.
    words : Glossary
        The glossary.

    Yields
    ------
    Problem
        One for each fault. A brief that can't be read is looked at no further.
    """
    path = subject.place.named(subject.brief)
    try:
        brief = read_brief(subject.brief)
    except BriefError as error:
        for fault in error.faults:
            yield Problem(path, fault.key or None, fault.message, fault.remedy)
        return
    lesson = subject.lesson
    titles = {code: lesson.text(code).get("lesson.title") for code in LANGUAGES}
    yield from briefs.fitting(brief, lesson, path=path, titles=titles)
    sets = datasets.names()
    name = brief.data.set
    yield from briefs.known(
        brief,
        path=path,
        lessons=lessons.names(),
        sets=sets,
        dictionary=datasets.dictionary(name) if name in sets else None,
    )
    others = _others(subject.brief)
    own = subject.brief.parent.resolve() == (subject.place.root / "casework").resolve()
    yield from pairs.paired(brief, path=path, needed=own, cases=others)
    yield from texts.same_file(brief.texts["en"], brief.texts["es"], path=path)
    for language in LANGUAGES:
        yield from texts.unfinished(brief.texts[language], path=path)
        yield from glossary.spoken(brief.texts[language], words, language=language, path=path)
        file = subject.notebook(language)
        notebook = read(subject.place, file) if file.is_file() else None
        if isinstance(notebook, Notebook):
            yield from briefs.stated(brief, notebook, path=path)
            # A private case is compared with what its author has in front of them; in the workbook
            # the first of a pair waits for the second.
            if brief.pair is not None and (not own or brief.pair in others):
                yield from pairs.compared(notebook)


def awaited(subject: Subject) -> str | None:
    """Return the pair of a case that isn't written yet, if there is one to wait for."""
    try:
        pair = read_brief(subject.brief).pair
    except BriefError:
        return None
    return None if pair is None or pair in lessons.names() else pair


def _others(path: Path) -> dict[str, str | None]:
    """Return the pair that each other brief in the folder names."""
    found: dict[str, str | None] = {}
    for other in path.parent.glob("*.toml"):
        if other != path and (brief := _readable(other)) is not None:
            found[brief.slug] = brief.pair
    return found


def _readable(path: Path) -> Brief | None:
    try:
        return read_brief(path)
    except BriefError:
        return None
