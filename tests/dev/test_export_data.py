"""The export, on a package made up here: no registry is asked."""

import pytest

from brecha import datasets, dictionary, files
from brecha.dev import export_data
from brecha.errors import DataError, UnknownNameError

TOML = """
name = "toy"
rows = {rows}
sha256 = "{sha256}"
licence = "MIT"
source = "made up for this test"
citation = "Nobody (2026)"
title = {{ en = "Toy", es = "Juguete" }}
note = {{ en = "None.", es = "Ninguna." }}

[carrier]
registry = "PyPI"
package = "toy"
version = "1"
file = "toy/{file}"
header = ["S", "D"]

[columns.day]
original = "D"
type = "date"
low = 1997-01-01
high = 1997-12-31
meaning = {{ en = "Day", es = "Día" }}
unit = {{ en = "day", es = "día" }}

[columns.score]
original = "S"
type = "integer"
low = 1
high = 5
meaning = {{ en = "Score", es = "Puntaje" }}
unit = {{ en = "points", es = "puntos" }}
"""
EXPECTED = b"day,score\n1997-01-31,4\n1997-02-01,5\n"


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """Give a function that writes a dictionary; the unpacked package stands beside data/."""
    package = tmp_path / "unpacked" / "toy"
    package.mkdir(parents=True)
    (package / "toy.csv").write_text('"S","D"\r\n4,19970131\r\n5,19970201\r\n')
    (package / "toy.txt").write_text(" 4  19970131\n 5  19970201\n")
    monkeypatch.setattr(files, "data", lambda: tmp_path / "data")

    def write(file="toy.csv", sha256="0", rows=2):
        folder = tmp_path / "data" / "toy"
        folder.mkdir(parents=True, exist_ok=True)
        text = TOML.format(file=file, sha256=sha256, rows=rows)
        (folder / "dictionary.toml").write_text(text, encoding="utf-8")
        return dictionary.read(folder)

    return write


@pytest.mark.parametrize("file", ["toy.csv", "toy.txt"])
def test_columns_are_renamed_ordered_and_dates_rewritten(toy, tmp_path, file):
    assert export_data.export(toy(file), tmp_path / "unpacked") == EXPECTED


def test_the_command_writes_the_file_and_tells_what_the_dictionary_must_say(toy, tmp_path, capsys):
    toy(rows=3)
    unpacked = str(tmp_path / "unpacked")
    assert export_data.main(["toy", "--unpacked", unpacked]) == 1
    told = capsys.readouterr().out
    assert "rows = 2\n" in told
    sha256 = told.split('sha256 = "')[1].split('"')[0]
    toy(sha256=sha256)
    assert export_data.main(["toy", "--unpacked", unpacked]) == 0
    assert "toy: as recorded in its dictionary" in capsys.readouterr().out
    assert (tmp_path / "data" / "toy" / "data.csv").read_bytes() == EXPECTED
    assert datasets.load("toy")["score"].tolist() == [4, 5]


def test_the_wrong_folder_is_refused(toy, tmp_path):
    with pytest.raises(DataError, match="expected in toy 1 and isn't there"):
        export_data.export(toy(), tmp_path)


def test_columns_that_do_not_match_are_named(toy, tmp_path):
    (tmp_path / "unpacked" / "toy" / "toy.csv").write_text("S,DAY\n4,19970131\n")
    with pytest.raises(DataError, match="on one side only: D, DAY"):
        export_data.export(toy(), tmp_path / "unpacked")


def test_a_set_without_a_folder_is_unknown(toy):
    toy()
    with pytest.raises(UnknownNameError, match="no data set 'tooy'"):
        export_data.main(["tooy"])


def test_no_registry_is_named():
    source = export_data.__file__
    with open(source, encoding="utf-8") as file:
        assert "://" not in file.read()
