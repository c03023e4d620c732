import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1

from brecha import datasets
from brecha.errors import ModelError
from brecha.models._customers import read_customers
from brecha.models.pareto_nbd import ParetoNBD, _log_parts, fit_pareto_nbd
from brecha.models.repeat_purchase import BGNBD

# Fader, Hardie & Lee 2005, Marketing Science 24(2), table 2.
PRINTED = ParetoNBD(r=0.553, alpha=10.578, s=0.606, beta=11.669, unit="weeks")


def test_cdnow_as_published():
    table = datasets.load("cdnow_customers")
    found = fit_pareto_nbd(
        table["repeat_purchases"],
        last=table["last_purchase"],
        observed=table["observed"],
        unit="weeks",
    )
    assert (found.r, found.alpha) == pytest.approx((0.553, 10.578), abs=0.003)
    assert (found.s, found.beta) == pytest.approx((0.606, 11.669), abs=0.02)
    assert found.log_likelihood == pytest.approx(-9595.0, abs=0.05)


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(*[st.floats(0.2, 4)] * 2),
    st.tuples(*[st.floats(1, 30)] * 2),
    st.integers(1, 40),
    st.floats(0.05, 0.98),
)
def test_the_chance_to_have_left_is_its_integral(shapes, scales, purchases, part):
    (r, s), (alpha, beta) = shapes, scales
    seen, last = 39.0, 39.0 * part
    there, gone = _log_parts(
        np.array([r, alpha, s, beta]), read_customers(purchases, last=last, observed=seen)
    )

    def ratio(time):
        return (
            ((alpha + seen) / (alpha + time)) ** (r + purchases)
            * ((beta + seen) / (beta + time)) ** s
            / (beta + time)
        )

    value, _ = quad(ratio, last, seen, epsrel=1e-10, limit=200)
    assert np.exp(gone - there)[0] == pytest.approx(s * value, rel=1e-6)


def test_the_likelihood_is_the_printed_difference_of_two_series():
    r, alpha, s, beta = at = np.array([0.553, 10.578, 0.606, 9.0])
    x, last, seen = 2, 30.43, 38.86
    powers = r + s + x

    def series(time):
        z = (alpha - beta) / (alpha + time)
        return hyp2f1(powers, s + 1, powers + 1, z) / (alpha + time) ** powers

    printed = s / powers * (series(last) - series(seen))
    printed += (alpha + seen) ** -(r + x) * (beta + seen) ** -s
    printed *= r * (r + 1) * alpha**r * beta**s
    found = np.logaddexp(*_log_parts(at, read_customers(x, last=last, observed=seen)))
    assert np.exp(found)[0] == pytest.approx(printed, rel=1e-9)


def test_who_never_came_back_may_have_left_unlike_in_bg_nbd():
    silent = {"last": [0, 10], "observed": [39, 39]}
    assert (PRINTED.alive([0, 8], **silent) < [0.9, 0.05]).all()
    other = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, unit="weeks")
    assert other.alive([0, 8], **silent)[0] == 1


def test_the_forecast_agrees_with_rates_drawn_for_an_active_customer():
    # Given that customer 1 is active at T, both rates are gamma again, with x and T added.
    rng = np.random.default_rng(4)
    known = {"purchases": 2, "last": 30.43, "observed": 38.86}
    buys = rng.gamma(0.553 + 2, 1 / (10.578 + 38.86), size=400_000)
    leaves = rng.gamma(0.606, 1 / (11.669 + 38.86), size=400_000)
    bought = (buys * -np.expm1(-leaves * 39) / leaves)[leaves > 0].mean()
    forecast = PRINTED.forecast(39, **known)[0]
    assert forecast == pytest.approx(bought * PRINTED.alive(**known)[0], rel=0.01)


def test_the_shop_is_forecast_too_low_by_this_model_too():
    # 1,882 days with an order in the next 39 weeks (counted in test_repeat_purchase).
    table = datasets.load("cdnow_customers")
    found = PRINTED.forecast(
        39,
        purchases=table["repeat_purchases"],
        last=table["last_purchase"],
        observed=table["observed"],
    )
    assert 0.87 < found.sum() / 1882 < 0.9


def test_new_customers_by_hand():
    # r beta / (alpha (s - 1)) (1 - (beta / (beta + t))^(s - 1))
    by_hand = 0.553 * 11.669 / (10.578 * -0.394) * (1 - (11.669 / 63.669) ** -0.394)
    assert PRINTED.expected(52)[0] == pytest.approx(by_hand)


def test_nothing_jumps_where_the_formula_has_a_hole():
    found = [
        ParetoNBD(r=1, alpha=5, s=s, beta=6, unit="weeks").expected(20)[0]
        for s in (0.9999, 1, 1.0001)
    ]
    assert found[1] == pytest.approx(1 / 5 * 6 * np.log(26 / 6))
    assert found[0] > found[1] > found[2]


def test_many_purchases_overflow_nothing():
    alive = PRINTED.alive([900, 900], last=[1, 499], observed=[500, 500])
    assert alive[0] == 0
    assert 0 < alive[1] < 1


def test_a_search_that_finds_nothing_says_so():
    with pytest.raises(ModelError, match=r"3 customers \(0 with a repeat purchase"):
        fit_pareto_nbd([0, 0, 0], last=[0, 0, 0], observed=[30, 35, 39], unit="weeks")
    with pytest.raises(ModelError, match="Pareto/NBD to 3 customers") as caught:
        fit_pareto_nbd([0, 2, 5], last=[0, 9, 30], observed=[30] * 3, unit="weeks", iterations=1)
    assert "from r=1, alpha=30, s=1, beta=30" in str(caught.value)
