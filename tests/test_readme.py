"""Both READMEs: every command runs, they say the same, and what they show is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import IPython.display
import pytest
from PIL import Image

import brecha
import readme
from brecha import cli, lessons
from brecha.checking import read_checks
from brecha.text import LANGUAGES
from readme import CHECKOUT, READMES

TEXTS = {language: readme.read(name) for language, name in READMES.items()}
BIN = Path(sys.executable).parent
MOST_BYTES = 150_000
TO_COME = {"en": "to come", "es": "en preparación"}

each = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the workbook in it, where commands may write."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("notebooks", "casework", "data", "constraints.txt"):
        (folder / name).symlink_to(CHECKOUT / name)
    return folder


def run(command: list[str], folder: Path) -> str:
    # These tests run below `make test`; a make within make would speak of its folders.
    above = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in above},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


# --- commands -------------------------------------------------------------------------------------


def dry_make(line: str, folder: Path) -> None:
    """Ask make what it would do."""
    assert run([*shlex.split(line), "--dry-run"], CHECKOUT)


def dry_lab(line: str, folder: Path) -> None:
    """Ask make what it would do, and whether our command would take it."""
    last = run([*shlex.split(line), "--dry-run"], CHECKOUT).strip().splitlines()[-1]
    language = re.search(r"LAB_LANGUAGE=(\w+)", line)
    more = re.search(r'LAB_ARGS="(.*)"', line)
    wanted = f".venv/bin/brecha lab --language {language[1] if language else 'en'} --"
    assert last.strip() == f"{wanted} {more[1] if more else ''}".strip()
    context = cli.lab.make_context("lab", shlex.split(last)[2:])
    assert context.params["lab_args"] == tuple(shlex.split(more[1]) if more else ())


def parsed_lab(line: str, folder: Path) -> None:
    """See that our command takes the words; it is opened for real below."""
    assert cli.lab.make_context("lab", here(line)[2:]).params["language"] == "en"


def real_lab(line: str, folder: Path) -> None:
    """Open JupyterLab as far as its version."""
    words = here(line)
    assert re.search(r"^\d+\.\d+", run([*words, "--", "--version"], folder), re.MULTILINE)
    if "--folder" in words:
        copy = folder / words[words.index("--folder") + 1]
        assert (copy / "notebooks/en/00-start-here.ipynb").is_file()


def a_new_venv(line: str, folder: Path) -> None:
    run([sys.executable, *line.split()[1:], "--without-pip"], folder)
    assert list((folder / ".venv").glob("*/python*"))


def a_dry_install(line: str, folder: Path) -> None:
    """Let pip read the constraints and build our metadata, without asking the network."""
    more = "--dry-run --no-deps --no-build-isolation --no-index --quiet"
    words = [sys.executable, *line.replace("\\", "/").split()[1:]]
    run([*words, *more.split(), "--disable-pip-version-check"], CHECKOUT)


def as_it_stands(line: str, folder: Path) -> None:
    run(here(line), folder)


def here(line: str) -> list[str]:
    """Return the words of a command, with programs of the `.venv` taken from where we run."""
    program, *rest = line.split() if "\\" in line else shlex.split(line)
    name = re.split(r"[/\\]", program)[-1]
    return [str(BIN / name), *rest]


# The first pattern that fits says how a command is tried. What fits none is a failure.
CHEAP = {
    r"make lab( .*)?": dry_lab,
    r"make \w+": dry_make,
    r"\.venv/bin/brecha lab --folder \S+": real_lab,
    r"\.venv\\Scripts\\brecha lab": parsed_lab,
    r"\.venv/bin/brecha --version": as_it_stands,
    r"\.venv/bin/brecha dev answers \S+ --seeds \d+": as_it_stands,
    r"py -m venv \.venv": a_new_venv,
    r"\.venv\\Scripts\\python -m pip install .*": a_dry_install,
}
WHOLE_NOTEBOOKS = r"\.venv/bin/papermill .*"


def everything(language: str) -> list[str]:
    """Return every command of a README: those in blocks, and those within a sentence."""
    text = TEXTS[language]
    spoken = re.findall(r"`((?:make |\.venv/bin/)[^`]+)`", readme.without_code(text))
    return list(dict.fromkeys([*readme.commands(text, "sh", "bat"), *spoken]))


def all_commands() -> list[str]:
    return list(dict.fromkeys(line for language in LANGUAGES for line in everything(language)))


@pytest.mark.parametrize("line", [c for c in all_commands() if not re.match(WHOLE_NOTEBOOKS, c)])
def test_a_command_runs(line: str, checkout: Path):
    if line.startswith("make") and sys.platform == "win32":
        pytest.skip("there is no make")
    rule = next((rule for pattern, rule in CHEAP.items() if re.fullmatch(pattern, line)), None)
    assert rule, f"no test knows how to try {line!r}: teach it to this file"
    rule(line, checkout)


@pytest.mark.notebooks
@pytest.mark.parametrize("line", [c for c in all_commands() if re.match(WHOLE_NOTEBOOKS, c)])
def test_a_notebook_runs_as_the_readme_says(line: str, checkout: Path):
    run([*here(line), "--no-progress-bar"], checkout)
    checks = read_checks(checkout / "out.ipynb")
    assert set(checks["company"]) == {"clinic"}
    assert set(checks["seed"]) == {41}
    assert set(checks["language"]) == {re.search(r"notebooks/(\w+)/", line)[1]}


def test_both_readmes_have_commands_of_every_sort():
    for pattern in (*CHEAP, WHOLE_NOTEBOOKS):
        for language in LANGUAGES:
            found = [line for line in everything(language) if re.fullmatch(pattern, line)]
            assert found, f"{READMES[language]} has no command like {pattern}"


def test_the_tests_for_windows_are_where_it_says():
    for text in TEXTS.values():
        (path,) = re.findall(r"`\.venv\\Scripts\\python ([^`]+)`", text)
        assert (CHECKOUT / path.replace("\\", "/")).is_file()


@each
def test_the_lines_for_a_notebook_work_in_one(language: str, monkeypatch: pytest.MonkeyPatch):
    shown: list[str] = []

    def publish(data: dict[str, str], *_: object, **__: object) -> None:
        shown.append(data["text/plain"])

    monkeypatch.setattr(IPython.display, "publish_display_data", publish)
    lesson = brecha.open_lesson("quality-gap", language=language)
    shown.clear()
    calls = re.findall(r"`(lesson\.\w+\([^`]*\))`", TEXTS[language])
    assert len(calls) == 2
    for call in calls:
        eval(call, {"lesson": lesson})
    assert len(shown) == 2


# --- both languages say the same ------------------------------------------------------------------


def test_both_have_the_same_parts():
    assert readme.outline(TEXTS["es"]) == readme.outline(TEXTS["en"])


def test_both_give_the_same_commands():
    english, spanish = ([readme.in_english(c) for c in everything(code)] for code in LANGUAGES)
    assert spanish == english


def test_both_lead_to_the_same_places():
    english, spanish = (
        [readme.in_english(link) for link in readme.links(TEXTS[code])] for code in LANGUAGES
    )
    # But for the way to the other language.
    assert [link for link in spanish if link != "README.md"] == [
        link for link in english if link != "README.md"
    ]


def test_links_within_lead_to_a_heading():
    for text in TEXTS.values():
        for link in readme.links(text):
            if link.startswith("#"):
                assert link[1:] in readme.anchors(text)


@each
def test_a_spanish_reader_is_sent_to_spanish_pages(language: str):
    other = {"en": "es", "es": "en"}[language]
    for link in readme.links(TEXTS[language]):
        assert f"/{other}/" not in link
        assert f"-{other}.png" not in link


# --- the map --------------------------------------------------------------------------------------


def map_rows(language: str) -> list[list[str]]:
    """Return the map of the lessons: number, question, lesson, case."""
    found = re.findall(r"^\| (\d\d) \| (.*) \| (.*) \| ?(.*?) ?\|$", TEXTS[language], re.MULTILINE)
    return [list(row) for row in found]


@each
def test_the_map_has_every_lesson_in_order(language: str):
    numbers = [row[0] for row in map_rows(language)]
    assert numbers == ["00", *(f"{number:02}" for number in range(14))]


@each
def test_the_map_asks_what_the_start_notebook_asks(language: str):
    start = json.loads(readme.read(f"notebooks/{language}/00-start-here.ipynb"))
    (cell,) = (cell for cell in start["cells"] if cell["id"] == "recap-lessons")
    asked = dict(re.findall(r"^\| (\d\d) \| (.*?) \|", "".join(cell["source"]), re.MULTILINE))
    assert len(asked) == 14
    rows = {row[0]: row[1] for row in map_rows(language) if "inventory" not in row[2]}
    assert rows == asked


@each
def test_what_exists_is_a_link_and_nothing_else(language: str):
    targets = {(CHECKOUT / link).resolve() for link in readme.links(TEXTS[language])}
    kept = run(["git", "ls-files", "notebooks", "casework"], CHECKOUT).splitlines()
    for slug in lessons.names():
        notebook = lessons.find(slug).notebook.format(language=language)
        if notebook in kept:
            assert (CHECKOUT / notebook).resolve() in targets, f"link to {notebook}"
    for row in map_rows(language):
        for cell in filter(None, row[2:]):
            assert cell.startswith("[") or cell.endswith(f", {TO_COME[language]}"), cell


# --- the picture ----------------------------------------------------------------------------------


@each
def test_the_picture_is_there_small_and_described(language: str):
    (alt, path) = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXTS[language])[0]
    picture = readme.picture(language)
    assert (CHECKOUT / path) == picture
    assert picture.stat().st_size <= MOST_BYTES
    with Image.open(picture) as seen:
        assert seen.format == "PNG"
        assert seen.width > 800
    assert 100 < len(alt) < 500


@each
def test_the_picture_and_its_description_say_what_the_check_says_today(language: str):
    said = readme.scene(language).said
    with Image.open(readme.picture(language)) as seen:
        shown = seen.text[readme.WORDS]
    assert shown == said, "the check says something else by now: run `make picture`"
    (alt, *_) = re.findall(r"!\[([^\]]*)\]", TEXTS[language])
    numbers = re.findall(r"-?\d+(?:\.\d+)?", said)
    assert numbers
    assert [number for number in numbers if number not in alt] == []
    assert re.match(r"\S+ (\w+)", said)[1] in alt


# --- people, citation -----------------------------------------------------------------------------


@each
def test_it_is_cited_as_the_citation_file_says(language: str):
    (title,) = re.findall(r'^title: "(.*)"$', readme.read("CITATION.cff"), re.MULTILINE)
    (author,) = re.findall(r"^  - name: (.*)$", readme.read("CITATION.cff"), re.MULTILINE)
    assert f"> {author}. *{title}.*" in TEXTS[language]


@each
def test_three_people_are_described(language: str):
    assert len(re.findall(r"^- \*\*\w+, \d\d", TEXTS[language], re.MULTILINE)) == 3
