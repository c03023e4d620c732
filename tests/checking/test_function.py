import functools
import itertools
import operator
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

import bakery
from brecha.checking import Function, Label, Number, Series, State
from brecha.checking.kinds.function import MOST_TRIES


def rate(served, customers):
    if customers == 0:
        return 0
    return served / customers


def printing(served, customers):
    print(rate(served, customers))


def talkative(served, customers):
    print("working")
    warnings.warn("nearly there", stacklevel=2)
    return rate(served, customers)


def leaving(served, customers):
    sys.exit("enough")


def endless(served, customers):
    return endless(served, customers)


class Rate:
    def __call__(self, served, customers):
        return rate(served, customers)


@pytest.mark.parametrize(
    "answer",
    [
        rate,
        lambda served, customers: served / customers if customers else 0.0,
        lambda *values: rate(*values),
        lambda served, customers, more=1: np.float64(rate(served, customers)),
        functools.partial(rate),
        Rate(),
        Rate().__call__,
        talkative,
    ],
)
def test_a_function_that_gives_the_same_is_right(answer, capsys):
    verdict = bakery.verdict("rate", answer)
    assert verdict.state is State.RIGHT
    assert "It held on 12 days." in bakery.feedback(verdict).plain
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "answer, english, spanish",
    [
        (
            lambda served, customers: 0 if customers == 0 else 1 - served / customers,
            "`f(3, 4)` gives `0.25` and not `0.75`.",
            "`f(3, 4)` da `0.25` y no `0.75`.",
        ),
        (
            operator.truediv,
            "`truediv(0, 0)` stops with `ZeroDivisionError: division by zero`",
            "`truediv(0, 0)` se detiene con `ZeroDivisionError: division by zero`",
        ),
    ],
)
def test_a_misconception_is_named_with_a_counter_example(answer, english, spanish):
    assert bakery.verdict("rate", answer).state is State.NEARLY
    assert english in bakery.said("rate", answer, "en")
    assert spanish in bakery.said("rate", answer, "es")


@pytest.mark.parametrize(
    "answer, said",
    [
        (lambda a, b: 0, "`f(3, 4)` gives `0`; expected is `0.75`. It agrees in 1 of 12 tries."),
        (lambda a, b: "0.75", "`f(3, 4)` gives `'0.75'`; expected is `0.75`."),
        (lambda a, b: (0, 75), "`f(3, 4)` gives `(0, 75)`; expected is `0.75`."),
        (lambda a, b: float("nan"), "`f(3, 4)` gives `nan`; expected is `0.75`."),
        (lambda a, b: np.float64(2), "`f(3, 4)` gives `2.0`; expected is `0.75`."),
        (lambda a, b: a / b / 3 if b else 0, "`f(3, 4)` gives `0.25`; expected is `0.75`."),
        (lambda a, b: [a] * 10**6, "`f(3, 4)` gives `[3, 3, 3, 3, 3, 3, ...]`; expected is"),
        (lambda a, b: (_ for _ in [1]), "`f(3, 4)` gives `<generator"),
        (printing, "`printing(3, 4)` gives nothing back; expected is `0.75`."),
        (endless, "`endless(3, 4)` stops with `RecursionError: maximum recursion depth exceeded"),
        (leaving, "`leaving(3, 4)` stops with `SystemExit: enough`; expected is `0.75`."),
        (lambda a, b: a + c, "`f(3, 4)` stops with `NameError: name 'c' is not defined`"),  # noqa: F821
        (lambda a, b: (), "`f(3, 4)` gives `()`"),
    ],
)
def test_a_counter_example_shows_what_came_and_what_was_expected(answer, said):
    assert bakery.verdict("rate", answer).state is State.NOT_RIGHT
    assert said in bakery.said("rate", answer)


@pytest.mark.parametrize(
    "answer, said",
    [
        (lambda served: served, "the function is given between its parentheses: 2. Yours takes 1."),
        (lambda: 0, "the function is given between its parentheses: 2. Yours takes 0."),
        (lambda a, b, c: 0, "the function is given between its parentheses: 2. Yours takes 3."),
        (0.75, "A function is asked for: its name, without parentheses. Your answer is a number."),
        (None, "Your answer holds nothing"),
        ("rate", "Your answer is a text. Was the function run instead of handed in?"),
    ],
)
def test_what_is_no_such_function_is_named(answer, said):
    assert said in bakery.said("rate", answer)


def test_a_function_without_a_signature_is_tried_all_the_same():
    assert "stops with `TypeError" in bakery.said("rate", dict.fromkeys)


def test_a_function_cannot_spoil_the_inputs_of_the_next_try():
    def inputs(random):
        waits = [3, 1, 2]
        return [(waits,), (waits,)]

    def worst(waits):
        waits.sort()
        return waits.pop()

    kind = Function(inputs)
    assert kind.same(kind.canonical(worst), kind.canonical(max))


def test_no_more_than_the_most_tries_are_made():
    called = []

    def count(value):
        called.append(value)
        return 0

    Function(lambda random: ((n,) for n in itertools.count())).read(count, {})
    assert len(called) == MOST_TRIES


def test_inputs_are_the_same_for_everybody():
    kind = Function(lambda random: [tuple(random.random(2)) for _ in range(5)])
    assert kind.canonical(rate).calls == kind.canonical(rate).calls


def test_an_error_that_is_expected_is_right():
    kind = Function(lambda random: [(1,), (0,)])
    expected = kind.canonical(lambda n: 1 / n)
    assert kind.same(kind.canonical(lambda n: 2 / n / 2), expected)
    assert not kind.same(kind.canonical(lambda n: 1), expected)
    assert kind.facts(kind.canonical(lambda n: 1), expected)["expected"] == (
        "ZeroDivisionError: division by zero"
    )


def test_what_a_function_returns_may_be_of_any_kind():
    label = Function(lambda random: [(1,), (-1,)], Label(("better", "worse")))
    sign = label.canonical(lambda gap: "better" if gap > 0 else "worse")
    assert label.same(label.canonical(lambda gap: "Better" if gap > 0 else "WORSE"), sign)

    tills = pd.DataFrame({"till": ["a", "a", "b"], "wait": [1.0, 3.0, 4.0]})
    column = Function(lambda random: [(tills,)], Series("till", ("a", "b")))
    mean = column.canonical(lambda table: table.groupby("till")["wait"].mean())
    other = column.canonical(lambda table: table.groupby("till")["wait"].max())
    assert column.same(mean, column.canonical(lambda table: pd.Series({"b": 4.0, "a": 2.0})))
    assert not column.same(mean, other)
    assert column.measure(other, mean, bakery.lesson().version())[0].key.endswith("differs")


def test_the_tolerance_is_that_of_what_is_returned():
    kind = Function(lambda random: [(1.0,)], Number(tolerance=0.1))
    assert kind.same(kind.canonical(lambda x: x + 0.09), kind.canonical(lambda x: x))
    assert kind.distance(kind.canonical(lambda x: x + 0.2), kind.canonical(lambda x: x)) == (
        pytest.approx(2)
    )


def test_a_small_table_is_shown_as_the_line_that_makes_it():
    table = pd.DataFrame({"a": [1, 2], "b": [3.5, 4.0]})
    kind = Function(lambda random: [(table,)])
    right, wrong = kind.canonical(lambda items: items.to_numpy().sum()), kind.canonical(len)
    call = kind.facts(wrong, right)["call"]
    assert call == "len(pd.DataFrame({'a': [1, 2], 'b': [3.5, 4.0]}))"
    assert eval(call, {"pd": pd}) == 2
    large = pd.DataFrame({"a": range(50)})
    assert "pd.DataFrame" not in Function(lambda random: [(large,)]).canonical(len).calls[0]
