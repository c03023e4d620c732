import pytest

from brecha.checking import Choice, Exercise, FreeText, Number
from brecha.dev.guards.limits import LIMITS, Limits, limits_of, workload

FEW = Limits(words=20, cells=(3, 6), answers=(2, 4), recall=1, lines=1)
BARE = [Exercise(f"choice-{n}", Choice("AB")) for n in range(4)]


def messages(exercises, limits=FEW):
    return [problem.message for problem in workload(exercises, limits, path="exercises.py")]


def test_a_lesson_within_its_limits_has_no_problem():
    assert messages([*BARE[:2], Exercise("gap", Number(), code="line")]) == []


@pytest.mark.parametrize("count", [1, 5])
def test_too_few_or_too_many_answers_are_found(count):
    bare = [Exercise(f"choice-{n}", Choice("AB")) for n in range(count)]
    assert messages(bare) == [f"The lesson asks for {count} answers; 2 to 4 are allowed"]


def test_recall_and_free_texts_are_no_answers():
    more = [Exercise("memo", FreeText()), Exercise("before", Number(), recall=True)]
    assert messages([*BARE, *more]) == []


def test_too_many_recall_questions_are_found():
    recall = [Exercise(f"before-{n}", Number(), recall=True) for n in range(2)]
    found = workload([*BARE[:2], *recall], FEW, path="exercises.py")[0]
    assert found.cell == "before-1"
    assert "2 recall questions" in found.message


def test_too_much_code_is_found():
    lines = [Exercise(f"code-{n}", Number(), code="lines") for n in range(2)]
    assert 'code="lines"' in messages([*BARE[:2], *lines])[0]


def test_at_least_half_of_the_answers_need_no_code():
    coded = [Exercise(f"code-{n}", Number(), code="line") for n in range(2)]
    assert messages([BARE[0], *coded]) == ["1 of 3 answers need no code; at least half must"]


def test_the_first_lesson_has_limits_of_its_own():
    assert limits_of("core", 0) is LIMITS["start-here"]
    assert limits_of("core", 12) is LIMITS["core"]
    assert limits_of("case", None) is LIMITS["case"]


def test_a_lesson_that_judges_nothing_is_an_inventory():
    assert limits_of("core", None, judged=False) is LIMITS["inventory"]
    assert messages([], LIMITS["inventory"]) == []


def test_the_limits_of_a_core_lesson_are_those_of_the_design():
    core = LIMITS["core"]
    assert (core.words, core.cells, core.answers) == (1800, (30, 45), (8, 10))
    assert (core.recall, core.widgets, core.lines) == (3, 2, 2)
