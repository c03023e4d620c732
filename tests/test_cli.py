import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from brecha import __version__, cli, files
from brecha.cli import main
from brecha.errors import BrechaError


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """Note the commands that would be started, and start none."""
    commands: list[list[str]] = []
    monkeypatch.setattr(cli.subprocess, "call", lambda command: commands.append(command) or 0)
    return commands


@pytest.fixture
def packaged(monkeypatch, tmp_path) -> Path:
    """Pretend that the workbook came in a wheel: notebooks, and no pyproject.toml."""
    root = tmp_path / "site-packages" / "_content"
    for language in ("en", "es"):
        folder = root / "notebooks" / language
        folder.mkdir(parents=True)
        (folder / "00-start-here.ipynb").write_text("{}", encoding="utf-8")
    (root / "casework").mkdir()
    monkeypatch.setattr(files, "root", lambda: root)
    monkeypatch.chdir(tmp_path)
    return root


def run(*arguments, code=0):
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


def test_the_version_is_the_packages():
    assert run("--version").strip() == f"brecha, version {__version__}"


def test_help_lists_what_can_be_done():
    said = run("--help")
    for name in ("lab", "dev"):
        assert name in said


@pytest.mark.parametrize("name", ["lab", "dev"])
def test_every_command_has_help(name):
    assert "Usage:" in run(name, "--help")


@pytest.mark.parametrize("language", ["en", "es"])
def test_lab_opens_the_start_notebook_of_a_checkout(started, language):
    said = run("lab", "--language", language)
    (command,) = started
    start = f"notebooks/{language}/00-start-here.ipynb"
    assert command[1:4] == ["-m", "jupyter", "lab"]
    assert f"--ServerApp.root_dir={files.root()}" in command
    assert f"--LabApp.default_url=/lab/tree/{start}" in command
    assert start in said
    assert "Ctrl+C" in said


def test_what_follows_two_dashes_goes_to_jupyterlab(started):
    run("lab", "--", "--no-browser", "--port=9999")
    assert started[0][-2:] == ["--no-browser", "--port=9999"]


def test_labs_exit_code_is_passed_on(monkeypatch):
    monkeypatch.setattr(cli.subprocess, "call", lambda command: 3)
    run("lab", code=3)


def test_a_wheels_notebooks_are_copied_once_to_the_learner(started, packaged, tmp_path):
    run("lab")
    copy = tmp_path / "brecha" / "notebooks" / "en" / "00-start-here.ipynb"
    assert f"--ServerApp.root_dir={tmp_path / 'brecha'}" in started[0]
    copy.write_text("my answers", encoding="utf-8")
    run("lab")
    assert copy.read_text(encoding="utf-8") == "my answers"


def test_another_folder_may_be_chosen(started, packaged, tmp_path):
    run("lab", "--folder", str(tmp_path / "mine"))
    assert (tmp_path / "mine" / "casework").is_dir()
    assert f"--ServerApp.root_dir={tmp_path / 'mine'}" in started[0]


def test_a_folder_that_is_a_file_is_refused(started, tmp_path):
    (tmp_path / "mine").write_text("", encoding="utf-8")
    assert "is a file" in run("lab", "--folder", str(tmp_path / "mine"), code=2)
    assert started == []


def test_an_unknown_language_is_refused_with_those_there_are(started):
    said = run("lab", "--language", "fr", code=2)
    assert "'en', 'es'" in said
    assert started == []


def test_an_unknown_command_is_refused():
    assert "No such command 'labb'" in run("labb", code=2)


def test_a_foreseen_error_is_one_line_and_no_traceback(monkeypatch):
    def fail():
        raise BrechaError("Brecha's notebooks were expected elsewhere. Install again.")

    monkeypatch.setattr(files, "root", fail)
    said = run("lab", code=1)
    assert said == "Error: Brecha's notebooks were expected elsewhere. Install again.\n"


def test_opening_jupyterlab_does_not_wait_for_pandas():
    code = (
        "import sys, brecha.cli; print([n for n in ('pandas', 'matplotlib') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_lessons_of_ones_own_are_found_wherever_a_kernel_runs(started, tmp_path, monkeypatch):
    monkeypatch.setenv("BRECHA_PATH", "/others")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    run("--lessons", "mine", "lab")
    assert os.environ["BRECHA_PATH"] == os.pathsep.join([str(tmp_path / "mine"), "/others"])


def test_a_folder_of_lessons_that_is_not_there_is_refused(started, tmp_path):
    assert "does not exist" in run("--lessons", str(tmp_path / "nowhere"), "lab", code=2)
    assert started == []


def test_a_folder_without_lessons_is_one_line_and_no_traceback(tmp_path, monkeypatch):
    monkeypatch.setenv("BRECHA_PATH", "")
    said = run("--lessons", str(tmp_path), "dev", "verify", code=1)
    assert said.startswith("Error: BRECHA_PATH names the folder ")
    assert "holds no lesson" in said
