import numpy as np
import pandas as pd
import pytest

from brecha.lessons.firsts import firsts

NAMES = ["first", "second"]
# The first mark rises with satisfaction, the second one falls with it.
MARKS = np.array([[1, 9, 1], [2, 5, 5], [3, 4, 9], [4, 4, 9]])


def test_counting_firsts_by_hand():
    # Drawn twice as they are, and once without the last row.
    shares = firsts(MARKS, np.array([[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 2]]), names=NAMES)
    assert shares.to_dict() == {"first": 1.0, "second": 0.0}


def test_each_resample_counts_once_for_the_driver_that_leads_in_it():
    marks = np.array([[1, 1, 1], [2, 1, 2], [3, 2, 3], [1, 2, 2], [2, 3, 3]])
    # In rows 0, 1, 2 satisfaction is the first mark, in rows 0, 3, 4 it is the second one.
    shares = firsts(marks, np.array([[0, 1, 2], [0, 3, 4], [2, 0, 1], [1, 2, 0]]), names=NAMES)
    assert shares.to_dict() == {"first": 0.75, "second": 0.25}


def test_it_is_the_largest_r_of_every_resample():
    rng = np.random.default_rng(5)
    values, rows = rng.normal(size=(40, 5)), rng.integers(0, 40, (60, 40))
    names = list("abcd")
    counted = dict.fromkeys(names, 0)
    for some in rows:
        table = pd.DataFrame(values[some], columns=[*names, "satisfaction"])
        counted[table[names].corrwith(table["satisfaction"]).idxmax()] += 1
    shares = firsts(values, rows, names=names)
    assert shares.to_dict() == pytest.approx({name: n / 60 for name, n in counted.items()})


def test_whole_numbers_are_read_and_left_as_they_were():
    before = MARKS.copy()
    firsts(MARKS, np.array([[0, 1, 2, 3]]), names=NAMES)
    assert (before == MARKS).all()
