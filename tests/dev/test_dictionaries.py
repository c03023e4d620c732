import hashlib

import pytest

from brecha.dev.guards.dictionaries import described, documented

CSV = "wait,branch\n3,north\n5,south\n"
DICTIONARY = """
name = "waits"
rows = 2
sha256 = "{sha256}"
licence = "CC0-1.0"
source = "a toy"
citation = "nobody"
title = {{ en = "Waits", es = "Esperas" }}
note = {{ en = "A toy", es = "Un juguete" }}
carrier = {{ package = "none", version = "1" }}

[columns.wait]
original = "wait"
type = "integer"
low = 0
high = 60
unit = {{ en = "minutes", es = "minutos" }}
meaning = {{ en = "Minutes waited", es = "Minutos de espera" }}

[columns.branch]
original = "branch"
type = "category"
values = {{ north = {{ en = "north", es = "norte" }}, south = {{ en = "south", es = "sur" }} }}
unit = {{ en = "name", es = "nombre" }}
meaning = {{ en = "Branch", es = "Sucursal" }}
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "waits"
    place.mkdir()
    (place / "data.csv").write_text(CSV, encoding="utf-8")
    digest = hashlib.sha256(CSV.encode()).hexdigest()
    (place / "dictionary.toml").write_text(DICTIONARY.format(sha256=digest), encoding="utf-8")
    for name in ("README.md", "LICENSE-NOTICE"):
        (place / name).write_text("text", encoding="utf-8")
    return place


def problems(folder):
    return [(p.path, p.cell, p.message) for p in documented(folder, path="data/waits")]


def test_a_documented_set_has_no_problem(folder):
    assert problems(folder) == []


@pytest.mark.parametrize("name", ["data.csv", "dictionary.toml", "README.md", "LICENSE-NOTICE"])
def test_a_missing_file_is_found(folder, name):
    (folder / name).unlink()
    assert problems(folder) == [(f"data/waits/{name}", None, "This file is missing")]


def test_a_column_that_is_not_described_is_found(folder):
    (folder / "data.csv").write_text(CSV.replace("branch", "office"), encoding="utf-8")
    cells = [(cell, message) for _, cell, message in problems(folder)]
    assert cells[0] == ("columns.office", "The column 'office' of data.csv is not described")
    assert cells[1] == ("columns.branch", "data.csv has no column 'branch'")


def test_a_changed_file_is_found(folder):
    (folder / "data.csv").write_text(CSV.replace("3,", "4,"), encoding="utf-8")
    assert "its SHA-256 differs" in problems(folder)[0][2]


def test_an_incomplete_dictionary_is_found(folder):
    path = folder / "dictionary.toml"
    broken = path.read_text(encoding="utf-8").replace(', es = "Minutos de espera"', "")
    path.write_text(broken, encoding="utf-8")
    assert "'meaning'" in problems(folder)[0][2] or "wait" in problems(folder)[0][2]


def test_a_shown_column_without_a_text_is_found():
    texts = {"columns.survey.gap": "The gap"}
    found = described({"survey": ["gap", "branch"]}, texts, path="en.toml")
    assert [problem.cell for problem in found] == ["columns.survey.branch"]
