"""The dictionary of a data set, on a set of two rows."""

import pandas as pd
import pytest

from brecha import dictionary
from brecha.errors import DataError

TOML = """
name = "toy"
rows = 2
sha256 = "0"
licence = "MIT"
source = "made up for this test"
citation = "Nobody (2026)"

[title]
en = "Toy"
es = "Juguete"

[note]
en = "Two rows."
es = "Dos filas."

[carrier]
registry = "PyPI"
package = "toy"
version = "1"
file = "toy.csv"

[columns.score]
original = "S"
type = "integer"
low = 1
high = 5
missing = -9
meaning = { en = "Score", es = "Puntaje" }
unit = { en = "points", es = "puntos" }

[columns.plan]
original = "P"
type = "category"
meaning = { en = "Plan", es = "Plan" }
unit = { en = "word", es = "palabra" }
[columns.plan.values]
short = { en = "a month", es = "un mes" }
long = { en = "a year", es = "un año" }

[columns.day]
original = "D"
type = "date"
low = 2026-01-01
high = 2026-01-31
meaning = { en = "Day", es = "Día" }
unit = { en = "day", es = "día" }
"""


@pytest.fixture
def toy(tmp_path):
    folder = tmp_path / "toy"
    folder.mkdir()
    (folder / "dictionary.toml").write_text(TOML, encoding="utf-8")
    return folder


def frame(score=(3, -9), plan=("short", "long"), day=("2026-01-01", "2026-01-31")):
    return pd.DataFrame({"score": score, "plan": plan, "day": pd.to_datetime(list(day))})


def test_it_is_read(toy):
    found = dictionary.read(toy)
    assert [column.name for column in found.columns] == ["score", "plan", "day"]
    assert found.columns[0].allowed("es") == "1 – 5"
    assert found.columns[1].allowed("es") == "short = un mes, long = un año"
    assert found.columns[2].allowed("en") == "2026-01-01 – 2026-01-31"


def test_a_frame_that_agrees_has_no_fault(toy):
    assert dictionary.fault(frame(), dictionary.read(toy)) is None


@pytest.mark.parametrize(
    "wrong,reason",
    [
        (frame()[["plan", "score", "day"]], "has the columns ['plan', 'score', 'day']"),
        (frame().head(1), "has 1 rows, expected 2"),
        (frame(score=(3, 6)), "column score holds 6, allowed: 1 – 5"),
        (frame(score=(0, 3)), "column score holds 0"),
        (frame(score=(3.0, 4.0)), "column score is of type float64, expected integer"),
        (frame(plan=("short", "medium")), "column plan holds medium, allowed: short = a month"),
        (frame(day=("2026-01-01", "2026-02-01")), "column day holds 2026-02-01"),
        (frame().assign(day=["2026-01-01"] * 2), "column day is of type str, expected date"),
    ],
)
def test_the_first_fault_is_named(toy, wrong, reason):
    assert reason in dictionary.fault(wrong, dictionary.read(toy))


@pytest.mark.parametrize(
    "old,new,reason",
    [
        ('name = "toy"', 'name = "other"', "belongs to a set named 'other'"),
        ("rows = 2\n", "", "rows"),
        ('sha256 = "0"', 'sha256 = "0"\ncolour = "red"', "colour"),
        ('es = "Juguete"', "", "the set toy needs each text in en and es"),
        ('es = "Dos filas."', 'es = ""', "the set toy needs each text in en and es"),
        ('type = "integer"', 'type = "whole"', "the column score has type 'whole'"),
        ("high = 5\n", "", "the column score has neither values nor low and high"),
        ('meaning = { en = "Score", es = "Puntaje" }\n', "", "meaning"),
        ('unit = { en = "points", es = "puntos" }', 'unit = { en = "points" }', "the column score"),
        ('{ en = "a month", es = "un mes" }', '{ en = "a month" }', "the column plan"),
        ("rows = 2", "rows = ", "can't be read"),
        ("[columns.", "[other.", "incomplete"),
    ],
)
def test_a_damaged_dictionary_is_refused(toy, old, new, reason):
    assert old in TOML
    (toy / "dictionary.toml").write_text(TOML.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match="The data set 'toy' is refused: ") as caught:
        dictionary.read(toy)
    assert reason in str(caught.value)
    assert "git checkout -- data/toy" in str(caught.value)
