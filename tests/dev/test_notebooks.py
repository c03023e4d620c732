import json
from pathlib import Path

import pytest

from brecha.dev.notebooks import NotebookError, find, from_data, language_of, read, twin, words
from dev.small import code, data_of, md, notebook


def test_a_notebook_is_read_as_plain_data(tmp_path):
    path = tmp_path / "es" / "01-waits.ipynb"
    path.parent.mkdir()
    cells = [md("title", ["# Esperas\n", "en fila"]), code("setup", "x = 1", "keep")]
    path.write_text(json.dumps(data_of(cells)), encoding="utf-8")
    found = read(path, root=tmp_path)
    assert found.path == "es/01-waits.ipynb"
    assert found.language == "es"
    assert [(cell.id, cell.kind) for cell in found.cells] == [
        ("title", "markdown"),
        ("setup", "code"),
    ]
    assert found.cells[0].source == "# Esperas\nen fila"
    assert found.cells[1].tags == ("keep",)


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": 3}', '{"cells": [], "nbformat": 3}'])
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content):
    path = tmp_path / "broken.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotebookError, match=r"broken\.ipynb"):
        read(path, root=tmp_path)


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(NotebookError, match="can't be read"):
        read(Path("nowhere.ipynb"))


def test_cells_without_an_id_are_counted():
    found = from_data({"cells": [{"cell_type": "raw", "source": "x"}], "nbformat": 4}, path="a")
    assert found.cells[0].id == "#1"


def test_the_stamp_is_read_from_the_metadata():
    assert notebook(md("a", "b", of="c")).cells[0].stamp == "2e7d2c03a9507ae2"
    assert notebook(md("a", "b", brecha="odd")).cells[0].stamp is None


def test_the_twin_lies_in_the_folder_of_the_other_language():
    path = Path("casework/en/deeper/x.ipynb")
    assert twin(path, language="es") == Path("casework/es/deeper/x.ipynb")
    with pytest.raises(NotebookError, match="language's folder"):
        twin(Path("x.ipynb"), language="es")


def test_the_name_of_a_file_is_no_language():
    assert language_of("notebooks/en") is None


def test_checkpoints_are_not_found(tmp_path):
    for name in ("a.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb", "b.txt", "in/c.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert [path.name for path in find([tmp_path])] == ["a.ipynb", "c.ipynb"]


@pytest.mark.parametrize(
    "source, count",
    [
        ("Two words", 2),
        ("`code` and $x - y$", 1),
        ("```\nfour lines of code\n```\nafter", 1),
        ("[a link](https://example.org/long/way)", 2),
        ("<b>bold</b> don't", 2),
        ("", 0),
    ],
)
def test_words_are_those_that_are_read(source, count):
    assert words(source) == count
