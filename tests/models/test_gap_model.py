import dataclasses
import math
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models import GAP_NAMES, Better, FiveGaps, five_gaps

# Minutes in a queue; every difference of two of them is another number.
MINUTES = {
    "customers_expect": 10,
    "management_believes": 11,
    "standard": 14,
    "delivered": 22,
    "promised": 20,
    "perceived": 37,
}


def test_the_five_gaps_by_hand() -> None:
    assert five_gaps(**MINUTES, better="lower") == FiveGaps(
        knowledge=1,
        standards=3,
        delivery=8,
        communication=2,
        service=27,
        perceiving=15,
        better="lower",
    )


def test_they_are_named_in_their_published_order() -> None:
    assert GAP_NAMES == ("knowledge", "standards", "delivery", "communication", "service")
    fields = [field.name for field in dataclasses.fields(FiveGaps)]
    assert tuple(fields[:5]) == GAP_NAMES


def test_gap_five_is_not_the_sum_of_the_others() -> None:
    found = five_gaps(**MINUTES, better="lower")
    assert found.knowledge + found.standards + found.delivery + found.communication == 14
    assert found.service == 27


def test_the_bookkeeping_adds_up_without_the_promise() -> None:
    found = five_gaps(**MINUTES, better="lower")
    assert found.bookkeeping.to_dict() == {
        "perceiving": 15,
        "delivery": 8,
        "standards": 3,
        "knowledge": 1,
    }
    assert found.bookkeeping.name == "bookkeeping"
    promised_less = five_gaps(**{**MINUTES, "promised": 5}, better="lower")
    assert promised_less.communication == 17
    assert promised_less.bookkeeping.equals(found.bookkeeping)


def test_more_minutes_are_bad_news_and_more_points_good() -> None:
    flat = {**MINUTES, "standard": 9, "promised": 22}
    assert five_gaps(**flat, better="lower").against_customer == (
        "knowledge",
        "delivery",
        "service",
    )
    assert five_gaps(**flat, better="higher").against_customer == ("standards",)


def test_gaps_of_zero_are_against_nobody() -> None:
    level = dict.fromkeys(MINUTES, 6)
    assert five_gaps(**level, better="lower").against_customer == ()
    assert five_gaps(**level, better="higher").against_customer == ()


@pytest.mark.parametrize("name", list(MINUTES))
@pytest.mark.parametrize("value", [math.nan, math.inf, "7", None])
def test_what_is_no_number_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(ModelError) as caught:
        five_gaps(**{**MINUTES, name: value}, better="lower")  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"`{name}` should be one finite number, in the unit of the others; it is {value!r}. Give "
        "what was measured or stated."
    )


def test_numbers_of_numpy_are_numbers() -> None:
    found = five_gaps(**{**MINUTES, "perceived": np.int64(37)}, better="lower")
    assert found.service == 27
    assert type(found.service) is float


def test_the_result_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        five_gaps(**MINUTES, better="lower").service = 0  # type: ignore[misc]


def test_better_has_to_be_said() -> None:
    assert get_args(Better) == ("higher", "lower")
    with pytest.raises(ModelError, match="`better` should be 'higher' or 'lower'; it is 'more'"):
        five_gaps(**MINUTES, better="more")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        five_gaps(**MINUTES)  # type: ignore[call-arg]


def test_the_result_shows_its_figures() -> None:
    assert repr(five_gaps(**MINUTES, better="lower")) == (
        "FiveGaps(knowledge=1, standards=3, delivery=8, communication=2, service=27, "
        "perceiving=15, better=lower)"
    )


@given(st.lists(st.integers(-50, 50), min_size=6, max_size=6))
def test_the_bookkeeping_is_an_identity(values: list[int]) -> None:
    found = five_gaps(**dict(zip(MINUTES, values, strict=True)), better="higher")
    assert found.bookkeeping.sum() == found.service


@given(st.lists(st.integers(-50, 50), min_size=6, max_size=6))
def test_a_gap_is_bad_news_one_way_round(values: list[int]) -> None:
    given_values = dict(zip(MINUTES, values, strict=True))
    up = set(five_gaps(**given_values, better="higher").against_customer)
    down = set(five_gaps(**given_values, better="lower").against_customer)
    level = {
        name for name in GAP_NAMES if getattr(five_gaps(**given_values, better="lower"), name) == 0
    }
    assert not up & down
    assert up | down | level == set(GAP_NAMES)
