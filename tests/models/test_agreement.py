import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from brecha.errors import ModelError
from brecha.models.agreement import agreement_table, cohen_kappa, kappa_of_table

# Two neurologists grading patients for multiple sclerosis (Landis & Koch 1977; MSPatients in the
# R package vcd): those of Winnipeg and those of New Orleans.
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
NEW_ORLEANS = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]

tables = arrays.arrays(np.int64, (3, 3), elements=st.integers(1, 20))


def test_kappa_by_hand():
    # models.md. Agreement 35/50; chance 25/50 * 30/50 + 25/50 * 20/50 = 1/2; (.7 - .5)/.5
    found = kappa_of_table([[20, 5], [10, 15]])
    assert found.observed == pytest.approx(0.7)
    assert found.chance == pytest.approx(0.5)
    assert found.value == pytest.approx(0.4)
    assert found.units == 50


@pytest.mark.parametrize("table, value", [(WINNIPEG, 0.2079), (NEW_ORLEANS, 0.2965)])
def test_kappa_of_the_neurologists_as_published(table, value):
    assert kappa_of_table(table).value == pytest.approx(value, abs=0.00005)


@pytest.mark.parametrize(
    "weights, value, low, high",
    [
        # statsmodels 0.15.0, cohens_kappa(WINNIPEG, wt=...)
        ("none", 0.2079425, 0.1090518, 0.3068332),
        ("linear", 0.3797305, 0.2784654, 0.4809957),
        ("quadratic", 0.5245765, 0.4068706, 0.6422823),
    ],
)
def test_weighted_kappa_and_its_interval_agree_with_another_program(weights, value, low, high):
    found = kappa_of_table(WINNIPEG, weights=weights)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-7)
    assert found.weights == weights


def test_linear_weights_by_hand():
    # low-low 2, low-medium 1, high-high 1. Credit 1, 1/2, 1: observed 3.5/4.
    # Rows 3/4, 0, 1/4; columns 1/2, 1/4, 1/4; chance 3/8 + 3/32 + 1/32 + 1/16 = 9/16.
    found = cohen_kappa(
        ["low", "low", "low", "high"],
        ["low", "low", "medium", "high"],
        weights="linear",
        categories=["low", "medium", "high"],
    )
    assert found.observed == pytest.approx(7 / 8)
    assert found.chance == pytest.approx(9 / 16)
    assert found.value == pytest.approx((7 / 8 - 9 / 16) / (7 / 16))
    assert found.table.to_numpy().tolist() == [[2, 1, 0], [0, 0, 0], [0, 0, 1]]


@given(tables)
@settings(deadline=None)
def test_kappa_is_the_same_with_the_observers_exchanged_and_never_above_one(table):
    for weights in ("none", "linear", "quadratic"):
        found = kappa_of_table(table, weights=weights)
        assert found.value == pytest.approx(kappa_of_table(table.T, weights=weights).value)
        assert found.low <= found.value <= found.high <= 1


@given(tables)
@settings(deadline=None)
def test_only_weighted_kappa_feels_the_order_of_the_codes(table):
    order = [1, 0, 2]
    shuffled = table[np.ix_(order, order)]
    assert kappa_of_table(shuffled).value == pytest.approx(kappa_of_table(table).value)


def test_weights_of_two_codes_change_nothing():
    plain = kappa_of_table([[20, 5], [10, 15]])
    for weights in ("linear", "quadratic"):
        assert kappa_of_table([[20, 5], [10, 15]], weights=weights).value == plain.value


def test_observers_who_always_agree_have_kappa_one_and_independent_ones_zero():
    assert kappa_of_table([[3, 0], [0, 4]]).value == 1
    assert kappa_of_table([[4, 8], [2, 4]]).value == pytest.approx(0)
    assert kappa_of_table([[0, 3], [3, 0]]).value == -1


def test_the_interval_is_cut_at_one():
    found = kappa_of_table([[9, 1], [0, 10]])
    assert found.value == pytest.approx(0.9)
    assert found.high == 1
    assert found.low == pytest.approx(0.7099239, abs=1e-7)  # statsmodels 0.15.0


def test_table_and_codes_give_the_same_kappa():
    first = ["a"] * 25 + ["b"] * 25
    second = ["a"] * 20 + ["b"] * 5 + ["a"] * 10 + ["b"] * 15
    found = cohen_kappa(first, second)
    assert found.table.loc["a"].to_dict() == {"a": 20, "b": 5}
    assert found.value == pytest.approx(0.4)


def test_codes_that_nobody_used_count_when_named():
    counts = agreement_table([1, 2], [1, 1], categories=[1, 2, 3])
    assert counts.shape == (3, 3)
    assert counts.to_numpy().sum() == 2
    assert agreement_table([1, "x"], ["x", "x"]).loc["x", "x"] == 1


@pytest.mark.parametrize(
    "first, second, changed, words",
    [
        ([1, 2], [1], {}, "they have 2 and 1"),
        ([], [], {}, "there is none"),
        ([1, None], [1, 2], {}, "codes are missing"),
        ([1, 2], [1, 3], {"categories": [1, 2]}, "3 is not"),
        ([1, 1], [1, 1], {"categories": [1, 2]}, "always gave the same one"),
        ([1, 1], [1, 1], {}, "two or more"),
        ([1, 2], [1, 2], {"weights": "cubic"}, "it is 'cubic'"),
        (["low", "high"], ["low", "low"], {"weights": "linear"}, "the alphabet is none"),
        ([1, 2], [1, 2], {"confidence": 95}, "0.95, not 95"),
    ],
)
def test_kappa_says_what_is_wrong_with_the_codes(first, second, changed, words):
    with pytest.raises(ModelError, match=words):
        cohen_kappa(first, second, **changed)


@pytest.mark.parametrize(
    "table, words",
    [
        ([[1, 2, 3], [4, 5, 6]], r"it is \(2, 3\)"),
        ([[0.4, 0.1], [0.2, 0.3]], "not shares"),
        ([[4, -1], [2, 3]], "not negative"),
        ([["a", "b"], ["c", "d"]], "something else"),
        ([[0, 0], [0, 0]], "all are 0"),
    ],
)
def test_kappa_says_what_is_wrong_with_a_table(table, words):
    with pytest.raises(ModelError, match=words):
        kappa_of_table(pd.DataFrame(table))
