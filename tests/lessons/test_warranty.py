"""The deeper notebook warranty: each number by hand, and what must hold on every seed."""

import math

import numpy as np
import pandas as pd
import pytest

from brecha import models
from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.warranty import records, small
from brecha.lessons.warranty.exercises import counts_to_try
from brecha.lessons.warranty.oracles import share_beyond, weibull
from brecha.scenarios.readings import closest
from by_hand import Paper, computed

LESSON = find("warranty")
KEY = LESSON.key()

few = pytest.mark.parametrize("seed", range(6))


class ByHand(Paper):
    """Tables that a pencil can do."""

    def bench(self):
        # Eight, seven, six, five, four are there; the second, fourth and fifth fail.
        failed = [False, True, False, True, True, False, False, False]
        return pd.DataFrame({"months": [3, 8, 11, 16, 21, 26, 29, 31], "failed": failed})

    def contract(self):
        return pd.DataFrame({"shape": [2], "scale": [3], "length": [2]})

    def late(self):
        # Left: 30, 24, 16, 6 of 36 months at 50 dollars.
        return pd.DataFrame({"claim": list("PQRST"), "months": [6, 12, 20, 30, 40]})

    def parts(self):
        rows = {"shape": [3, 0.7], "scale": [10, 100], "planned": [20, 150], "failure": [100, 450]}
        return pd.DataFrame(rows, index=["pump", "board"])

    def remission(self):
        return small.remission()


def by_hand(slug, name=None):
    return computed(KEY, slug, name, ByHand())


@pytest.mark.parametrize(
    "slug, name, value",
    [
        ("both-steps", None, 0.72),
        ("both-steps", "faults-added", 0.7),
        ("two-batches", None, 0.12),
        ("two-batches", "mean-of-shares", 0.15),
        ("lasting-by-hand", None, 6 / 7 * 4 / 5 * 3 / 4),
        ("lasting-by-hand", "sum", 1 - 1 / 7 - 1 / 5 - 1 / 4),
        ("lasting-by-hand", "last-step", 3 / 4),
        ("lasting-by-hand", "dropped", 1 / 2),
        # The published series: Freireich et al. 1963.
        ("half", None, 23),
        ("half", "relapses-alone", 10),
        ("half", "all-as-relapses", 16),
        ("half", "mean-of-relapses", 109 / 9),
        # models.md: shape 2, scale 3, two years.
        ("repairs", None, 0.4444),
        ("repairs", "first-failures", 0.3588),
        ("first-failures", None, 0.3588),
        ("first-failures", "survivors", 0.6412),
        ("first-failures", "without-shape", 1 - math.exp(-2 / 3)),
        ("pro-rata", None, 50 * (30 + 24 + 16 + 6)),
        ("pro-rata", "used-part", 50 * (6 + 12 + 20 + 30)),
        ("pro-rata", "late-one-too", 50 * (30 + 24 + 16 + 6 - 4)),
        ("pro-rata", "two-years", 75 * (18 + 12 + 4)),
        # The example of models.maintenance_interval: 5.0 months.
        ("interval", "mean-life", 10 * math.gamma(4 / 3)),
        ("interval", "half-failed", 10 * math.log(2) ** (1 / 3)),
        ("interval", "share-of-cost", 2 * math.gamma(4 / 3)),
    ],
)
def test_numbers_by_hand(slug, name, value):
    assert by_hand(slug, name) == pytest.approx(value, abs=5e-5)


def test_the_age_for_the_pump_is_the_cheapest():
    assert by_hand("interval") == pytest.approx(5.0, abs=0.05)


def function(name=None):
    """Return the reference, or a misconception, as a learner's function."""
    return computed(KEY, "lasting", name, None)


@pytest.mark.parametrize(
    "name, value",
    [
        (None, 0.9 * 0.8),
        ("share-failed", 0.28),
        ("product-of-risks", 0.02),
        ("at-start", 0.8),
        ("whole-table", 0.72),
        ("strictly-before", 0.9),
        ("mean", 0.85),
        ("sum", 0.7),
        ("last-row", 0.8),
        ("pooled", 1 - 2 / 15),
        ("as-failures", 0.4),
    ],
)
def test_functions_by_hand(name, value):
    table = pd.DataFrame({"month": [2, 5], "at_risk": [10, 5], "failed": [1, 1]})
    assert function(name)(table, 5) == pytest.approx(value)


def test_tables_to_try_could_have_been_counted():
    for table, month in counts_to_try(np.random.default_rng(5)):
        left = table["at_risk"] - table["failed"]
        assert (left >= 0).all()
        assert (table["at_risk"].iloc[1:].to_numpy() <= left.iloc[:-1].to_numpy()).all()
        assert (table["month"] <= month).any()


def test_the_published_table_is_the_one_that_the_notebook_prints():
    remission = LESSON.version().data("remission")
    found = models.kaplan_meier(remission["weeks"], failed=remission["relapse"]).table.round(3)
    assert found.index.to_list() == [6, 7, 10, 13, 16, 22, 23]
    assert found["at_risk"].to_list() == [21, 17, 15, 12, 11, 7, 6]
    assert found["survival"].to_list() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert found["error"].to_list() == [0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135]


# --- what the simulation builds in ----------------------------------------------------------------


@few
def test_what_is_built_in(seed):
    version = LESSON.version(seed=seed)
    fleet, grinders = version.data("fleet"), version.data("grinders")
    assert (len(fleet), len(grinders)) == (300, 240)
    assert (fleet["months"] <= fleet["placed"]).all()
    assert (fleet["months"][~fleet["failed"]] == fleet["placed"][~fleet["failed"]]).all()
    found = records.readings(fleet)
    assert found["of-all"] + 0.08 < found["curve"] < found["as-failures"] - 0.15
    assert fleet["months"][fleet["failed"]].mean() < 27
    machines, others = records.fit(fleet), records.fit(grinders)
    assert machines.shape > 1.5
    assert others.shape < 0.9
    for life, dearer in ((machines, True), (others, False)):
        third = records.costs(life, 100)
        assert (third["third"] > third["half-of-two"]) == dearer


@few
def test_the_quick_curve_is_the_one_of_the_models(seed):
    fleet = records.own(seed).fleet
    curve = models.kaplan_meier(fleet["months"], failed=fleet["failed"])
    found = records.readings(fleet)
    assert 1 - found["curve"] == pytest.approx(curve.at(36))
    assert 1 - found["two-years"] == pytest.approx(curve.at(24))
    units = list(zip(fleet["months"], fleet["failed"], strict=True))
    assert share_beyond(units, 36) == pytest.approx(curve.at(36))


@few
def test_the_fit_is_the_one_that_bisection_finds(seed):
    grinders = records.own(seed).grinders
    life = records.fit(grinders)
    assert weibull(grinders) == pytest.approx((life.shape, life.scale), rel=1e-3)


def test_the_same_seed_gives_the_same_records_and_another_one_others():
    one = records.own(3).fleet
    records.own.cache_clear()
    pd.testing.assert_frame_equal(records.own(3).fleet, one)
    assert not records.own(4).fleet.equals(one)


def test_what_is_done_with_a_pencil_stays_apart_in_every_version():
    for seed in range(60):
        bench = small.bench(seed)
        assert bench["months"].is_monotonic_increasing
        assert (bench["failed"].sum(), bench["months"].iloc[5]) == (3, 26)
        months = small.late(seed)["months"].to_list()
        assert months[3] <= 36 < months[4]
        assert closest(small.readings_of_late(months).values()) > 2


@pytest.mark.parametrize("slug, answer", [("by-then", "B"), ("same-mean", "A"), ("half-more", "C")])
def test_predictions_have_the_answer_that_the_text_tells(slug, answer):
    for seed in range(6):
        assert KEY.function(slug)(LESSON.version(seed=seed)) == answer


@few
def test_a_pump_is_changed_well_before_its_mean_life_and_a_board_never(seed):
    version = LESSON.version(seed=seed)
    assert KEY.function("best-age")(version) == "B"
    board = version.data("parts").loc["board"]
    life = models.Weibull(shape=board["shape"], scale=board["scale"], unit="months")
    found = models.maintenance_interval(life, planned=board["planned"], failure=board["failure"])
    assert found.interval == np.inf


# --- what is judged and shown ---------------------------------------------------------------------


def judged(slug, answer):
    judge = LocalJudge(LESSON.slug, KEY, LESSON.version(), LESSON.words())
    return judge(LESSON.exercise(slug), answer)


def test_a_function_of_one_s_own_making_is_right():
    def mine(table, month):
        left = 1.0
        for row in table.to_dict("records"):
            if row["month"] <= month:
                left *= (row["at_risk"] - row["failed"]) / row["at_risk"]
        return left

    assert judged("lasting", mine).state is State.RIGHT


def test_an_age_that_is_infinite_is_told_as_such():
    assert judged("interval", np.inf).state is State.NOT_RIGHT
