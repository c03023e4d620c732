"""The page is complete in itself, and nothing that a student supplied runs."""

from __future__ import annotations

import csv
import io
import re

import pytest

from brecha.batch.ledger import Record
from brecha.batch.page import class_view, results_csv, to_page


def record(student: str, checks: list[tuple[str, str, str | None]], **more: object) -> Record:
    found = [
        {
            "slug": s,
            "state": state,
            "misconception": m,
            "points": float(state == "right"),
            "of": 1.0,
        }
        for s, state, m in checks
    ]
    values: dict = {
        "key": student, "student": student, "name": "", "file": "f", "parameters": {"seed": 1},
        "status": "done", "reason": "", "cell": "", "seconds": 1.0, "cpu": 0.5, "peak": 60.0,
        "attempts": 1, "checks": found,
    }  # fmt: skip
    return Record(**{**values, **more})


CLASS = [
    record("ana", [("score", "right", None), ("zone", "nearly", "means")]),
    record("luis", [("score", "right", None), ("zone", "nearly", "means")]),
    record("eva", [("score", "nearly", "sign"), ("zone", "not-attempted", None)]),
    record("<script>alert(1)</script>", [], status="failed", reason="<img src=x>", cell="c&1"),
]


def test_the_hardest_exercise_comes_first_with_its_misconceptions():
    first, second = class_view(CLASS, None, "en")
    assert (first.slug, first.share, first.misconceptions) == ("zone", 0.0, [("means", 2)])
    assert (second.slug, round(second.share, 2)) == ("score", 0.67)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_students_supplied_is_escaped(language: str):
    page = to_page(CLASS, {"notebook": "<b>.ipynb"}, language=language)
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "&lt;b&gt;.ipynb" in page


def test_the_page_needs_nothing_from_anywhere():
    page = to_page(CLASS, {"notebook": "n.ipynb"})
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page


def test_cells_that_a_spreadsheet_would_run_are_neutralised():
    text = results_csv([record("=1+1", [], name="@cmd", reason="-2+3", parameters={"seed": -5})])
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["student"], row["name"], row["reason"]) == ("'=1+1", "'@cmd", "'-2+3")
    assert row["seed"] == "-5"  # a number is no formula


def test_one_row_a_check():
    rows = list(csv.DictReader(io.StringIO(results_csv(CLASS))))
    assert len(rows) == 7
    assert rows[1]["misconception"] == "means"
