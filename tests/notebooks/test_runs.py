"""Run every shipped notebook with papermill: as shipped, solved, wrong, and out of order.

The sample of language, parameters, seed and mode covers every pair of them. One run of each is
plain papermill's; the others are warm ones, whose outputs another test holds to papermill's.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from brecha.batch.forks import available
from brecha.checking import LocalJudge
from brecha.lessons import Version, find, names
from notebooks import learner
from notebooks.pairwise import pairwise

pytestmark = pytest.mark.notebooks

MODES = ("shipped", "solved", "wrong", "shuffled")
SEEDS = (2024, 41, 7)


def sample() -> list[Any]:
    rows = []
    for slug in names():
        lesson = find(slug)
        factors: dict[str, Any] = {"mode": MODES, "language": ("en", "es"), "seed": SEEDS}
        for parameter in lesson.parameters:
            if parameter.choices:
                factors[parameter.name] = parameter.choices
        for number, row in enumerate(pairwise(factors)):
            engine = "brecha" if number and available() else None
            name = "-".join([*map(str, row.values()), *(["plain"] if engine is None else [])])
            rows.append(pytest.param(slug, row, engine, id=f"{slug}-{name}"))
    return rows


@pytest.mark.parametrize("slug, row, engine", sample())
def test_run(slug: str, row: dict[str, Any], engine: str | None, tmp_path: Path):
    lesson = find(slug)
    mode, language = row["mode"], row["language"]
    known = {parameter.name for parameter in lesson.parameters}
    parameters = {name: value for name, value in row.items() if name in known}
    version = lesson.version(**parameters)
    notebook = learner.read(lesson, language)
    # Before they are filled in: afterwards no dots are left to find.
    asked = Counter(place.slug for place in learner.places(notebook))
    wanted = prepare(notebook, version, mode)
    out = tmp_path / "out.ipynb"
    checks = learner.run(notebook, out, engine=engine, language=language, **parameters)
    came = {
        check["slug"]: (check["state"], check["misconception"])
        for check in checks
        if check["slug"] in wanted
    }
    assert came == wanted
    assert {check["language"] for check in checks} <= {language}
    assert set(asked) == {exercise.slug for exercise in lesson.exercises}


def prepare(
    notebook: dict[str, Any], version: Version, mode: str
) -> dict[str, tuple[str, str | None]]:
    """Fill a notebook in as the mode says, and return what its checks must say."""
    lesson = version.lesson
    judge = LocalJudge(lesson.slug, lesson.key(), version, lesson.words())
    wanted: dict[str, tuple[str, str | None]] = {}
    # From the last place to the first: an answer of several lines moves what stands below it.
    for place in reversed(learner.places(notebook)):
        exercise = lesson.exercise(place.slug)
        if mode == "shipped":
            wanted[place.slug] = ("not-attempted", None)
        elif not exercise.kind.judged:
            learner.fill(notebook, place, learner.right_code(exercise, None, version))
            wanted[place.slug] = ("recorded", None)
        elif mode in ("solved", "shuffled"):
            code = learner.right_code(exercise, judge.solved(exercise), version)
            learner.fill(notebook, place, code)
            wanted[place.slug] = ("right", None)
        else:
            code, verdict = wrong(judge, exercise, version)
            learner.fill(notebook, place, code)
            wanted[place.slug] = verdict
    if mode == "shuffled":
        learner.shuffle(notebook, version.parameters["seed"])
    return wanted


def wrong(judge: LocalJudge, exercise: Any, version: Version) -> tuple[str, tuple[str, str | None]]:
    """Return a wrong answer: a misconception that the seed chooses, or else a wrong word."""
    solved = judge.solved(exercise)
    there = [m for m in solved.misconceptions if solved.value(m) is not None]
    if there:
        chosen = there[version.parameters["seed"] % len(there)]
        return learner.wrong_code(exercise, chosen, solved), ("nearly", chosen.name)
    codes = getattr(exercise.kind, "codes", None)
    if codes:
        other = next(code for code in codes if code not in solved.accepted)
        return repr(other), ("not-right", None)
    if isinstance(solved.accepted[0], str):
        turned = solved.accepted[0][::-1]
        return repr(turned), ("right" if turned in solved.accepted else "not-right", None)
    return "987654.321", ("not-right", None)
