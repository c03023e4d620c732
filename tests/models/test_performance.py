import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError, UnknownNameError
from brecha.models.performance import servperf, variance_explained


def long(*rows):
    return pd.DataFrame(rows, columns=["respondent", "dimension", "item", "perception"])


# Tangibles: respondent 1 means 5, respondent 2 means 7 -> 6. Empathy: 3 and 2 -> 2.5.
SIX = long(
    (1, "tangibles", "T1", 4),
    (1, "tangibles", "T2", 6),
    (2, "tangibles", "T1", 7),
    (2, "tangibles", "T2", 7),
    (1, "empathy", "E1", 3),
    (2, "empathy", "E1", 2),
)


def test_servperf_by_hand():
    found = servperf(SIX)
    assert found.dimensions.to_dict() == {"tangibles": 6.0, "empathy": 2.5}
    assert found.score == 4.25
    # T1 5.5, T2 6.5, E1 2.5
    assert found.item_mean == pytest.approx(14.5 / 3)
    assert found.respondents == 2


def test_an_item_left_blank_is_left_out_and_not_its_respondent():
    answers = SIX.assign(perception=[4, np.nan, 7, 7, 3, 2])
    found = servperf(answers)
    # Respondent 1 has a 4 in tangibles, respondent 2 a 7.
    assert found.dimensions["tangibles"] == 5.5
    assert found.respondents == 2


def test_each_respondent_counts_the_same_however_many_items_were_answered():
    answers = long((1, "empathy", "E1", 2), (1, "empathy", "E2", 2), (2, "empathy", "E1", 6))
    assert servperf(answers).score == 4  # not 10/3, the mean of the rows


def test_a_table_of_dimensions_does_as_well():
    found = servperf(SIX.groupby(["respondent", "dimension"], as_index=False)["perception"].mean())
    assert found.score == 4.25
    assert np.isnan(found.item_mean)


def test_dimensions_come_in_their_order_whatever_the_rows_say():
    shuffled = SIX.sample(frac=1, random_state=3)
    found = servperf(shuffled)
    assert list(found.dimensions.index) == ["tangibles", "empathy"]
    assert found.score == 4.25


@given(st.integers(-3, 3))
def test_a_better_service_by_one_point_scores_one_point_more(points):
    better = SIX.assign(perception=SIX["perception"] + points)
    assert servperf(better, scale=(-5, 15)).score == pytest.approx(4.25 + points)


@pytest.mark.parametrize(
    "answers, words",
    [
        (SIX.drop(columns="perception"), "missing: perception"),
        (SIX.assign(perception=np.nan), "at least one answer; it has none"),
        (SIX.assign(perception=[4, 6, 7, 7, 3, -99]), "between 1 and 7; row 5 has -99"),
        (SIX.assign(perception="six"), "should hold numbers"),
        ([1, 2], "Pass a DataFrame"),
    ],
)
def test_servperf_says_what_is_wrong(answers, words):
    with pytest.raises(ModelError, match=words):
        servperf(answers)


def test_servperf_names_the_nearest_dimension():
    with pytest.raises(UnknownNameError, match="Did you mean 'empathy'"):
        servperf(SIX.replace({"dimension": {"empathy": "emphaty"}}))


def test_explained_by_one_score_is_the_squared_correlation():
    # x -1.5 -.5 .5 1.5, y -3 -1 0 4 about their means: xy 11, xx 5, yy 26: 121/130
    found = variance_explained([[1], [2], [3], [4]], outcome=[2, 4, 5, 9])
    assert found.share == pytest.approx(121 / 130)
    assert found.adjusted == pytest.approx(1 - (9 / 130) * 3 / 2)
    assert (found.scores, found.respondents) == (1, 4)


def test_explained_agrees_with_a_regression_done_otherwise():
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(40, 3))
    outcome = scores @ [1, 0.5, 0] + rng.normal(size=40)
    together = np.corrcoef(np.column_stack([scores, outcome]), rowvar=False)
    # R squared from the inverse of the correlation matrix, without any regression.
    assert variance_explained(scores, outcome=outcome).share == pytest.approx(
        1 - 1 / np.linalg.inv(together)[-1, -1]
    )


def test_another_score_never_explains_less_in_the_sample_but_may_when_adjusted():
    outcome = [1, 2, 3, 5, 4, 6]
    one = variance_explained([[1], [2], [3], [4], [5], [6]], outcome=outcome)
    two = variance_explained(
        [[1, 3], [2, 1], [3, 2], [4, 2], [5, 1], [6, 3]],
        outcome=outcome,
    )
    assert two.share >= one.share
    assert two.adjusted < one.adjusted


@pytest.mark.parametrize(
    "scores, outcome, words",
    [
        ([[1], [2], [3]], [1, 2], "they have 3 and 2"),
        ([[1, 2], [2, 1], [3, 5]], [1, 2, 4], "at least 4 respondents for 2 scores"),
        ([[1], [2], [3]], [5, 5, 5], "`outcome` should vary"),
        ([[1], [2], [np.nan]], [5, 5, 4], "missing"),
    ],
)
def test_explained_says_what_is_wrong(scores, outcome, words):
    with pytest.raises(ModelError, match=words):
        variance_explained(scores, outcome=outcome)
