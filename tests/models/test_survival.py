import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.survival import kaplan_meier

# Weeks in remission under 6-MP, "+" (False) still in remission: Freireich et al. 1963, Blood 21:
# 699-716; as in Gehan 1965 and Kalbfleisch & Prentice, The Statistical Analysis of Failure Time
# Data, chapter 1. A classic of medicine: relapse takes the place of a failure.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSE = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
# The same sources' table: at risk, relapses, survival, Greenwood's standard error. By hand:
# 18/21 = .857; x 16/17 = .807; x 14/15 = .753; x 11/12 = .690; x 10/11 = .627; x 6/7 = .538;
# x 5/6 = .448.
PUBLISHED = {
    6: (21, 3, 0.857, 0.076),
    7: (17, 1, 0.807, 0.087),
    10: (15, 1, 0.753, 0.096),
    13: (12, 1, 0.690, 0.107),
    16: (11, 1, 0.627, 0.114),
    22: (7, 1, 0.538, 0.128),
    23: (6, 1, 0.448, 0.135),
}
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

units = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=2, max_size=30).filter(
    lambda found: any(failed for _, failed in found)
)


def test_remission_times_as_published():
    found = kaplan_meier(WEEKS, failed=RELAPSE)
    assert found.table.index.tolist() == list(PUBLISHED)
    for week, (at_risk, failures, survival, error) in PUBLISHED.items():
        row = found.table.loc[week]
        assert (row["at_risk"], row["failures"]) == (at_risk, failures)
        assert (row["survival"], row["error"]) == pytest.approx((survival, error), abs=0.0006)
    assert (found.units, found.failures, found.censored) == (21, 9, 12)
    assert found.median == 23


def test_the_median_of_the_placebo_group_is_eight_weeks():
    found = kaplan_meier(PLACEBO, failed=[True] * 21)
    assert found.median == 8
    assert found.table["survival"].iloc[-1] == 0


def test_an_interval_by_hand_and_the_curve_between_failures():
    found = kaplan_meier(WEEKS, failed=RELAPSE)
    # Week 6: Greenwood's sum 3/(21 x 18) = .0079365; log(-log) spread 1.96 x .08909 / .15415.
    spread = 1.959964 * 0.0079365**0.5 / -np.log(18 / 21)
    low, high = (18 / 21) ** np.exp(spread), (18 / 21) ** np.exp(-spread)
    assert found.table.loc[6, ["low", "high"]].tolist() == pytest.approx([low, high], abs=1e-4)
    assert (found.at(5.9), found.at(6), found.at(9)) == pytest.approx(
        (1, 18 / 21, 0.80672), abs=1e-4
    )
    assert kaplan_meier([5, 9, 9], failed=[1, 0, 0]).median == np.inf


@given(units)
def test_without_censoring_it_is_the_share_still_there(found):
    times = np.array([time for time, _ in found])
    curve = kaplan_meier(times, failed=np.ones(len(times), dtype=bool))
    for time in curve.table.index:
        assert curve.at(time) == pytest.approx((times > time).mean(), abs=1e-12)


@given(units)
def test_to_take_the_working_for_failed_makes_all_look_shorter_lived(found):
    times, failed = [time for time, _ in found], [event for _, event in found]
    right, wrong = (
        kaplan_meier(times, failed=failed),
        kaplan_meier(times, failed=[True] * len(times)),
    )
    assert all(right.at(time) >= wrong.at(time) - 1e-12 for time in wrong.table.index)


@pytest.mark.parametrize(
    "times, failed, words",
    [
        ([1, 2], [0, 0], "all 2 units were still working"),
        ([1, 2], [1, 0.5], "yes or no; it holds 0.5"),
        ([1, 2], [1], "`times` and `failed`"),
        ([1, -2], [1, 1], "`times` should lie"),
        ([1, 2], [1, None], "`failed` should have no missing"),
    ],
)
def test_what_is_no_lifetime_is_named(times, failed, words):
    with pytest.raises(ModelError, match=words):
        kaplan_meier(times, failed=failed)
