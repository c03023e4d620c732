import ast
import json

import pytest

from brecha import lessons
from brecha.dev.lint import lint
from brecha.dev.material import Place
from brecha.dev.new_lesson import begin, begin_case, run
from brecha.dev.verify import verify
from brecha.errors import BrechaError
from brecha.lessons import brief


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
    assert run(begin("queue-talk", folder=tmp_path), folder=tmp_path, echo=lines.append) == 0
    assert len(lines) == 11
    assert lines[-1] == (f"What is still missing: brecha --lessons {tmp_path} dev lint {tmp_path}")


# --- Cases ----------------------------------------------------------------------------------------


@pytest.fixture
def case(tmp_path, monkeypatch):
    begin_case("tram-line", pair="bus-line", folder=tmp_path)
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))
    return tmp_path


def test_a_case_is_a_lesson_with_a_brief(case):
    lesson = lessons.find("tram-line")
    assert (lesson.level, lesson.notebook) == ("case", "casework/{language}/tram-line.ipynb")
    assert [parameter.name for parameter in lesson.parameters] == ["seed", "assessed"]
    found = brief.read(case / "casework/tram-line.toml")
    assert (found.pair, found.points) == ("bus-line", 19)
    assert verify(["tram-line"], seeds=range(1)).faults == []


def test_its_checks_say_nothing_but_what_is_missing(case, tmp_path_factory):
    report = lint(Place(tmp_path_factory.mktemp("workbook"), paths=(case,)))
    assert report.alone == {"tram-line": "bus-line"}
    to_write = {problem.path.rpartition("/")[2] for problem in report.problems}
    assert {"tram-line.toml", "tram-line.ipynb", "en.toml", "es.toml"} <= to_write
    rest = [p for p in report.problems if "still to be written" not in p.message]
    rest = [p for p in rest if "still in English" not in p.message]
    said = {(p.path.removeprefix(f"{case.as_posix()}/"), p.cell, p.message) for p in rest}
    assert said == {
        ("tram_line/exercises.py", None, "The lesson asks for 1 answers; 7 to 10 are allowed"),
        ("tram_line/exercises.py", None, "0 of 1 answers need no code; at least half must"),
        ("casework/en/tram-line.ipynb", "compare", "Nothing compares the case with its pair"),
        ("casework/es/tram-line.ipynb", "compare", "Nothing compares the case with its pair"),
    }


def test_a_case_without_a_pair_has_no_comparison(tmp_path):
    begin_case("tram-line", folder=tmp_path)
    assert "compare" not in (tmp_path / "casework/en/tram-line.ipynb").read_text("utf-8")
    assert brief.read(tmp_path / "casework/tram-line.toml").pair is None


def test_a_pair_that_is_no_slug_is_refused(tmp_path):
    with pytest.raises(BrechaError, match="'Bus line' is no name"):
        begin_case("tram-line", pair="Bus line", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_brief_is_not_overwritten(tmp_path):
    (tmp_path / "casework").mkdir()
    (tmp_path / "casework/tram-line.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(BrechaError, match=r"tram-line\.toml exists already"):
        begin_case("tram-line", folder=tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["casework", "tram-line.toml"]
