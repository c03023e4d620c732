import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import bakery
from brecha.checking import Number, State

KIND = Number()
FINITE = st.floats(allow_nan=False, allow_infinity=False, width=64)


def read(answer):
    return KIND.read(answer, {})


def slip_of(answer):
    slip = read(answer).slip
    return None if slip is None else slip.key.removeprefix("check.slip.")


@pytest.mark.parametrize(
    "answer",
    [
        0.5,
        np.float64(0.5),
        np.float32(0.5),
        Decimal("0.5"),
        Fraction(1, 2),
        [0.5],
        (0.5,),
        [[0.5]],
        np.array(0.5),
        np.array([[0.5]]),
        np.ma.array([0.5], mask=[False]),
        pd.Series([0.5]),
        pd.Series([0.5], dtype="Float64"),
        pd.Series([0.5], index=["north"]),
        pd.DataFrame({"gap": [0.5]}),
        pd.Index([0.5]),
        pd.Series(pd.Categorical([0.5])),
    ],
)
def test_one_number_is_read_whatever_it_came_in(answer):
    reading = read(answer)
    assert reading.values == (0.5,)
    assert type(reading.values[0]) is float
    assert reading.slip is None


@pytest.mark.parametrize(
    "answer, value, slip",
    [
        ("0.5", 0.5, "text-number"),
        (" 0.5 ", 0.5, "text-number"),
        ("0,5", 0.5, "decimal-comma"),
        ("-0,5", -0.5, "decimal-comma"),
        ("\u22120.5", -0.5, "text-number"),
        ("50%", 0.5, "text-percentage"),
        ("50 %", 0.5, "text-percentage"),
        ("50\xa0%", 0.5, "text-percentage"),
        ("1 000", 1000.0, "text-number"),
        ((-1, 2), -1.2, "decimal-comma"),
        ((3, 14), 3.14, "decimal-comma"),
        ("22 minutes", 22.0, "unit"),
        ("-1,5 puntos", -1.5, "unit"),
        ("0.5pts.", 0.5, "unit"),
    ],
)
def test_a_slip_is_read_through_and_named(answer, value, slip):
    assert read(answer).values == (value,)
    assert slip_of(answer) == slip


def test_a_whole_number_with_its_unit_is_shown_whole():
    assert f"{read('22 minutes').slip.values['meant']}" == "22"


def test_minus_zero_comma_four_has_lost_its_sign():
    assert read((0, 4)).values == (0.4, -0.4)


@pytest.mark.parametrize(
    "answer, slip",
    [
        (None, "nothing"),
        (math.nan, "nan"),
        (pd.NA, "nan"),
        (Decimal("NaN"), "nan"),
        (math.inf, "infinite"),
        ("inf", "infinite"),
        (True, "truth-value"),
        ([], "many-numbers"),
        ([1, 2], "many-numbers"),
        ((1.5, 2), "many-numbers"),
        ((1, -2), "many-numbers"),
        ((True, 2), "many-numbers"),
        ((1, 2, 3), "many-numbers"),
        ("twelve", "not-a-number"),
        ("1,234.5", "not-a-number"),
        ("22 minutes 5", "not-a-number"),
        ("about 22 (or so)", "not-a-number"),
        ("four['gap'].mean()", "code-as-text"),
        ("four['gap'].mean()" + " " * 30 + "# the mean", "code-as-text"),
        ("1" * 50, "not-a-number"),
        ({}, "not-a-number"),
        (len, "function"),
        (print, "function"),
    ],
)
def test_what_is_no_number_is_named(answer, slip):
    assert read(answer).values == ()
    assert slip_of(answer) == slip


def test_many_numbers_are_counted():
    assert read(pd.DataFrame(np.zeros((4, 3)))).slip.values["n"] == 12


@given(FINITE)
def test_every_finite_number_is_read_as_itself(number):
    assert read(number).values == (number,)
    assert read(repr(number)).values == (number,)
    assert KIND.same(number, number)


@given(FINITE, FINITE)
def test_sameness_is_the_tolerance_and_works_both_ways(one, other):
    gap = abs(one - other)
    if gap <= 0.005:
        assert KIND.same(one, other)
    elif gap > 0.005 * (1 + 1e-8) and gap > 1e-11 * abs(other):
        assert not KIND.same(one, other)
        assert not KIND.same(other, one)


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_an_exact_number_is_exact(one, other):
    assume(abs(one - other) > 1e-12 * abs(other))
    assert Number(tolerance=0).same(one, other) == (one == other)


def test_an_exact_number_is_exact_however_large():
    assert not Number(tolerance=0).same(7_000_000_001, 7_000_000_000)


def test_an_exact_number_forgives_the_machine():
    assert Number(tolerance=0).same(0.1 + 0.2, 0.3)


@given(st.floats(-100, 100))
def test_rounding_to_two_decimals_is_always_forgiven(number):
    assert KIND.same(round(number, 2), number)


def test_the_edge_of_the_tolerance_is_inside():
    assert KIND.same(0.785, 0.78)
    assert not KIND.same(0.7851, 0.78)
    assert KIND.distance(0.8, 0.78) == pytest.approx(4)


# --- with the toy lesson: 64 of 100 customers were served ------------------------------------


@pytest.mark.parametrize(
    "answer, state, name",
    [
        (0.64, State.RIGHT, None),
        (0.644, State.RIGHT, None),
        (np.float64(0.64), State.RIGHT, None),
        (pd.Series([0.64]), State.RIGHT, None),
        (0.7, State.NEARLY, "mean-of-shares"),
        (6.4, State.NEARLY, "per-ten"),
        (64, State.NEARLY, "slip/percentage"),
        ("0.64", State.NEARLY, "slip/text-number"),
        ("64 %", State.NEARLY, "slip/text-percentage"),
        ((0, 64), State.NEARLY, "slip/decimal-comma"),
        (-0.64, State.NEARLY, "slip/sign"),
        ("0,7", State.NEARLY, "mean-of-shares"),
        (0.6, State.NOT_RIGHT, None),
        ("0.6", State.NOT_RIGHT, "slip/text-number"),
        (0.0064, State.NOT_RIGHT, None),
    ],
)
def test_a_share_is_judged(answer, state, name):
    verdict = bakery.verdict("share", answer)
    assert verdict.state is state
    if state is not State.NOT_RIGHT:
        assert verdict.misconception == name


@pytest.mark.parametrize(
    "answer, state, name",
    [
        (10_000, State.RIGHT, None),
        (10_000.5, State.NOT_RIGHT, None),
        (10.0, State.NEARLY, "slip/thousand"),
        ((10, 0), State.NEARLY, "slip/thousand"),
        ("10,000", State.NEARLY, "slip/thousand"),
        (-10_000, State.NEARLY, "slip/sign"),
    ],
)
def test_an_exact_count_is_judged(answer, state, name):
    verdict = bakery.verdict("customers", answer)
    assert verdict.state is state
    if state is State.NEARLY:
        assert verdict.misconception == name


def test_points_are_whole_when_right_and_half_for_another_convention():
    assert bakery.verdict("share", 0.64).points == 1
    assert bakery.verdict("share", 6.4).points == 0.5
    assert bakery.verdict("share", 0.7).points == 0
    assert bakery.verdict("share", "0.64").points == 0


@pytest.mark.parametrize(
    "answer, english, spanish",
    [
        (0.64, "64% of all customers were served.", "Fue atendido el 64\xa0% de los clientes."),
        (0.7, "the two differ by +0.060.", "la diferencia es de +0.060."),
        (64, "As a share, 64 percent is 0.640.", "Como proporción, 64 por ciento es 0.640."),
        (1.7, "A share lies between 0 and 1; yours is 1.70.", "está entre 0 y 1; la tuya es 1.70."),
        (0.65, "0.650 is close, but not close enough", "0.650 está cerca, pero no lo suficiente"),
        (-0.2, "A share lies between 0 and 1; yours is -0.20.", "la tuya es -0.20."),
        (0.1, "0.10 is far smaller than the answer.", "0.10 es mucho menor que la respuesta."),
        ("0.64", "Otherwise your answer is right.", "Por lo demás, tu respuesta es correcta."),
    ],
)
def test_what_is_said_of_a_share(answer, english, spanish):
    assert english in bakery.said("share", answer, "en")
    assert spanish in bakery.said("share", answer, "es")


@pytest.mark.parametrize("answer", ["0.6", "0,6", (0, 6), "60 %"])
def test_a_wrong_answer_with_a_slip_is_never_called_right(answer):
    for word in ("right", "correct"):
        said = bakery.said("share", answer, "en" if word == "right" else "es").casefold()
        assert word not in said.replace("not right yet", "").replace("todavía no", "")


@pytest.mark.parametrize(
    "answer, statistic",
    [(25, "mean"), (64, "sum")],
)
def test_the_mean_or_sum_of_a_column_is_recognised(answer, statistic):
    said = bakery.said("customers", answer)
    assert f"is the {statistic} of" in said
    assert "of `tills`" in said


class TwelveRows:
    names = ("rows",)

    def data(self, name):
        return pd.DataFrame({"waited": range(100, 112)})


def test_a_count_of_rows_is_recognised():
    (message,) = Number().measure(12.0, 90.0, TwelveRows())
    assert message.key == "check.measured.column-count"


class Waited:
    names = ("rows",)

    def data(self, name):
        return pd.DataFrame({"waited": [0.1, 0.2, 0.4]})


def test_the_mean_that_was_asked_for_is_no_wrong_column_when_it_is_rounded():
    mean = 0.7 / 3
    (message,) = Number(tolerance=0.001).measure(0.23, mean, Waited())
    assert message.key == "check.measured.close"
    (message,) = Number(tolerance=0.001).measure(0.23, 0.5, Waited())
    assert message.key == "check.measured.column-mean"


def test_a_small_whole_number_is_a_guess_and_no_count():
    assert "how many values" not in bakery.said("customers", 4)


class Emptied:
    names = ("rows",)

    def data(self, name):
        waits = pd.Series([pd.NA, pd.NA], dtype="Float64")
        return pd.DataFrame({"waits": waits, "score": [20.25, 30.25]})


def test_a_column_without_any_number_is_passed_over():
    (message,) = Number(tolerance=0).measure(25.25, 3.0, Emptied())
    assert message.values["column"] == "score"


@pytest.mark.parametrize(
    "kind, value, key",
    [
        (Number(low=1, high=7), 9.0, "range"),
        (Number(low=0), -1.0, "below"),
        (Number(high=7), 8.0, "above"),
        (Number(share=True), 1.2, "share"),
    ],
)
def test_what_lies_outside_the_range_is_said(kind, value, key):
    material = bakery.lesson().version(seed=0)
    assert [m.key for m in kind.measure(value, 3.0, material)] == [f"check.measured.{key}"]


def test_the_other_side_of_zero_is_said():
    material = bakery.lesson().version(seed=0)
    (message,) = Number().measure(-2.0, 3.0, material)
    assert message.key == "check.measured.sign"
