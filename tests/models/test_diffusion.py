import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.diffusion import Bass, fit_bass, fits_by_length

# Room air conditioners in the United States, 1949 to 1961, thousands, as commonly reprinted.
AIR = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]

models = st.builds(Bass, p=st.floats(0.002, 0.1), q=st.floats(0.1, 0.8), m=st.floats(10, 1e5))


def test_room_air_conditioners_as_published():
    # Bass 1969: p .0104, q .4186, m 16.895 million; peak after 8.6 years at 1.9 million.
    model = Bass(p=0.0104, q=0.4186, m=16.895)
    assert model.peak_time == pytest.approx(8.6, abs=0.05)
    assert model.peak_sales == pytest.approx(1.9, abs=0.05)


def test_the_curve_gives_the_figures_reported_for_this_series():
    # Srinivasan & Mason 1986, nonlinear least squares (reported): p .0094, q .3748, m 18.7 million.
    found = fit_bass(AIR, method="curve")
    assert (found.p, found.q) == pytest.approx((0.0094, 0.3748), abs=0.0001)
    assert found.m == pytest.approx(18_713, abs=5)


def test_his_method_gives_its_normal_equations_solution_and_comes_near_his_figures():
    # Bass 1969 prints p .0104, q .4186, m 16.895 million; this series gives another p.
    found = fit_bass(AIR, method="regression")
    assert found.q == pytest.approx(0.4186, abs=0.02)
    assert found.m == pytest.approx(16_895, rel=0.02)
    before = np.concatenate([[0], np.cumsum(AIR)[:-1]])
    left = AIR - found.m * (found.p + found.q * before / found.m) * (1 - before / found.m)
    assert [left.sum(), left @ before / 1e4] == pytest.approx([0, 0], abs=1e-4)


def test_cumulative_by_hand():
    # p .1, q .4, t 2: e^-1 = .36788; (1 - .36788) / (1 + 4 x .36788) = .25576.
    model = Bass(p=0.1, q=0.4, m=1000)
    assert model.cumulative([0, 2]).tolist() == pytest.approx([0, 255.76], abs=0.02)


@given(models)
def test_the_peak_is_where_the_curve_is_steepest(model):
    times = np.linspace(0, 3 * model.peak_time + 10, 4001)
    rate = np.gradient(model.cumulative(times), times)
    assert rate.max() == pytest.approx(model.peak_sales, rel=0.01)
    assert times[rate.argmax()] == pytest.approx(model.peak_time, abs=0.1)
    assert model.cumulative(1000)[0] == pytest.approx(model.m, rel=1e-6)


def test_without_imitation_sales_only_fall():
    model = Bass(p=0.3, q=0.1, m=100)
    assert (model.peak_time, model.peak_sales) == (0, 30)
    assert (np.diff(model.sales(8)) < 0).all()


@settings(max_examples=10, deadline=None)
@given(st.floats(0.005, 0.05), st.floats(0.25, 0.6))
def test_the_curve_finds_the_model_that_made_the_sales(p, q):
    found = fit_bass(Bass(p=p, q=q, m=5000).sales(25), method="curve")
    assert (found.p, found.q, found.m) == pytest.approx((p, q, 5000), rel=0.01)


@pytest.mark.parametrize("method", ["regression", "curve"])
def test_before_the_peak_the_market_jumps_about(method):
    found = fits_by_length(AIR, method=method)
    early = found[~found["after_peak"]]
    late = found.loc[11:, "m"]
    assert found.index.tolist() == list(range(4, 14))
    assert late.max() / late.min() < 1.2
    assert early["m"].isna().any() or early["m"].max() / early["m"].min() > 1.5


@pytest.mark.parametrize(
    "sales, method, words",
    [
        ([1, 2, 3], "curve", "at least 4 values"),
        (AIR, "guess", "'regression' or 'curve'; it is 'guess'"),
        ([1, 2, 4, 8, 16, 32], "regression", "6 periods gave a="),
        ([0, 0, 0, 0], "curve", "all 0"),
        ([1, -2, 3, 4], "curve", "`sales` should lie"),
    ],
)
def test_sales_that_make_no_model_are_named(sales, method, words):
    with pytest.raises(ModelError, match=words):
        fit_bass(sales, method=method)


def test_a_search_that_stops_early_says_so():
    with pytest.raises(ModelError, match="Bass model to 13 periods of sales") as caught:
        fit_bass(AIR, method="curve", iterations=1)
    assert "from p=0.03, q=0.38" in str(caught.value)
    assert "passed their peak" in str(caught.value)
