import ast
import json

import pytest

from brecha import lessons
from brecha.dev.new_lesson import begin, run
from brecha.dev.verify import verify
from brecha.errors import BrechaError


@pytest.fixture
def skeleton(tmp_path, monkeypatch):
    begin("queue-talk", number=8, folder=tmp_path)
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))
    return tmp_path


def test_the_skeleton_is_a_lesson_that_can_be_found(skeleton):
    lesson = lessons.find("queue-talk")
    assert (lesson.number, lesson.level) == (8, "core")
    assert lesson.version(company="bank", seed=3).data("survey").shape[0] > 100


def test_its_answers_are_judged_and_its_messages_rendered(skeleton):
    assert verify(["queue-talk"], seeds=range(1)).faults == []


def test_its_notebooks_are_a_pair_and_run_python(skeleton):
    english, spanish = (
        json.loads((skeleton / f"notebooks/{code}/08-queue-talk.ipynb").read_text("utf-8"))
        for code in ("en", "es")
    )
    assert [cell["id"] for cell in english["cells"]] == [cell["id"] for cell in spanish["cells"]]
    for cell in english["cells"]:
        if cell["cell_type"] == "code":
            ast.parse("".join(cell["source"]))


def test_a_deeper_lesson_says_which_lesson_it_comes_after(tmp_path):
    begin("queue-theory", folder=tmp_path)
    assert (tmp_path / "queue_theory/verbs.toml").read_text("utf-8").startswith("after = 0")
    assert (tmp_path / "notebooks/es/deeper/queue-theory.ipynb").is_file()


@pytest.mark.parametrize("slug", ["Queue", "queue_talk", "8-queues", "queue talk", ""])
def test_a_name_that_is_no_slug_is_refused(tmp_path, slug):
    with pytest.raises(BrechaError, match="lower case letters"):
        begin(slug, folder=tmp_path)


def test_nothing_is_overwritten_and_nothing_written_beside_it(tmp_path):
    own = tmp_path / "queue_talk/answers.py"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(BrechaError, match="exists already"):
        begin("queue-talk", folder=tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["answers.py"]
    assert own.read_text("utf-8") == "mine"


def test_the_files_are_named_and_the_next_step(tmp_path):
    lines = []
    assert run("queue-talk", folder=tmp_path, echo=lines.append) == 0
    assert len(lines) == 11
    assert lines[-1] == f"What is still missing: BRECHA_PATH={tmp_path} brecha dev lint"
