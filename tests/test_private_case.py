"""A case outside the repository, from its skeleton to its marks, with the commands of its page."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import readme
import tram_line
from brecha.batch.forks import available
from brecha.checking import checks_in

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]

PAGE = readme.read("docs/private-case.md")
BEGIN, LINT, VERIFY, BATCH = readme.commands(PAGE)
(ROSTER,) = readme.blocks(PAGE, "csv")
(MARKS,) = readme.blocks(PAGE, "python")
LIMIT = 240


def start(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT,
        check=False,
    )


def brecha(folder: Path, line: str) -> str:
    """Run a command of the page; it must end well."""
    program, *arguments = shlex.split(line)
    assert program == "brecha"
    done = start(folder, "-c", "from brecha.cli import main; main()", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def hand_out(folder: Path, student: str, **answers: str) -> Path:
    """Give a student notebook and case without its answers; return what comes back."""
    desk = folder / "desk"
    private = shutil.ignore_patterns("answers.py", "oracles.py", "__pycache__")
    shutil.copytree(folder / "my-cases/tram_line", desk / "tram_line", ignore=private)
    notebook = json.loads((folder / f"class/runs/{student}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
    (desk / "notebook.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    back = folder / f"handed-in/{student}.ipynb"
    back.parent.mkdir()
    command = ("-m", "papermill", "--no-progress-bar", "notebook.ipynb", str(back))
    done = start(desk, *command, BRECHA_PATH=str(desk))
    assert done.returncode == 0, done.stderr[-2000:]
    return back


def test_a_private_case_from_its_skeleton_to_its_marks(tmp_path: Path):
    brecha(tmp_path, BEGIN)
    tram_line.fill(tmp_path / "my-cases")
    assert brecha(tmp_path, LINT).splitlines()[-1].endswith("; no problems")
    assert brecha(tmp_path, VERIFY).splitlines()[-1].endswith(", 0 faults")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    assert brecha(tmp_path, BATCH).startswith("2 runs, 2 executed now, 0 failed")
    page = (tmp_path / "class/index.html").read_text(encoding="utf-8")
    assert "tram-line.ipynb" in page
    assert "Bruno Benítez" in page
    answers = {
        "cause-check": 'lesson.check("cause", "A")',
        "blank-first-number": 'first_number = lesson.data("survey")["perception"].mean()',
        "memo": 'lesson.check("memo", "The red line first.")',
    }
    ana = hand_out(tmp_path, "ana", **answers)
    assert {check["state"] for check in checks_in(json.loads(ana.read_text(encoding="utf-8")))} == {
        "recorded",
        "not-attempted",
    }
    shutil.copy(ana, ana.with_name("bruno.ipynb"))  # Bruno hands in what Ana did
    done = start(tmp_path, "-c", MARKS, BRECHA_PATH=str(tmp_path / "my-cases"))
    assert done.stdout.splitlines() == [
        "ana cause right 1.0",
        "ana first-number right 1.0",
        "bruno cause right 1.0",
        "bruno first-number not-right 0.0",
    ], done.stderr


def test_its_skeleton_is_told_what_is_missing_and_where(tmp_path: Path):
    brecha(tmp_path, BEGIN)
    _, *arguments = shlex.split(LINT)
    done = start(tmp_path, "-c", "from brecha.cli import main; main()", *arguments)
    assert done.returncode == 1
    assert re.search(r"my-cases/casework/tram-line\.toml:goals: .*still to be written", done.stdout)
    assert "my-cases/tram_line/exercises.py: The lesson asks for 1 answers" in done.stdout


def test_the_page_names_files_that_a_skeleton_has(tmp_path: Path):
    brecha(tmp_path, BEGIN)
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    named = re.findall(r"`([\w/.-]+\.\w+)`", table)
    assert len(named) > 6
    places = (tmp_path / "my-cases", tmp_path / "my-cases/tram_line")
    assert [name for name in named if not any((p / name).is_file() for p in places)] == []
