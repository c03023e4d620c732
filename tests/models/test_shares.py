import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.shares import wilson


@pytest.mark.parametrize(
    "count, of, low, high",
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3 (score).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_as_published(count, of, low, high):
    found = wilson(count, of=of)
    assert found.value == count / of
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)


def test_wilsons_interval_by_hand():
    # 1 of 2 with z = 1.959964: middle 1/2, half = z sqrt(1/8 + z^2/16)/(1 + z^2/2) = .4055
    found = wilson(1, of=2)
    assert (found.low, found.high) == pytest.approx((0.0945, 0.9055), abs=0.00005)


@given(of=st.integers(1, 500), part=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_wilsons_interval_stays_inside_and_mirrors(of, part, confidence):
    count = round(part * of)
    found = wilson(count, of=of, confidence=confidence)
    mirrored = wilson(of - count, of=of, confidence=confidence)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high)
    assert found.low < found.high


def test_more_confidence_is_a_wider_interval():
    narrow, wide = wilson(5, of=20, confidence=0.8), wilson(5, of=20, confidence=0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    "count, of, words",
    [
        (5, 0, "`of` should be a whole number of at least 1"),
        (0.31, 263, "`count` should be a whole number of at least 0; it is 0.31"),
        (-1, 10, "`count`"),
        (11, 10, "Did you swap the two"),
        ("five", 10, "it is 'five'"),
    ],
)
def test_share_refuses_what_is_no_count(count, of, words):
    with pytest.raises(ModelError, match=words):
        wilson(count, of=of)


@pytest.mark.parametrize("confidence", [0, 1, 1.5, 95])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ModelError, match="`confidence` should lie between 0 and 1"):
        wilson(5, of=10, confidence=confidence)
