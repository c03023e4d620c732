import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.index import ECSI_PATHS, satisfaction_index
from brecha.models.paths import path_model

SURVEY = pd.DataFrame({"q": [1, 2, 3, 4], "s1": [2, 4, 6, 8], "s2": [4, 6, 8, 10]})
BLOCKS = {"quality": ["q"], "satisfaction": ["s1", "s2"]}
PATHS = {"satisfaction": ["quality"]}


@pytest.fixture(scope="module")
def model():
    return path_model(SURVEY, blocks=BLOCKS, paths=PATHS)


def test_index_by_hand(model):
    # Both items have the same spread and the same correlation with q: half the index each.
    found = satisfaction_index(SURVEY, model=model, construct="satisfaction", low=0, high=10)
    assert found.shares.to_dict() == pytest.approx({"s1": 0.5, "s2": 0.5})
    assert found.respondents.tolist() == pytest.approx([30, 50, 70, 90])
    assert found.value == pytest.approx(60)
    assert found.sd == pytest.approx((2000 / 3) ** 0.5)


def test_shares_are_per_point_also_when_items_were_scaled():
    # s1 spreads twice as much as s2: standardised, a point of it weighs half as much.
    survey = SURVEY.assign(s2=[5, 6, 7, 8])
    scaled = path_model(survey, blocks=BLOCKS, paths=PATHS)
    unscaled = path_model(survey, blocks=BLOCKS, paths=PATHS, scaled=False)
    given = {"construct": "satisfaction", "low": 0, "high": 10}
    assert satisfaction_index(survey, model=scaled, **given).shares.to_list() == pytest.approx(
        [1 / 3, 2 / 3]
    )
    assert satisfaction_index(survey, model=unscaled, **given).shares.to_list() == pytest.approx(
        [2 / 3, 1 / 3]
    )


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_index_lies_between_the_ends_and_reaches_them(answers):
    model = path_model(SURVEY, blocks=BLOCKS, paths=PATHS)
    given = {"model": model, "construct": "satisfaction", "low": 1, "high": 10}
    later = pd.DataFrame(answers, columns=["s1", "s2"])
    found = satisfaction_index(later, **given).respondents
    assert found.between(-1e-9, 100 + 1e-9).all()
    ends = satisfaction_index(pd.DataFrame({"s1": [1, 10], "s2": [1, 10]}), **given)
    assert ends.respondents.tolist() == pytest.approx([0, 100])


def test_index_of_the_mobile_operator(mobi, mobi_blocks):
    blocks = {name.lower(): items for name, items in mobi_blocks.items()}
    model = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    found = satisfaction_index(mobi, model=model, construct="satisfaction", low=1, high=10)
    # Worked out otherwise: the score, which is an affine image of the index, put back.
    items = model.items[model.items["construct"] == "satisfaction"]
    means = mobi[list(items.index)].mean()
    by_hand = (items["raw_weight"] * (means - 1)).sum() / (9 * items["raw_weight"].sum()) * 100
    assert found.value == pytest.approx(by_hand)
    assert found.respondents.corr(model.scores["satisfaction"]) == pytest.approx(1)
    assert found.shares.sum() == pytest.approx(1)


def test_an_item_worded_the_other_way_is_refused():
    survey = pd.DataFrame(
        {
            "q": [1, 2, 3, 4, 5],
            "s1": [2, 4, 5, 8, 9],
            "s2": [4, 5, 8, 8, 10],
            "s3": [9, 8, 5, 6, 1],
        }
    )
    blocks = {"quality": ["q"], "satisfaction": ["s1", "s2", "s3"]}
    model = path_model(survey, blocks=blocks, paths=PATHS)
    with pytest.raises(ModelError, match="'s3' has -0"):
        satisfaction_index(survey, model=model, construct="satisfaction", low=0, high=10)


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"construct": "loyalty"}, "quality, satisfaction; it is 'loyalty'"),
        ({"low": 10, "high": 0}, "`low` should be below `high`"),
        ({"low": 5, "high": 5}, "`low` should be below `high`"),
        ({"low": "one"}, "`low` should be a number"),
        ({"low": 3}, "between 3 and 10; 's1' does not"),
        ({"high": 9}, "'s2' does not"),
        ({"data": SURVEY.drop(columns="s2")}, "'s2' is missing"),
        ({"data": SURVEY.astype(float).replace(8, float("nan"))}, "missing"),
    ],
)
def test_index_says_what_is_wrong(model, changed, words):
    given = {"data": SURVEY, "construct": "satisfaction", "low": 0, "high": 10} | changed
    with pytest.raises(ModelError, match=words):
        satisfaction_index(given.pop("data"), model=model, **given)
