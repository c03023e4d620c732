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


def test_two_functions_of_facts_are_refused():
    key = Key()
    key.facts("wait")(lambda lesson: {"n": 1})
    with pytest.raises(LessonError, match="'wait' has two functions of facts"):
        key.facts("wait")(lambda lesson: {"n": 2})


def test_one_function_gives_several_readings_in_the_order_of_their_names():
    key = Key()

    @key.misconception("wait", "zero")
    def zero(lesson):
        return 0.0

    @key.readings("wait", "late", "early", "never")
    def wrong(lesson):
        return {"early": 1.0, "right": 2.0, "late": 3.0, "never": None}

    @key.convention("wait", "rounded")
    def rounded(lesson):
        return 4.0

    solved = key.solve(EXERCISE, Counting())
    assert [(m.name, m.convention, solved.value(m)) for m in solved.misconceptions] == [
        ("zero", False, 0.0),
        ("late", False, 3.0),
        ("early", False, 1.0),
        ("never", False, None),
        ("rounded", True, 4.0),
    ]
    assert wrong(None)["right"] == 2.0


def test_a_function_of_several_readings_is_called_once_on_one_learners_data():
    key, calls = Key(), []

    @key.readings("wait", "late", "early")
    def wrong(lesson):
        calls.append(lesson)
        return {"early": 1.0, "late": 3.0}

    material = Counting()
    solved = key.solve(EXERCISE, material)
    assert [solved.value(m) for m in solved.misconceptions] == [3.0, 1.0]
    assert calls == [material]


def test_a_reading_that_its_function_lacks_is_named():
    key = Key()

    @key.readings("wait", "late")
    def wrong(lesson):
        return {"early": 1.0, "right": 2.0}

    (late,) = key.misconceptions("wait")
    with pytest.raises(LessonError, match=r"wrong should return .*'late' of 'wait'.*'early', 'ri"):
        late.compute(None)
    key = Key()
    key.readings("wait", "late")(lambda lesson: {})
    with pytest.raises(LessonError, match="returns nothing"):
        key.misconceptions("wait")[0].compute(None)


def test_a_reading_may_not_have_the_name_of_a_misconception():
    key = Key()
    key.misconception("wait", "late")(lambda lesson: 1.0)
    with pytest.raises(LessonError, match="'wait' has two misconceptions 'late'"):
        key.readings("wait", "early", "late")(dict)
    with pytest.raises(LessonError, match="two misconceptions 'twice'"):
        Key().readings("wait", "twice", "twice")(dict)


def part(slug, *names):
    """Return the key of a part that declares one exercise whole."""
    key = Key()
    key.reference(slug)(lambda lesson: 1.0)
    key.readings(slug, *names)(lambda lesson: {name: len(name) for name in names})
    key.facts(slug)(lambda lesson: {"of": slug})
    return key


def test_a_key_takes_over_its_parts_in_their_order():
    first, second, key = part("wait", "sign", "half"), part("queue", "half", "sum"), Key()
    key.reference("own")(lambda lesson: 2.0)
    key.include(first, second)
    assert key.slugs == ("own", "wait", "queue")
    for one, slug in ((first, "wait"), (second, "queue")):
        assert key.function(slug) is one.function(slug)
        assert key.misconceptions(slug) == one.misconceptions(slug)
        assert key.solve(Exercise(slug, Number()), Counting()).facts == {"of": slug}
    # The parts stay as they were.
    key.misconception("wait", "more")(lambda lesson: 9)
    assert [m.name for m in first.misconceptions("wait")] == ["sign", "half"]
    assert second.slugs == ("queue",)


def test_misconceptions_of_several_parts_are_tried_in_the_order_of_the_parts():
    key, other = part("wait", "sign"), Key()
    other.convention("wait", "half")(lambda lesson: 0.5)
    key.include(other)
    assert [(m.name, m.convention) for m in key.misconceptions("wait")] == [
        ("sign", False),
        ("half", True),
    ]


@pytest.mark.parametrize(
    "declare, message",
    [
        (lambda key: key.reference("wait"), r"'wait' has two references, .*test_key.*and .*test_k"),
        (lambda key: key.convention("wait", "sign"), "'wait' has two misconceptions 'sign'"),
        (lambda key: key.facts("wait"), "'wait' has two functions of facts"),
    ],
)
def test_two_parts_that_declare_the_same_are_refused(declare, message):
    other, key = Key(), Key()
    declare(other)(lambda lesson: 3.0)
    with pytest.raises(LessonError, match=message):
        key.include(part("wait", "sign"), other)


def test_an_exercise_without_a_reference_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'by-till'"):
        bakery.lesson().key().function("by-til")


@pytest.mark.parametrize("value", ["0.5", None, (1, 2), [1, 2], float("nan")])
def test_a_reference_that_is_no_answer_of_its_kind_is_its_authors_to_mend(value):
    key = Key()
    key.reference("wait")(lambda lesson: value)
    with pytest.raises(TypeError, match="no answer of the kind Number"):
        _ = key.solve(EXERCISE, Counting()).accepted
