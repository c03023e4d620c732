"""What every case owes its students, whatever it is about; each case's own file says the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import verdicts
from brecha.checking import LocalJudge, Recorder, State
from brecha.checking.record import from_record
from brecha.lessons import find, names
from notebooks import learner
from notebooks.test_runs import prepare

CASES = [slug for slug in names() if find(slug).level == "case"]

every = pytest.mark.parametrize("slug", CASES)


@pytest.mark.slow
@every
def test_300_versions_are_told_apart(slug: str):
    lesson = find(slug)
    for seed in range(300):
        assert verdicts.mistaken(lesson.version(seed=seed)) == [], seed


@pytest.mark.parametrize("seed", [0, 2024])
@every
def test_what_assessed_mode_records_can_be_judged_later(slug: str, seed: int):
    lesson = find(slug)
    version = lesson.version(seed=seed, assessed=True)
    recorder, judge = Recorder(slug, version), LocalJudge(slug, lesson.key(), version, {})
    for exercise in lesson.exercises:
        if not exercise.kind.judged:
            continue
        kept = recorder(exercise, judge.solved(exercise).accepted[0])
        assert kept.state is State.RECORDED
        answer = from_record(json.loads(json.dumps(kept.answer)))
        assert judge(exercise, answer).state is State.RIGHT


@pytest.mark.notebooks
@pytest.mark.parametrize("language, seed, mode", [("en", 41, "solved"), ("es", 7, "wrong")])
@every
def test_an_assessed_notebook_keeps_answers_and_says_nothing_of_them(
    slug: str, language: str, seed: int, mode: str, tmp_path: Path
):
    lesson = find(slug)
    version = lesson.version(seed=seed)
    notebook = learner.read(lesson, language)
    wanted = prepare(notebook, version, mode)
    out = tmp_path / "out.ipynb"
    checks = learner.run(notebook, out, language=language, seed=seed, assessed=True)
    judge = LocalJudge(slug, lesson.key(), version, lesson.words())
    came = {}
    for check in checks:
        if check["slug"] in wanted:
            assert check["state"] == "recorded"
            verdict = judge(lesson.exercise(check["slug"]), from_record(check["answer"]))
            came[check["slug"]] = (str(verdict.state), verdict.misconception)
    assert came == wanted
