"""One bad run never stops the rest: each is a row with its reason and its cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batch.features import save
from brecha.batch import Entry, Limits, read_grid, read_notebook, rules_of, run_batch
from brecha.batch.forks import available

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]

CELLS = {
    "parameters": "kind = 'fine'",
    "first": "print('began')",
    "act": """
import os, signal, sys
if kind == "error":
    {}["nothing"]
elif kind == "loop":
    while True: pass
elif kind == "exit":
    os._exit(3)
elif kind == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
elif kind == "memory":
    block = bytearray(3 * 10**9)
elif kind == "flood":
    while True: print("x" * 10_000)
elif kind == "raw-flood":
    while True: os.write(1, b"y" * 10_000)
""",
    "last": "kind",
}
WANTED = {
    "fine": ("done", "", ""),
    "error": ("failed", "KeyError: 'nothing'", "act"),
    "loop": ("failed", "it took longer than 8 s", "act"),
    "exit": ("failed", "exit code 3", "act"),
    "killed": ("failed", "signal 9", "act"),
    "memory": ("failed", "MemoryError", "act"),
    "flood": ("failed", "more than 5 MB of output", "act"),
    "raw-flood": ("failed", "more than 5 MB of output", "act"),
}


def test_every_kind_of_bad_run_is_a_row_and_the_rest_goes_on(tmp_path: Path):
    notebook = save(tmp_path / "bad.ipynb", CELLS)
    entries = [Entry(kind, {"kind": kind}, file=kind) for kind in [*WANTED, "fine-too"]]
    limits = Limits(seconds=8, memory=500, output=5)
    report = run_batch(notebook, entries, tmp_path / "out", jobs=2, limits=limits)
    found = {record.student: record for record in report.records}
    for kind, (status, reason, cell) in WANTED.items():
        assert found[kind].status == status, kind
        assert reason in found[kind].reason, kind
        assert found[kind].cell == cell, kind
    assert found["fine-too"].status == "done"
    for path in (tmp_path / "out" / "runs").iterdir():
        json.loads(path.read_text(encoding="utf-8"))
    assert {path.name for path in (tmp_path / "out" / "runs").glob("fine*")} == {
        "fine.ipynb",
        "fine-too.ipynb",
    }


def test_failed_runs_are_not_repeated_unless_asked(tmp_path: Path):
    notebook = save(tmp_path / "bad.ipynb", CELLS)
    entries = [Entry("e", {"kind": "error"}, file="e"), Entry("f", {"kind": "fine"}, file="f")]
    out = tmp_path / "out"
    assert run_batch(notebook, entries, out, jobs=1).executed == 2
    assert run_batch(notebook, entries, out, jobs=1).executed == 0
    again = run_batch(notebook, entries, out, jobs=1, retry_failed=True)
    assert again.executed == 1
    assert {record.student: record.attempts for record in again.records} == {"e": 2, "f": 1}


def test_changed_content_runs_again_and_unchanged_does_not(tmp_path: Path):
    notebook = save(tmp_path / "n.ipynb", {"parameters": "x = 1", "show": "x + 1"})
    grid = tmp_path / "grid.toml"
    grid.write_text("x = [1, 2, 3]\n")
    rules = rules_of(read_notebook(notebook))
    entries = read_grid(grid, rules)
    out = tmp_path / "out"
    assert run_batch(notebook, entries, out).executed == 3
    assert run_batch(notebook, entries, out).executed == 0
    (out / "runs" / "2.ipynb").unlink()
    assert run_batch(notebook, entries, out).executed == 1
    save(notebook, {"parameters": "x = 1", "show": "x + 2"})
    assert run_batch(notebook, entries, out).executed == 3
    shown = json.loads((out / "runs" / "3.ipynb").read_text())["cells"][-1]["outputs"]
    assert shown[0]["data"]["text/plain"] == ["5"]


def test_a_notebook_without_a_kernel_of_that_name_fails_alone(tmp_path: Path):
    path = save(tmp_path / "n.ipynb", {"parameters": "x = 1"})
    notebook = json.loads(path.read_text())
    del notebook["metadata"]["kernelspec"], notebook["metadata"]["language_info"]
    path.write_text(json.dumps(notebook))
    report = run_batch(path, [Entry("a", {"x": 2}, file="a")], tmp_path / "out", jobs=1)
    assert [record.status for record in report.records] == ["failed"]
    assert "No kernel name" in report.records[0].reason
