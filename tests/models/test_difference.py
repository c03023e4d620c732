import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.difference import difference_reliability, gap_reliability

THREE = pd.DataFrame({"a": [1, 2, 3], "b": [2, 6, 4]})


def test_gap_of_two_scales_of_nine_tenths_is_three_quarters():
    # models.md: r = .9 both, equal variances, correlation .6 -> (.9 - .6)/(1 - .6) = .75
    found = difference_reliability(
        reliability_perception=0.9, reliability_expectation=0.9, correlation=0.6
    )
    assert found == pytest.approx(0.75)


def test_gap_reliability_weighs_by_the_variances():
    # (9 * .9 + 1 * .5 - 2 * .5 * 3)/(9 + 1 - 2 * .5 * 3) = 5.6/7 = .8
    found = difference_reliability(
        reliability_perception=0.9,
        reliability_expectation=0.5,
        correlation=0.5,
        sd_perception=3,
        sd_expectation=1,
    )
    assert found == pytest.approx(0.8)


@given(
    reliability=st.floats(0.1, 0.99),
    correlation=st.floats(0.05, 0.95),
    sd=st.floats(0.5, 3),
)
def test_a_gap_is_less_reliable_than_its_parts(reliability, correlation, sd):
    found = difference_reliability(
        reliability_perception=reliability,
        reliability_expectation=reliability,
        correlation=correlation,
        sd_perception=sd,
        sd_expectation=sd,
    )
    assert found < reliability
    assert found == pytest.approx((reliability - correlation) / (1 - correlation))


def test_uncorrelated_parts_of_equal_variance_give_the_mean_reliability():
    found = difference_reliability(
        reliability_perception=0.9, reliability_expectation=0.5, correlation=0
    )
    assert found == pytest.approx(0.7)


def test_gap_reliability_from_answers_by_hand():
    # Perception: variances 17/3, 5/3, totals 5, 11, 7, 13 (variance 40/3): 2(1 - 22/40) = .9.
    # Expectation: 2/3, 1/3, totals 11, 12, 13, 14 (5/3): 2(1 - 3/5) = .8.
    # Correlation of totals: covariance 10/3, 10/3/sqrt(40/3 * 5/3) = 1/sqrt 2.
    # Gap of means: (10/3 * .9 + 5/12 * .8 - 2 * 5/6)/(10/3 + 5/12 - 2 * 5/6) = (5/3)/(25/12).
    found = gap_reliability(
        perception=[[2, 3], [6, 5], [3, 4], [7, 6]],
        expectation=[[5, 6], [6, 6], [6, 7], [7, 7]],
    )
    assert found.perception == pytest.approx(0.9)
    assert found.expectation == pytest.approx(0.8)
    assert found.correlation == pytest.approx(0.5**0.5)
    assert found.gap == pytest.approx(0.8)
    # Item gaps -3, 0, -3, 0 and -3, -1, -3, -1: variances 3 and 4/3, of the total 25/3.
    assert found.gap_items == pytest.approx(2 * (1 - (3 + 4 / 3) / (25 / 3)))


@pytest.mark.parametrize(
    "changed, words",
    [
        (
            {"reliability_perception": 1.1},
            "`reliability_perception` should be a number of at most 1; it is 1.1",
        ),
        ({"reliability_expectation": 1.1}, "`reliability_expectation`"),
        ({"reliability_expectation": np.nan}, "`reliability_expectation`"),
        ({"correlation": 1.2}, "`correlation` should be a number between -1 and 1"),
        ({"sd_perception": 0}, "`sd_perception` should lie between 0 and inf, both excluded"),
        ({"sd_expectation": np.inf}, "`sd_expectation`"),
        ({"correlation": 1}, "The difference should vary"),
    ],
)
def test_difference_reliability_refuses_what_cannot_be(changed, words):
    good = {"reliability_perception": 0.9, "reliability_expectation": 0.9, "correlation": 0.6}
    with pytest.raises(ModelError, match=words):
        difference_reliability(**(good | changed))


def test_gap_reliability_wants_the_same_items_of_the_same_respondents():
    with pytest.raises(ModelError, match="they have 3 and 2"):
        gap_reliability(perception=THREE, expectation=THREE.head(2))
    with pytest.raises(ModelError, match="same columns in the same order"):
        gap_reliability(perception=THREE, expectation=THREE[["b", "a"]])
