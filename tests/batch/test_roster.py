"""The whole roster is checked before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.features import notebook
from brecha.batch import RosterError, Rules, read_grid, read_key, read_roster, rules_of, seed_of
from brecha.batch.roster import file_name
from brecha.errors import BrechaError
from brecha.lessons import Parameter

RULES = Rules(
    {
        "language": Parameter("language", "en", choices=("en", "es")),
        "company": Parameter.company("hotel", "bank"),
        "seed": Parameter.seed(),
        "assessed": Parameter.assessed(),
    }
)


@pytest.fixture
def roster(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "roster.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_each_row_is_an_entry_with_typed_values(roster):
    path = roster("student,name,company,seed,assessed\nana,Ana Ñ,bank,007,TRUE\nluis,,hotel,8,\n")
    first, second = read_roster(path, RULES)
    assert (first.student, first.name) == ("ana", "Ana Ñ")
    assert first.parameters == {"company": "bank", "seed": 7, "assessed": True}
    assert second.parameters == {"company": "hotel", "seed": 8}


def test_semicolons_and_a_byte_order_mark_are_read(roster):
    path = roster("\ufeffstudent;seed\nana;1\n")
    assert read_roster(path, RULES)[0].parameters == {"seed": 1}


@pytest.mark.parametrize(
    "text, words",
    [
        ("name,seed\nana,1\n", ["no column student"]),
        ("student,seeed\nana,1\n", ["column seeed", "'seed'"]),
        ("student,seed\nana,abc\n", ["row 2, column seed, value 'abc'", "whole number"]),
        ("student,seed\nana,-1\n", ["row 2", "-1", "0 to 4294967295"]),
        ("student,seed\nana,1.5\n", ["'1.5'"]),
        ("student,seed,company\nana,1,hotl\n", ["column company, value 'hotl'", "hotel"]),
        ("student,seed\nana,1\nana,2\n", ["row 3", "'ana' stands in row 2 too"]),
        ("student,seed\n,1\n", ["row 2, column student", "empty"]),
        ("student\nana\n", ["no course key", "--key-file"]),
        ("student,seed\nana,1,9\n", ["row 2", "more cells"]),
        ("student,seed\n", ["no rows"]),
        ("student,seed,assessed\nana,1,maybe\n", ["maybe", "True or False"]),
    ],
)
def test_a_fault_names_row_column_value_and_what_is_allowed(roster, text: str, words: list[str]):
    with pytest.raises(RosterError) as caught:
        read_roster(roster(text), RULES)
    for word in words:
        assert word in str(caught.value)


def test_every_fault_is_listed_at_once(roster):
    path = roster("student,seed\na,x\nb,y\nc,3\n")
    with pytest.raises(RosterError, match=r"(?s)'x'.*'y'"):
        read_roster(path, RULES)


def test_seeds_follow_from_the_course_key(roster):
    path = roster("student\nana\nluis\n")
    key = b"a course key of some length"
    first, second = read_roster(path, RULES, key=key)
    assert first.parameters["seed"] == seed_of(key, "notebook", "ana")
    assert first.parameters["seed"] != second.parameters["seed"]
    assert seed_of(b"another key of some length", "notebook", "ana") != first.parameters["seed"]


def test_a_course_key_is_made_once_and_kept_private(tmp_path: Path):
    path = tmp_path / "keys" / "course.key"
    key = read_key(path)
    assert len(key) == 64
    assert read_key(path) == key
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("short")
    with pytest.raises(BrechaError, match="16 or more"):
        read_key(path)


def test_a_grid_is_every_combination(tmp_path: Path):
    path = tmp_path / "grid.toml"
    path.write_text('company = ["hotel", "bank"]\nseed = [1, 2, 3]\n')
    entries = read_grid(path, RULES)
    assert len(entries) == 6
    assert entries[0].student == "hotel-1"
    path.write_text('company = ["hotl"]\nseeds = [1]\n')
    with pytest.raises(RosterError, match=r"(?s)hotl.*seeds"):
        read_grid(path, RULES)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_file_names_are_safe_and_never_shared(one: str, other: str):
    first, second = file_name(one), file_name(other)
    assert set(first) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert first
    assert (first == second) == (one == other)


def test_rules_come_from_the_lesson_or_from_the_parameters_cell():
    plain = notebook({"parameters": "x: int = 1\nname = 'a'\nshare = 0.5\nyes = True"})
    rules = rules_of(plain)
    assert {n: p.type for n, p in rules.parameters.items()} == {
        "x": int,
        "name": str,
        "share": float,
        "yes": bool,
    }
    lesson = notebook({"open": "import brecha\nl = brecha.open_lesson('start-here', seed=1)"})
    found = rules_of(lesson)
    assert found.lesson is not None
    assert list(found.parameters) == ["language", "company", "seed"]
