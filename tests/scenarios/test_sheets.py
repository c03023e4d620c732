import numpy as np
import pytest

from brecha.scenarios import design
from brecha.scenarios.items import FIRST, ITEMS, MEMBERSHIP, REVERSED
from brecha.scenarios.sheets import Sheets, draw_sheets, mean_by_dimension, turn

nan = float("nan")


@pytest.fixture(scope="module")
def sheets() -> list[Sheets]:
    return [draw_sheets(design("hotel", seed=seed)) for seed in range(12)]


def test_means_by_dimension_leave_blanks_out() -> None:
    answers = np.array([[6, 7, nan, 5, *[4] * 5, 1, 2, 3, 7, *[5] * 4, nan, nan, nan, 2, 4.0]])
    assert mean_by_dimension(answers).tolist() == [[6, 4, 3.25, 5, 3]]


def test_only_reversed_items_are_turned() -> None:
    answers = np.tile(np.arange(1.0, 8.0)[:, None], 22)
    turned = turn(answers)
    assert (turned[:, REVERSED] == 8 - answers[:, REVERSED]).all()
    assert (turned[:, ~REVERSED] == answers[:, ~REVERSED]).all()


def test_answers_are_whole_and_on_the_scale(sheets: list[Sheets]) -> None:
    for found in sheets:
        for grid in (found.expectation, found.perception):
            given = grid[~np.isnan(grid)]
            assert set(given) <= {1, 2, 3, 4, 5, 6, 7}


def test_expectations_crowd_at_the_top_and_perceptions_do_not(sheets: list[Sheets]) -> None:
    expectation = np.concatenate([turn(found.expectation).ravel() for found in sheets])
    perception = np.concatenate([turn(found.perception).ravel() for found in sheets])
    assert 5.8 < np.nanmean(expectation) < 6.1
    assert 4.8 < np.nanmean(perception) < 5.4
    assert np.mean(expectation == 7) > 2 * np.mean(perception == 7)


def test_reversed_items_are_stored_as_answered(sheets: list[Sheets]) -> None:
    for found in sheets:
        assert (np.nanmean(found.expectation, axis=0)[REVERSED] < 3).all()
        assert (np.nanmean(found.expectation, axis=0)[~REVERSED] > 5).all()


def test_a_skipped_item_is_blank_in_both_columns(sheets: list[Sheets]) -> None:
    for found in sheets:
        blank = np.isnan(found.expectation)
        assert (blank == np.isnan(found.perception)).all()
        assert 0.02 < blank.mean() < 0.06
        per_dimension = np.add.reduceat(blank, FIRST, axis=1, dtype=int)
        assert per_dimension.max() <= 2


def test_blanks_are_not_left_at_random(sheets: list[Sheets]) -> None:
    silent, others, worst, rest = [], [], [], []
    for seed, found in enumerate(sheets):
        blank = np.isnan(found.perception)
        own = found.perceived.mean(axis=1)
        silent.append(own[blank.any(axis=1)].mean())
        others.append(own[~blank.any(axis=1)].mean())
        codes = np.array([item.dimension for item in ITEMS])
        mine = codes == design("hotel", seed=seed).worst
        worst.append(blank[:, mine].mean())
        rest.append(blank[:, ~mine].mean())
    assert np.mean(silent) < np.mean(others) - 0.15
    assert np.mean(worst) > np.mean(rest)


def test_points_are_fives_that_add_up_to_a_hundred(sheets: list[Sheets]) -> None:
    for found in sheets:
        assert (found.points.sum(axis=1) == 100).all()
        assert (found.points >= 0).all()
        assert (found.points % 5 == 0).all()
        assert found.share.sum(axis=1) == pytest.approx(np.ones(len(found.points)))


def test_points_go_along_with_gaps_as_the_plan_says() -> None:
    for seed in range(6):
        found = design("gym", seed=seed)
        sheets = draw_sheets(found)
        together = np.mean(sheets.share * sheets.gap, axis=0).sum()
        apart = (sheets.share.mean(axis=0) * sheets.gap.mean(axis=0)).sum()
        assert (together < apart) == (found.plan == "harsh")


def test_branches_have_their_respondents_in_mixed_order() -> None:
    found = design("hotel", seed=3)
    branch = draw_sheets(found).branch
    assert np.bincount(branch).tolist() == [one.respondents for one in found.branches]
    assert (np.diff(branch) < 0).any()


def test_another_attempt_is_another_drawing() -> None:
    found = design("hotel", seed=3)
    first, again = draw_sheets(found), draw_sheets(found)
    np.testing.assert_array_equal(first.perception, again.perception)
    other = draw_sheets(found, attempt=1)
    assert not np.array_equal(first.points, other.points)


def test_small_branches_perceive_what_the_design_says() -> None:
    misses = []
    for seed in range(40):
        found = design("bank", seed=seed)
        sheets = draw_sheets(found)
        own = sheets.perceived.mean(axis=1)
        last = sheets.branch == len(found.branches) - 1
        misses.append(own[last].mean() - own.mean() - found.branches[-1].effect)
    # A little less than designed, because nobody can answer beyond the end of the scale.
    assert np.mean(misses) == pytest.approx(0, abs=0.1)


def test_membership_of_items() -> None:
    assert np.bincount(MEMBERSHIP).tolist() == [4, 5, 4, 4, 5]
