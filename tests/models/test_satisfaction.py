import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.satisfaction import customer_effort, top_box
from brecha.models.shares import wilson


def test_top_two_boxes_of_five_answers():
    # 7 and 6 count; 5, 3, 1 don't.
    found = top_box([7, 6, 5, 3, 1], low=1, high=7)
    assert (found.value, found.count, found.of) == (0.4, 2, 5)
    assert found.low == wilson(2, of=5).low


def test_top_box_counts_from_the_good_end():
    ratings = [1, 1, 2, 4, 5]
    assert top_box(ratings, low=1, high=5, best="low").count == 3
    assert top_box(ratings, low=1, high=5).count == 2
    assert top_box(ratings, low=1, high=5, boxes=1).count == 1
    assert top_box(ratings, low=1, high=5, boxes=1, best="low").count == 2


def test_all_boxes_but_one_can_count():
    assert top_box([1, 2, 7], low=1, high=7, boxes=6).count == 2


def test_top_two_boxes_do_not_see_what_happens_below():
    assert top_box([7, 6, 5, 5], low=1, high=7).value == top_box([7, 6, 1, 1], low=1, high=7).value


def test_top_two_boxes_of_the_mobile_operator(mobi):
    # Counted with the column alone: 9 or 10 of 10.
    counted = int((mobi["CUSA1"] >= 9).sum())
    found = top_box(mobi["CUSA1"], low=1, high=10)
    assert (found.count, found.of) == (counted, 250)


def test_effort_in_both_directions():
    low = customer_effort([1, 2, 2, 5], best="low", low=1, high=5)
    high = customer_effort([1, 2, 2, 5], best="high", low=1, high=5)
    assert low.mean == high.mean == 2.5
    # (5 - 2.5)/4 and (2.5 - 1)/4
    assert (low.ease, high.ease) == (62.5, 37.5)
    assert (low.easy.count, high.easy.count) == (3, 1)
    assert (low.best, high.best) == ("low", "high")


def test_the_midpoint_is_on_neither_side():
    assert customer_effort([4, 4], best="high", low=1, high=7).easy.count == 0
    assert customer_effort([4, 4], best="low", low=1, high=7).easy.count == 0


@given(st.lists(st.integers(1, 7), min_size=1, max_size=30))
def test_effort_turned_round_is_the_same_effort(ratings):
    turned = [8 - rating for rating in ratings]
    found = customer_effort(ratings, best="high", low=1, high=7)
    other = customer_effort(turned, best="low", low=1, high=7)
    assert found.ease == pytest.approx(other.ease)
    assert found.easy.count == other.easy.count
    assert 0 <= found.ease <= 100


def test_effort_has_no_default_direction():
    with pytest.raises(TypeError, match="best"):
        customer_effort([1, 2], low=1, high=5)
    with pytest.raises(ModelError, match="`best` should be 'low' or 'high'; it is 'up'"):
        customer_effort([1, 2], best="up", low=1, high=5)


@pytest.mark.parametrize(
    "ratings, changed, words",
    [
        ([], {}, "at least 1 values; it has 0"),
        ([8], {}, "between 1 and 7; 1 of 1 values do not, the first is 8"),
        ([5.5], {}, "whole answers; 5.5 is none"),
        ([np.nan, 5], {}, "1 of 2 are missing"),
        ([[5, 6]], {}, "one column of numbers"),
        ([5], {"low": 7, "high": 1}, "`low` should be below `high`"),
        ([5], {"low": 5, "high": 5}, "`low` should be below `high`"),
        ([5], {"boxes": 7}, "fewer than the boxes of the scale, 7"),
        ([5], {"boxes": 0}, "`boxes` should be a whole number of at least 1"),
        ([5], {"best": "top"}, "'high' or 'low'"),
        ([5], {"confidence": 95}, "0.95, not 95"),
    ],
)
def test_top_box_says_what_is_wrong(ratings, changed, words):
    with pytest.raises(ModelError, match=words):
        top_box(ratings, **({"low": 1, "high": 7} | changed))
