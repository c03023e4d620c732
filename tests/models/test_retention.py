import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import beta as beta_function

from brecha.errors import ModelError
from brecha.models.retention import SBG, _log_likelihood, fit_sbg, retention_rates

# Reported: Fader & Hardie 2007, from Berry & Linoff; per 1000 customers, years 0 to 7.
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]

shapes = st.floats(0.2, 5)


def test_rates_by_hand():
    assert retention_rates([1000, 600, 450]).to_dict() == {1: 0.6, 2: 0.75}


def test_fit_of_the_reported_survivors():
    # Reported in the paper: regular alpha .704, beta 1.182; high-end .668, 3.806.
    regular, high_end = fit_sbg(REGULAR), fit_sbg(HIGH_END)
    assert (regular.alpha, regular.beta) == pytest.approx((0.704, 1.182), abs=0.0006)
    assert (high_end.alpha, high_end.beta) == pytest.approx((0.668, 3.806), abs=0.0006)
    assert (regular.customers, regular.renewals) == (1000, 7)


def test_four_years_project_three_more():
    # Year 7 is reported as 241 and 491; the fit knows years 0 to 4 alone.
    assert 1000 * fit_sbg(REGULAR[:5]).survivors(7)[7] == pytest.approx(241, rel=0.05)
    assert 1000 * fit_sbg(HIGH_END[:5]).survivors(7)[7] == pytest.approx(491, rel=0.1)


@given(shapes, shapes)
def test_retention_rises_although_nobody_changes(alpha, beta):
    rates = SBG(alpha=alpha, beta=beta).retention(12)
    assert rates.is_monotonic_increasing
    assert rates[1] == pytest.approx(beta / (alpha + beta))


@given(shapes, shapes)
def test_survivors_are_a_ratio_of_beta_functions(alpha, beta):
    found = SBG(alpha=alpha, beta=beta).survivors(6)
    expected = beta_function(alpha, beta + np.arange(7)) / beta_function(alpha, beta)
    assert found.to_numpy() == pytest.approx(expected)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.4, 3), st.floats(0.4, 3))
def test_a_fit_to_the_models_own_survivors_finds_the_model(alpha, beta):
    found = fit_sbg(1e6 * SBG(alpha=alpha, beta=beta).survivors(8))
    assert (found.alpha, found.beta) == pytest.approx((alpha, beta), rel=0.01)


def test_likelihood_by_hand():
    # alpha = beta = 1: leaves at renewal 1 with chance 1/2, at 2 with 1/6, is left with 1/3.
    found = _log_likelihood(np.ones(2), np.array([2.0, 1.0]), 3.0)
    assert found == pytest.approx(2 * np.log(1 / 2) + np.log(1 / 6) + 3 * np.log(1 / 3))


@pytest.mark.parametrize(
    "survivors, words",
    [
        ([1000, 600, 640], "from 600 to 640 at renewal 2. Follow one cohort"),
        ([1000, 0, 0], "at renewal 1 everybody had gone"),
        ([1000, 1000, 1000], "after 2 renewals all 1000 customers are there"),
        ([1000, 500], "at least 3 values"),
        ([1, 0.6, 0.4, 0.5], "never grow"),
        ([0.5, 0.4, 0.3], "`survivors at the start` should be a whole number"),
    ],
)
def test_counts_that_are_no_cohort_are_named(survivors, words):
    with pytest.raises(ModelError, match=words):
        fit_sbg(survivors)


def test_constant_retention_determines_no_spread():
    with pytest.raises(ModelError, match="sBG to 4096 customers over 4 renewals") as caught:
        fit_sbg([4096, 2048, 1024, 512, 256])
    assert "use one constant rate" in str(caught.value)


def test_parameters_are_positive():
    with pytest.raises(ModelError, match="`alpha`"):
        SBG(alpha=0, beta=1)
