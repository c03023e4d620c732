import numpy as np
import pandas as pd
import pytest

from brecha.models import DIMENSIONS, by_respondent, reverse
from brecha.scenarios import design
from brecha.scenarios.sheets import Sheets
from brecha.scenarios.survey import answer_table, collect, survey_table

DESIGN = design("clinic", seed=4)


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return collect(DESIGN)


def test_the_same_seed_collects_the_same_sheets(sheets: Sheets) -> None:
    np.testing.assert_array_equal(collect(DESIGN).perception, sheets.perception)


def test_answers_have_a_row_for_each_respondent_and_item(sheets: Sheets) -> None:
    found = answer_table(sheets, DESIGN)
    assert found.columns.tolist() == [
        "respondent",
        "branch",
        "item",
        "dimension",
        "expectation",
        "perception",
    ]
    assert len(found) == 22 * DESIGN.respondents
    assert not found.duplicated(["respondent", "item"]).any()
    assert (found.groupby("respondent")["branch"].nunique() == 1).all()
    np.testing.assert_array_equal(found["perception"].to_numpy().reshape(-1, 22), sheets.perception)


def test_the_survey_is_what_cleaning_the_answers_gives(sheets: Sheets) -> None:
    answers = answer_table(sheets, DESIGN)
    turned = answers["item"].isin(["S3", "E3"])
    for column in ("expectation", "perception"):
        answers[column] = answers[column].where(~turned, reverse(answers[column]))
    by_hand = by_respondent(answers).drop(columns="gap")
    survey = survey_table(sheets, DESIGN)
    pd.testing.assert_frame_equal(survey[by_hand.columns.tolist()], by_hand)


def test_the_survey_is_complete_and_its_points_add_up(sheets: Sheets) -> None:
    survey = survey_table(sheets, DESIGN)
    assert survey.columns.tolist() == [
        "respondent",
        "branch",
        "dimension",
        "expectation",
        "perception",
        "points",
    ]
    assert not survey.isna().any(axis=None)
    assert survey["points"].dtype == int
    assert (survey.groupby("respondent")["points"].sum() == 100).all()
    assert tuple(survey["dimension"].head(5)) == DIMENSIONS
    sizes = survey.groupby("branch")["respondent"].nunique()
    assert {one.code: one.respondents for one in DESIGN.branches} == sizes.to_dict()
