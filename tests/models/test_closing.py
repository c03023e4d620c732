import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from brecha.errors import ModelError
from brecha.models.closing import Costs, best_threshold, cost_by_threshold, detection

COSTS = Costs(hit=-100, miss=0, false_alarm=60, rejection=0)
SIGNALS = [0, 1, 1, 3]
READY = [False, False, True, True]

counts = st.integers(1, 200)


def test_detection_by_hand():
    # z(.8) = .8416, z(.4) = -.2533
    found = detection(hits=20, misses=5, false_alarms=10, rejections=15)
    assert (found.hit_rate, found.false_alarm_rate) == (0.8, 0.4)
    assert found.sensitivity == pytest.approx(0.8416 + 0.2533, abs=0.0001)
    assert found.criterion == pytest.approx(-(0.8416 - 0.2533) / 2, abs=0.0001)
    assert not found.corrected


@given(counts, counts, counts, counts)
def test_detection_agrees_with_another_normal_distribution(hits, misses, false, right):
    found = detection(hits=hits, misses=misses, false_alarms=false, rejections=right)
    ready, other = norm.ppf(hits / (hits + misses)), norm.ppf(false / (false + right))
    assert found.sensitivity == pytest.approx(ready - other)
    assert found.criterion == pytest.approx(-(ready + other) / 2)


@given(counts, counts, counts, counts)
def test_calling_everything_by_its_opposite_turns_the_signs(hits, misses, false, right):
    found = detection(hits=hits, misses=misses, false_alarms=false, rejections=right)
    other = detection(hits=misses, misses=hits, false_alarms=right, rejections=false)
    assert other.sensitivity == pytest.approx(-found.sensitivity)
    assert other.criterion == pytest.approx(-found.criterion)


def test_guessing_has_no_sensitivity_and_waiting_a_high_criterion():
    assert detection(hits=3, misses=7, false_alarms=30, rejections=70).sensitivity == 0
    wait = detection(hits=2, misses=8, false_alarms=1, rejections=9)
    push = detection(hits=9, misses=1, false_alarms=8, rejections=2)
    assert wait.criterion > 0 > push.criterion
    assert wait.sensitivity == pytest.approx(push.sensitivity)


def test_rates_of_one_are_corrected_and_say_so():
    found = detection(hits=10, misses=0, false_alarms=2, rejections=8)
    assert found.hit_rate == 1
    assert found.corrected
    # (10.5/11) and (2.5/11)
    assert found.sensitivity == pytest.approx(norm.ppf(10.5 / 11) - norm.ppf(2.5 / 11))


def test_cost_of_every_threshold_by_hand():
    found = cost_by_threshold(SIGNALS, READY, costs=COSTS)
    assert list(found.index) == [0, 1, 3, np.inf]
    # From 1 on: two hits, one false alarm: (-200 + 60)/4. From 3 on: a hit and a miss: -100/4.
    assert found["cost"].tolist() == [-20, -35, -25, 0]
    assert found.loc[1, ["hits", "misses", "false_alarms", "rejections"]].tolist() == [2, 0, 1, 1]
    assert found.loc[3, "hit_rate"] == 0.5
    assert found.loc[0, "false_alarm_rate"] == 1
    assert found.loc[np.inf, "hits"] == 0


def test_all_four_outcomes_cost():
    # From 1 on: two hits, no miss, one false alarm, one rejection. From 3 on: 1, 1, 0, 2.
    costs = Costs(hit=-100, miss=40, false_alarm=60, rejection=8)
    found = cost_by_threshold(SIGNALS, READY, costs=costs)
    assert found.loc[1, "cost"] == (-200 + 60 + 8) / 4
    assert found.loc[3, "cost"] == (-100 + 40 + 16) / 4
    assert found["false_alarm_rate"].tolist() == [1, 0.5, 0, 0]


def test_the_cheapest_threshold_is_found_to_the_cent():
    # Both come to less than a unit apart: 1 costs -35, 3 costs -34.75.
    costs = Costs(hit=-100, miss=-39, false_alarm=60, rejection=0)
    found = cost_by_threshold(SIGNALS, READY, costs=costs)["cost"]
    assert found[[1, 3]].tolist() == [-35, -34.75]
    assert best_threshold(SIGNALS, READY, costs=costs) == 1


def test_outcomes_may_cost_the_same():
    assert Costs(hit=0, miss=0, false_alarm=5, rejection=5).miss == 0


def test_the_best_threshold_hangs_on_what_pressing_costs():
    assert best_threshold(SIGNALS, READY, costs=COSTS) == 1
    dear = Costs(hit=-100, miss=0, false_alarm=300, rejection=0)
    assert best_threshold(SIGNALS, READY, costs=dear) == 3
    # With no ready customer it is cheapest never to close.
    assert best_threshold([1, 2], [False, False], costs=COSTS) == np.inf


def test_in_a_tie_the_threshold_that_presses_fewest():
    free = Costs(hit=-100, miss=0, false_alarm=0, rejection=0)
    assert best_threshold([0, 0, 2], [False, False, True], costs=free) == 2


def test_rates_of_nobody_are_no_numbers():
    found = cost_by_threshold([1, 2], [False, False], costs=COSTS)
    assert found["hit_rate"].isna().all()
    assert cost_by_threshold([1, 2], [True, True], costs=COSTS)["false_alarm_rate"].isna().all()


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=20))
def test_raising_the_threshold_never_closes_more(seen):
    signals, ready = zip(*seen, strict=True)
    found = cost_by_threshold(signals, ready, costs=COSTS)
    assert (found["hits"].diff().dropna() <= 0).all()
    assert (found["false_alarms"].diff().dropna() <= 0).all()
    total = found[["hits", "misses", "false_alarms", "rejections"]].sum(axis=1)
    assert (total == len(seen)).all()


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"hits": 0, "misses": 0}, "0 and 25 were"),
        ({"false_alarms": 0, "rejections": 0}, "25 and 0 were"),
        ({"hits": -1}, "`hits` should be a whole number"),
        ({"rejections": 0.5}, "`rejections`"),
    ],
)
def test_detection_says_what_is_wrong(changed, words):
    good = {"hits": 20, "misses": 5, "false_alarms": 10, "rejections": 15}
    with pytest.raises(ModelError, match=words):
        detection(**(good | changed))


@pytest.mark.parametrize(
    "signals, ready, costs, words",
    [
        ([1, 2], [True], COSTS, "they have 2 and 1"),
        ([1, 2], [True, 0.5], COSTS, "True or False"),
        ([1, 2], [True, 2], COSTS, "`ready` should lie between 0 and 1"),
        ([1, np.nan], [True, False], COSTS, "missing"),
        ([1, 2], [True, False], (1, 2, 3, 4), "There is no default"),
    ],
)
def test_costs_by_threshold_say_what_is_wrong(signals, ready, costs, words):
    with pytest.raises(ModelError, match=words):
        cost_by_threshold(signals, ready, costs=costs)


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"hit": 100}, "gains negative: check the signs"),
        ({"false_alarm": -5}, "a false alarm as a rejection"),
        ({"miss": np.nan}, "`miss` should be a number"),
    ],
)
def test_costs_that_reward_mistakes_are_refused(changed, words):
    good = {"hit": -100, "miss": 0, "false_alarm": 60, "rejection": 0}
    with pytest.raises(ModelError, match=words):
        Costs(**(good | changed))
