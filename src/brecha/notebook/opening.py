"""Open a lesson: the first thing that every notebook does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from brecha.checking import Judge, LocalJudge, Recorder
from brecha.checking.markup import shield
from brecha.errors import ParameterError, UnknownNameError, nearest, shown
from brecha.lessons import Version, find, names
from brecha.notebook.help import install
from brecha.notebook.progress import Progress
from brecha.notebook.showing import show_text
from brecha.notebook.workbook import Workbook
from brecha.text import LANGUAGES, Catalogue, language_of

__all__ = ["JUDGE", "open_lesson"]

JUDGE = "BRECHA_JUDGE"
"""Set to ``recorder`` where answers may not be present: every lesson then only records."""

_FOLDER = Path(__file__).resolve().parent
_opened: dict[str, dict[str, Any]] = {}


def open_lesson(slug: str, *, language: str = "en", **parameters: Any) -> Workbook:
    """Open a lesson with your own data.

    Every seed and company gives other data, and with them other answers. Opening a lesson again
    with other parameters is allowed, and is said: answers to the old data are then wrong.

    Parameters
    ----------
    slug : str
        The lesson, such as ``"quality-gap"``.
    language : {"en", "es"}
        The language of labels and feedback.
    **parameters
        The lesson's own: mostly ``company`` and ``seed``; a case also has ``assessed``.

    Returns
    -------
    Workbook
        What the cells of the notebook use.

    Raises
    ------
    ParameterError
        On a value that is not allowed; it names the parameter, the value and what is allowed.
    UnknownNameError
        When there is no such lesson; the nearest is named.
    """
    code = _language(language)
    lesson = _find(slug, code)
    text = lesson.text(code).over(_FOLDER)
    version = lesson.version(language=code, **parameters)
    judge, progress = _judge(version)
    install(text)
    _announce(version, text, progress)
    return Workbook(version, text, judge, progress)


def _language(language: object) -> str:
    try:
        return language_of(language)
    except ParameterError as error:
        close = nearest(language, LANGUAGES)
        raise ParameterError(f"{error}" + (f" Did you mean {close!r}?" if close else "")) from None


def _find(slug: str, language: str) -> Any:
    try:
        return find(slug)
    except UnknownNameError as error:
        text = Catalogue.load(language, [_FOLDER], name="notebook")
        close = nearest(slug, names())
        message = text(
            "notebook.unknown-nearest" if close else "notebook.unknown",
            noun=text("notebook.noun.lesson"),
            name=shown(slug),
            nearest=close or "",
            known=error.known,
        )
        raise UnknownNameError("lesson", slug, error.known, message=message) from None


def _judge(version: Version) -> tuple[Judge, Progress | None]:
    slug = version.lesson.slug
    if version.parameters.get("assessed") or os.environ.get(JUDGE) == "recorder":
        return Recorder(slug, version), None
    lesson = version.lesson
    return LocalJudge(slug, lesson.key(), version, lesson.words()), Progress(slug)


def _announce(version: Version, text: Catalogue, progress: Progress | None) -> None:
    """Say what was opened, and what a learner must know about it."""
    slug = version.lesson.slug
    given = [f"{name} = {value!r}" for name, value in version.parameters.items()]
    said = text("notebook.opened", title=text("lesson.title"), parameters=" · ".join(given))
    before = _opened.get(slug)
    if before is not None and before != version.parameters:
        said += "\n\n" + text("notebook.reopened")
    _opened[slug] = dict(version.parameters)
    if version.parameters.get("assessed"):
        said += "\n\n" + text("check.assessed")
    if progress is not None and progress.damaged is not None:
        said += "\n\n" + text("notebook.damaged", **shield({"path": str(progress.damaged)}))
    if progress is not None and progress.unwritable:
        said += "\n\n" + text("notebook.unwritable", **shield({"reason": progress.unwritable}))
    show_text(said)
