import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brecha import datasets
from brecha.errors import ModelError
from brecha.models.importance import (
    QUADRANTS,
    changed_quadrants,
    derived_importance,
    importance_performance,
    stated_importance,
)

# One attribute for each quadrant; means: importance 4, performance 4.5.
IMPORTANCE = pd.Series({"speed": 6.0, "welcome": 5.0, "brochure": 2.0, "decor": 3.0})
PERFORMANCE = pd.Series({"speed": 3.0, "welcome": 6.0, "brochure": 4.0, "decor": 5.0})

# decor travels with speed, and overall follows speed alone.
RATINGS = pd.DataFrame({"speed": [1, 2, 3, 4, 5, 6], "decor": [1, 3, 2, 5, 4, 6]})
OVERALL = [2, 3, 4, 5, 6, 7]


def test_four_quadrants_by_hand():
    found = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    assert (found.importance_cut, found.performance_cut) == (4.0, 4.5)
    assert found.attributes["quadrant"].to_dict() == {
        "speed": "concentrate",
        "welcome": "keep",
        "brochure": "low-priority",
        "decor": "overkill",
    }


def test_the_crosshair_changes_the_verdict():
    at_means = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    at_middle = importance_performance(
        importance=IMPORTANCE, performance=PERFORMANCE, crosshair=(4, 4)
    )
    assert (at_middle.importance_cut, at_middle.performance_cut) == (4.0, 4.0)
    changed = changed_quadrants(at_means, at_middle)
    assert changed.to_dict("index") == {"brochure": {"first": "low-priority", "second": "overkill"}}


def test_an_attribute_on_a_line_counts_as_high():
    found = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE, crosshair=(6, 3))
    assert found.attributes.loc["speed", "quadrant"] == "keep"


def test_axes_swapped_is_another_verdict():
    right = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    swapped = importance_performance(importance=PERFORMANCE, performance=IMPORTANCE)
    assert list(changed_quadrants(right, swapped).index) == ["speed", "decor"]


def test_labels_are_matched_whatever_their_order():
    found = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE.iloc[::-1])
    assert found.attributes["quadrant"]["decor"] == "overkill"
    assert list(found.attributes.index) == list(IMPORTANCE.index)


@given(
    st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=2, max_size=8),
    st.floats(-3, 3),
    st.floats(0.5, 3),
)
@settings(deadline=None)
def test_at_the_means_units_do_not_matter_and_nobody_can_have_all_poor(pairs, shift, stretch):
    importance = pd.Series([float(first) for first, _ in pairs])
    performance = pd.Series([float(second) for _, second in pairs])
    found = importance_performance(importance=importance, performance=performance)
    assert set(found.attributes["quadrant"]) <= set(QUADRANTS)
    assert (performance >= performance.mean() - 1e-9).any()
    exact = np.isclose(importance, importance.mean()) | np.isclose(performance, performance.mean())
    moved = importance_performance(
        importance=importance * stretch + shift, performance=performance * stretch + shift
    )
    same = found.attributes["quadrant"] == moved.attributes["quadrant"]
    assert (same | exact).all()


def test_stated_importance_is_the_mean_answer():
    found = stated_importance(pd.DataFrame({"price": [7, 5, 6], "parking": [2, 4, 3]}))
    assert found.to_dict() == {"price": 6.0, "parking": 3.0}


def test_one_answer_states_an_importance():
    assert stated_importance([[7, 5]]).tolist() == [7, 5]


def test_betas_need_two_respondents_more_than_attributes():
    four = derived_importance(RATINGS.head(4), overall=[2, 3, 5, 4], method="beta")
    assert four.notna().all()


def test_derived_importance_by_hand():
    # decor: products 2.5*2.5 + 1.5*.5 + .5*1.5 + .5*1.5 + 1.5*.5 + 2.5*2.5 = 15.5 of 17.5
    by_r = derived_importance(RATINGS, overall=OVERALL)
    assert by_r.to_dict() == pytest.approx({"speed": 1.0, "decor": 15.5 / 17.5})
    by_beta = derived_importance(RATINGS, overall=OVERALL, method="beta")
    assert by_beta.to_dict() == pytest.approx({"speed": 1.0, "decor": 0.0}, abs=1e-12)


def test_two_betas_by_the_textbook_formula():
    # beta_1 = (r_1 - r_2 r_12)/(1 - r_12^2)
    overall = [3, 2, 5, 4, 7, 5]
    first, second = derived_importance(RATINGS, overall=overall)
    among = 15.5 / 17.5
    found = derived_importance(RATINGS, overall=overall, method="beta")
    assert found["speed"] == pytest.approx((first - second * among) / (1 - among**2))
    assert found["decor"] == pytest.approx((second - first * among) / (1 - among**2))


def test_betas_agree_with_a_regression_on_standard_scores(mobi, mobi_blocks):
    ratings, overall = mobi[mobi_blocks["Quality"]], mobi["CUSA1"]
    scores = ((ratings - ratings.mean()) / ratings.std()).to_numpy()
    target = ((overall - overall.mean()) / overall.std()).to_numpy()
    expected = np.linalg.lstsq(scores, target, rcond=None)[0]
    found = derived_importance(ratings, overall=overall, method="beta")
    assert found.to_numpy() == pytest.approx(expected)
    assert list(found.index) == mobi_blocks["Quality"]


@given(st.floats(0.1, 5), st.floats(-10, 10))
def test_derived_importance_does_not_feel_the_unit(stretch, shift):
    overall = [3, 2, 5, 4, 7, 5]
    for method in ("correlation", "beta"):
        found = derived_importance(RATINGS * stretch + shift, overall=overall, method=method)
        expected = derived_importance(RATINGS, overall=overall, method=method)
        assert found.to_numpy() == pytest.approx(expected.to_numpy())


def test_two_attributes_of_the_real_trade_survey_matter_most_and_do_poorest():
    # models.md, customerSat (Rossi, Gilula & Allenby 2001): q4 and q6 have a high derived
    # importance and low means.
    data = datasets.load("customerSat").rename(
        columns=datasets.describe("customerSat")["original"].to_dict()
    )
    ratings = data.drop(columns="q1")
    for method in ("correlation", "beta"):
        importance = derived_importance(ratings, overall=data["q1"], method=method)
        assert set(importance.nlargest(2).index) == {"q4", "q6"}
        found = importance_performance(importance=importance, performance=ratings.mean())
        assert set(found.attributes.loc[["q4", "q6"], "quadrant"]) == {"concentrate"}
    assert ratings.mean().idxmin() == "q4"


@pytest.mark.parametrize(
    "ratings, overall, method, words",
    [
        (RATINGS, OVERALL, "slope", "'correlation' or 'beta'; it is 'slope'"),
        (RATINGS, OVERALL[:3], "beta", "they have 6 and 3"),
        (RATINGS.assign(decor=4), OVERALL, "beta", "same answer to 'decor'"),
        (RATINGS, [5] * 6, "correlation", "same answer to 'overall'"),
        (RATINGS.assign(copy=RATINGS["speed"] * 2), OVERALL, "beta", "aren't determined"),
        (RATINGS.head(3), OVERALL[:3], "beta", "at least 4 respondents"),
        (RATINGS.astype(float).replace(6, np.nan), OVERALL, "beta", "missing"),
    ],
)
def test_derived_importance_says_what_is_wrong(ratings, overall, method, words):
    with pytest.raises(ModelError, match=words):
        derived_importance(ratings, overall=overall, method=method)


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"performance": PERFORMANCE.drop("decor")}, "only one of them has decor"),
        ({"importance": [6, 5, 2, 3]}, "should be a Series"),
        ({"importance": pd.concat([IMPORTANCE, IMPORTANCE])}, "Name every attribute once"),
        ({"crosshair": "middle"}, '`crosshair` should be "means" or a pair'),
        ({"crosshair": (4,)}, "pass \\(4, 4\\)"),
        ({"crosshair": (4, np.nan)}, r"`crosshair\[1\]` should be a number"),
        ({"performance": PERFORMANCE.replace(3, np.nan)}, "1 of 4 are missing"),
    ],
)
def test_importance_performance_says_what_is_wrong(changed, words):
    given = {"importance": IMPORTANCE, "performance": PERFORMANCE}
    with pytest.raises(ModelError, match=words):
        importance_performance(**(given | changed))


def test_only_analyses_of_the_same_attributes_are_compared():
    one = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    other = importance_performance(importance=IMPORTANCE[:3], performance=PERFORMANCE[:3])
    with pytest.raises(ModelError, match="4 and 3"):
        changed_quadrants(one, other)


def test_the_result_shows_its_table():
    found = importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    assert "concentrate" in repr(found)
    assert "<th>brochure</th>" in found._repr_html_()
