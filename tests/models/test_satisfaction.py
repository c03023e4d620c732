import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.satisfaction import (
    customer_effort,
    net_promoter,
    net_promoter_from_counts,
    share,
    top_box,
)


@pytest.mark.parametrize(
    "count, of, low, high",
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3 (score).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_as_published(count, of, low, high):
    found = share(count, of=of)
    assert found.value == count / of
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)


def test_wilsons_interval_by_hand():
    # 1 of 2 with z = 1.959964: middle 1/2, half = z sqrt(1/8 + z^2/16)/(1 + z^2/2) = .4055
    found = share(1, of=2)
    assert (found.low, found.high) == pytest.approx((0.0945, 0.9055), abs=0.00005)


@given(of=st.integers(1, 500), part=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_wilsons_interval_stays_inside_and_mirrors(of, part, confidence):
    count = round(part * of)
    found = share(count, of=of, confidence=confidence)
    mirrored = share(of - count, of=of, confidence=confidence)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high)
    assert found.low < found.high


def test_more_confidence_is_a_wider_interval():
    narrow, wide = share(5, of=20, confidence=0.8), share(5, of=20, confidence=0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_top_two_boxes_of_five_answers():
    # 7 and 6 count; 5, 3, 1 don't.
    found = top_box([7, 6, 5, 3, 1], low=1, high=7)
    assert (found.value, found.count, found.of) == (0.4, 2, 5)
    assert found.low == share(2, of=5).low


def test_top_box_counts_from_the_good_end():
    ratings = [1, 1, 2, 4, 5]
    assert top_box(ratings, low=1, high=5, best="low").count == 3
    assert top_box(ratings, low=1, high=5).count == 2
    assert top_box(ratings, low=1, high=5, boxes=1).count == 1
    assert top_box(ratings, low=1, high=5, boxes=1, best="low").count == 2


def test_top_two_boxes_do_not_see_what_happens_below():
    assert top_box([7, 6, 5, 5], low=1, high=7).value == top_box([7, 6, 1, 1], low=1, high=7).value


def test_top_two_boxes_of_the_mobile_operator(mobi):
    # Counted with the column alone: 9 or 10 of 10.
    counted = int((mobi["CUSA1"] >= 9).sum())
    found = top_box(mobi["CUSA1"], low=1, high=10)
    assert (found.count, found.of) == (counted, 250)


def test_net_promoter_score_of_five_answers():
    found = net_promoter([10, 9, 8, 7, 3])
    assert (found.promoters, found.passives, found.detractors) == (0.4, 0.4, 0.2)
    assert found.score == pytest.approx(20)
    assert found.variance == pytest.approx((0.4 + 0.2 - 0.2**2) / 5)


def test_net_promoter_boundaries():
    assert net_promoter([6]).detractors == 1
    assert net_promoter([7]).passives == 1
    assert net_promoter([8]).passives == 1
    assert net_promoter([9]).promoters == 1


def test_net_promoter_score_with_its_margin():
    # models.md: 40 % and 25 % of 400 -> 15 +- 7.8 points
    found = net_promoter_from_counts(promoters=160, detractors=100, of=400)
    assert found.score == pytest.approx(15)
    assert found.margin == pytest.approx(7.8, abs=0.05)
    assert found.variance == pytest.approx((0.65 - 0.15**2) / 400)
    assert (found.low, found.high) == pytest.approx((7.2, 22.8), abs=0.05)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40))
def test_net_promoter_variance_is_that_of_the_mean_of_plus_one_zero_minus_one(ratings):
    coded = np.select([np.array(ratings) >= 9, np.array(ratings) <= 6], [1, -1], 0)
    found = net_promoter(ratings)
    assert found.score == pytest.approx(100 * coded.mean())
    assert found.variance == pytest.approx(coded.var() / len(ratings))
    assert -100 <= found.low <= found.score <= found.high <= 100


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
    "count, of, words",
    [
        (5, 0, "`of` should be a whole number of at least 1"),
        (0.31, 263, "`count` should be a whole number of at least 0; it is 0.31"),
        (-1, 10, "`count`"),
        (11, 10, "Did you swap the two"),
        ("five", 10, "it is 'five'"),
    ],
)
def test_share_refuses_what_is_no_count(count, of, words):
    with pytest.raises(ModelError, match=words):
        share(count, of=of)


@pytest.mark.parametrize(
    "ratings, changed, words",
    [
        ([], {}, "at least 1 values; it has 0"),
        ([8], {}, "between 1 and 7; 1 of 1 values do not, the first is 8"),
        ([5.5], {}, "whole answers; 5.5 is none"),
        ([np.nan, 5], {}, "1 of 2 are missing"),
        ([[5, 6]], {}, "one column of numbers"),
        ([5], {"low": 7, "high": 1}, "`low` should be below `high`"),
        ([5], {"boxes": 7}, "fewer than the boxes of the scale, 7"),
        ([5], {"boxes": 0}, "`boxes` should be a whole number of at least 1"),
        ([5], {"best": "top"}, "'high' or 'low'"),
        ([5], {"confidence": 95}, "0.95, not 95"),
    ],
)
def test_top_box_says_what_is_wrong(ratings, changed, words):
    with pytest.raises(ModelError, match=words):
        top_box(ratings, **({"low": 1, "high": 7} | changed))


@pytest.mark.parametrize(
    "promoters, detractors, of, words",
    [
        (3, 3, 5, "fit into `of`"),
        (0.4, 0.25, 400, "Pass a count, not a share"),
        (1, -1, 5, "`detractors`"),
        (0, 0, 0, "`of`"),
    ],
)
def test_net_promoter_refuses_impossible_counts(promoters, detractors, of, words):
    with pytest.raises(ModelError, match=words):
        net_promoter_from_counts(promoters=promoters, detractors=detractors, of=of)
