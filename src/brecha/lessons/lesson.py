"""A lesson (or a case): what it asks, its texts, and each learner's version of its data."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from brecha.checking import Exercise, Key
from brecha.checking.words import fold
from brecha.errors import BrechaError, LessonError, UnknownNameError
from brecha.lessons.parameter import Parameter, check_parameters
from brecha.text import LANGUAGES, Catalogue

if TYPE_CHECKING:
    import pandas as pd

    from brecha.lessons.picture import Figure
    from brecha.models.dialogue import Scene

__all__ = ["Lesson", "Table", "Version", "import_part"]

Table = "pd.DataFrame | Callable[[], pd.DataFrame]"

_PACKAGE = Path(__file__).resolve().parents[1]
_SHARED_TEXTS = (_PACKAGE / "scenarios", _PACKAGE / "lessons", _PACKAGE / "checking")


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """The public side of one lesson or case.

    Parameters
    ----------
    slug : str
        Its name, with hyphens; its folder has underscores.
    notebook : str
        Its notebook, relative to the workbook, with ``{language}`` where the language stands.
    tables : callable
        Given the parameters, the tables by name: frames, or functions that build one when it is
        first asked for.
    level : {"core", "deeper", "case"}
        Where it stands: in the course, beyond it, or in the casework.
    number : int, optional
        Its place among the core lessons.
    parameters : tuple of Parameter
        What may be injected, the language apart.
    exercises, predictions : tuple of Exercise
        What is judged, and what is only committed to.
    terms : tuple of str
        The glossary terms that it introduces.
    package : str
        The Python package of its folder; filled in by :func:`brecha.lessons.find`.
    folder : Path
        Its folder; filled in by :func:`brecha.lessons.find`.
    """

    slug: str
    notebook: str
    tables: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    level: Literal["core", "deeper", "case"] = "core"
    number: int | None = None
    parameters: tuple[Parameter, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    predictions: tuple[Exercise, ...] = ()
    terms: tuple[str, ...] = ()
    package: str = ""
    folder: Path = field(default=Path())

    def exercise(self, slug: str) -> Exercise:
        """Return an exercise or a prediction by its slug."""
        for exercise in (*self.exercises, *self.predictions):
            if exercise.slug == slug:
                return exercise
        known = [exercise.slug for exercise in (*self.exercises, *self.predictions)]
        raise UnknownNameError("exercise", slug, known)

    def text(self, language: str) -> Catalogue:
        """Return the lesson's texts in one language, with the shared ones below them."""
        return Catalogue.load(language, [self.folder, *_SHARED_TEXTS], name=self.slug)

    def words(self) -> dict[str, str]:
        """Map the words of every language, folded, to the codes that they stand for."""
        words: dict[str, str] = {}
        for language in LANGUAGES:
            for code, word in self.text(language).under("labels").items():
                words.setdefault(fold(word), code)
        return words

    def key(self) -> Key:
        """Import the lesson's answers; never called where they may not be present."""
        key = self._part("answers", "key")
        if not isinstance(key, Key):
            raise LessonError(
                f"answers.py (or answers/) in {self.folder} has no `key = Key()`. Add it."
            )
        return key

    def oracles(self) -> Mapping[str, Callable[[Version], Any]]:
        """Import the independent computations that the references are held against."""
        if not (self.folder / "oracles.py").is_file():
            return {}
        return self._part("oracles", "ORACLES")  # type: ignore[no-any-return]

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The named figures and widgets of the lesson."""
        if not (self.folder / "figures.py").is_file():
            return {}
        return self._part("figures", "FIGURES")  # type: ignore[no-any-return]

    @property
    def scenes(self) -> Mapping[str, Scene]:
        """The dialogues of the lesson that can be played, by slug."""
        if not (self.folder / "scenes.py").is_file():
            return {}
        return self._part("scenes", "SCENES")  # type: ignore[no-any-return]

    def version(self, *, language: str = "en", **parameters: object) -> Version:
        """Return one learner's version.

        Parameters
        ----------
        language : str
            The language in which a bad parameter is refused.
        **parameters
            Values for the lesson's parameters; defaults fill the rest.

        Raises
        ------
        ParameterError
            On an unknown parameter or a value that is not allowed.
        """
        complete = check_parameters(self.slug, self.parameters, parameters, self.text(language))
        return Version(self, complete)

    def _part(self, module: str, name: str) -> Any:
        part = import_part(self.package, module)
        found = getattr(part, name, None)
        if found is None:
            raise LessonError(f"{part.__file__} has no `{name}`. Add it.")
        return found


def import_part(package: str, module: str) -> ModuleType:
    """Import one module of a lesson's folder; whatever is wrong in it is the author's to mend.

    Raises
    ------
    LessonError
        When the module is missing or can't be imported.
    """
    try:
        return importlib.import_module(f"{package}.{module}")
    except BrechaError:
        raise
    except Exception as error:
        raise LessonError(
            f"{module}.py of the lesson in {package!r} can't be imported "
            f"({type(error).__name__}: {error}). Mend it there."
        ) from error


@dataclass(frozen=True)
class Version:
    """A lesson with one learner's own data.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    parameters : mapping
        Its parameters, complete and allowed.
    """

    lesson: Lesson
    parameters: Mapping[str, Any]

    @cached_property
    def _tables(self) -> dict[str, Any]:
        return dict(self.lesson.tables(self.parameters))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(self._tables)

    def data(self, name: str) -> pd.DataFrame:
        """Return a fresh copy of a table: whatever is done to it, the next one is whole again.

        Raises
        ------
        UnknownNameError
            When the lesson has no such table.
        """
        tables = self._tables
        if name not in tables:
            raise UnknownNameError("table", name, tables)
        if callable(tables[name]):
            tables[name] = tables[name]()
        return tables[name].copy()  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"Version({self.lesson.slug}, {given})"
