"""Where the workbook's files are: in a checkout, and in a wheel that was built and unpacked."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from brecha import files
from brecha.errors import BrechaError

CHECKOUT = Path(__file__).resolve().parent.parent


def tracked(*folders: str) -> list[str]:
    command = ["git", "ls-files", "-z", *folders]
    listed = subprocess.run(
        command, cwd=CHECKOUT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return [name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build a wheel from a copy of the tracked files that a careless author has worked in."""
    copy = tmp_path_factory.mktemp("source")
    for name in tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, copy / name)
    left_behind = copy / "notebooks" / "en" / ".ipynb_checkpoints" / "old-checkpoint.ipynb"
    left_behind.parent.mkdir(parents=True)
    left_behind.write_text("{}", encoding="utf-8")

    built = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    done = subprocess.run(command, cwd=copy, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(built.glob("*.whl")))


def test_a_checkout_is_found_from_the_package():
    assert files.root() == CHECKOUT
    assert files.notebooks() == CHECKOUT / "notebooks"
    assert files.casework() == CHECKOUT / "casework"
    assert files.data() == CHECKOUT / "data"


def test_the_packaged_folder_wins_over_a_checkout(tmp_path: Path):
    packaged, checkout = tmp_path / "package" / "_content", tmp_path / "checkout"
    (checkout / "notebooks").mkdir(parents=True)
    assert files._first_with_notebooks((packaged, checkout)) == checkout
    (packaged / "notebooks").mkdir(parents=True)
    assert files._first_with_notebooks((packaged, checkout)) == packaged


def test_a_package_without_notebooks_says_where_it_looked(tmp_path: Path):
    with pytest.raises(BrechaError, match=r"neither folder is there\. Install"):
        files._first_with_notebooks((tmp_path / "here", tmp_path / "there"))


def test_a_wheel_carries_every_notebook_case_and_data_set(wheel: zipfile.ZipFile):
    inside = {name for name in wheel.namelist() if name.startswith("brecha/_content/")}
    ours = tracked("notebooks", "casework", "data")
    assert inside == {f"brecha/_content/{name}" for name in ours}


def test_a_wheel_carries_messages_and_licences(wheel: zipfile.ZipFile):
    names = wheel.namelist()
    messages = {name.removeprefix("src/") for name in tracked("src") if name.endswith(".toml")}
    assert messages
    assert messages <= set(names)
    assert any(name.endswith("licenses/LICENSE-PROSE") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_an_unpacked_wheel_finds_its_own_files(wheel: zipfile.ZipFile, tmp_path: Path):
    wheel.extractall(tmp_path)
    script = "from brecha import files; print(files.root())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == tmp_path / "brecha" / "_content"
