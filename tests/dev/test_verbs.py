import pytest

from brecha.dev.guards.verbs import Verbs, crowded, solutions, verbs
from brecha.errors import LessonError
from dev.small import ENGLISH, code, notebook, parameters

LIST = {
    "verb": [
        {"lesson": 0, "constructs": ["lesson.*", "name = value", '["column"]', ".mean()", "text"]},
        {"lesson": 3, "constructs": [".sort_values()"]},
    ]
}
KNOWN = Verbs.from_data(LIST)


def test_verbs_that_were_taught_have_no_problem():
    cell = code("worked", 'gap = lesson.data("survey")["gap"].mean()')
    assert verbs(notebook(cell), KNOWN, number=0) == []


def test_a_verb_that_a_later_lesson_teaches_is_found():
    cell = code("worked", "gap.sort_values()")
    assert verbs(notebook(cell), KNOWN, number=3) == []
    found = verbs(notebook(cell), KNOWN, number=2)[0]
    assert (found.path, found.cell) == (ENGLISH, "worked")
    assert "`.sort_values()`" in found.message
    assert "lesson 03 teaches it" in found.message
    assert "verbs.toml" in found.remedy


def test_a_verb_that_no_lesson_teaches_is_found():
    found = verbs(notebook(code("worked", "gap.unstack()")), KNOWN, number=12)[0]
    assert "lesson 12 or an earlier one would have to" in found.message


def test_each_verb_is_named_once_a_cell():
    cell = code("worked", "a.unstack()\nb.unstack()")
    assert len(verbs(notebook(cell), KNOWN, number=12)) == 1


def test_a_deeper_notebook_may_explain_verbs_of_its_own():
    cell = code("worked", "gap.unstack()")
    assert verbs(notebook(cell), KNOWN.plus([".unstack()"]), number=0) == []


def test_parameters_and_setup_are_not_read_by_learners():
    setup = code("setup", "import brecha\nlesson = brecha.open_lesson('x', language=language)")
    assert verbs(notebook(parameters(), setup), KNOWN, number=0) == []


def test_code_that_is_no_python_is_found():
    assert "no Python" in verbs(notebook(code("a", "%time x")), KNOWN, number=0)[0].message


def test_a_construct_is_taught_once():
    twice = {"verb": [*LIST["verb"], {"lesson": 5, "constructs": [".mean()"]}]}
    with pytest.raises(LessonError, match=r"'\.mean\(\)' in lesson 00 and in lesson 05"):
        Verbs.from_data(twice)


def test_a_lesson_that_introduces_too_many_methods_is_found():
    many = [f".method_{n}()" for n in range(5)]
    found = crowded(Verbs.from_data({"verb": [{"lesson": 4, "constructs": many}]}), path="v.toml")
    assert found[0].cell == "lesson 04"
    assert "5 new methods" in found[0].message
    few = {"verb": [{"lesson": 4, "constructs": [*many[:4], "<", "[condition]"]}]}
    assert crowded(Verbs.from_data(few), path="v.toml") == []


ANSWERS = '''
@key.reference("mean-gap")
def mean_gap(lesson):
    """Say nothing."""
    gaps = lesson.data("survey").unstack()
    return gaps["gap"].mean()


@key.misconception("mean-gap", "sign")
def sign(lesson):
    return mean_gap(lesson).melt()
'''


def test_a_solution_that_is_shown_is_held_to_the_verbs_too():
    found = solutions(ANSWERS, KNOWN, number=12, shown=["mean-gap"], path="answers.py")
    assert [(problem.cell, ".unstack()" in problem.message) for problem in found] == [
        ("mean-gap", True)
    ]
    assert solutions(ANSWERS, KNOWN, number=12, shown=[], path="answers.py") == []
