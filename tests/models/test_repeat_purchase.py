import time

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from brecha import datasets
from brecha.errors import ModelError
from brecha.models.repeat_purchase import BGNBD, fit_bg_nbd

# Fader, Hardie & Lee 2005, Marketing Science 24(2), table 2.
PRINTED = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, unit="weeks")
SHORT = {
    "purchases": [0, 0, 0, 1, 1, 2, 4, 6],
    "last": [0, 0, 0, 10, 31, 12, 35, 30],
    "observed": [39, 39, 36, 39, 33, 38, 39, 38],
}

shapes = st.floats(0.15, 5)
models = st.builds(
    BGNBD, r=shapes, alpha=st.floats(0.5, 20), a=shapes, b=shapes, unit=st.just("weeks")
)
histories = st.tuples(st.integers(1, 40), st.floats(0.05, 0.99), st.floats(5, 60)).map(
    lambda found: {"purchases": found[0], "last": found[1] * found[2], "observed": found[2]}
)


@pytest.fixture(scope="module")
def cdnow():
    table = datasets.load("cdnow_customers")
    return {
        "purchases": table["repeat_purchases"],
        "last": table["last_purchase"],
        "observed": table["observed"],
    }


def test_cdnow_as_published_within_a_second(cdnow):
    fit_bg_nbd(**SHORT, unit="weeks")  # importing scipy is no part of the second
    before = time.process_time()
    found = fit_bg_nbd(**cdnow, unit="weeks")
    assert time.process_time() - before < 1
    assert (found.r, found.alpha) == pytest.approx((0.243, 4.414), abs=0.0006)
    assert (found.a, found.b) == pytest.approx((0.793, 2.426), abs=0.0006)
    assert found.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert found.customers == 2357
    forecast = found.forecast(39, purchases=2, last=30.43, observed=38.86)
    assert forecast == pytest.approx(1.226, abs=0.0005)


def test_another_start_and_another_unit_of_time_find_the_same(cdnow):
    weeks = fit_bg_nbd(**cdnow, unit="weeks", start={"r": 3, "alpha": 1, "a": 0.2, "b": 8})
    days = fit_bg_nbd(
        cdnow["purchases"], last=cdnow["last"] * 7, observed=cdnow["observed"] * 7, unit="days"
    )
    assert weeks.r == pytest.approx(0.243, abs=0.0006)
    assert (days.r, days.alpha / 7) == pytest.approx((weeks.r, weeks.alpha), rel=1e-3)
    # Only the density's unit changes: seven per repeat purchase.
    moved = weeks.log_likelihood - np.log(7) * cdnow["purchases"].sum()
    assert days.log_likelihood == pytest.approx(moved, abs=0.01)


def test_the_likelihood_of_two_customers_by_hand():
    # r = alpha = a = b = 1. x = 0, T = 1: 1/2. x = 1, t = 1, T = 3: rate 1, stays with chance 1/2
    # (1/2 * 1/16), left at once with chance 1/2 (1/2 * 1/4): 5/32.
    from brecha.models._customers import read_customers
    from brecha.models.repeat_purchase import _log_likelihoods

    found = read_customers([0, 1], last=[0, 1], observed=[1, 3])
    assert np.exp(_log_likelihoods(np.ones(4), found)) == pytest.approx([1 / 2, 5 / 32])


def test_who_never_came_back_counts_as_alive_and_silence_speaks_against_the_frequent():
    silent = PRINTED.alive([0, 2, 10], last=[0, 10, 10], observed=[39, 39, 39])
    assert silent[0] == 1
    assert silent[0] > silent[1] > silent[2]
    # By hand, from the printed formula: 1 + a/(b+1) ((alpha+T)/(alpha+t))^(r+2).
    odds = 0.793 / 3.426 * ((4.414 + 39) / (4.414 + 10)) ** 2.243
    assert silent[1] == pytest.approx(1 / (1 + odds))


def test_many_purchases_overflow_nothing():
    alive = PRINTED.alive([1, 900], last=[1, 1], observed=[500, 500])
    assert alive[1] == 0
    assert PRINTED.alive(900, last=499, observed=500)[0] > 0.9
    # 900 purchases in 500 weeks: about their own rate, less what leaving takes.
    assert 10 < PRINTED.forecast(10, purchases=900, last=500, observed=500)[0] < 18


@settings(max_examples=25, deadline=None)
@given(models, histories, st.floats(0.5, 100))
def test_the_forecast_is_the_integral_over_the_chance_to_leave(model, history, ahead):
    x, seen, a = history["purchases"], history["observed"], model.a

    # With p = u^(1/a) the density is finite where p is 0.
    def part(u):
        p = max(u, 1e-300) ** (1 / a)
        bought = -np.expm1(-(model.r + x) * np.log1p(p * ahead / (model.alpha + seen)))
        return (1 - p) ** (model.b + x - 1) * bought / max(p, 1e-300)

    value, _ = quad(part, 0, 1, limit=200)
    expected = value / (a * scipy.special.beta(a, model.b + x)) * model.alive(**history)[0]
    assert model.forecast(ahead, **history)[0] == pytest.approx(expected, rel=1e-4, abs=1e-12)


def test_new_customers_by_the_printed_formula():
    from scipy.special import hyp2f1

    r, alpha, a, b, t = 0.243, 4.414, 0.793, 2.426, 26
    series = hyp2f1(r, b, a + b - 1, t / (alpha + t))
    printed = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + t)) ** r * series)
    assert PRINTED.expected(t)[0] == pytest.approx(printed, rel=1e-9)
    assert PRINTED.expected(0)[0] == 0
    assert (np.diff(PRINTED.expected([1, 5, 20, 80])) > 0).all()


def test_nothing_jumps_where_the_formula_has_a_hole():
    around = [
        BGNBD(r=1, alpha=5, a=a, b=2, unit="weeks").expected(20)[0] for a in (0.999, 1, 1.001)
    ]
    assert around[0] > around[1] > around[2]
    assert around[1] == pytest.approx((around[0] + around[2]) / 2, rel=1e-4)


def test_the_shop_as_a_whole_is_forecast_too_low_but_not_by_a_seventh(cdnow):
    # Days with an order from 1 October 1997 to 30 June 1998, by the same customers.
    orders = datasets.load("cdnow")
    later = orders[orders["date"].astype("datetime64[ns]") > np.datetime64("1997-09-30")]
    counted = len(later.drop_duplicates(["customer", "date"]))
    assert counted == 1882
    assert 0.86 < PRINTED.forecast(39, **cdnow).sum() / counted < 0.9


def test_a_search_that_stops_early_says_on_which_data_from_where_and_what_to_try(cdnow):
    with pytest.raises(ModelError) as caught:
        fit_bg_nbd(**cdnow, unit="weeks", start={"alpha": 7}, iterations=2)
    message = str(caught.value)
    for words in (
        "BG/NBD to 2357 customers (946 with a repeat purchase",
        "from r=1, alpha=7, a=1, b=1",
        "within 2 iterations; it stopped after 2 at r=",
        "Allow more `iterations`, or try another `start`",
    ):
        assert words in message


def test_data_that_determine_nothing_are_no_fit():
    with pytest.raises(ModelError, match=r"3 customers \(0 with a repeat purchase") as caught:
        fit_bg_nbd([0, 0, 0], last=[0, 0, 0], observed=[30, 35, 39], unit="weeks")
    assert "leaves out the first purchase" in str(caught.value)


@pytest.mark.parametrize(
    "change, words",
    [
        ({"last": [0, 0, 0, 10, 31, 12, 35, 40]}, "customer 8 of 8 has purchases=6, last=40"),
        ({"last": [0, 0, 5, 10, 31, 12, 35, 30]}, "and 0 without; customer 3"),
        ({"purchases": [0, 0, 0, 1, 1, 2, 4, 0.5]}, "a whole number of repeat purchases"),
        ({"observed": [39, 39, 0, 39, 33, 38, 39, 38]}, "longer than 0; customer 3"),
        ({"last": [0, 0]}, "they have 8, 2 and 8"),
        ({"last": [0, 0, 0, 10, 31, 12, 35, None]}, "`last` should have no missing"),
        ({"start": {"r": -1}}, "`start: r` should lie between 0 and inf"),
    ],
)
def test_a_history_that_contradicts_itself_is_named(change, words):
    with pytest.raises(ModelError, match=words):
        fit_bg_nbd(**(SHORT | {"unit": "weeks"} | change))


def test_a_model_from_print_needs_positive_parameters():
    with pytest.raises(ModelError, match="`b` should lie between 0"):
        BGNBD(r=1, alpha=1, a=1, b=0, unit="weeks")


def test_a_fit_whose_parameters_run_off_together_is_refused():
    """Where everybody stops alike, a and b grow without end and only their ratio is determined."""
    purchases = [0, 1] * 200
    last, observed = [0, 4] * 200, [40, 40] * 200
    with pytest.raises(ModelError, match=r"ran off .* the data don't determine it"):
        fit_bg_nbd(purchases, last=last, observed=observed, unit="weeks")
