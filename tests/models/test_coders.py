import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from brecha.errors import ModelError
from brecha.models.coders import krippendorff_alpha

# Krippendorff (2011): four observers (here columns), twelve units (here rows).
TWELVE = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, 3, None, None],
]


@pytest.mark.parametrize(
    "level, value",
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_as_published(level, value):
    found = krippendorff_alpha(TWELVE, level=level)
    assert found.value == pytest.approx(value, abs=0.0005)
    # The unit that one observer alone coded says nothing.
    assert (found.units, found.codes) == (11, 40)


@pytest.mark.parametrize(
    "level, value",
    [
        # krippendorff 0.9.0 (GPL), alpha(reliability_data, level_of_measurement); obtained once.
        ("nominal", 0.743421052631579),
        ("ordinal", 0.8153875037548814),
        ("interval", 0.8491071428571428),
        ("ratio", 0.7974027747116121),
    ],
)
def test_alpha_agrees_with_another_program(level, value):
    assert krippendorff_alpha(TWELVE, level=level).value == pytest.approx(value, abs=1e-12)


def test_alpha_by_hand():
    # Six codes: a 3, b 3 (the lone a doesn't count). One of three units disagrees: 2 of 6
    # ordered pairs. By chance 2 * 3 * 3 of 6 * 5.
    codes = [["a", "a"], ["b", "b"], ["a", "b"], ["a", None]]
    found = krippendorff_alpha(codes, level="nominal")
    assert found.observed == pytest.approx(1 / 3)
    assert found.chance == pytest.approx(18 / 30)
    assert found.value == pytest.approx(1 - (1 / 3) / (18 / 30))


def test_two_observers_without_missing_codes_come_near_kappas_cousin():
    # Scott's pi with the small-sample correction: alpha = 1 - (1 - pi)(2n - 1)/(2n).
    codes = [[1, 1]] * 20 + [[1, 2]] * 5 + [[2, 1]] * 10 + [[2, 2]] * 15
    share = (25 + 30) / 100
    chance = share**2 + (1 - share) ** 2
    pi = (0.7 - chance) / (1 - chance)
    found = krippendorff_alpha(codes, level="nominal")
    assert found.value == pytest.approx(1 - (1 - pi) * 99 / 100)


@given(
    arrays.arrays(np.int64, (6, 3), elements=st.integers(1, 4)).filter(
        lambda grid: len(np.unique(grid)) > 1
    ),
    st.permutations(range(3)),
)
@settings(deadline=None)
def test_alpha_does_not_care_who_is_who_and_interval_not_for_the_unit(grid, order):
    for level in ("nominal", "ordinal", "interval", "ratio"):
        found = krippendorff_alpha(grid, level=level).value
        assert krippendorff_alpha(grid[:, order], level=level).value == pytest.approx(found)
        assert krippendorff_alpha(grid[::-1], level=level).value == pytest.approx(found)
        assert found <= 1 + 1e-12
    interval = krippendorff_alpha(grid, level="interval").value
    assert krippendorff_alpha(3.0 * grid - 7, level="interval").value == pytest.approx(interval)
    ordinal = krippendorff_alpha(grid, level="ordinal").value
    assert krippendorff_alpha(grid**3, level="ordinal").value == pytest.approx(ordinal)


def test_one_unit_is_enough_to_compute():
    # Both codes differ, and by chance they always would: 1 - 1/1.
    assert krippendorff_alpha([["a", "b"]], level="nominal").value == pytest.approx(0)


def test_ratios_from_a_true_zero():
    # Codes 0, 0, 1, 3 in two units. Distances 0-1 and 0-3: 1; 1-3: (2/4)^2.
    # Observed: (0 + 1/4)/2; chance: 2(2 * 1 + 2 * 1 + 1/4)/(4 * 3).
    found = krippendorff_alpha([[0, 0], [1, 3]], level="ratio")
    assert found.value == pytest.approx(1 - (1 / 8) / (8.5 / 12))


def test_full_agreement_is_one():
    assert krippendorff_alpha([[1, 1], [2, 2]], level="interval").value == 1


@pytest.mark.parametrize(
    "codes, level, words",
    [
        (TWELVE, "metric", "it is 'metric'"),
        ([[1, None], [None, 2]], "nominal", "At least one unit should have two codes"),
        ([["a", "a"], ["a", "a"]], "nominal", "all of them are 'a'"),
        ([["a", "b"], ["b", "b"]], "ordinal", "'.' is none"),
        ([[-1, 2], [2, 2]], "ratio", "-1 is"),
    ],
)
def test_alpha_says_what_is_wrong(codes, level, words):
    with pytest.raises(ModelError, match=words):
        krippendorff_alpha(pd.DataFrame(codes), level=level)
