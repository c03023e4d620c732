import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.lifetimes import Weibull, fit_weibull
from brecha.models.warranty import maintenance_interval, warranty_claims

LIFE = Weibull(shape=2, scale=3, unit="years")
lives = st.builds(Weibull, shape=st.floats(0.6, 4), scale=st.floats(1, 10), unit=st.just("years"))


@pytest.mark.parametrize(
    "policy, claims", [("first-failure", 0.359), ("minimal-repair", 0.444), ("replacement", 0.387)]
)
def test_three_meanings_of_expected_failures(policy, claims):
    found = warranty_claims(LIFE, length=2, policy=policy, cost=50)
    assert found.claims == pytest.approx(claims, abs=0.0005)
    assert found.cost == pytest.approx(50 * claims, abs=0.025)


def test_without_ageing_new_and_repaired_are_the_same():
    life = Weibull(shape=1, scale=4, unit="years")
    for policy in ("minimal-repair", "replacement"):
        assert warranty_claims(life, length=6, policy=policy).claims == pytest.approx(1.5, rel=1e-5)


def test_replacements_agree_with_drawn_lifetimes():
    draws = LIFE.scale * np.random.default_rng(1).weibull(LIFE.shape, size=(200_000, 12))
    counted = (draws.cumsum(axis=1) <= 5).sum() / 200_000
    assert LIFE.renewals(5) == pytest.approx(counted, abs=0.006)


@settings(max_examples=20, deadline=None)
@given(lives, st.floats(0.2, 2))
def test_first_failures_are_the_fewest_and_wear_makes_repair_the_most(life, part):
    length = part * life.scale
    first, repair, new = (
        warranty_claims(life, length=length, policy=policy).claims
        for policy in ("first-failure", "minimal-repair", "replacement")
    )
    assert first <= new + 1e-3
    assert (repair >= new - 1e-3) if life.shape >= 1 else (repair <= new + 0.02)


def test_pro_rata_refunds_by_hand():
    # Exponential, mean 1, one year: 1 - (1 - e^-1) / 1 = e^-1.
    life = Weibull(shape=1, scale=1, unit="years")
    found = warranty_claims(life, length=1, policy="pro-rata", cost=100)
    assert found.cost == pytest.approx(36.79, abs=0.005)
    assert found.claims == pytest.approx(0.632, abs=0.0005)


def test_a_large_sample_with_censoring_gives_its_distribution_back():
    rng = np.random.default_rng(3)
    drawn = 3 * rng.weibull(2, size=20_000)
    end = rng.uniform(1, 5, size=20_000)
    found = fit_weibull(np.minimum(drawn, end), failed=drawn <= end, unit="years")
    assert (found.shape, found.scale) == pytest.approx((2, 3), rel=0.03)
    assert found.failures < found.units == 20_000


def test_remission_times_as_published():
    # Freireich et al. 1963, 6-MP group; Weibull by maximum likelihood in Kalbfleisch & Prentice
    # and Lawless: shape about 1.35, scale about 33.8 weeks (reported).
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    relapse = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    found = fit_weibull(weeks, failed=relapse, unit="weeks")
    assert (found.shape, found.scale) == pytest.approx((1.354, 33.77), abs=0.01)


def test_maintenance_is_cheapest_at_its_interval():
    life = Weibull(shape=3, scale=10, unit="months")
    found = maintenance_interval(life, planned=20, failure=100)
    ages = np.linspace(0.01, 20, 4000)
    alive = np.exp(-((ages / 10) ** 3))
    worked = np.cumsum(alive) * (ages[1] - ages[0])
    rates = (20 * alive + 100 * (1 - alive)) / worked
    assert found.interval == pytest.approx(ages[rates.argmin()], rel=0.02)
    assert found.cost_rate == pytest.approx(rates.min(), rel=0.01)
    assert found.waiting_rate == pytest.approx(100 / life.mean)


@pytest.mark.parametrize("shape, failure", [(1, 100), (0.7, 100), (3, 20)])
def test_where_nothing_wears_out_or_failing_is_cheap_waiting_is_best(shape, failure):
    life = Weibull(shape=shape, scale=10, unit="months")
    found = maintenance_interval(life, planned=20, failure=failure)
    assert found.interval == np.inf
    assert found.cost_rate == found.waiting_rate


def test_costs_too_close_for_any_age_are_named():
    life = Weibull(shape=1.001, scale=10, unit="months")
    with pytest.raises(ModelError, match="They are too close: wait for failures"):
        maintenance_interval(life, planned=99, failure=100)


def test_results_show_themselves():
    found = warranty_claims(LIFE, length=2, policy="first-failure", cost=50)
    assert repr(found) == "Warranty(policy=first-failure, length=2, claims=0.3588, cost=17.941)"
    assert "<caption>Warranty</caption>" in found._repr_html_()


def test_a_policy_has_to_be_named_and_numbers_make_sense():
    with pytest.raises(ModelError, match="'pro-rata'; it is 'repair'"):
        warranty_claims(LIFE, length=2, policy="repair")
    with pytest.raises(ModelError, match="`length`"):
        warranty_claims(LIFE, length=0, policy="pro-rata")
    with pytest.raises(ModelError, match="`shape`"):
        Weibull(shape=-1, scale=2, unit="years")
    with pytest.raises(ModelError, match="`planned`"):
        maintenance_interval(LIFE, planned=0, failure=3)


def test_times_that_determine_nothing_are_no_fit():
    with pytest.raises(ModelError, match="two different times or more; the 2 of 3 units came at 5"):
        fit_weibull([5, 5, 9], failed=[1, 1, 0], unit="years")
    with pytest.raises(ModelError, match="`times` should lie between"):
        fit_weibull([0, 5, 9], failed=[1, 1, 0], unit="years")
    with pytest.raises(ModelError, match="to 3 units, 2 of them failed"):
        fit_weibull([1, 5, 9], failed=[1, 1, 0], unit="years", iterations=1)
