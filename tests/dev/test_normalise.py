import json

import pytest

from brecha.dev.guards.outputs import CHECKED, outputs
from brecha.dev.normalise import normalise, normalise_file, run
from brecha.dev.notebooks import NotebookError, from_data
from dev.small import code, data_of, md, result, save


def cell_of(cell):
    return normalise(data_of([cell]))["cells"][0]


def test_outputs_counts_and_stray_metadata_go():
    stored = code("gap", "gap = 1", "keep", outputs=[result()], execution_count=7)
    stored["metadata"] |= {"scrolled": True, "papermill": {"duration": 1}, "collapsed": False}
    assert cell_of(stored) == {
        "cell_type": "code",
        "id": "gap",
        "metadata": {"tags": ["keep"]},
        "source": ["gap = 1"],
        "outputs": [],
        "execution_count": None,
    }


def test_a_worked_example_keeps_its_text_alone():
    html = result("   gap\n0 -1.2", **{"text/html": "<table>"})
    html["execution_count"] = 9
    kept = cell_of(code("worked", "table", CHECKED, outputs=[html], execution_count=9))
    assert kept["outputs"] == [
        {
            "output_type": "execute_result",
            "data": {"text/plain": ["   gap\n", "0 -1.2"]},
            "metadata": {},
            "execution_count": 1,
        }
    ]
    assert kept["execution_count"] == 1
    assert outputs(from_data(normalise(data_of([kept])), path="a")) == []


def test_a_picture_in_a_worked_example_goes_and_printed_text_stays():
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "x"}}
    printed = {"output_type": "stream", "name": "stdout", "text": "a\nb"}
    kept = cell_of(code("worked", "t", CHECKED, outputs=[picture, printed]))
    assert kept["outputs"] == [{"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]}]


def test_stamp_fold_and_attachments_are_kept():
    kept = cell_of(md("a", "text", of="source", jupyter={"source_hidden": True}, odd=1))
    assert set(kept["metadata"]) == {"brecha", "jupyter"}
    assert "attachments" not in kept
    assert cell_of({**md("a", "x"), "attachments": {"a.png": {}}})["attachments"] == {"a.png": {}}


def test_widget_state_and_the_kernels_version_go():
    odd = {"widgets": {"state": {}}, "language_info": {"version": "3.11.2"}}
    assert set(normalise(data_of([], odd))["metadata"]) == {"kernelspec", "language_info"}
    assert normalise(data_of([], odd))["metadata"]["language_info"] == {"name": "python"}


def test_the_file_has_sorted_keys_one_space_and_a_last_line_break(tmp_path):
    path = save(tmp_path / "a.ipynb", md("title", "# Brecha · ¿cuánto?"))
    assert normalise_file(path) is True
    text = path.read_text(encoding="utf-8")
    assert text.startswith('{\n "cells": [\n  {\n   "cell_type"')
    assert text.endswith("}\n")
    assert "¿cuánto?" in text
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_a_second_time_changes_nothing(tmp_path):
    path = save(tmp_path / "a.ipynb", md("title", "# A\n\nb\n"), code("x", "x = 1\n\n"))
    assert normalise_file(path)
    assert not normalise_file(path)


def test_what_is_no_notebook_is_left_alone_and_refused(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(NotebookError, match="is not a notebook"):
        normalise_file(path)
    assert path.read_text(encoding="utf-8") == "{}"


def test_check_writes_nothing_and_fails(tmp_path):
    path = save(tmp_path / "a.ipynb", md("title", "# A"))
    before, lines = path.read_bytes(), []
    assert run(tmp_path, check=True, echo=lines.append) == 1
    assert path.read_bytes() == before
    assert lines[-1] == "1 notebooks, 1 to change"
    assert run(path, check=False, echo=lines.append) == 0
    assert run(path, check=True, echo=lines.append) == 0
