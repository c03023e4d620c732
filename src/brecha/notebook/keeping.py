"""Carry a learner's progress from one computer to another: Binder forgets, a file doesn't."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from brecha.checking import State
from brecha.errors import BrechaError
from brecha.notebook.progress import Progress, is_sound

__all__ = ["export_all", "import_all", "kept_lessons", "merged"]

_SCHEMA = 1
_BETTER = (State.NOT_ATTEMPTED, State.NOT_RIGHT, State.NEARLY, State.RECORDED, State.RIGHT)


def kept_lessons(folder: Path) -> list[str]:
    """List the lessons of which any progress is kept."""
    return sorted(
        path.stem for path in (folder / "progress").glob("*.json") if ".damaged-" not in path.name
    )


def export_all(folder: Path, path: Path) -> int:
    """Write the progress of every lesson into one file.

    Parameters
    ----------
    folder : Path
        Where progress is kept.
    path : Path
        The file to write.

    Returns
    -------
    int
        How many lessons it holds.
    """
    lessons = {slug: Progress(slug, folder).state for slug in kept_lessons(folder)}
    content = {"brecha-progress": _SCHEMA, "lessons": lessons}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(lessons)


def import_all(folder: Path, path: Path) -> int:
    """Take over the progress in a file; nothing that is here already gets worse or lost.

    Parameters
    ----------
    folder : Path
        Where progress is kept.
    path : Path
        A file that :func:`export_all` wrote.

    Returns
    -------
    int
        How many lessons were in it.

    Raises
    ------
    BrechaError
        When the file is missing, damaged or something else; nothing is changed then.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        lessons: dict[str, Any] = content["lessons"]
        sound = content["brecha-progress"] == _SCHEMA and all(map(is_sound, lessons.values()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrechaError(f"{path}: {type(error).__name__}") from error
    if not sound or not all(_is_slug(slug) for slug in lessons):
        raise BrechaError(f"{path}: damaged")
    for slug, state in lessons.items():
        here = Progress(slug, folder)
        here.replace(merged(here.state, state))
    return len(lessons)


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Merge two records of one lesson: the better state, the more attempts, what was met in either.

    Examples
    --------
    >>> def kept(state, attempts):
    ...     checks = {"a": {"state": state, "attempts": attempts}}
    ...     return {"schema": 1, "predictions": {}, "checks": checks}
    >>> merged(kept("right", 1), kept("nearly", 3))["checks"]["a"]
    {'state': 'right', 'attempts': 3}
    """
    checks = dict(one["checks"])
    for slug, kept in other["checks"].items():
        checks[slug] = _merged_check(checks[slug], kept) if slug in checks else kept
    return {
        "schema": one["schema"],
        "checks": checks,
        "predictions": {**other["predictions"], **one["predictions"]},
    }


def _merged_check(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    # Sorted by state, then by date: the later of two equal ones says when.
    later = max(one, other, key=lambda kept: (_rank(kept), kept.get("when", "")))
    both = {**later, "attempts": max(one["attempts"], other["attempts"])}
    met: dict[str, int] = {}
    for kept in (one, other):
        for name, count in kept.get("misconceptions", {}).items():
            met[name] = max(met.get(name, 0), count)
    return {**both, "misconceptions": met} if met else both


def _rank(kept: dict[str, Any]) -> int:
    return _BETTER.index(State(kept["state"]))


def _is_slug(slug: str) -> bool:
    return bool(slug) and all(sign.isalnum() or sign == "-" for sign in slug)
