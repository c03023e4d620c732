"""Progress travels in a file, and what is here already never gets worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brecha.errors import BrechaError
from brecha.notebook import open_lesson
from brecha.notebook.keeping import export_all, import_all, kept_lessons, merged
from brecha.notebook.progress import Progress


def learner(folder: Path, **answers: str) -> Progress:
    progress = Progress("quality-gap", folder)
    for slug, state in answers.items():
        progress.note(slug, state, "sign" if state == "nearly" else None)
    return progress


def test_what_is_exported_can_be_imported_elsewhere(tmp_path: Path):
    learner(tmp_path / "here", a="right", b="nearly").predict("p", "B", {"seed": 1})
    file = tmp_path / "mine.json"
    assert export_all(tmp_path / "here", file) == 1
    assert import_all(tmp_path / "there", file) == 1
    there = Progress("quality-gap", tmp_path / "there")
    assert {slug: kept["state"] for slug, kept in there.checks.items()} == {
        "a": "right",
        "b": "nearly",
    }
    assert there.prediction("p", {"seed": 1}) == "B"
    assert kept_lessons(tmp_path / "there") == ["quality-gap"]


def test_the_better_of_two_states_stays(tmp_path: Path):
    learner(tmp_path / "here", a="not-right", b="right", c="nearly")
    learner(tmp_path / "there", a="right", b="not-right")
    file = tmp_path / "mine.json"
    export_all(tmp_path / "here", file)
    import_all(tmp_path / "there", file)
    import_all(tmp_path / "there", file)
    states = {s: k["state"] for s, k in Progress("quality-gap", tmp_path / "there").checks.items()}
    assert states == {"a": "right", "b": "right", "c": "nearly"}


def test_merging_is_the_same_from_both_sides_and_twice():
    one = {"schema": 1, "predictions": {}, "checks": {"a": kept("nearly", 4, sign=2)}}
    other = {"schema": 1, "predictions": {}, "checks": {"a": kept("right", 1, means=1)}}
    both = merged(one, other)["checks"]["a"]
    assert both == merged(other, one)["checks"]["a"]
    assert both == merged(merged(one, other), other)["checks"]["a"]
    assert both["state"] == "right"
    assert both["attempts"] == 4
    assert both["misconceptions"] == {"sign": 2, "means": 1}


def kept(state: str, attempts: int, **met: int) -> dict:
    return {"state": state, "attempts": attempts, "misconceptions": met}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"brecha-progress": 2, "lessons": {}}',
        '{"brecha-progress": 1, "lessons": {"x": {"schema": 1}}}',
        '{"brecha-progress": 1, "lessons": [1]}',
        '{"brecha-progress": 1, "lessons": '
        '{"../../evil": {"schema": 1, "checks": {}, "predictions": {}}}}',
    ],
)
def test_a_file_that_is_no_progress_changes_nothing(tmp_path: Path, content: str):
    learner(tmp_path, a="right")
    before = Progress("quality-gap", tmp_path).state
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BrechaError):
        import_all(tmp_path, file)
    assert Progress("quality-gap", tmp_path).state == before
    assert not (tmp_path.parent / "evil.json").exists()


@pytest.mark.parametrize(
    "language, saved, refused",
    [("en", "was written to", "nothing was changed"), ("es", "quedó en", "no se cambió nada")],
)
def test_a_learner_saves_and_loads(
    tmp_path: Path, monkeypatch, capsys, language: str, saved: str, refused: str
):
    monkeypatch.chdir(tmp_path)
    lesson = open_lesson("quality-gap", language=language)
    lesson.check("why-last", "B")
    lesson.save_progress()
    assert saved in capsys.readouterr().out
    assert json.loads((tmp_path / "brecha-progress.json").read_text())["lessons"]["quality-gap"]
    lesson.load_progress()
    lesson.progress()
    assert "1 " in capsys.readouterr().out
    with pytest.raises(BrechaError, match=refused):
        lesson.load_progress("nothing.json")
