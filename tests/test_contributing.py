"""CONTRIBUTING: the commands that it names exist, and its limits are those of the lint."""

from __future__ import annotations

import re
import shlex

import pytest

import readme
from brecha.dev.commands import dev
from brecha.dev.guards.limits import LIMITS, PARTS
from readme import CHECKOUT

TEXT = readme.read("CONTRIBUTING.md")


def test_every_author_command_that_is_named_exists():
    named = set(re.findall(r"brecha dev ([\w-]+)", TEXT))
    assert named == set(dev.commands), "name each command once, and none that isn't there"


@pytest.mark.parametrize(
    "line", [line for line in readme.commands(TEXT) if line.startswith(".venv/bin/brecha")]
)
def test_a_command_has_the_options_it_shows(line: str):
    program, group, name, *arguments = shlex.split(line)
    assert (program, group) == (".venv/bin/brecha", "dev")
    dev.commands[name].make_context(name, arguments)


def test_commands_for_authors_are_shown_with_files_that_exist():
    paths = re.findall(r"(?:notebooks|docs)/\S+\.\w+", "\n".join(readme.commands(TEXT)))
    assert paths
    assert [path for path in paths if not (CHECKOUT / path).is_file()] == []


def test_the_limits_are_those_of_the_lint():
    rows = re.findall(r"^\| `([\w-]+)` \| ([\d,]+) \| (.+) \|$", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == list(LIMITS)
    for name, words, rest in rows:
        limits = LIMITS[name]
        cells, answers, *most = rest.split(" | ")
        assert int(words.replace(",", "")) == limits.words, name
        assert span(cells) == limits.cells, name
        assert span(answers) == limits.answers, name
        assert [int(x) for x in most] == [limits.recall, limits.widgets, limits.lines], name


def span(cell: str) -> tuple[int, int]:
    first, _, last = cell.partition("–")
    return int(first), int(last or first)


def test_the_parts_of_the_frame_are_named_in_order():
    (found,) = re.findall(r"id: (title, [\w, ]+)\. Only `(\w+)` may be missing", TEXT)
    assert tuple(found[0].split(", ")) == PARTS
    assert set(PARTS) - set(LIMITS["core"].parts) == {found[1]}
