"""The inventory, public side: twelve choices that are kept and not judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brecha.checking import Choice, Exercise
from brecha.lessons import Lesson, Parameter

__all__ = ["LESSON", "QUESTIONS"]

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "falling-number": ("E7",),
    "judge": ("B20",),
    "cards": ("B15",),
    "two-branches": ("A2",),
    "complaints-rise": ("B7",),
    "telling": ("C4",),
    "leaving": ("B11",),
    "six-times": ("B1",),
    "bonus": ("B17",),
    "defects": ("B21",),
    "five-types": ("C2",),
    "closing": ("A8", "A10"),
}
"""Each question with the concepts of the syllabus that it asks about."""


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return no tables: everybody answers the same questions."""
    return {}


LESSON = Lesson(
    slug="inventory",
    number=0,
    notebook="notebooks/{language}/00-inventory.ipynb",
    # A seed changes nothing here; it is taken so that one class list serves every notebook.
    parameters=(Parameter.seed(),),
    tables=tables,
    predictions=tuple(
        Exercise(slug, Choice("ABCD"), concepts) for slug, concepts in QUESTIONS.items()
    ),
)
