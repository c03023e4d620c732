"""The ten lines of both READMEs, run as they stand there, for two of the five students."""

import re
import shutil
import subprocess
import sys

import pytest

from brecha import files
from brecha.checking import State, read_checks
from brecha.lessons import find

CHECKOUT = files.root()
CASE = find("mobile-operator")
ROSTER = re.compile(r"\{(\"\w+\": \d+(?:, )?){5}\}")

each = pytest.mark.parametrize("readme", ["README.md", "README.es.md"])


def script(readme: str) -> str:
    """Return the one Python block of a README."""
    (found,) = re.findall(
        r"^```python\n(.*?)^```", (CHECKOUT / readme).read_text(encoding="utf-8"), re.M | re.S
    )
    return found


@each
def test_they_are_ten_lines_and_a_roster_of_five(readme):
    lines = script(readme).splitlines()
    assert len(lines) == 10
    assert len(ROSTER.findall(script(readme))) == 1


def test_both_readmes_do_the_same():
    english, spanish = script("README.md"), script("README.es.md")
    assert spanish == english.replace("casework/en/", "casework/es/")


@pytest.mark.notebooks
@each
def test_they_hand_out_a_version_each_and_read_the_checks(readme, tmp_path):
    two = ROSTER.sub('{"Ana": 11, "Bruno": 12}', script(readme))
    assert two != script(readme)
    shutil.copytree(CHECKOUT / "casework", tmp_path / "casework")
    done = subprocess.run(
        [sys.executable, "-c", two],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("not-attempted") >= 2
    assert "Ana" in done.stdout
    assert "Bruno" in done.stdout
    for name, seed in (("Ana", 11), ("Bruno", 12)):
        checks = read_checks(tmp_path / "class" / f"{name}.ipynb")
        assert set(checks["state"]) == {State.NOT_ATTEMPTED}
        assert set(checks["seed"]) == {seed}
        assert set(checks["slug"]) >= {exercise.slug for exercise in CASE.exercises}


@pytest.mark.notebooks
@pytest.mark.parametrize("more, state", [("", "not-attempted"), (" -p assessed True", "recorded")])
def test_the_command_for_one_student_runs(more, state, tmp_path):
    (line,) = re.findall(
        r"^papermill .*$", (CHECKOUT / "casework/README.md").read_text(encoding="utf-8"), re.M
    )
    assert "`-p assessed True`" in (CHECKOUT / "casework/README.md").read_text(encoding="utf-8")
    shutil.copytree(CHECKOUT / "casework", tmp_path / "casework")
    notebook = tmp_path / "casework/en/mobile-operator.ipynb"
    written = notebook.read_text(encoding="utf-8")
    answered = written.replace(
        'lesson.check(\\"crosshair\\", ...)', 'lesson.check(\\"crosshair\\", \\"B\\")'
    )
    assert answered != written
    if more:
        notebook.write_text(answered, encoding="utf-8")
    command = [sys.executable, "-m", *(line + more).split(), "--no-progress-bar"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=240, check=True)
    checks = read_checks(tmp_path / "ana.ipynb").set_index("slug")
    assert checks.loc["crosshair", "state"] == state
    assert checks.loc["memo", "state"] == "not-attempted"
    assert set(checks["assessed"]) == {bool(more)}
    assert set(checks["seed"]) == {11}
