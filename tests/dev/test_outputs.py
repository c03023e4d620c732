import pytest

from brecha.dev.guards.outputs import CHECKED, outputs
from dev.small import code, notebook, result


def messages(cell):
    return [problem.message for problem in outputs(notebook(cell))]


@pytest.mark.parametrize(
    "cell",
    [
        code("worked", 'lesson.data("a")', CHECKED, outputs=[result()], execution_count=1),
        code("gap", "gap = 1"),
        code("check", 'lesson.check("gap", ...)'),
    ],
    ids=["a worked example", "an ordinary cell", "a check"],
)
def test_what_is_kept_clean_has_no_problem(cell):
    assert messages(cell) == []


def test_a_stored_output_is_found():
    found = outputs(notebook(code("figure", "lesson.show('a')", outputs=[result()])))[0]
    assert found.cell == "figure"
    assert "An output is stored" in found.message
    assert "brecha dev normalise notebooks/en/01-waits.ipynb" in found.remedy


def test_a_stored_execution_count_is_found():
    assert messages(code("gap", "gap = 1", execution_count=4)) == [
        "The number of an execution is stored"
    ]


def test_a_tag_without_an_output_compares_nothing():
    assert "stores no output" in messages(code("worked", "table", CHECKED))[0]


def test_a_stored_output_needs_a_count():
    assert "no execution count" in messages(code("worked", "t", CHECKED, outputs=[result()]))[0]


def test_html_in_a_stored_output_is_found():
    html = result(**{"text/html": "<table>"})
    cell = code("worked", "t", CHECKED, outputs=[html], execution_count=1)
    assert messages(cell) == ["The stored output holds text/html"]


def test_a_stored_error_is_found():
    error = {"output_type": "error", "ename": "NameError", "evalue": "", "traceback": []}
    cell = code("worked", "t", CHECKED, outputs=[error], execution_count=1)
    assert messages(cell) == ["An error is stored as the expected output"]


@pytest.mark.parametrize("method", ["check", "predict", "outcome", "hint", "solution", "progress"])
def test_a_cell_that_judges_is_never_tagged(method):
    cell = code("check", f'lesson.{method}("a")', CHECKED, outputs=[result()], execution_count=1)
    assert "judges or keeps an answer" in messages(cell)[0]
