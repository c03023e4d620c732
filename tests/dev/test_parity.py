import pytest

from brecha.dev.guards.parity import parity, twins
from dev.small import ENGLISH, SPANISH, code, md, notebook, parameters, spanish

TITLE, TITULO = md("title", "# Waits"), md("title", "# Esperas")
GAP = code("gap", 'gap = survey["perception"] - survey["expectation"]')


def only(problems):
    assert len(problems) == 1, problems
    return problems[0]


def test_equal_twins_have_no_problem():
    english = notebook(parameters("en"), TITLE, GAP)
    assert parity(english, spanish(parameters("es"), TITULO, GAP)) == []


def test_comments_and_the_width_of_an_indent_may_differ():
    english = notebook(code("a", "if x:  # when\n    y = 1"))
    assert parity(english, spanish(code("a", "if x:  # cuando\n  y = 1\n"))) == []


def test_a_sign_flipped_in_one_language_is_found_with_both_lines():
    flipped = code("gap", 'gap = survey["expectation"] - survey["perception"]')
    found = only(parity(notebook(TITLE, GAP), spanish(TITULO, flipped)))
    assert (found.path, found.cell) == (SPANISH, "gap")
    assert 'gap = survey["expectation"]' in found.message
    assert 'gap = survey["perception"]' in found.message
    assert "Make the code equal" in found.remedy


def test_the_default_of_language_may_differ_in_the_parameters_cell_alone():
    english, other = code("a", 'language = "en"'), code("a", 'language = "es"')
    assert only(parity(notebook(english), spanish(other))).cell == "a"
    seeded = parameters("es")
    seeded["source"] = seeded["source"].replace("2024", "7")
    assert "2024" in only(parity(notebook(parameters("en")), spanish(seeded))).message


def test_a_dropped_cell_is_named():
    found = only(parity(notebook(TITLE, GAP), spanish(TITULO)))
    assert found.cell == "gap"
    assert "missing" in found.message
    assert f"brecha dev translate --write {ENGLISH}" in found.remedy


def test_a_renamed_cell_is_named_on_both_sides():
    renamed = code("brecha", GAP["source"])
    found = parity(notebook(TITLE, GAP), spanish(TITULO, renamed))
    assert [problem.cell for problem in found] == ["gap", "brecha"]


def test_another_order_is_found():
    case = md("case", "Andina")
    found = only(parity(notebook(case, TITLE, GAP), spanish(case, GAP, TITULO)))
    assert found.cell == "gap"
    assert "the English notebook has 'title' here" in found.message


def test_an_id_that_stands_twice_is_found():
    found = parity(notebook(TITLE, TITLE), spanish(TITULO, TITULO))
    assert {problem.path for problem in found} == {ENGLISH, SPANISH}


@pytest.mark.parametrize(
    "other",
    [md("gap", "no code"), code("gap", GAP["source"], "nbval-check-output")],
    ids=["another kind", "another tag"],
)
def test_kind_and_tags_must_be_the_same(other):
    assert only(parity(notebook(GAP), spanish(other))).cell == "gap"


def test_code_that_is_no_python_is_found_where_it_stands():
    broken = code("gap", 'gap = ("')
    assert only(parity(notebook(GAP), spanish(broken))).path == SPANISH
    assert only(parity(notebook(broken), spanish(GAP))).path == ENGLISH


def test_formulas_must_be_the_same_and_words_in_them_may_differ():
    english = notebook(md("a", "The gap is $P - E$, in $\\text{points}$; it cost $5 or $6."))
    same = spanish(md("a", "La brecha es $P-E$, en $\\text{puntos}$; costó $5 o $6."))
    assert parity(english, same) == []
    flipped = spanish(md("a", "La brecha es $E - P$."))
    found = only(parity(english, flipped))
    assert found.message == "The formulas differ: English alone has P-E, Spanish alone E-P"


def test_a_notebook_without_its_twin_is_found():
    lonely = ["notebooks/en/02-x.ipynb", ENGLISH]
    found = only(twins(lonely, [SPANISH]))
    assert found.path == "notebooks/en/02-x.ipynb"
    assert "brecha dev translate --write notebooks/en/02-x.ipynb" in found.remedy
    assert "English twin" in only(twins([], [SPANISH])).message
