"""Progress is kept, and whatever happens to its file, no lesson is stopped by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bakery
from brecha.notebook import open_lesson, progress
from brecha.notebook.progress import Progress

DATA = {"company": "hotel", "seed": 0}


def test_progress_is_kept_between_sessions(home):
    Progress("x").note("share", "not-right", "sign")
    Progress("x").note("share", "right", None)
    Progress("x").note("share", "nearly", "sign")
    kept = Progress("x").checks["share"]
    assert kept["attempts"] == 3
    assert kept["state"] == "right", "what was right once stays right"
    assert kept["last"] == "nearly"
    assert kept["misconceptions"] == {"sign": 2}
    assert (home / "x.json").is_file()


def test_predictions_belong_to_their_data():
    Progress("x").predict("which", "east", DATA)
    assert Progress("x").prediction("which", DATA) == "east"
    assert Progress("x").prediction("which", {**DATA, "seed": 1}) is None
    assert Progress("x").prediction("other", DATA) is None


def test_lessons_are_kept_apart():
    Progress("x").note("share", "right", None)
    assert Progress("y").checks == {}


def test_a_folder_may_be_given(tmp_path):
    Progress("x", tmp_path / "elsewhere").note("share", "right", None)
    assert (tmp_path / "elsewhere" / "progress" / "x.json").is_file()


def test_without_a_home_of_its_own_the_users_data_folder_is_used(monkeypatch):
    import platformdirs

    monkeypatch.delenv(progress.HOME)
    assert progress.home() == platformdirs.user_data_path("brecha", appauthor=False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'"text"',
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"schema": 2, "checks": {}, "predictions": {}}',
        b'{"schema": 1, "checks": []}',
        b'{"schema": 1, "checks": {}, "predictions": []}',
        b'{"schema": 1, "checks": {"a": 3}, "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"state": "right"}}, "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"attempts": true, "state": "right"}}, "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"attempts": 1, "state": "perfect"}}, "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"attempts": 1, "state": []}}, "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"attempts": 1, "state": "right", "misconceptions": []}},'
        b' "predictions": {}}',
        b'{"schema": 1, "checks": {"a": {"attempts": 1, "state": "right", "misconceptions":'
        b' {"x": "y"}}}, "predictions": {}}',
        b'{"schema": 1, "checks": {}, "predictions": {"a": "b"}}',
    ],
)
def test_a_damaged_file_is_kept_aside_and_said(page, home, content):
    home.mkdir(parents=True)
    path = home / "bakery-queue.json"
    path.write_bytes(content)
    lesson = open_lesson("bakery-queue", seed=0)
    (aside,) = home.glob("*.damaged-*.json")
    assert aside.read_bytes() == content
    assert str(aside) in page.plain
    assert "was damaged. It was put aside" in page.plain
    lesson.check("share", 0.64)
    lesson.progress()
    assert json.loads(path.read_text(encoding="utf-8"))["checks"]["share"]["attempts"] == 1


def test_a_damaged_file_is_said_in_spanish(page, home):
    home.mkdir(parents=True)
    (home / "bakery-queue.json").write_text("{", encoding="utf-8")
    open_lesson("bakery-queue", language="es")
    assert "estaba dañado. Quedó aparte, como" in page.plain


def test_two_damaged_files_are_both_kept(home):
    home.mkdir(parents=True)
    for _ in range(2):
        (home / "x.json").write_text("{", encoding="utf-8")
        Progress("x")
    assert len(list(home.glob("x.damaged-*.json"))) == 2


UNWRITABLE = {"en": "Your progress can't be kept", "es": "no es posible guardar tu avance"}


def everything_works(lesson, page):
    for _ in range(2):
        lesson.check("share", 0.64)
        assert page.check["state"] == "right"
    lesson.predict("which-till", "west")
    lesson.outcome("which-till")
    assert "west" in page.last or "oeste" in page.last
    lesson.progress()


@pytest.mark.parametrize("language", UNWRITABLE)
def test_a_home_that_is_no_folder_is_said_and_stops_nothing(page, tmp_path, monkeypatch, language):
    occupied = tmp_path / "file *with* signs"
    occupied.write_text("", encoding="utf-8")
    monkeypatch.setenv("BRECHA_HOME", str(occupied))
    lesson = open_lesson("bakery-queue", seed=0, language=language)
    assert UNWRITABLE[language] in page.plain
    assert "file *with* signs" in page.plain
    everything_works(lesson, page)
    assert occupied.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("language", UNWRITABLE)
def test_a_read_only_home_is_said_and_stops_nothing(page, monkeypatch, language):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(progress.tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(progress.tempfile, "NamedTemporaryFile", refuse)
    lesson = open_lesson("bakery-queue", seed=0, language=language)
    assert UNWRITABLE[language] in page.plain
    assert "Permission denied" in page.plain
    everything_works(lesson, page)


def test_a_home_that_becomes_read_only_stops_nothing(lesson, page, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress.tempfile, "NamedTemporaryFile", refuse)
    everything_works(lesson, page)


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such permission")
def test_a_home_of_somebody_else_is_said(tmp_path):
    """Tried by a user who may not write there; root may, so root becomes somebody else."""
    place = tmp_path / "home"
    place.mkdir(mode=0o555)
    code = (
        "import os, pathlib\n"
        "from brecha.notebook.progress import Progress\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        f"print(Progress('x', pathlib.Path({str(place)!r})).unwritable)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60
    )
    assert "Permission denied" in done.stdout, done.stderr


def test_a_kill_never_leaves_half_a_file(home, monkeypatch):
    kept = Progress("x")
    kept.note("share", "right", None)
    before = (home / "x.json").read_text(encoding="utf-8")

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        kept.note("share", "nearly", None)
    assert (home / "x.json").read_text(encoding="utf-8") == before


def test_a_write_that_fails_leaves_no_rubbish(home, monkeypatch):
    kept = Progress("x")
    kept.note("share", "right", None)

    def fail(*_):
        raise OSError("disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    kept.note("share", "nearly", None)
    assert kept.unwritable == "disk is full"
    assert [path.name for path in home.iterdir()] == ["x.json"]


@pytest.mark.parametrize("answer", ["\ud800", "ñ\n\x00", "x" * 15_000, float("nan"), [1, None]])
def test_any_recorded_answer_can_be_kept(lesson, page, answer):
    for exercise in bakery.lesson().exercises:
        lesson.check(exercise.slug, answer)
    lesson.predict("which-till", answer)
    assert Progress("bakery-queue").damaged is None
