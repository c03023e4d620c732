import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.scenarios.readings import closest

numbers = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    "readings, distance",
    [
        ([0.5, 0.2, 0.8, 0.25], 0.05),
        ([3, -1, 7], 4),
        ([2, 5, 2], 0),
        (np.array([1.5, 0.0, 1.0]), 0.5),
        ({"right": 4, "both": 1}.values(), 3),
    ],
)
def test_the_nearest_two_count(readings: list[float], distance: float) -> None:
    assert closest(readings) == pytest.approx(distance)


def test_one_number_is_near_to_none() -> None:
    assert closest([3]) == closest([]) == math.inf


@pytest.mark.parametrize(
    "readings", [[math.nan, 1, 9], [1, math.nan, 9], [1, 9, np.float64("nan")]]
)
def test_a_missing_number_meets_no_distance(readings: list[float]) -> None:
    assert not closest(readings) >= 0
    assert not closest(readings) > -1


@given(st.lists(numbers, min_size=2, max_size=12))
def test_it_is_the_least_distance_of_all_pairs(readings: list[float]) -> None:
    assert closest(readings) == min(abs(one - other) for one, other in combinations(readings, 2))
