import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.promoters import net_promoter, net_promoter_from_counts


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


def test_an_interval_is_cut_at_both_ends_of_the_scale():
    # 9 of 10: 90 +- 18.6 points
    found = net_promoter_from_counts(promoters=9, detractors=0, of=10)
    assert found.margin == pytest.approx(18.6, abs=0.05)
    assert found.high == 100
    assert net_promoter_from_counts(promoters=0, detractors=9, of=10).low == -100


@pytest.mark.parametrize("rating", [-1, 11, 9.5])
def test_net_promoter_refuses_answers_off_the_scale(rating):
    with pytest.raises(ModelError, match="`ratings` should"):
        net_promoter([10, rating])
