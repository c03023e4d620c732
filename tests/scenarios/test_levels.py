import numpy as np
import pytest

from brecha.models import zone_of_tolerance
from brecha.scenarios import COMPANIES, company, design
from brecha.scenarios.levels import LEVEL_MARGINS, level_margins
from brecha.scenarios.sheets import draw_sheets


@pytest.mark.parametrize("name", COMPANIES)
def test_levels_are_whole_ordered_and_on_nine_points(name: str) -> None:
    for seed in range(5):
        chosen = company(name, seed=seed)
        levels = chosen.table("levels")
        assert levels.columns.tolist() == [
            "respondent",
            "branch",
            "adequate",
            "desired",
            "perceived",
        ]
        ratings = levels[["adequate", "desired", "perceived"]]
        assert {str(kind) for kind in ratings.dtypes} == {"int64"}
        assert ratings.min(axis=None) >= 1
        assert ratings.max(axis=None) <= 9
        assert (levels["adequate"] <= levels["desired"]).all()
        survey = chosen.table("survey").drop_duplicates("respondent")
        assert levels["respondent"].tolist() == survey["respondent"].tolist()
        assert levels["branch"].tolist() == survey["branch"].tolist()


def test_the_overall_judgement_goes_along_with_the_sheet() -> None:
    chosen = company("hotel", seed=8)
    own = chosen.table("survey").groupby("respondent")["perception"].mean()
    perceived = chosen.table("levels").set_index("respondent")["perceived"]
    assert np.corrcoef(own, perceived)[0, 1] > 0.4


def test_margins_by_hand() -> None:
    sheets = draw_sheets(design("hotel", seed=1))
    seven = float(sheets.perceived.mean())
    # Zones 2-4, 6-8, 5-7 and perceptions 5, 5, 6: above, below, inside. Mean zone 13/3 to 19/3.
    levels = np.array([[2, 6, 5], [4, 8, 7], [5, 5, 6]])
    assert level_margins(levels, sheets) == pytest.approx(
        {
            "inside, inside by means": 1 - 1 / 3,
            "adequacy, superiority": 1 - -1,
            "adequacy, superiority without sign": 0,
            "adequacy, width": 2 - 1,
            "superiority without sign, width": 2 - 1,
            "inside, below": 0,
            "inside, above": 0,
            "perceived, perceived on seven points": abs(16 / 3 - seven),
            # The others are -1, -1, 1, 2 and -2.
            "adequacy on two scales, other readings": min(
                abs(seven - 13 / 3 - x) for x in (-1, 1, 2, -2)
            ),
        }
    )


def test_the_adequacy_on_two_scales_takes_the_adequate_level_from_the_seven_points() -> None:
    sheets = draw_sheets(design("hotel", seed=1))
    seven = float(sheets.perceived.mean())
    # Adequate 2, desired 7, perceived 6: the readings are 4, -1 and 5, and their opposites.
    levels = np.array([[2, 2], [7, 7], [6, 6]])
    found = level_margins(levels, sheets)["adequacy on two scales, other readings"]
    assert found == pytest.approx(min(abs(seven - 2 - x) for x in (-4, -1, 1, 5, -5)))


def test_margins_agree_with_the_model() -> None:
    chosen = company("bank", seed=9)
    levels = chosen.table("levels")
    zone = zone_of_tolerance(levels)
    columns = levels[["adequate", "desired", "perceived"]].to_numpy().T
    found = level_margins(columns, draw_sheets(design("bank", seed=9)))
    assert found["adequacy, superiority"] == pytest.approx(zone.adequacy - zone.superiority)
    assert found["inside, below"] == pytest.approx(abs(zone.inside - zone.below))
    assert found["inside, above"] == pytest.approx(abs(zone.inside - zone.above))
    assert found["adequacy, width"] == pytest.approx(abs(zone.adequacy - zone.width))
    assert set(found) == set(LEVEL_MARGINS)
