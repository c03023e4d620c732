"""Guard that the lessons teach what the syllabus asks for: an id counts with an exercise only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brecha.checking import Exercise
from brecha.dev.problem import Problem

__all__ = ["covered", "open_concepts"]


def covered(
    concepts: Mapping[str, Mapping[str, Any]],
    lessons: Mapping[str, Sequence[Exercise]],
    *,
    path: str,
    known: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Find concepts that a lesson should judge and doesn't, and ids that the syllabus lacks.

    A free text doesn't count: nobody judges it. Concepts of lessons that aren't built yet are no
    problem; :func:`open_concepts` lists them.

    Parameters
    ----------
    concepts : mapping
        The syllabus map: the lesson of each concept by its id.
    lessons : mapping of str to sequence of Exercise
        The exercises of each lesson that is built, by its slug.
    path : str
        The file of the syllabus map.
    known : mapping of str to str, optional
        The file of each lesson, to name it in messages.

    Returns
    -------
    list of Problem
        One for each concept without its exercise, and each unknown id.
    """
    files = known or {}
    problems = []
    for id, concept in concepts.items():
        for slug in (concept["lesson"], *concept.get("also", ())):
            if slug in lessons and not _judges(lessons[slug], id):
                problems.append(
                    Problem(
                        path,
                        id,
                        f"No exercise of {slug!r} judges {concept['en']!r}",
                        f'Add concepts=("{id}",) to one that does, or write one',
                    )
                )
    for slug, exercises in lessons.items():
        for exercise in exercises:
            for id in exercise.concepts:
                if id not in concepts:
                    problems.append(
                        Problem(
                            files.get(slug, slug),
                            exercise.slug,
                            f"The syllabus has no concept {id!r}",
                            "Use an id of syllabus.toml",
                        )
                    )
    return problems


def open_concepts(
    concepts: Mapping[str, Mapping[str, Any]], lessons: Mapping[str, Sequence[Exercise]]
) -> dict[str, list[str]]:
    """List the concepts whose lesson isn't built yet, by that lesson."""
    waiting: dict[str, list[str]] = {}
    for id, concept in concepts.items():
        if concept["lesson"] not in lessons:
            waiting.setdefault(concept["lesson"], []).append(id)
    return waiting


def _judges(exercises: Sequence[Exercise], id: str) -> bool:
    return any(exercise.kind.judged and id in exercise.concepts for exercise in exercises)
