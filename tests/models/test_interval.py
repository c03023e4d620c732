import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from brecha.errors import ModelError
from brecha.models import MeanInterval, mean_interval


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_the_normal_interval_by_hand() -> None:
    # Mean -1, s^2 = (1 + 0 + 0 + 1) / 3, standard error sqrt(2/3) / 2 = 0.408248, times 1.959964.
    found = mean_interval([-2, -1, -1, 0])
    assert found == MeanInterval(
        mean=-1,
        low=pytest.approx(-1.800152, abs=1e-6),
        high=pytest.approx(-0.199848, abs=1e-6),
        confidence=0.95,
        respondents=4,
        method="normal",
    )


def test_the_confidence_is_an_argument() -> None:
    found = mean_interval([-2, -1, -1, 0], confidence=0.5)
    assert found.high - found.mean == pytest.approx(0.408248 * 0.6744898, abs=1e-6)
    assert found.confidence == 0.5


def test_blanks_are_left_out() -> None:
    with_blanks = pd.Series([-2, None, -1, -1, 0, None])
    assert mean_interval(with_blanks) == mean_interval([-2, -1, -1, 0])


def test_the_bootstrap_is_close_to_the_normal_interval_on_many() -> None:
    values = rng().normal(-0.8, 1, 400)
    normal = mean_interval(values, confidence=0.9)
    drawn = mean_interval(values, confidence=0.9, method="bootstrap", rng=rng(), draws=4000)
    assert drawn.mean == normal.mean
    assert drawn.low == pytest.approx(normal.low, abs=0.01)
    assert drawn.high == pytest.approx(normal.high, abs=0.01)
    assert drawn.method == "bootstrap"


def test_the_bootstrap_agrees_with_an_independent_one() -> None:
    values = rng().exponential(size=60)
    ours = mean_interval(values, method="bootstrap", rng=rng(), draws=20_000)
    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=20_000, method="percentile", rng=rng()
    ).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.01)


def test_the_bootstrap_is_its_generator() -> None:
    values = rng().normal(size=5)
    first = mean_interval(values, method="bootstrap", rng=rng())
    assert first == mean_interval(values, method="bootstrap", rng=rng())
    by_hand = values[rng().integers(5, size=(2000, 5))].mean(axis=1)
    assert (first.low, first.high) == tuple(np.quantile(by_hand, [0.025, 0.975]))


def test_a_hundred_draws_are_enough_and_fewer_are_not() -> None:
    values = [1, 2, 3]
    assert mean_interval(values, method="bootstrap", rng=rng(), draws=100).respondents == 3
    for draws in (99, 0, 100.0, True):
        with pytest.raises(ModelError) as caught:
            mean_interval(values, method="bootstrap", rng=rng(), draws=draws)  # type: ignore[arg-type]
        assert str(caught.value) == (
            f"`draws` should be a whole number of at least 100; it is {draws!r}. 2000 will do."
        )


def test_the_bootstrap_needs_a_generator() -> None:
    with pytest.raises(ModelError) as caught:
        mean_interval([1, 2, 3], method="bootstrap")
    assert str(caught.value) == (
        "The bootstrap draws at random and needs `rng`; it is None. Pass "
        "numpy.random.default_rng(seed)."
    )


def test_two_values_are_the_least() -> None:
    assert mean_interval([1, 2]).respondents == 2
    with pytest.raises(ModelError, match="`values` should have at least 2 values; it has 1"):
        mean_interval([1, None])


def test_arguments_are_checked() -> None:
    with pytest.raises(ModelError, match="`confidence` should lie between 0 and 1"):
        mean_interval([1, 2], confidence=95)
    with pytest.raises(ModelError, match="`method` should be 'normal' or 'bootstrap'; it is 't'"):
        mean_interval([1, 2], method="t")
    with pytest.raises(ModelError, match="`values` should hold numbers"):
        mean_interval(["a", "b"])


def test_the_result_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        mean_interval([1, 3]).mean = 0  # type: ignore[misc]


def test_the_result_shows_its_figures() -> None:
    assert repr(mean_interval([1, 3])) == (
        "MeanInterval(mean=2, low=0.04, high=3.96, confidence=0.95, respondents=2, method=normal)"
    )


def test_it_covers_the_truth_about_as_often_as_it_says() -> None:
    draws = rng().normal(0, 1, (1000, 40))
    found = [mean_interval(values) for values in draws]
    covered = np.mean([interval.low <= 0 <= interval.high for interval in found])
    # 95 % less what the normal quantile loses against t with 39 degrees: 94.3 %, give or take 1.5.
    assert covered == pytest.approx(0.943, abs=0.015)
