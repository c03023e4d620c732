import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.lifetime_value import MARGIN_TIMINGS, lifetime_value


@pytest.mark.parametrize(
    "timing, value", [("end-if-retained", 266.67), ("end-certain", 333.33), ("now", 366.67)]
)
def test_three_conventions_of_models_md(timing, value):
    found = lifetime_value(100, retention=0.8, discount=0.1, timing=timing)
    assert found.value == pytest.approx(value, abs=0.005)
    assert found.timing == timing


@given(st.floats(0, 0.95), st.floats(0.01, 0.5))
def test_each_convention_is_its_sum_of_discounted_margins(retention, discount):
    keep = retention / (1 + discount)
    sums = {
        "now": sum(keep**t for t in range(2000)),
        "end-certain": sum(keep**t for t in range(2000)) / (1 + discount),
        "end-if-retained": sum(keep**t for t in range(1, 2000)),
    }
    for timing in MARGIN_TIMINGS:
        found = lifetime_value(1, retention=retention, discount=discount, timing=timing)
        assert found.value == pytest.approx(sums[timing], abs=1e-12)


def test_the_convention_has_to_be_named():
    with pytest.raises(TypeError, match="timing"):
        lifetime_value(100, retention=0.8, discount=0.1)
    with pytest.raises(ModelError, match="'end-certain' or 'now'; it is 'end'"):
        lifetime_value(100, retention=0.8, discount=0.1, timing="end")


@pytest.mark.parametrize(
    "change, words",
    [
        ({"retention": 80}, "0.95, not 95"),
        ({"retention": 1}, "retention"),
        ({"discount": 0}, "`dis"),
    ],
)
def test_numbers_out_of_range_are_named(change, words):
    with pytest.raises(ModelError, match=words):
        lifetime_value(100, **({"retention": 0.8, "discount": 0.1, "timing": "now"} | change))
