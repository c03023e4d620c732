import pytest

import bakery
from brecha.checking import AnyOf, Exercise, Key, Number, Ranking
from brecha.errors import LessonError, UnknownNameError

EXERCISE = Exercise("wait", Number())


class Counting:
    """A version whose tables are counted as they are asked for."""

    names = ()

    def __init__(self):
        self.parameters = {"seed": 1}
        self.asked = 0

    def data(self, name):
        self.asked += 1
        return self.asked


def test_answers_are_found_by_their_slug():
    key = Key()

    @key.reference("wait")
    def wait(lesson):
        return 1.0

    @key.misconception("wait", "seconds")
    def seconds(lesson):
        return 60 * wait(lesson)

    @key.convention("wait", "rounded")
    def rounded(lesson):
        return 2.0

    @key.facts("wait")
    def facts(lesson):
        return {"unit": "minutes"}

    assert key.slugs == ("wait",)
    assert key.function("wait") is wait
    assert [(m.name, m.convention) for m in key.misconceptions("wait")] == [
        ("seconds", False),
        ("rounded", True),
    ]
    solved = key.solve(EXERCISE, Counting())
    assert solved.accepted == (1.0,)
    assert [solved.value(m) for m in solved.misconceptions] == [60.0, 2.0]
    assert solved.facts == {"unit": "minutes"}


def test_each_answer_is_computed_once():
    key = Key()
    key.reference("wait")(lambda lesson: lesson.data("x"))
    key.misconception("wait", "more")(lambda lesson: lesson.data("x"))
    key.facts("wait")(lambda lesson: {"n": lesson.data("x")})
    material = Counting()
    solved = key.solve(EXERCISE, material)
    for _ in range(3):
        assert (solved.accepted, solved.facts) == ((1.0,), {"n": 2})
        assert solved.value(solved.misconceptions[0]) == 3.0
    assert material.asked == 3


def test_nothing_is_computed_before_it_is_asked_for():
    key = Key()
    key.reference("wait")(lambda lesson: 1 / 0)
    key.solve(EXERCISE, Counting())


def test_a_misconception_may_not_arise():
    key = Key()
    key.misconception("wait", "never")(lambda lesson: None)
    solved = key.solve(EXERCISE, Counting())
    assert solved.value(solved.misconceptions[0]) is None


def test_an_exercise_without_facts_has_none():
    assert Key().solve(EXERCISE, Counting()).facts == {}


def test_several_answers_may_be_right():
    key = Key()
    key.reference("order")(lambda lesson: AnyOf(["BA", "ab"]))
    solved = key.solve(Exercise("order", Ranking("AB")), Counting())
    assert solved.accepted == ("BA", "AB")


def test_two_references_or_two_misconceptions_of_one_name_are_refused():
    key = Key()
    key.reference("wait")(lambda lesson: 1)
    with pytest.raises(LessonError, match="'wait' has two references"):
        key.reference("wait")(lambda lesson: 2)
    key.misconception("wait", "sign")(lambda lesson: 1)
    with pytest.raises(LessonError, match="'wait' has two misconceptions 'sign'"):
        key.convention("wait", "sign")(lambda lesson: 2)


def test_an_exercise_without_a_reference_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'by-till'"):
        bakery.lesson().key().function("by-til")


@pytest.mark.parametrize("value", ["0.5", None, (1, 2), [1, 2], float("nan")])
def test_a_reference_that_is_no_answer_of_its_kind_is_its_authors_to_mend(value):
    key = Key()
    key.reference("wait")(lambda lesson: value)
    with pytest.raises(TypeError, match="no answer of the kind Number"):
        _ = key.solve(EXERCISE, Counting()).accepted
