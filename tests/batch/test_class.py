"""A class that answers wrongly: its page names the misconceptions, and how often each was met."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from brecha.batch.command import batch
from brecha.lessons import find
from brecha.text import LANGUAGES
from notebooks import learner

pytestmark = pytest.mark.notebooks

CASE = find("mobile-operator")
TABLE = 'lesson.data("answers")'
ANSWERS = {
    "clean-mean": 'lesson.data("export")["clarity"].mean()',
    "clarity-r": f'100 * {TABLE}["clarity"].corr({TABLE}["satisfaction"])',
    "bands": '"I do not know"',
}
MET = [
    ["left-in", "clean-mean", "3"],
    ["percent", "clarity-r", "3"],
    ["slip/not-a-number", "bands", "3"],
]


def handed_in(folder: Path) -> Path:
    notebook: dict[str, Any] = learner.read(CASE, "en")
    for place in reversed(learner.places(notebook)):
        if place.slug in ANSWERS:
            learner.fill(notebook, place, ANSWERS[place.slug])
    path = folder / "handed-in.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def rows_of(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, row by row."""
    body = (
        page.partition(f'<h2 id="{heading}">')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    )
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in body.split("<tr>")[1:]]


def test_the_page_of_a_class_shows_its_misconceptions(tmp_path: Path):
    roster = tmp_path / "roster.csv"
    roster.write_text("student,seed\nana,11\nbruno,12\ncarla,13\n", encoding="utf-8")
    out = tmp_path / "class"
    command = [str(handed_in(tmp_path)), "--roster", str(roster), "--out", str(out)]
    for language in LANGUAGES:  # the second page is made of the same runs
        done = CliRunner().invoke(batch, [*command, "--jobs", "1", "--language", language])
        assert done.exit_code == 0, done.output
        page = (out / "index.html").read_text(encoding="utf-8")
        assert sorted(rows_of(page, "misconceptions")) == MET
        titles = CASE.text(language)
        hardest = [row[0] for row in rows_of(page, "exercises")][: len(ANSWERS)]
        assert set(hardest) == {titles(f"{slug}.title") for slug in ANSWERS}
    with (out / "results.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["exercise"] == "clean-mean"]
    assert [(row["student"], row["state"], row["misconception"]) for row in rows] == [
        (student, "nearly", "left-in") for student in ("ana", "bruno", "carla")
    ]
