import dataclasses

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models import Zone, zone_of_tolerance

nan = float("nan")

# Perceived minus adequate 2 -1 0 3 -1, minus desired -1 -3 -2 0 -2, widths 3 2 2 3 1.
LEVELS = pd.DataFrame(
    {
        "adequate": [4, 6, 5, 5, 7],
        "desired": [7, 8, 7, 8, 8],
        "perceived": [6, 5, 5, 8, 6],
    },
    index=["ana", "beto", "caro", "dina", "ema"],
)


def test_the_zone_by_hand() -> None:
    assert zone_of_tolerance(LEVELS) == Zone(
        adequacy=0.6,
        superiority=-1.6,
        width=2.2,
        below=0.4,
        inside=0.6,
        above=0.0,
        respondents=5,
    )


def test_both_ends_belong_to_the_zone() -> None:
    ends = pd.DataFrame({"adequate": [4, 4], "desired": [7, 7], "perceived": [4, 7]})
    found = zone_of_tolerance(ends)
    assert (found.below, found.inside, found.above) == (0, 1, 0)
    beyond = ends.assign(perceived=[3, 8])
    found = zone_of_tolerance(beyond)
    assert (found.below, found.inside, found.above) == (0.5, 0, 0.5)


def test_a_share_of_people_is_not_a_verdict_on_means() -> None:
    levels = pd.DataFrame({"adequate": [2, 8], "desired": [3, 9], "perceived": [6, 6]})
    means = levels.mean()
    assert means["adequate"] <= means["perceived"] <= means["desired"]
    assert zone_of_tolerance(levels).inside == 0


def test_rows_with_a_blank_are_left_out() -> None:
    levels = LEVELS.astype(float)
    levels.loc["ana", "perceived"] = nan
    levels.loc["caro", "adequate"] = nan
    levels.loc["dina", "desired"] = nan
    found = zone_of_tolerance(levels)
    assert found == Zone(
        adequacy=-1, superiority=-2.5, width=1.5, below=1, inside=0, above=0, respondents=2
    )


def test_a_zone_may_have_no_width() -> None:
    point = pd.DataFrame({"adequate": [5], "desired": [5], "perceived": [5]})
    assert zone_of_tolerance(point).inside == 1


def test_adequate_above_desired_is_refused_by_row() -> None:
    levels = LEVELS.copy()
    levels.loc["caro", "adequate"] = 8
    with pytest.raises(ModelError) as caught:
        zone_of_tolerance(levels)
    assert str(caught.value) == (
        "The adequate level should not exceed the desired one; in row caro adequate is 8 and "
        "desired 7. Were the two columns swapped? Mend the row, or leave it out."
    )


def test_ratings_off_the_scale_are_refused() -> None:
    with pytest.raises(ModelError, match="`perceived` should lie between 1 and 9; row ana has 10"):
        zone_of_tolerance(LEVELS.assign(perceived=10))
    with pytest.raises(ModelError, match="`desired` should lie between 1 and 7; row beto has 8"):
        zone_of_tolerance(LEVELS, scale=(1, 7))
    with pytest.raises(ModelError, match="`adequate` should lie between 5 and 9; row ana has 4"):
        zone_of_tolerance(LEVELS, scale=(5, 9))


def test_columns_are_asked_for() -> None:
    with pytest.raises(ModelError) as caught:
        zone_of_tolerance(LEVELS.drop(columns="desired"))
    assert str(caught.value) == (
        "The columns adequate, desired, perceived were expected; missing: desired. The table has "
        "adequate, perceived: rename or add them."
    )


def test_a_zone_of_nobody_is_refused() -> None:
    with pytest.raises(ModelError) as caught:
        zone_of_tolerance(LEVELS.assign(perceived=nan))
    assert str(caught.value) == (
        "The zone of tolerance needs all three ratings from somebody; nobody gave them. Check the "
        "columns adequate, desired and perceived."
    )


def test_a_zone_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        zone_of_tolerance(LEVELS).inside = 1  # type: ignore[misc]


def test_a_zone_shows_its_figures() -> None:
    assert repr(zone_of_tolerance(LEVELS)) == (
        "Zone(adequacy=0.6, superiority=-1.6, width=2.2, below=0.4, inside=0.6, above=0, "
        "respondents=5)"
    )
    assert "<caption>Zone</caption>" in zone_of_tolerance(LEVELS)._repr_html_()


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=8
    )
)
def test_shares_add_up_and_the_width_is_the_difference(rows: list[tuple[int, int, int]]) -> None:
    levels = pd.DataFrame(
        [(min(a, d), max(a, d), p) for a, d, p in rows],
        columns=["adequate", "desired", "perceived"],
    )
    found = zone_of_tolerance(levels)
    assert found.below + found.inside + found.above == pytest.approx(1)
    assert found.width == pytest.approx(found.adequacy - found.superiority)
    assert found.width >= 0
    assert found.respondents == len(rows)
