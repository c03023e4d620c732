"""The page of the casework: its tables say what the briefs say, and its commands exist."""

from __future__ import annotations

import re
import shlex

import pytest

import readme
from brecha import files
from brecha.batch.command import batch
from brecha.lessons import brief, find

PAGE = readme.read("casework/README.md")
BRIEFS = {path.stem: brief.read(path) for path in sorted(files.casework().glob("*.toml"))}

every = pytest.mark.parametrize("case", BRIEFS)


def rows(first: str) -> list[list[str]]:
    """Return the rows of the table whose head begins with a word."""
    body = PAGE.partition(f"| {first} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines()[2:]]


CASES = {re.findall(r"`([\w-]+)`", row[0])[0]: row for row in rows("case")}
PAIRS = [re.findall(r"`([\w-]+)`", row[0]) for row in rows("pair")]


def test_every_case_has_its_row_and_every_row_its_brief():
    assert sorted(CASES) == list(BRIEFS)


@every
def test_a_row_says_what_the_brief_says(case: str):
    _, courses, decision, data, minutes, lessons = CASES[case]
    told = BRIEFS[case]
    assert courses
    assert decision
    assert int(minutes) == told.minutes
    numbers = (find(slug).number for slug in told.lessons)
    wanted = [
        slug if n is None else f"{n:02}" for slug, n in zip(told.lessons, numbers, strict=True)
    ]
    assert lessons.split(", ") == wanted
    for word in ("real", "simulated"):
        said = re.search(rf"\b{word}\b", data) is not None
        assert said == (getattr(told.data, word) is not None), data
    assert told.data.set is None or f"`{told.data.set}`" in data


@every
def test_a_case_and_its_pair_stand_in_one_row(case: str):
    assert [row for row in PAIRS if case in row and BRIEFS[case].pair in row], case


def test_the_command_for_a_roster_has_the_options_it_shows():
    (line,) = [line for line in readme.commands(PAGE) if line.startswith("brecha batch ")]
    _, _, *arguments = shlex.split(line)
    context = batch.make_context("batch", arguments)
    root = files.root()
    assert (root / context.params["notebook"]).is_file()
    assert (root / context.params["roster"]).is_file()


def test_it_says_what_to_use_for_marks():
    assert "docs/private-case.md" in PAGE
    assert "`brecha dev new-case`" in PAGE
