"""What the guards look at: the notebooks, texts, lessons and data sets of a checkout."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha import files, lessons
from brecha.dev import notebooks
from brecha.dev.notebooks import Notebook, NotebookError
from brecha.dev.problem import Problem
from brecha.lessons import Lesson, Widget
from brecha.lessons.brief import path_of
from brecha.text import LANGUAGES

__all__ = ["OWN_VERBS", "Place", "Subject", "columns", "read", "subjects"]

OWN_VERBS = "verbs.toml"
"""The file in which a deeper notebook or a case says what verbs it may use."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """Where to look, and what to leave aside.

    Parameters
    ----------
    root : Path
        The checkout: it holds ``notebooks``, ``casework`` and ``data``.
    package : Path
        The folder of the package ``brecha``.
    paths : tuple of Path
        Files and folders to restrict the work to; everything when there are none.
    """

    root: Path
    package: Path = _PACKAGE
    paths: tuple[Path, ...] = ()

    @classmethod
    def here(cls, *paths: Path) -> Place:
        """Return the checkout that the package was installed from."""
        return cls(files.root(), paths=tuple(path.resolve() for path in paths))

    def __contains__(self, path: object) -> bool:
        """Tell whether a path is to be looked at: a twin is, when the other one is."""
        if not self.paths:
            return True
        if not isinstance(path, Path):
            return False
        both = {path.resolve(), *self._twins(path.resolve())}
        return any(one == asked or asked in one.parents for one in both for asked in self.paths)

    def named(self, path: Path) -> str:
        """Return how to name a path in messages."""
        return notebooks.relative(path, self.root)

    def notebooks(self) -> Iterator[Path]:
        """Yield the notebooks to look at."""
        folders = [self.root / "notebooks", self.root / "casework"]
        below = (path for folder in folders for path in notebooks.find([folder]))
        seen = set()
        for path in (*below, *notebooks.find(self.paths)):
            resolved = path.resolve()
            if resolved not in seen and path in self:
                seen.add(resolved)
                yield path

    def texts(self) -> Iterator[Path]:
        """Yield the folders with texts to look at."""
        seen = set()
        places = [self.package, *(path for path in self.paths if path.is_dir())]
        for place in places:
            for language in LANGUAGES:
                for file in sorted(place.rglob(f"{language}.toml")):
                    folder = file.parent.resolve()
                    if folder not in seen and (file in self or folder in self):
                        seen.add(folder)
                        yield folder

    def data(self) -> Iterator[Path]:
        """Yield the folders of the data sets to look at."""
        for folder in sorted((self.root / "data").glob("*/")):
            known = (folder / "data.csv").is_file() or (folder / "dictionary.toml").is_file()
            if known and folder in self:
                yield folder

    def table(self, name: str) -> dict[str, Any]:
        """Read a TOML file of the package."""
        return tomllib.loads((self.package / name).read_text(encoding="utf-8"))

    def _twins(self, path: Path) -> set[Path]:
        if path.suffix == ".ipynb" and notebooks.language_of(path) is not None:
            return {notebooks.twin(path, language=language) for language in LANGUAGES}
        if path.name in {f"{language}.toml" for language in LANGUAGES}:
            return {path.with_name(f"{language}.toml") for language in LANGUAGES}
        return set()


@dataclass(frozen=True)
class Subject:
    """A lesson with its files, as the guards see it.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    place : Place
        Where it was looked for.
    """

    lesson: Lesson
    place: Place

    @property
    def slug(self) -> str:
        """The lesson's name."""
        return self.lesson.slug

    def file(self, name: str) -> str:
        """Return how to name a file of the lesson's folder in messages."""
        return self.place.named(self.lesson.folder / name)

    def notebook(self, language: str) -> Path:
        """Return the path of the lesson's notebook, whether it exists or not."""
        relative = self.lesson.notebook.format(language=language)
        # An instructor's own case stands with its notebooks, outside the checkout.
        places = (self.place.root, self.lesson.folder, *self.lesson.folder.parents[:2])
        found = (place / relative for place in places if (place / relative).is_file())
        return next(found, self.place.root / relative)

    @property
    def brief(self) -> Path:
        """The path of a case's brief, whether it exists or not."""
        return path_of(self.notebook("en"), self.slug)

    def verbs(self) -> tuple[int | None, list[str]]:
        """Return the number of the last core lesson before it, and the verbs it explains itself.

        A core lesson has its number; a deeper notebook or a case says both in its ``verbs.toml``.
        """
        own = self.lesson.folder / OWN_VERBS
        if self.lesson.number is not None or not own.is_file():
            return self.lesson.number, []
        data = tomllib.loads(own.read_text(encoding="utf-8"))
        return data.get("after"), data.get("constructs", [])

    def texts(self, language: str) -> dict[str, Any]:
        """Return the lesson's texts and those that it shares, as one flat table."""
        catalogue = self.lesson.text(language)
        keys = catalogue.keys()
        return {key: catalogue.get(key) for key in keys}

    def misconceptions(self) -> dict[str, list[str]]:
        """Return the names of the misconceptions by exercise."""
        key = self.lesson.key()
        return {
            exercise.slug: [known.name for known in key.misconceptions(exercise.slug)]
            for exercise in self.lesson.exercises
        }

    def figures(self, *, moving: bool) -> list[str]:
        """List the names of the figures, those that move or those that don't."""
        return [
            name
            for name, figure in self.lesson.figures.items()
            if isinstance(figure, Widget) is moving
        ]

    def in_scope(self) -> bool:
        """Tell whether the lesson's folder, a notebook or its brief is to be looked at."""
        beside = [self.notebook(language) for language in LANGUAGES]
        if self.lesson.level == "case":
            beside.append(self.brief)
        files = (self.lesson.folder, *(path for path in beside if path.is_file()))
        asked_inside = any(self.lesson.folder in asked.parents for asked in self.place.paths)
        return asked_inside or any(file in self.place for file in files)


def subjects(place: Place) -> tuple[list[Subject], list[Problem]]:
    """Find the lessons, and those that can't be opened.

    Parameters
    ----------
    place : Place
        Where to look.

    Returns
    -------
    list of Subject
        Every lesson, in scope or not: the syllabus is covered by all of them together.
    list of Problem
        One for each lesson whose folder is malformed.
    """
    found, problems = [], []
    for slug in lessons.names():
        try:
            lesson = lessons.find(slug)
            _ = lesson.figures, lesson.scenes, lesson.key()
        except Exception as error:  # a lesson is code of its own: it may raise anything
            said = f"The lesson can't be opened: {type(error).__name__}: {error}".rstrip(".")
            remedy = "Until it can, nothing of it is looked at"
            problems.append(Problem(f"lesson {slug}", None, said, remedy))
        else:
            found.append(Subject(lesson, place))
    return found, problems


def read(place: Place, path: Path) -> Notebook | Problem:
    """Read a notebook, or say why it can't be read."""
    try:
        return notebooks.read(path, root=place.root)
    except NotebookError as error:
        return Problem(place.named(path), None, str(error).rstrip("."), "Mend the file")


def columns(lesson: Lesson, tables: Mapping[str, object] | set[str]) -> dict[str, list[str]]:
    """Return the columns of some of a lesson's tables, by table."""
    version = lesson.version()
    return {
        name: [str(column) for column in version.data(name).columns]
        for name in tables
        if name in version.names
    }
