"""Guard that both languages have the same texts, and that a lesson has every text it needs."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from brecha.checking import Exercise
from brecha.dev.guards.prose import REMEDY, differences
from brecha.dev.guards.stamps import MANY
from brecha.dev.notebooks import words
from brecha.dev.problem import Problem

__all__ = ["HINTS", "complete", "same", "same_file", "unfinished"]

HINTS = 3
"""Levels of hints that every judged exercise has."""

_TODO = re.compile(r"\bTODO\b")
_FIELD = re.compile(r"\{[^{}]*\}")
_ASKED = re.compile(r"\.(question|(options|items|bins)\.\w+)$")


def same(english: Mapping[str, Any], spanish: Mapping[str, Any], *, folder: str) -> list[Problem]:
    """Compare the texts of a folder in both languages: keys, lengths of lists, placeholders.

    Parameters
    ----------
    english, spanish : mapping
        Flat tables of texts, as :func:`brecha.text.read` gives them.
    folder : str
        The folder of both files.

    Returns
    -------
    list of Problem
        One for each key that differs.
    """
    paths = {"en": f"{folder}/en.toml", "es": f"{folder}/es.toml"}
    problems = []
    for key in [*english, *(key for key in spanish if key not in english)]:
        if key not in spanish or key not in english:
            has, lacks = ("en", "es") if key in english else ("es", "en")
            problems.append(
                Problem(
                    paths[lacks],
                    key,
                    "This text is missing",
                    f"Write it; {has}.toml has it",
                )
            )
            continue
        problems += _compare(key, english[key], spanish[key], paths)
    return problems


def same_file(
    english: Mapping[str, Any], spanish: Mapping[str, Any], *, path: str
) -> list[Problem]:
    """Compare the texts of a file that holds both languages, such as a brief.

    Parameters
    ----------
    english, spanish : mapping
        Flat tables of texts with the same keys.
    path : str
        The file.

    Returns
    -------
    list of Problem
        One for each key that differs.
    """
    paths = {"en": path, "es": path}
    return [
        problem for key in english for problem in _compare(key, english[key], spanish[key], paths)
    ]


def _compare(key: str, english: Any, spanish: Any, paths: Mapping[str, str]) -> Iterator[Problem]:
    path = paths["es"]
    if type(english) is not type(spanish):
        yield Problem(path, key, "This is not the same kind of text as in English", "Write both so")
        return
    if isinstance(english, list):
        if len(english) != len(spanish):
            yield Problem(
                path,
                key,
                f"The list has {len(spanish)} texts, and {len(english)} in English",
                "Write as many in both",
            )
            return
        for place, pair in enumerate(zip(english, spanish, strict=True), start=1):
            yield from _compare(f"{key}[{place}]", *pair, paths)
        return
    if not isinstance(english, str):
        return
    here, there = _fields(english), _fields(spanish)
    if here is None or there is None:
        yield Problem(
            path if there is None else paths["en"],
            key,
            "A brace in this text is not closed or not a placeholder",
            "Write {name} or {name:form}; a brace itself is written twice",
        )
    elif here != there:
        lacks = ", ".join(f"{{{field}}}" for field in sorted(here - there))
        adds = ", ".join(f"{{{field}}}" for field in sorted(there - here))
        yield Problem(
            path,
            key,
            f"The placeholders differ: en.toml alone has {lacks or 'none'}, "
            f"es.toml alone {adds or 'none'}",
            "Use the same values, written in the same form",
        )
    if english == spanish and words(_FIELD.sub(" ", english)) >= MANY:
        yield Problem(path, key, "This text is still in English", "Translate it")
    for difference in differences(english, spanish):
        yield Problem(path, key, difference, REMEDY)


def _fields(message: str) -> set[str] | None:
    try:
        parsed = list(string.Formatter().parse(message))
    except ValueError:
        return None
    return {f"{name}:{form}" if form else name for _, name, form, _ in parsed if name}


def unfinished(texts: Mapping[str, Any], *, path: str) -> list[Problem]:
    """Find texts that are empty or still say TODO.

    Parameters
    ----------
    texts : mapping
        A flat table of texts.
    path : str
        The file.

    Returns
    -------
    list of Problem
        One for each text.
    """
    problems = []
    for key, value in texts.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (not text.strip() or _TODO.search(text)):
                problems.append(Problem(path, key, "This text is still to be written", "Write it"))
                break
    return problems


def _computed(texts: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """Find questions with placeholders: values are computed with the answers, not before them."""
    for key, value in texts.items():
        if _ASKED.search(key) and isinstance(value, str) and _fields(value):
            yield Problem(
                path,
                key,
                "A question is shown as it stands, and this one has a placeholder",
                "Write the value, or leave it to the feedback",
            )


def complete(
    texts: Mapping[str, Any],
    *,
    path: str,
    exercises: Sequence[Exercise] = (),
    predictions: Sequence[Exercise] = (),
    misconceptions: Mapping[str, Sequence[str]] | None = None,
    figures: Collection[str] = (),
    widgets: Collection[str] = (),
) -> list[Problem]:
    """Find texts that an exercise or a figure of a lesson needs and that are not there.

    Parameters
    ----------
    texts : mapping
        The lesson's texts of one language, flat, with those that it shares with others.
    path : str
        The lesson's own file.
    exercises, predictions : sequence of Exercise
        What the lesson judges, and what it only asks to commit to.
    misconceptions : mapping of str to sequence of str, optional
        The names of each exercise's misconceptions and conventions.
    figures, widgets : collection of str
        The names of its figures that don't move, and of those that do.

    Returns
    -------
    list of Problem
        One for each text that is missing, and for texts of exercises that don't exist.
    """
    problems = list(_absent([("lesson.title", "The lesson's title")], texts, path))
    problems += _computed(texts, path)
    for exercise in exercises:
        names = (misconceptions or {}).get(exercise.slug, ())
        problems += _absent(_needed(exercise, names), texts, path)
        problems += _hints(exercise, texts, path)
        problems += _feedback(exercise, texts, path)
        problems += _stray(exercise, names, texts, path)
    for prediction in predictions:
        problems += _absent(_foretold(prediction), texts, path)
    for name in widgets:
        needed = [
            (f"widgets.{name}.label", "The name of what the widget changes"),
            (f"widgets.{name}.setting", "The heading of one setting"),
        ]
        problems += _absent(needed, texts, path)
    for name in (*figures, *widgets):
        problems += _pictured(name, texts, path)
    return problems


def _absent(
    needed: Iterable[tuple[str, str]], texts: Mapping[str, Any], path: str
) -> Iterator[Problem]:
    for key, what in needed:
        if not _there(key, texts):
            yield Problem(path, key, f"{what} is missing", "Write it")


def _pictured(name: str, texts: Mapping[str, Any], path: str) -> Iterator[Problem]:
    # A title that depends on the finding has several keys: title-rises, title-falls...
    for part in ("title", "alt"):
        keys = (f"figures.{name}.{part}", f"widgets.{name}.{part}")
        if not any(other.startswith(keys) and texts[other] for other in texts):
            yield Problem(path, keys[0], f"The {part} of the figure is missing", "Write it")


def _there(key: str, texts: Mapping[str, Any]) -> bool:
    return bool(texts.get(key))


def _needed(exercise: Exercise, misconceptions: Sequence[str]) -> Iterator[tuple[str, str]]:
    slug, kind = exercise.slug, exercise.kind
    yield f"{slug}.title", "The exercise's title"
    if kind.judged:
        yield f"{slug}.right", "What is said to a right answer"
    for name in misconceptions:
        yield f"{slug}.misconceptions.{name}", f"What is said to the misconception {name!r}"
    yield from _offered(exercise)


def _foretold(prediction: Exercise) -> Iterator[tuple[str, str]]:
    yield f"{prediction.slug}.title", "The prediction's title"
    yield f"{prediction.slug}.outcome", "What the data say to the prediction"
    yield from _offered(prediction)


def _offered(exercise: Exercise) -> Iterator[tuple[str, str]]:
    slug, kind = exercise.slug, exercise.kind
    # A label's question stands in the notebook: its answer comes out of a computation.
    if kind.form in ("sorting", "ranking") or hasattr(kind, "options"):
        yield f"{slug}.question", "The question"
    if kind.form == "choice":
        for letter in getattr(kind, "options", ""):
            yield f"{slug}.options.{letter}", f"The text of option {letter}"
        for value in getattr(kind, "values", ()):
            yield f"labels.{value}", f"The word for {value!r}"
    if kind.form in ("sorting", "ranking"):
        for item in getattr(kind, "items", ""):
            yield f"{slug}.items.{item}", f"The text of item {item}"
        for letter in getattr(kind, "bins", ""):
            yield f"{slug}.bins.{letter}", f"The name of bin {letter}"


def _hints(exercise: Exercise, texts: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if not exercise.kind.judged:
        return
    key = f"{exercise.slug}.hints"
    hints = texts.get(key)
    if not isinstance(hints, list) or len(hints) != HINTS:
        came = len(hints) if isinstance(hints, list) else 0
        yield Problem(
            path,
            key,
            f"There are {came} hints, and {HINTS} are needed",
            "Write one that points the way, one that gives the method, one that all but does it",
        )


def _feedback(exercise: Exercise, texts: Mapping[str, Any], path: str) -> Iterator[Problem]:
    slug, kind = exercise.slug, exercise.kind
    options: str = getattr(kind, "options", "")
    without = [letter for letter in options if not _there(f"{slug}.feedback.{letter}", texts)]
    # One option is right for a given learner, and is answered by `right`.
    for letter in without[1:]:
        yield Problem(
            path,
            f"{slug}.feedback.{letter}",
            f"The feedback to option {letter} is missing, and not only that option's",
            "Say why each wrong option is wrong; the right one's is `right`",
        )
    if kind.form != "sorting":
        return
    start = f"{slug}.feedback."
    given = {key.removeprefix(start) for key in texts if key.startswith(start)}
    for item in getattr(kind, "items", ""):
        if not any(key[:1] == item for key in given):
            yield Problem(
                path,
                f"{slug}.feedback.{item}",
                f"Nothing is said to an item {item} in the wrong bin",
                "Say why it belongs elsewhere",
            )


def _stray(
    exercise: Exercise, misconceptions: Sequence[str], texts: Mapping[str, Any], path: str
) -> Iterator[Problem]:
    start = f"{exercise.slug}.misconceptions."
    for key in texts:
        if key.startswith(start) and key.removeprefix(start) not in misconceptions:
            yield Problem(
                path,
                key,
                "The answers have no misconception of this name, so this is never said",
                "Add it to answers.py (or answers/), or remove the text",
            )
