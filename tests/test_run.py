"""The runner of the tests' parts, and the rule that CI skips no browser."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import run

CHECKOUT = Path(__file__).resolve().parent.parent

SKIPPING = """
import pytest

@pytest.mark.browser
def test_lab():
    pytest.skip("chromium is missing")

def test_other():
    pytest.skip("not on this system")
"""


@pytest.mark.parametrize(
    "line, counts",
    [
        ("312 passed, 2 skipped in 41.20s", {"passed": 312, "skipped": 2}),
        ("=== 1 failed, 3 passed in 61.02s (0:01:01) ===", {"failed": 1, "passed": 3}),
        ("2 errors in 0.94s", {"failed": 2}),
        ("no tests ran in 0.01s", {}),
        ("tests/test_a.py 3 passed", {}),
    ],
)
def test_closing_lines_are_counted(line, counts):
    assert run.counts_of(line) == Counter(counts)


def test_a_part_is_run_timed_and_counted(capsys):
    script = "print('SKIPPED [1] x.py:3: no chromium'); print('2 passed, 1 skipped in 0.10s')"
    result = run.run("toy", [sys.executable, "-c", script])
    assert result.passed
    assert 0 < result.seconds < 60
    assert result.counts == {"passed": 2, "skipped": 1}
    assert result.skips == ["SKIPPED [1] x.py:3: no chromium"]
    assert "no chromium" in capsys.readouterr().out


def test_a_part_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(run, "LIMIT", 0.5)
    result = run.run("toy", [sys.executable, "-c", "import time; time.sleep(60)"])
    assert not result.passed
    assert result.seconds < 30


def test_the_report_repeats_what_was_skipped_and_adds_up():
    text = run.report(
        [
            run.Result("unit", 0, 1.26, Counter(passed=5, skipped=1), ["SKIPPED [1] a.py: none"]),
            run.Result("lint", 1, 0.5),
        ]
    )
    assert "unit             1.3  ok  5 passed, 1 skipped" in text
    assert "lint             0.5  FAILED (1)" in text
    assert "SKIPPED [1] a.py: none" in text
    assert text.endswith("\n5 passed, 1 failed, 1 skipped")


def test_an_unknown_part_is_refused_with_the_known_ones(capsys):
    assert run.main(["units"]) == 2
    assert "There is no part units. There are: unit, lint" in capsys.readouterr().out


@pytest.mark.parametrize("ci, failed", [("true", 1), ("", 0)])
def test_a_skipped_browser_test_fails_in_ci_alone(tmp_path, ci, failed):
    if not sys.platform.startswith("linux"):
        failed = 0
    shutil.copy2(CHECKOUT / "conftest.py", tmp_path)
    (tmp_path / "test_toy.py").write_text(SKIPPING, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == failed, done.stdout
    assert ("may not be skipped. Skipped: chromium is missing" in done.stdout) == bool(failed)
