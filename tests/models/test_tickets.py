import numpy as np
import pandas as pd
import pytest

from brecha.errors import ModelError
from brecha.models.tickets import read_tickets

# Four cases by hand: 1 solved at 6, 2 solved at 9 by way of the workshop, 3 gave up while it
# waited, 4 still in the workshop.
ROWS = [
    (1, "desk", 0, 1, 5),
    (1, "solved", 6, 6, 6),
    (2, "desk", 1, 4, 5),
    (2, "workshop", 6, 8, 9),
    (2, "solved", 10, 10, 10),
    (3, "desk", 2, None, None),
    (3, "gave up", 7, 7, 7),
    (4, "desk", 3, 5, 6),
    (4, "workshop", 6, None, None),
]
LOG = pd.DataFrame(ROWS, columns=["case", "step", "arrived", "started", "finished"])
NAMES = {"until": 20, "closing": {"solved"}, "losing": {"gave up"}}


def test_every_case_has_its_end_by_hand():
    found = read_tickets(LOG, **NAMES)
    assert (found.closed, found.lost, found.open) == (2, 1, 1)
    assert found.cases["state"].tolist() == ["closed", "closed", "lost", "open"]
    # 6 - 0, 10 - 1; lost and open are unsolved to the end: 20 - 2, 20 - 3.
    assert found.cases["time"].tolist() == [6, 9, 18, 17]
    assert found.cases["closed"].tolist() == [True, True, False, False]


def test_open_cases_make_the_median_longer_than_closed_ones_say():
    found = read_tickets(LOG, **NAMES)
    # Of all four, half are closed by 9; of the two closed the median is 7.5.
    assert (found.median, found.median_of_closed) == (9, 7.5)


def test_waiting_and_working_by_hand():
    steps = read_tickets(LOG, **NAMES).steps
    assert steps.index.tolist() == ["desk", "workshop"]
    # Waits at the desk that are over: 1, 3, 2; work: 4, 1, 1.
    assert steps.loc["desk", ["visits", "waiting", "working"]].tolist() == [4, 2, 1]
    assert steps.loc["desk", ["waiting_now", "lost_after", "lost_share"]].tolist() == [0, 1, 0.25]
    assert steps.loc["workshop", ["visits", "waiting", "waiting_now"]].tolist() == [2, 2, 1]


def test_the_process_map_counts_every_way():
    edges = read_tickets(LOG, **NAMES).edges
    ways = {
        (row.source, row.target): (row.count_, row.time)
        for row in edges.rename(columns={"count": "count_"}).itertuples()
    }
    assert ways == {
        ("desk", "workshop"): (2, 0.5),
        ("desk", "solved"): (1, 1),
        ("desk", "gave up"): (1, 5),
        ("workshop", "solved"): (1, 1),
    }
    assert edges["count"].is_monotonic_decreasing


def test_the_order_of_rows_says_nothing_and_the_log_stays_as_it_is():
    before = LOG.copy()
    shuffled = read_tickets(LOG.sample(frac=1, random_state=3), **NAMES)
    pd.testing.assert_frame_equal(shuffled.cases, read_tickets(LOG, **NAMES).cases)
    pd.testing.assert_frame_equal(LOG, before)


def test_a_log_in_which_nothing_is_closed_has_no_median():
    found = read_tickets(LOG[LOG["case"] == 4], **NAMES)
    assert found.median == np.inf
    assert np.isnan(found.median_of_closed)


@pytest.mark.parametrize(
    "row, words",
    [
        ((5, "desk", 4, 3, 6), "Step 'desk' of case 5 should arrive before it starts"),
        ((5, "desk", 4, 6, 5), "it finishes earlier"),
        ((5, "desk", 4, None, 5), "it never started"),
        ((5, "desk", None, 5, 6), "`arrived` is missing"),
        ((5, "desk", 4, 5, 21), "before the end, 20; it lies later"),
        ((1, "desk", 8, 9, 9), "case 1 goes on to 'desk'. Give a reopened case"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(row, words):
    log = pd.DataFrame([*ROWS, row], columns=LOG.columns)
    with pytest.raises(ModelError, match=words):
        read_tickets(log, **NAMES)


def test_columns_ends_and_dates_are_asked_for():
    with pytest.raises(ModelError, match="it lacks started"):
        read_tickets(LOG.drop(columns="started"), **NAMES)
    with pytest.raises(ModelError, match="Put every last step into one of them"):
        read_tickets(LOG, until=20, closing={"solved"}, losing={"solved"})
    with pytest.raises(ModelError, match="Turn dates into hours"):
        read_tickets(LOG.assign(arrived="Monday"), **NAMES)
    with pytest.raises(ModelError, match="it is empty"):
        read_tickets(LOG.iloc[:0], **NAMES)
