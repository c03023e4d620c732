from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError, UnknownNameError
from brecha.models import (
    DIMENSIONS,
    by_respondent,
    gaps,
    gaps_by_dimension,
    gaps_by_item,
    item_mean,
    reverse,
    unweighted_score,
)
from brecha.models._answers import Direction

nan = float("nan")

# Two sheets of five items, with one blank; the gaps are -2 0 -4 . 1 and 1 -3 -2 -2 -1.
ANSWERS = pd.DataFrame(
    [
        (1, "T1", "tangibles", 6, 4),
        (1, "T2", "tangibles", 7, 7),
        (1, "R1", "reliability", 7, 3),
        (1, "R2", "reliability", 6, nan),
        (1, "R3", "reliability", 5, 6),
        (2, "T1", "tangibles", 5, 6),
        (2, "T2", "tangibles", 6, 3),
        (2, "R1", "reliability", 7, 5),
        (2, "R2", "reliability", 6, 4),
        (2, "R3", "reliability", 7, 6),
    ],
    columns=["respondent", "item", "dimension", "expectation", "perception"],
)


def one_sheet(**changed: list[object]) -> pd.DataFrame:
    """Five rows, one a dimension, with gaps 0 -1 -2 -3 1."""
    columns: dict[str, object] = {
        "respondent": [1] * 5,
        "item": ["T1", "R1", "S1", "A1", "E1"],
        "dimension": list(DIMENSIONS),
        "expectation": [5, 5, 5, 5, 5],
        "perception": [5, 4, 3, 2, 6],
    }
    return pd.DataFrame(columns | changed)


# -- reverse


def test_reverse_turns_an_answer_round_the_midpoint_of_its_scale() -> None:
    assert reverse(pd.Series([1, 3, 4, 7])).tolist() == [7, 5, 4, 1]
    assert reverse(np.array([1, 9]), high=9).tolist() == [9, 1]
    assert reverse(pd.Series([0, 10]), low=0, high=10).tolist() == [10, 0]
    assert reverse([1, 2]).tolist() == [7, 6]
    assert reverse([0, 10], low=0, high=10).tolist() == [10, 0]
    assert reverse(2) == 6
    assert np.ndim(reverse(2)) == 0
    assert not isinstance(reverse(2), np.ndarray)


def test_reverse_keeps_a_blank_blank() -> None:
    turned = reverse(pd.Series([nan, 2.0]))
    assert turned.isna().tolist() == [True, False]


@pytest.mark.parametrize(
    "values, text",
    [
        ([1, -99], "`values` should lie between 1 and 7; row 1 has -99. If that is a code for a "
         "missing answer, make it missing first; else check the scale."),
        ([7.5], "`values` should lie between 1 and 7; row 0 has 7.5. If that is a code for a "
         "missing answer, make it missing first; else check the scale."),
        (["two"], "`values` should hold numbers; its type is str. Convert the column first."),
    ],
)  # fmt: skip
def test_reverse_refuses_what_is_off_the_scale(values: list[object], text: str) -> None:
    with pytest.raises(ModelError) as caught:
        reverse(pd.Series(values))
    assert str(caught.value) == text


@given(st.lists(st.integers(1, 7) | st.just(nan), min_size=1))
def test_reversing_twice_changes_nothing(values: list[float]) -> None:
    column = pd.Series(values, dtype=float)
    pd.testing.assert_series_equal(reverse(reverse(column)), column)


# -- gaps


def test_the_gap_is_perception_minus_expectation() -> None:
    found = gaps(ANSWERS)
    assert found.name == "gap"
    np.testing.assert_array_equal(found, [-2, 0, -4, nan, 1, 1, -3, -2, -2, -1])


def test_the_shortfall_has_the_other_sign() -> None:
    np.testing.assert_array_equal(
        gaps(ANSWERS, direction="E-P"), [2, 0, 4, nan, -1, -1, 3, 2, 2, 1]
    )


def test_a_gap_needs_both_answers() -> None:
    sheet = one_sheet(expectation=[nan, 5, 5, 5, 5], perception=[5, nan, 3, 2, 6])
    np.testing.assert_array_equal(gaps(sheet), [nan, nan, -2, -3, 1])


def test_gaps_stay_on_their_rows() -> None:
    shuffled = ANSWERS.set_index(pd.Index(range(100, 110))).iloc[::-1]
    assert gaps(shuffled).index.tolist() == list(range(109, 99, -1))
    assert gaps(shuffled)[100] == -2


def test_nothing_is_changed_in_place() -> None:
    before = ANSWERS.copy()
    by_respondent(ANSWERS)
    gaps_by_item(ANSWERS)
    pd.testing.assert_frame_equal(ANSWERS, before)


def test_whole_numbers_and_decimals_give_the_same_gaps() -> None:
    whole = one_sheet()
    assert gaps(whole).dtype == float
    pd.testing.assert_series_equal(
        gaps(whole), gaps(whole.astype({"expectation": float, "perception": float}))
    )


def test_another_scale_is_said_not_guessed() -> None:
    sheet = one_sheet(expectation=[9, 5, 5, 5, 5])
    assert gaps(sheet, scale=(1, 9))[0] == -4
    with pytest.raises(ModelError, match="`expectation` should lie between 1 and 7; row 0 has 9"):
        gaps(sheet)


# -- means


def test_items_are_averaged_over_those_who_answered() -> None:
    found = gaps_by_item(ANSWERS)
    assert found.to_dict() == {"T1": -0.5, "T2": -1.5, "R1": -3, "R2": -2, "R3": 0}
    assert found.index.tolist() == ["T1", "T2", "R1", "R2", "R3"]
    assert (gaps_by_item(ANSWERS, direction="E-P") == -found).all()


def test_respondents_are_averaged_over_the_items_that_they_answered() -> None:
    found = by_respondent(ANSWERS)
    expected = pd.DataFrame(
        {
            "respondent": [1, 1, 2, 2],
            "dimension": ["tangibles", "reliability"] * 2,
            "expectation": [6.5, 6, 5.5, 20 / 3],
            "perception": [5.5, 4.5, 4.5, 5],
            "gap": [-1, -1.5, -1, -5 / 3],
        }
    )
    pd.testing.assert_frame_equal(found, expected)
    assert by_respondent(ANSWERS, direction="E-P")["gap"].tolist() == [1, 1.5, 1, 5 / 3]


def test_a_dimension_left_blank_stays_blank() -> None:
    sheet = one_sheet(perception=[nan, 4, 3, 2, 6])
    found = by_respondent(sheet).set_index("dimension")
    assert found.loc["tangibles", ["expectation", "perception", "gap"]].isna().all()
    assert len(found) == 5


def test_dimensions_average_people_not_rows() -> None:
    # Over rows reliability would have (-4 + 1 - 2 - 2 - 1) / 5 = -1.6.
    found = gaps_by_dimension(ANSWERS)
    assert found.index.tolist() == ["tangibles", "reliability"]
    assert found.tolist() == [-1, pytest.approx(-19 / 12)]
    assert found.name == "gap"


def test_dimensions_come_in_the_order_of_the_literature() -> None:
    backwards = one_sheet().iloc[::-1]
    assert gaps_by_dimension(backwards).to_dict() == {
        "tangibles": 0,
        "reliability": -1,
        "responsiveness": -2,
        "assurance": -3,
        "empathy": 1,
    }
    assert tuple(gaps_by_dimension(backwards).index) == DIMENSIONS
    assert gaps_by_dimension(backwards, direction="E-P")["assurance"] == 3


def test_a_table_by_dimension_needs_no_items() -> None:
    cleaned = by_respondent(ANSWERS).drop(columns="gap")
    pd.testing.assert_series_equal(gaps_by_dimension(cleaned), gaps_by_dimension(ANSWERS))


def test_categories_that_nobody_used_do_not_appear() -> None:
    sheet = one_sheet().astype({"dimension": pd.CategoricalDtype(DIMENSIONS)})
    sheet["item"] = sheet["item"].astype(pd.CategoricalDtype(["T1", "R1", "S1", "A1", "E1", "E2"]))
    assert tuple(gaps_by_dimension(sheet.iloc[:2]).index) == DIMENSIONS[:2]
    assert gaps_by_item(sheet).index.tolist() == ["T1", "R1", "S1", "A1", "E1"]
    assert len(by_respondent(sheet.iloc[:2])) == 2


# -- scores


def test_the_unweighted_score_is_the_mean_of_five() -> None:
    assert unweighted_score(one_sheet()) == -1
    assert unweighted_score(one_sheet(), direction="E-P") == 1


def test_the_mean_of_the_items_is_another_convention() -> None:
    assert item_mean(ANSWERS) == pytest.approx(-1.4)
    assert item_mean(ANSWERS, direction="E-P") == pytest.approx(1.4)
    # A second item of empathy weighs in the one and not in the other: by hand,
    # (0 - 1 - 2 - 3 + 1 + 1) / 6 against (0 - 1 - 2 - 3 + 1) / 5.
    extra = one_sheet().iloc[[4]].assign(item="E2")
    sheet = pd.concat([one_sheet(), extra], ignore_index=True)
    assert item_mean(sheet) == pytest.approx(-4 / 6)
    assert unweighted_score(sheet) == pytest.approx(-1)


def test_a_score_of_four_dimensions_is_no_score() -> None:
    with pytest.raises(ModelError) as caught:
        unweighted_score(one_sheet(perception=[5, nan, 3, nan, 6]))
    assert str(caught.value) == (
        "The score needs a gap in all five dimensions; none could be computed for reliability, "
        "assurance. Add their answers, or report the other dimensions one by one."
    )
    with pytest.raises(ModelError, match="none could be computed for empathy"):
        unweighted_score(one_sheet().iloc[:4])


def test_scale_reaches_every_function() -> None:
    nine = one_sheet(expectation=[9] * 5)
    assert unweighted_score(nine, scale=(1, 9)) == -5
    assert item_mean(nine, scale=(1, 9)) == -5
    for function in (by_respondent, gaps_by_item, gaps_by_dimension):
        assert len(function(nine, scale=(1, 9))) == 5
        with pytest.raises(ModelError, match="between 1 and 7"):
            function(nine)


@pytest.mark.parametrize(
    "function", [gaps, gaps_by_item, by_respondent, gaps_by_dimension, unweighted_score, item_mean]
)
@pytest.mark.parametrize("value", [0.5, 7.5])
def test_the_scale_is_one_to_seven_unless_it_is_said(function: Any, value: float) -> None:
    sheet = one_sheet(expectation=[value, 1, 7, 5, 5])
    with pytest.raises(ModelError, match=r"between 1 and 7; row 0 has \d\.5"):
        function(sheet)
    function(sheet, scale=(0, 8))


# -- points


def test_points_are_carried_along() -> None:
    answers = ANSWERS.assign(points=[60, 60, 40, 40, 40, 30, 30, 70, 70, 70])
    assert by_respondent(answers)["points"].tolist() == [60, 40, 30, 70]
    assert "points" not in by_respondent(ANSWERS)


def test_points_that_differ_within_a_dimension_are_refused() -> None:
    answers = ANSWERS.assign(points=[60, 60, 40, 40, 40, 30, 30, 70, 69, 70])
    with pytest.raises(ModelError) as caught:
        by_respondent(answers)
    assert str(caught.value) == (
        "`points` should be one number for each respondent and dimension; respondent 2 has "
        "several for reliability. Give a dimension's points on each of its rows."
    )


def test_points_on_some_rows_alone_are_refused() -> None:
    answers = ANSWERS.assign(points=[60, nan, 40, 40, 40, 30, 30, 70, 70, 70])
    with pytest.raises(ModelError, match="respondent 1 has several for tangibles"):
        by_respondent(answers)


# -- input that isn't so


def test_columns_are_named_when_they_are_missing() -> None:
    with pytest.raises(ModelError) as caught:
        gaps(ANSWERS.rename(columns={"perception": "P", "expectation": "E"}))
    assert str(caught.value) == (
        "The columns respondent, dimension, expectation, perception were expected; missing: "
        "expectation, perception. The table has respondent, item, dimension, E, P: rename or add "
        "them."
    )
    with pytest.raises(ModelError, match=r"The columns item were expected; missing: item\."):
        gaps_by_item(ANSWERS.drop(columns="item"))


def test_only_a_table_will_do() -> None:
    with pytest.raises(ModelError) as caught:
        gaps([[1, 2]])  # type: ignore[arg-type]
    assert str(caught.value) == (
        "A table with the columns respondent, dimension, expectation, perception was expected; "
        "what came is list. Pass a DataFrame."
    )


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ModelError) as caught:
        gaps(ANSWERS.iloc[:0])
    assert str(caught.value) == (
        "`answers` should have at least one row; it has none. Check the selection."
    )


@pytest.mark.parametrize("column", ["respondent", "dimension", "item"])
def test_a_row_without_its_key_is_refused(column: str) -> None:
    answers = ANSWERS.astype({"respondent": object})
    answers.loc[3, column] = None
    with pytest.raises(ModelError) as caught:
        gaps(answers)
    assert str(caught.value) == (
        f"`{column}` should be filled in on every row; row 3 has none. Fill it in, or leave the "
        "row out."
    )


def test_an_unknown_dimension_is_named_with_the_nearest() -> None:
    with pytest.raises(
        UnknownNameError, match=r"no dimension 'tangible'\. Did you mean 'tangibles'"
    ):
        gaps(one_sheet(dimension=["tangible", *DIMENSIONS[1:]]))


def test_an_item_answered_twice_is_refused() -> None:
    twice = pd.concat([ANSWERS, ANSWERS.iloc[[7]]], ignore_index=True)
    with pytest.raises(ModelError) as caught:
        gaps(twice)
    assert str(caught.value) == (
        "Each respondent should answer an item once; row 10 repeats respondent 2, item R1. Keep "
        "one of them."
    )


@pytest.mark.parametrize("column", ["expectation", "perception"])
@pytest.mark.parametrize("value", [0.99, 7.01, -99, float("inf")])
def test_an_answer_off_the_scale_is_refused(column: str, value: float) -> None:
    answers = ANSWERS.astype({column: float})
    answers.loc[4, column] = value
    with pytest.raises(ModelError, match=f"`{column}` should lie between 1 and 7; row 4 has"):
        gaps(answers)


def test_answers_at_both_ends_of_the_scale_are_fine() -> None:
    sheet = one_sheet(expectation=[7, 1, 7, 1, 7], perception=[1, 7, 7, 1, 1])
    assert gaps(sheet).tolist() == [-6, 6, 0, 0, -6]


def test_text_is_no_rating() -> None:
    with pytest.raises(ModelError, match="`perception` should hold numbers; its type is str"):
        gaps(one_sheet(perception=["5", "4", "3", "2", "6"]))


def test_an_unknown_direction_is_refused() -> None:
    assert get_args(Direction) == ("P-E", "E-P")
    with pytest.raises(ModelError, match="`direction` should be 'P-E' or 'E-P'; it is 'E - P'"):
        gaps(ANSWERS, direction="E - P")  # type: ignore[arg-type]


# -- invariants

ratings = st.lists(
    st.tuples(st.integers(1, 7) | st.just(nan), st.integers(1, 7) | st.just(nan)),
    min_size=10,
    max_size=10,
)


def with_ratings(pairs: list[tuple[float, float]]) -> pd.DataFrame:
    return ANSWERS.assign(
        expectation=[float(pair[0]) for pair in pairs],
        perception=[float(pair[1]) for pair in pairs],
    )


@given(ratings)
def test_the_gap_of_means_is_the_mean_of_gaps(pairs: list[tuple[float, float]]) -> None:
    table = by_respondent(with_ratings(pairs))
    np.testing.assert_allclose(table["perception"] - table["expectation"], table["gap"], atol=1e-12)


@given(ratings, st.permutations(range(10)))
def test_the_order_of_rows_does_not_matter(
    pairs: list[tuple[float, float]], order: list[int]
) -> None:
    answers = with_ratings(pairs)
    pd.testing.assert_series_equal(
        gaps_by_dimension(answers.iloc[list(order)]), gaps_by_dimension(answers)
    )


@given(ratings)
def test_direction_only_turns_the_sign(pairs: list[tuple[float, float]]) -> None:
    answers = with_ratings(pairs)
    np.testing.assert_array_equal(
        gaps_by_dimension(answers, direction="E-P"), -gaps_by_dimension(answers)
    )


@given(ratings)
def test_turning_both_ratings_turns_the_gap(pairs: list[tuple[float, float]]) -> None:
    answers = with_ratings(pairs)
    turned = answers.assign(
        expectation=reverse(answers["expectation"]), perception=reverse(answers["perception"])
    )
    np.testing.assert_array_equal(gaps(turned), -gaps(answers))


@given(ratings)
def test_gaps_lie_between_minus_six_and_six(pairs: list[tuple[float, float]]) -> None:
    assert gaps_by_dimension(with_ratings(pairs)).dropna().between(-6, 6).all()
