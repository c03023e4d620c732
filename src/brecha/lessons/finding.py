"""Where lessons come from: built in, installed beside Brecha, or folders of an instructor.

A lesson is a folder: ``exercises.py`` with ``LESSON``, ``answers.py`` (or a package ``answers/``
where it is long), ``figures.py``, ``en.toml`` and ``es.toml``. It is found

1. in the folders that ``BRECHA_PATH`` names (a folder of lessons, or one lesson's own folder),
2. among the entry points ``brecha.lessons`` (name: the slug, value: the package),
3. inside this package.

An earlier place wins, so that an instructor's version of a case replaces the built-in one. So a
folder of ``BRECHA_PATH`` that isn't there, or that holds no lesson, is an error: passed over, a
mistyped one would hand out the built-in case, with its published answers, and nobody would know.
"""

from __future__ import annotations

import hashlib
import os
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

from brecha.errors import LessonError, UnknownNameError
from brecha.lessons.lesson import Lesson, import_part

__all__ = ["PATH", "find", "names"]

PATH = "BRECHA_PATH"
_BUILT_IN = Path(__file__).resolve().parent
_found: dict[tuple[str, str], Lesson] = {}


def find(slug: str) -> Lesson:
    """Find a lesson by its slug.

    Parameters
    ----------
    slug : str
        The name, with hyphens.

    Returns
    -------
    Lesson
        The lesson, with its folder and package filled in.

    Raises
    ------
    UnknownNameError
        When there is none of that name; the nearest is named.
    LessonError
        When its folder is malformed, or a folder of ``BRECHA_PATH`` holds no lesson.

    Examples
    --------
    >>> find("quality-gap").number
    12
    """
    packages = _packages()
    if not isinstance(slug, str) or slug not in packages:
        raise UnknownNameError("lesson", slug, packages)
    kind, place = packages[slug]
    if (slug, place) not in _found:
        package = _load_folder(Path(place)) if kind == "folder" else place
        _found[slug, place] = _lesson(slug, package)
    return _found[slug, place]


def names() -> list[str]:
    """List the slugs of all lessons that can be found.

    Raises
    ------
    LessonError
        When a folder of ``BRECHA_PATH`` isn't there or holds no lesson.

    Examples
    --------
    >>> "quality-gap" in names()
    True
    """
    return sorted(_packages())


def _packages() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for folder in _folders(_BUILT_IN):
        found[_slug(folder)] = ("package", f"brecha.lessons.{folder.name}")
    for point in entry_points(group="brecha.lessons"):
        found[point.name] = ("package", point.module)
    for place in reversed(os.environ.get(PATH, "").split(os.pathsep)):
        if place:
            for folder in _own(Path(place).expanduser().resolve()):
                found[_slug(folder)] = ("folder", str(folder))
    return found


def _own(place: Path) -> list[Path]:
    found = list(_folders(place))
    if not found:
        wrong = "holds no lesson" if place.is_dir() else "is not there"
        raise LessonError(
            f"{PATH} names the folder {place}, and it {wrong}. Name a folder of lessons (each in a "
            "folder of its own, with exercises.py) or one lesson's own folder, or unset the "
            "variable."
        )
    return found


def _folders(place: Path) -> Iterator[Path]:
    if (place / "exercises.py").is_file():
        yield place
    elif place.is_dir():
        yield from sorted(path.parent for path in place.glob("*/exercises.py"))


def _slug(folder: Path) -> str:
    return folder.name.replace("_", "-")


def _load_folder(folder: Path) -> str:
    """Make a folder importable under a name of its own, so that two cases never mix."""
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    name = f"brecha_lesson_{folder.name}_{digest}".replace("-", "_")
    if name not in sys.modules:
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return name


def _lesson(slug: str, package: str) -> Lesson:
    module = import_part(package, "exercises")
    lesson = getattr(module, "LESSON", None)
    if not isinstance(lesson, Lesson):
        raise LessonError(f"{module.__file__} has no `LESSON = Lesson(...)`. Add it.")
    if lesson.slug != slug:
        raise LessonError(
            f"{module.__file__} calls itself {lesson.slug!r}, but it was found as {slug!r}. "
            "Give both the same name (hyphens in the slug, underscores in the folder)."
        )
    folder = Path(str(module.__file__)).parent
    return replace(lesson, package=package, folder=folder)
