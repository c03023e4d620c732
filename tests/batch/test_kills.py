"""Killed at any moment: nothing is lost, nothing is done twice, nothing is half-written."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.features import save
from brecha.batch import Entry, read_notebook, rules_of, run_batch
from brecha.batch.forks import available
from brecha.errors import BrechaError

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]

RUNS = 40


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A notebook that notes each time it is run to its end."""
    mark = tmp_path / "marks"
    save(
        tmp_path / "n.ipynb",
        {
            "parameters": "x = 0",
            "work": "import time; time.sleep(0.05)",
            "mark": f"open({str(mark)!r}, 'a').write(f'{{x}}\\n');",
        },
    )
    (tmp_path / "grid.toml").write_text(f"x = {list(range(RUNS))}\n")
    return tmp_path


def start(place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-c", "from brecha.cli import main; main()"),
            *("batch", str(place / "n.ipynb"), "--grid", str(place / "grid.toml")),
            *("--out", str(place / "out"), "--jobs", "2"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def family(pid: int) -> list[int]:
    """Return the processes that descend from one: workers, templates, forks."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            found += [child, *family(child)]
    return found


@pytest.mark.parametrize("victim", ["batch", "any"])
def test_a_batch_that_is_killed_again_and_again_is_complete_in_the_end(place: Path, victim: str):
    chance = random.Random(7)
    for _ in range(4):
        process = start(place)
        time.sleep(chance.uniform(1.0, 5.0))
        if process.poll() is None:
            members = [process.pid, *family(process.pid)]
            target = process.pid if victim == "batch" else chance.choice(members)
            with contextlib.suppress(ProcessLookupError):
                os.kill(target, signal.SIGKILL)
            if target != process.pid:
                time.sleep(1.0)
                process.kill()
        process.wait()
        for path in (place / "out" / "runs").glob("*.ipynb"):
            json.loads(path.read_text(encoding="utf-8"))
    assert start(place).wait(timeout=120) == 0
    base = sqlite3.connect(place / "out" / "ledger.sqlite")
    assert base.execute("select status, count(*) from runs group by status").fetchall() == [
        ("done", RUNS)
    ]
    outs = sorted((place / "out" / "runs").glob("*.ipynb"))
    assert len(outs) == RUNS
    finished = [json.loads(path.read_text())["cells"][-1]["execution_count"] for path in outs]
    assert all(finished)
    assert not list((place / "out" / "runs").glob(".run-*"))


def test_nothing_goes_on_after_the_batch_is_killed(place: Path):
    process = start(place)
    time.sleep(4)
    members = family(process.pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in members):
        time.sleep(0.1)
    assert [pid for pid in members if Path(f"/proc/{pid}").exists()] == []


def test_two_batches_do_not_work_in_one_folder(place: Path):
    process = start(place)
    lock = place / "out" / ".lock"
    while not lock.exists():
        time.sleep(0.05)
    time.sleep(0.5)
    entries = [Entry("a", {"x": 1}, file="a")]
    with pytest.raises(BrechaError, match="Another batch is working"):
        run_batch(place / "n.ipynb", entries, place / "out")
    assert process.wait(timeout=120) == 0


def test_a_finished_batch_started_again_executes_nothing(place: Path):
    assert start(place).wait(timeout=120) == 0
    marks = (place / "marks").read_text()
    assert len(marks.split()) == RUNS
    assert start(place).wait(timeout=60) == 0
    assert (place / "marks").read_text() == marks


def test_the_course_key_appears_nowhere(place: Path):
    key, roster = place / "course.key", place / "roster.csv"
    roster.write_text("student\nana\nluis\n")
    save(place / "s.ipynb", {"parameters": "seed = 1", "show": "seed"})
    code = "from brecha.cli import main; main()"
    arguments = ["batch", str(place / "s.ipynb"), "--roster", str(roster), "--key-file", str(key)]
    done = subprocess.run([sys.executable, "-c", code, *arguments, "--out", str(place / "o")])
    assert done.returncode == 0
    secret = key.read_bytes().strip()
    for path in (place / "o").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes(), path
    assert rules_of(read_notebook(place / "s.ipynb")).lesson is None
