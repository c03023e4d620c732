import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError, UnknownNameError
from brecha.models import (
    DIMENSIONS,
    gaps_by_dimension,
    priorities,
    unweighted_score,
    weighted_score,
)

nan = float("nan")

# Three respondents; the scores are, by hand,
# 1: -2 (40) -1 (20) +1 (10)            -> -0.8 - 0.2 + 0.1 = -0.9
# 2: -1 five times, whatever the points -> -1
# 3: -3 (50) -2 (20)                    -> -1.5 - 0.4       = -1.9
GAPS = np.array([[0, -2, -1, 0, 1], [-1, -1, -1, -1, -1], [-3, 0, 0, 0, -2]])
POINTS = np.array([[20, 40, 20, 10, 10], [10, 30, 30, 20, 10], [50, 10, 10, 10, 20]])


def survey(gaps: np.ndarray = GAPS, points: np.ndarray = POINTS) -> pd.DataFrame:
    people = len(gaps)
    return pd.DataFrame(
        {
            "respondent": np.repeat(np.arange(1, people + 1), 5),
            "dimension": np.tile(DIMENSIONS, people),
            "expectation": 6.0,
            "perception": 6.0 + np.ravel(gaps),
            "points": np.ravel(points),
        }
    )


def test_each_respondent_counts_with_points_of_their_own() -> None:
    assert weighted_score(survey()) == pytest.approx(-3.8 / 3)
    assert weighted_score(survey(), direction="E-P") == pytest.approx(3.8 / 3)


def test_it_is_neither_the_unweighted_score_nor_a_product_of_means() -> None:
    # Mean gaps -4/3 -1 -2/3 -1/3 -2/3, mean shares 8/30 8/30 6/30 4/30 4/30.
    assert unweighted_score(survey()) == pytest.approx(-0.8)
    product = (4 * 8 + 3 * 8 + 2 * 6 + 1 * 4 + 2 * 4) / 90
    found = priorities(survey())
    assert (found["weight"] * found["gap"]).sum() == pytest.approx(-product)
    assert weighted_score(survey()) != pytest.approx(-product)


def test_priorities_say_what_each_dimension_adds() -> None:
    found = priorities(survey())
    by_hand = pd.DataFrame(
        {
            "weight": [8 / 30, 8 / 30, 6 / 30, 4 / 30, 4 / 30],
            "gap": [-4 / 3, -1, -2 / 3, -2 / 3, -1 / 3],
            "priority": [-1.6 / 3, -1.1 / 3, -0.5 / 3, -0.4 / 3, -0.2 / 3],
        },
        index=pd.Index(
            ["tangibles", "reliability", "responsiveness", "empathy", "assurance"], name="dimension"
        ),
    )
    pd.testing.assert_frame_equal(found, by_hand)


def test_the_most_urgent_comes_first_under_either_sign() -> None:
    found = priorities(survey(), direction="E-P")
    assert found.index.tolist() == priorities(survey()).index.tolist()
    assert found["priority"].iloc[0] == pytest.approx(1.6 / 3)
    assert found["gap"].iloc[0] == pytest.approx(4 / 3)


def test_ties_keep_the_order_of_the_literature() -> None:
    even = survey(gaps=np.full((2, 5), -1), points=np.full((2, 5), 20))
    assert tuple(priorities(even.iloc[::-1]).index) == DIMENSIONS


def test_a_blank_dimension_leaves_its_points_to_the_others() -> None:
    gaps = GAPS.astype(float)
    gaps[0, 1] = nan
    # Respondent 1 without reliability: -20 and +10 of the 60 points that are left.
    assert weighted_score(survey(gaps)) == pytest.approx((-10 / 60 - 1 - 1.9) / 3)
    found = priorities(survey(gaps))
    assert found["priority"].sum() == pytest.approx(weighted_score(survey(gaps)))
    assert found.loc["tangibles", "weight"] == pytest.approx((20 / 60 + 0.1 + 0.5) / 3)
    assert found.loc["reliability", "weight"] == pytest.approx((0.3 + 0.1) / 3)
    assert found.loc["reliability", "gap"] == pytest.approx(-0.5)


def test_whoever_has_no_gap_where_it_matters_is_not_counted() -> None:
    gaps = GAPS.astype(float)
    gaps[1] = nan
    assert weighted_score(survey(gaps)) == pytest.approx((-0.9 - 1.9) / 2)
    # Respondent 2 answers for one dimension, and gave it no points at all.
    gaps[1, 0] = -1
    points = POINTS.copy()
    points[1] = [0, 40, 30, 20, 10]
    assert weighted_score(survey(gaps, points)) == pytest.approx((-0.9 - 1.9) / 2)
    assert priorities(survey(gaps, points)).loc["tangibles", "gap"] == pytest.approx(-4 / 3)


def test_points_may_add_up_to_something_else_when_it_is_said() -> None:
    tenths = survey(points=POINTS / 10)
    assert weighted_score(tenths, total=10) == pytest.approx(-3.8 / 3)
    pd.testing.assert_frame_equal(priorities(tenths, total=10), priorities(survey()))
    assert weighted_score(survey(points=POINTS / 100), total=1) == pytest.approx(-3.8 / 3)


def test_points_may_stand_on_every_item() -> None:
    items = pd.concat([survey().assign(item=1), survey().assign(item=2)], ignore_index=True)
    items["item"] = items["dimension"] + items["item"].astype(str)
    assert weighted_score(items) == pytest.approx(-3.8 / 3)


def test_points_that_do_not_add_up_are_refused() -> None:
    points = POINTS.copy()
    points[2] = [50, 10, 10, 10, 19]
    with pytest.raises(ModelError) as caught:
        weighted_score(survey(points=points))
    assert str(caught.value) == (
        "Each respondent's points should add up to 100; those of respondent 3 add up to 99. "
        "Check `total`, or leave the respondent out."
    )
    with pytest.raises(
        ModelError, match="should add up to 10; those of respondent 1 add up to 100"
    ):
        priorities(survey(), total=10)


@pytest.mark.parametrize("off", [1e-3, -1e-3])
def test_rounding_is_forgiven_in_points_and_nothing_more(off: float) -> None:
    points = POINTS.astype(float)
    points[0, 0] += off / 100
    assert weighted_score(survey(points=points)) == pytest.approx(-3.8 / 3, abs=1e-4)
    points[0, 0] += off
    with pytest.raises(ModelError, match="respondent 1 add up to"):
        weighted_score(survey(points=points))


def test_a_millionth_of_the_total_is_still_forgiven() -> None:
    points = POINTS * 10_000
    points[0, 0] += 1
    assert weighted_score(survey(points=points), total=1e6) == pytest.approx(-3.8 / 3, abs=1e-5)
    points[0, 0] += 1
    with pytest.raises(ModelError, match="respondent 1 add up to"):
        weighted_score(survey(points=points), total=1e6)


@pytest.mark.parametrize("value", [-10.0, nan])
def test_points_below_zero_or_missing_are_refused(value: float) -> None:
    points = POINTS.astype(float)
    points[1, 3] = value
    with pytest.raises(ModelError) as caught:
        weighted_score(survey(points=points))
    assert str(caught.value) == (
        f"`points` should be zero or more for every respondent and dimension; respondent 2 has "
        f"{value:g} for assurance. Fill it in, or leave the respondent out."
    )


def test_zero_points_are_allowed() -> None:
    points = POINTS.copy()
    points[0] = [0, 100, 0, 0, 0]
    assert weighted_score(survey(points=points)) == pytest.approx((-2 - 1 - 1.9) / 3)


def test_a_row_that_is_not_there_has_no_points() -> None:
    with pytest.raises(ModelError, match="respondent 3 has nan for empathy"):
        priorities(survey().iloc[:-1])


def test_the_points_are_asked_for() -> None:
    with pytest.raises(ModelError) as caught:
        priorities(survey().drop(columns="points"))
    assert str(caught.value) == (
        "The columns points were expected; missing: points. The table has respondent, dimension, "
        "expectation, perception, gap: rename or add them."
    )


def test_nobody_with_a_gap_is_an_error_not_a_zero() -> None:
    with pytest.raises(ModelError) as caught:
        weighted_score(survey(np.full((3, 5), nan)))
    assert str(caught.value) == (
        "Priorities need somebody with a gap in a dimension that matters to them; nobody has one. "
        "Check that both ratings are filled in."
    )


def test_scale_and_direction_are_checked() -> None:
    nine = survey().assign(expectation=9.0, perception=8.0)
    assert weighted_score(nine, scale=(1, 9)) == pytest.approx(-1)
    with pytest.raises(ModelError, match="between 1 and 7"):
        weighted_score(nine)
    for function in (priorities, weighted_score):
        for value in (0.5, 7.5):
            with pytest.raises(ModelError, match="between 1 and 7"):
                function(survey().assign(expectation=value))
    with pytest.raises(ModelError, match="`direction` should be"):
        weighted_score(survey(), direction="up")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="no dimension 'trust'"):
        weighted_score(survey().replace("empathy", "trust"))


people = st.lists(
    st.tuples(
        st.lists(st.integers(-5, 1), min_size=5, max_size=5),
        st.lists(st.integers(1, 20), min_size=5, max_size=5),
    ),
    min_size=1,
    max_size=6,
)


def drawn(sheets: list[tuple[list[int], list[int]]]) -> pd.DataFrame:
    points = np.array([sheet[1] for sheet in sheets], dtype=float)
    points *= 100 / points.sum(axis=1, keepdims=True)
    return survey(np.array([sheet[0] for sheet in sheets]), points)


@given(people)
def test_priorities_add_up_to_the_weighted_score(
    sheets: list[tuple[list[int], list[int]]],
) -> None:
    table = drawn(sheets)
    found = priorities(table)
    assert found["priority"].sum() == pytest.approx(weighted_score(table))
    assert found["weight"].sum() == pytest.approx(1)
    assert found["priority"].is_monotonic_increasing
    pd.testing.assert_series_equal(found["gap"].reindex(list(DIMENSIONS)), gaps_by_dimension(table))


@given(people)
def test_a_weighted_score_lies_between_the_extremes(
    sheets: list[tuple[list[int], list[int]]],
) -> None:
    worst = np.mean([min(sheet[0]) for sheet in sheets])
    best = np.mean([max(sheet[0]) for sheet in sheets])
    assert worst - 1e-9 <= weighted_score(drawn(sheets)) <= best + 1e-9


@given(people)
def test_equal_points_give_the_unweighted_score(
    sheets: list[tuple[list[int], list[int]]],
) -> None:
    table = drawn(sheets).assign(points=20)
    assert weighted_score(table) == pytest.approx(unweighted_score(table))
