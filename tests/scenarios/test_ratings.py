import numpy as np
import pytest

from brecha.scenarios.ratings import centre, rate


def test_ratings_are_whole_and_on_the_scale() -> None:
    found = rate(np.array([[-3.0, 1.4], [6.6, 12.0]]), low=1, high=7)
    assert found.tolist() == [[1, 1], [7, 7]]


@pytest.mark.parametrize("mean", [1.5, 3.0, 4.0, 5.5, 6.3])
@pytest.mark.parametrize("spread", [0.6, 1.1])
def test_the_centre_gives_the_mean_that_was_wanted(mean: float, spread: float) -> None:
    middle = centre(np.array([mean]), spread=spread, low=1, high=7)
    opinions = np.random.default_rng(3).normal(middle, spread, 100_000)
    assert rate(opinions, low=1, high=7).mean() == pytest.approx(mean, abs=0.015)


def test_near_the_top_opinions_lie_above_the_ratings() -> None:
    assert centre(np.array([6.3]), spread=0.9, low=1, high=7)[0] > 6.4
    assert centre(np.array([4.0]), spread=0.9, low=1, high=7)[0] == pytest.approx(4)
