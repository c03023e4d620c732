"""A chain of steps: worked by hand, against a simulation, and its limits."""

import itertools

import numpy as np
import pytest

from brecha.errors import ModelError
from brecha.models import rolled_yield


def test_two_steps_by_hand():
    # Of 100 jobs 90 pass the first step, and of these 80 % the second: 72.
    assert rolled_yield([0.1, 0.2]) == pytest.approx(0.72)
    # When the bad jobs are the same ones, the 20 of the worse step are all there are.
    assert rolled_yield([0.1, 0.2], together=1) == pytest.approx(0.8)
    assert rolled_yield([0.1, 0.2], together=0.25) == pytest.approx(0.74)


def test_one_step_is_what_passes_it():
    for together in (0, 0.5, 1):
        assert rolled_yield([0.3], together=together) == pytest.approx(0.7)


def test_the_order_of_the_steps_changes_nothing():
    found = {
        round(rolled_yield(steps, together=0.4), 12)
        for steps in itertools.permutations([0.02, 0.3, 0.11])
    }
    assert len(found) == 1


def test_ends():
    assert rolled_yield([0, 0, 0]) == 1
    assert rolled_yield([0.2, 1]) == 0
    assert rolled_yield([0.2, 1], together=1) == 0


def test_more_together_is_never_worse_and_the_product_is_no_better_than_the_worst_step():
    failures = [0.05, 0.12, 0.08]
    found = [rolled_yield(failures, together=share) for share in (0, 0.25, 0.5, 0.75, 1)]
    assert found == sorted(found)
    assert found[0] < found[-1] == pytest.approx(1 - max(failures))


@pytest.mark.parametrize("together", [0, 0.4, 1])
def test_jobs_that_are_drawn_give_the_same_share_and_keep_the_rate_of_each_step(together):
    rng = np.random.default_rng(7)
    failures, jobs = np.array([0.05, 0.2, 0.1]), 400_000
    common = rng.random(jobs)[:, None] < failures
    apart = rng.random((jobs, 3)) < failures
    failed = np.where(rng.random(jobs)[:, None] < together, common, apart)
    assert failed.mean(axis=0) == pytest.approx(failures, abs=0.003)
    clean = 1 - failed.any(axis=1).mean()
    assert rolled_yield(failures, together=together) == pytest.approx(clean, abs=0.003)


@pytest.mark.parametrize("failures", [[], [0.1, 1.2], [-0.1], [0.1, None], [[0.1, 0.2]]])
def test_what_is_no_chain_is_refused(failures):
    with pytest.raises(ModelError):
        rolled_yield(failures)


@pytest.mark.parametrize("together", [-0.1, 1.1])
def test_a_share_lies_between_0_and_1(together):
    with pytest.raises(ModelError, match="together"):
        rolled_yield([0.1], together=together)
