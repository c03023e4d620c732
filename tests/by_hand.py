"""What a lesson's key makes of tables that are small enough for paper, beside the paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from brecha.checking import Key
from brecha.lessons import Lesson


class Paper:
    """Stand in for a version: each of its tables is a method, or is handed in by its name."""

    company = "hotel"

    def __init__(self, **changed: pd.DataFrame) -> None:
        self.changed = changed
        self.parameters = {"company": self.company, "seed": 1}

    def data(self, name: str) -> pd.DataFrame:
        found = self.changed[name] if name in self.changed else getattr(self, name)()
        return found.copy()


def computed(key: Key, slug: str, name: str | None, lesson: Any) -> Any:
    """Return what the reference computes, or without one's name the misconception of that name."""
    if not name:
        return key.function(slug)(lesson)
    known = {wrong.name: wrong for wrong in key.misconceptions(slug)}
    return known[name].compute(lesson)


def plain(value: Any) -> Any:
    """Return a series as the mapping that stands on paper, anything else as it is."""
    return dict(value) if isinstance(value, pd.Series) else value


def unmatched(lesson: Lesson, paper: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Return what only the key knows or only the paper, by exercise; "" is the right answer.

    An exercise that nobody computes needs no paper.
    """
    key, oracles, found = lesson.key(), lesson.oracles(), {}
    for exercise in lesson.exercises:
        names = {"", *(wrong.name for wrong in key.misconceptions(exercise.slug))}
        computes = exercise.slug in oracles or exercise.kind.form in {"number", "none"}
        if computes or len(names) > 1:
            found[exercise.slug] = names ^ set(paper.get(exercise.slug, ()))
    return {slug: names for slug, names in found.items() if names}
