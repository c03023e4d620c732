import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from brecha import datasets
from brecha.errors import ModelError
from brecha.models.spend import GammaGamma, _log_likelihoods, fit_gamma_gamma

# Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value", for the same 946 customers.
PRINTED = GammaGamma(p=6.25, q=3.74, gamma=15.44)


def test_cdnow_as_published():
    table = datasets.load("cdnow_customers")
    back = table[table["repeat_purchases"] > 0]
    found = fit_gamma_gamma(back["repeat_purchases"], mean_spend=back["mean_spend"])
    assert (found.p, found.q) == pytest.approx((6.25, 3.74), abs=0.006)
    assert found.gamma == pytest.approx(15.44, abs=0.02)
    assert found.customers == 946


def test_expectations_by_hand():
    # p (gamma + x m) / (p x + q - 1), x 2, m 22.35: 6.25 (15.44 + 44.7) / 15.24
    assert PRINTED.expected(2, mean_spend=22.35)[0] == pytest.approx(24.6637, abs=1e-3)
    assert PRINTED.mean == pytest.approx(6.25 * 15.44 / 2.74)


def test_the_density_integrates_to_one():
    at = np.array([6.25, 3.74, 15.44])
    total, _ = quad(lambda mean: np.exp(_log_likelihoods(at, np.array([2.0]), mean))[0], 0, np.inf)
    assert total == pytest.approx(1)


@given(st.integers(1, 50), st.floats(1, 500))
def test_what_is_expected_lies_between_ones_own_mean_and_that_of_all(purchases, mean):
    found = PRINTED.expected(purchases, mean_spend=mean)[0]
    low, high = sorted([mean, PRINTED.mean])
    assert low * (1 - 1e-9) <= found <= high * (1 + 1e-9)


@pytest.mark.parametrize(
    "purchases, mean, words",
    [
        ([1, 0], [20, 0], "customer 2 of 2 has purchases=0, mean_spend=0. Leave out who never"),
        ([1, 2], [20, 0], "mean spend above 0"),
        ([1, 2], [20, np.nan], "no missing values"),
        ([1, 2], [20], "`purchases` and `mean_spend`"),
    ],
)
def test_who_has_no_spend_is_named(purchases, mean, words):
    with pytest.raises(ModelError, match=words):
        fit_gamma_gamma(purchases, mean_spend=mean)


def test_too_few_iterations_and_an_infinite_mean():
    with pytest.raises(ModelError, match="gamma-gamma to 3 customers"):
        fit_gamma_gamma([1, 2, 5], mean_spend=[20, 30, 90], iterations=1)
    thin = GammaGamma(p=0.2, q=0.5, gamma=3)
    assert thin.mean == np.inf
    with pytest.raises(ModelError, match="the mean is infinite"):
        thin.expected(1, mean_spend=3)
