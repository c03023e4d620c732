import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from brecha.errors import ModelError
from brecha.models.reliability import alpha_without, cronbach_alpha

# Variances 1 and 4, covariance 1, variance of the total 1 + 4 + 2 = 7; correlation 1/2.
# Raw: 2/1 * (1 - 5/7) = 4/7. Standardised: 2 * r/(1 + r) = 2/3 (Spearman-Brown).
THREE = pd.DataFrame({"a": [1, 2, 3], "b": [2, 6, 4]})

# Item c was left unreversed: turned by 6 - x it is 1, 3, 3, 5.
UNTURNED = pd.DataFrame({"a": [1, 2, 4, 5], "b": [2, 1, 4, 5], "c": [5, 3, 3, 1]})

# Three decimals in models.md ("seen"), computed from the data by Monecke & Leisch's blocks.
# Interval: pingouin 0.7.0, cronbach_alpha(data, ci=.95), which rounds to three decimals.
MOBI = {
    "Image": (0.714, 0.654, 0.767),
    "Expectation": (0.433, 0.299, 0.544),
    "Quality": (0.872, 0.847, 0.895),
    "Value": (0.817, 0.765, 0.857),
    "Satisfaction": (0.770, 0.716, 0.815),
    "Loyalty": (0.442, 0.310, 0.552),
}

answers = arrays.arrays(
    np.float64,
    st.tuples(st.integers(5, 12), st.integers(3, 5)),
    elements=st.integers(1, 7).map(float),
).filter(lambda grid: (grid.std(axis=0) > 0).all() and np.cov(grid.T).sum() > 0.5)


def test_alpha_of_three_respondents_by_hand():
    found = cronbach_alpha(THREE)
    assert found.raw == pytest.approx(4 / 7)
    assert found.standardised == pytest.approx(2 / 3)
    assert (found.items, found.respondents) == (2, 3)


@pytest.mark.parametrize("construct", MOBI)
def test_alpha_and_feldts_interval_of_the_mobile_operator(mobi, mobi_blocks, construct):
    found = cronbach_alpha(mobi[mobi_blocks[construct]])
    value, low, high = MOBI[construct]
    assert found.raw == pytest.approx(value, abs=0.0005)
    assert found.low == pytest.approx(low, abs=0.0005)
    assert found.high == pytest.approx(high, abs=0.0005)


def test_feldts_interval_at_another_confidence(mobi):
    # pingouin 0.7.0: cronbach_alpha(ci=.9) of the first ten respondents: .786, [.475, .928]
    found = cronbach_alpha(mobi[["PERQ1", "PERQ2", "PERQ3"]].head(10), confidence=0.9)
    assert found.raw == pytest.approx(0.7864615, abs=1e-7)
    assert (found.low, found.high) == pytest.approx((0.475, 0.928), abs=0.0005)
    assert found.confidence == 0.9


@given(answers)
@settings(max_examples=40, deadline=None)
def test_alpha_stays_when_items_are_shifted_or_reordered_and_is_never_above_one(grid):
    found = cronbach_alpha(grid)
    moved = cronbach_alpha(grid[:, ::-1] + np.arange(grid.shape[1]))
    assert moved.raw == pytest.approx(found.raw)
    assert found.low < found.raw < found.high or found.raw == pytest.approx(1)
    assert found.raw <= 1 + 1e-9
    assert found.standardised <= 1 + 1e-9


@given(answers)
@settings(max_examples=40, deadline=None)
def test_only_the_raw_alpha_feels_the_unit_of_an_item(grid):
    scaled = grid.copy()
    scaled[:, 0] *= 10
    assert cronbach_alpha(scaled).standardised == pytest.approx(cronbach_alpha(grid).standardised)


def test_the_same_item_three_times_has_alpha_one():
    assert cronbach_alpha(np.outer([1, 4, 2, 6], [1, 1, 1])).raw == pytest.approx(1)


def test_two_unrelated_things_can_still_have_a_high_alpha():
    # Twice four copies of two uncorrelated items: k = 8, mean correlation 12/28 = 3/7,
    # alpha = 8 * 3/7 / (1 + 7 * 3/7) = 6/7, for a scale of two dimensions.
    one, other = [1, 2, 1, 2], [1, 1, 2, 2]
    grid = np.column_stack([one] * 4 + [other] * 4)
    assert cronbach_alpha(grid).raw == pytest.approx(6 / 7)


def test_an_item_left_unreversed_pulls_alpha_below_zero():
    turned = UNTURNED.assign(c=6 - UNTURNED["c"])
    # Variances 10/3, 10/3, 8/3; totals 8, 6, 11, 11 with variance 6: 3/2 (1 - 28/3/6) = -5/6.
    assert cronbach_alpha(UNTURNED).raw == pytest.approx(-5 / 6)
    # Turned, the totals are 4, 6, 11, 15 with variance 74/3: 3/2 (1 - 28/74) = 69/74.
    assert cronbach_alpha(turned).raw == pytest.approx(69 / 74)


def test_alpha_without_each_item_points_at_the_unreversed_one():
    found = alpha_without(UNTURNED)
    assert list(found.index) == ["a", "b", "c"]
    assert found["rest"].idxmin() == "c"
    for item in UNTURNED:
        assert found.loc[item, "alpha"] == pytest.approx(
            cronbach_alpha(UNTURNED.drop(columns=item)).raw
        )
    # The rest of a is (b + c)/2: 3.5, 2, 3.5, 3; covariance with a 1/6, variances 10/3 and 1/2.
    assert found.loc["a", "rest"] == pytest.approx(1 / 6 / np.sqrt(10 / 3 / 2))


def test_alpha_without_an_item_is_not_a_number_where_the_rest_cancels_out():
    items = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 3, 2, 4], "c": [4, 3, 2, 1]})
    found = alpha_without(items)
    assert found.loc["b"].isna().all()
    assert found.loc[["a", "c"]].notna().all(axis=None)


@pytest.mark.parametrize(
    "items, words",
    [
        ([1, 2, 3], "one row per respondent and one column per item"),
        ([[1, 2]], "at least 2 rows and 2 columns; it has 1 and 2"),
        ([[1], [2]], "at least 2 rows and 2 columns; it has 2 and 1"),
        ([[1, np.nan], [2, 3]], "1 of 2 are missing"),
        ([[1, np.inf], [2, 3]], "finite"),
        ([[1, "six"], [2, "five"]], "it holds 'six'"),
        ([[1, 4], [2, 4]], "everybody gave the same answer to 2"),
        ([[1, 5], [2, 4]], "Turn the reversed items round"),
        (pd.DataFrame([[1, 2], [2, 4]], columns=["a", "a"]), "'a' comes twice"),
    ],
)
def test_alpha_says_what_is_wrong_with_the_items(items, words):
    with pytest.raises(ModelError, match=words):
        cronbach_alpha(items)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.1, "high"])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ModelError, match="`confidence` should lie between 0 and 1"):
        cronbach_alpha(THREE, confidence=confidence)


def test_two_respondents_are_enough_to_compute_though_not_to_believe():
    assert alpha_without([[1, 2, 3], [4, 4, 7]]).loc[1, "alpha"] == pytest.approx(
        cronbach_alpha([[2, 3], [4, 7]]).raw
    )


def test_alpha_without_needs_three_items():
    with pytest.raises(ModelError, match="3 columns; it has 3 and 2"):
        alpha_without(THREE)


def test_a_result_shows_itself_as_text_and_table():
    found = cronbach_alpha(THREE)
    assert repr(found).startswith("Alpha(raw=0.5714, standardised=0.6667, low=")
    assert '<th scope="row">raw</th><td>0.5714</td>' in found._repr_html_()
