"""The recipes in the instructor notes: every command and every block of code is run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import papermill
import pytest

import readme
from brecha.lessons import find, names
from brecha.text import LANGUAGES
from docs.notes import PAGES, text
from notebooks import learner
from readme import CHECKOUT

BIN = Path(sys.executable).parent
ALL = [(language, page) for language in LANGUAGES for page in PAGES]
each = pytest.mark.parametrize("language", LANGUAGES)
notebooks = pytest.mark.notebooks


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a checkout beside which there is a folder for the class."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("notebooks", "casework"):
        (folder / name).symlink_to(CHECKOUT / name)
    (tmp_path / "class").mkdir()
    return folder


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def roster(language: str, room: Path) -> None:
    (table,) = readme.blocks(text(language, "index"), "csv")
    (room / "../class/roster.csv").write_text(table, encoding="utf-8")


@pytest.mark.parametrize("language, page", ALL)
def test_every_command_in_the_notes_is_known_here(language: str, page: str):
    tried = r"\.venv/bin/brecha (dev answers \S+ --seeds \d+( --language es)?|batch .*)"
    lines = readme.commands(text(language, page))
    spoken = re.findall(r"`((?:make |brecha |\.venv/)[^`]+)`", text(language, page))
    for line in lines:
        assert re.fullmatch(tried, line), line
        assert page == "index"
    about = page if page in names() else "mobile-operator"
    assert set(spoken) <= {"make lab", f"brecha dev answers {about} --seeds"}


@each
def test_the_answers_of_one_student_are_printed(language: str, room: Path):
    line = next(x for x in readme.commands(text(language, "index")) if "dev answers" in x)
    printed = run([str(BIN / "brecha"), *line.split()[1:]], room)
    version = find("mobile-operator").version(seed=11)
    answers = version.data("answers")
    r = answers["clarity"].corr(answers["satisfaction"])
    assert f"| {r:.2f} | {r:.2f} |" in printed


@each
def test_a_notebook_for_each_student_has_a_seed_and_no_outputs(language: str, room: Path):
    roster(language, room)
    code = next(x for x in readme.blocks(text(language, "index"), "python") if "prepare_only" in x)
    run([sys.executable, "-c", code], room)
    for student, seed in (("a001", 11), ("a002", 12)):
        path = room / f"../class/hand-out/{student}.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        (injected,) = (c for c in cells if "injected-parameters" in c["metadata"].get("tags", ()))
        assert f"seed = {seed}" in "".join(injected["source"])
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        assert not any("brecha.check" in json.dumps(output) for output in outputs)
        assert not any("image/png" in json.dumps(output) for output in outputs)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_give_the_same_code(page: str):
    """So that a recipe that takes long need only be run in one language."""
    english, spanish = (
        [
            readme.in_english(block).replace(" --language es", "")
            for block in readme.blocks(text(language, page), "sh", "csv", "python")
        ]
        for language in LANGUAGES
    )
    assert spanish == english


@notebooks
def test_the_lesson_runs_for_the_whole_roster(room: Path):
    roster("es", room)
    line = next(x for x in readme.commands(text("es", "index")) if "brecha batch" in x)
    printed = run([str(BIN / "brecha"), *line.split()[1:]], room)
    assert (room / "../class/trial/index.html").is_file()
    assert "index.html" in printed
    assert len(list((room / "../class/trial/runs").glob("*.ipynb"))) == 2


@notebooks
def test_wrong_turns_are_counted_in_notebooks_that_came_back(room: Path):
    notebook = learner.read(find("quality-gap"), "en")
    wrong = 'score = -other["gap"].mean()'
    answered(notebook, {'"why-last", ...': '"why-last", "B"', "score = ...": wrong})
    path = room / "../class/returned/a001.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(notebook), encoding="utf-8")
    papermill.execute_notebook(path, path, {"seed": 11}, progress_bar=False)
    code = next(x for x in readme.blocks(text("en", "index"), "python") if "returned" in x)
    lines = [line.split() for line in run([sys.executable, "-c", code], room).splitlines()]
    states = next(line[1:] for line in lines if line[:1] == ["state"])
    counted = next(line[1:] for line in lines if line[:1] == ["why-last"])
    assert dict(zip(states, counted, strict=True))["right"] == "1"
    assert ["other-score", "sign", "1"] in lines


def answered(notebook: dict, answers: dict[str, str]) -> None:
    """Write answers into a notebook in place of its dots; each must be found."""
    left = dict(answers)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        for dots in list(left):
            if cell["cell_type"] == "code" and dots in source:
                source = source.replace(dots, left.pop(dots))
        cell["source"] = source
    assert not left


@notebooks
def test_the_predictions_of_a_class_are_counted(room: Path):
    language, lesson = "es", find("inventory")
    folder = room / "../class/inventory"
    folder.mkdir()
    for student, letters in {"a": "BC", "b": "BA", "c": "D"}.items():
        notebook = learner.read(lesson, language)
        slugs = [prediction.slug for prediction in lesson.predictions]
        given = zip(slugs, letters, strict=False)
        answered(notebook, {f'"{slug}", ...': f'"{slug}", "{letter}"' for slug, letter in given})
        path = folder / f"{student}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        papermill.execute_notebook(path, path, progress_bar=False)
    (code,) = readme.blocks(text(language, "00-inventory"), "python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 11
    printed = run([sys.executable, "-c", code], room)
    rows = {line.split()[0]: line.split()[1:] for line in printed.splitlines() if line.strip()}
    assert rows["answer"] == ["A", "B", "C", "D"]
    assert rows["falling-number"] == ["0", "2", "0", "1"]
    assert rows["judge"] == ["1", "0", "1", "0"]
    assert "cards" not in rows  # nobody answered it


@each
def test_the_two_lines_for_the_board_are_right(language: str):
    lesson = find("quality-gap")
    version = lesson.version(company="bank", seed=3)
    (code,) = readme.blocks(text(language, "12-quality-gap"), "python")
    survey = version.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    scope = {"survey": survey}
    exec("\n".join(line.strip() for line in code.splitlines()), scope)
    right = lesson.key().function("priorities")(version)
    pd.testing.assert_series_equal(scope["priorities"], right)
