from itertools import combinations

import numpy as np
import pytest

from brecha.scenarios import COMPANIES, company, design
from brecha.scenarios.four import candidates, readings
from brecha.scenarios.sheets import Sheets, draw_sheets


def test_readings_by_hand() -> None:
    # Gaps -2 -3 -1 +1.
    assert readings([7, 6, 7, 6], [5, 3, 6, 7]) == {
        "mean gap": -1.25,
        "shortfall": 1.25,
        "absolute": 1.75,
        "perception": 5.25,
        "perception above midpoint": 1.25,
        "expectation": 6.5,
        "sum": -5,
        "sum of shortfalls": 5,
        "share negative": 0.75,
        "negative alone": -2,
    }


@pytest.mark.parametrize("name", COMPANIES)
def test_four_rows_come_from_one_sheet(name: str) -> None:
    for seed in range(5):
        chosen = company(name, seed=seed)
        four = chosen.table("four")
        assert four.columns.tolist() == ["item", "expectation", "perception"]
        assert four["item"].tolist() in (["T1", "T2", "T3", "T4"], ["A1", "A2", "A3", "A4"])
        assert four["expectation"].dtype == four["perception"].dtype == int
        answers = chosen.table("answers")
        wide = answers[answers["item"].isin(four["item"])].pivot(
            index="respondent", columns="item", values=["expectation", "perception"]
        )
        rows = np.concatenate([four["expectation"], four["perception"]])
        assert (wide == rows).all(axis=1).any()


def test_neighbours_have_other_rows() -> None:
    tables = [company("hotel", seed=seed).table("four") for seed in range(10)]
    rows = {tuple(map(tuple, table.to_numpy().tolist())) for table in tables}
    assert len(rows) == 10


def test_candidates_tell_all_readings_apart_and_fall_short() -> None:
    sheets = draw_sheets(design("shop", seed=2))
    found = candidates(sheets)
    assert found
    for person, dimension in found:
        columns = {0: slice(0, 4), 3: slice(13, 17)}[dimension]
        expectation = sheets.expectation[person, columns]
        perception = sheets.perception[person, columns]
        values = map(float, readings(expectation, perception).values())
        assert min(abs(a - b) for a, b in combinations(values, 2)) >= 0.25
        assert (perception - expectation).sum() <= -3
        assert (perception > expectation).any()


def test_sheets_without_contrast_have_no_candidates() -> None:
    drawn = draw_sheets(design("shop", seed=2))
    flat = Sheets(
        branch=drawn.branch,
        expectation=np.full(drawn.expectation.shape, 6.0),
        perception=np.full(drawn.perception.shape, 5.0),
        points=drawn.points,
    )
    assert candidates(flat) == []


def test_blank_sheets_have_no_candidates() -> None:
    drawn = draw_sheets(design("shop", seed=2))
    blank = Sheets(
        branch=drawn.branch,
        expectation=np.full(drawn.expectation.shape, np.nan),
        perception=np.full(drawn.perception.shape, np.nan),
        points=drawn.points,
    )
    assert candidates(blank) == []
