import numpy as np
import pandas as pd
import pytest

from brecha.errors import ModelError
from brecha.models.index import ECSI_PATHS
from brecha.models.paths import path_model
from brecha.models.resampling import bootstrap_paths

BLOCKS = {"quality": ["q"], "satisfaction": ["s"]}
PATHS = {"satisfaction": ["quality"]}


@pytest.fixture(scope="module")
def pair():
    rng = np.random.default_rng(11)
    quality = rng.normal(size=200)
    return pd.DataFrame({"q": quality, "s": 0.5 * quality + rng.normal(size=200)})


def test_spread_of_a_correlation_is_that_of_the_textbook(pair):
    # With single items the path is a correlation r, whose standard error is (1 - r^2)/sqrt(n-1).
    found = bootstrap_paths(
        pair, blocks=BLOCKS, paths=PATHS, rng=np.random.default_rng(3), draws=400
    )
    row = found.paths.loc[("quality", "satisfaction")]
    r = float(np.corrcoef(pair["q"], pair["s"])[0, 1])
    assert row["estimate"] == pytest.approx(r)
    assert row["sd"] == pytest.approx((1 - r**2) / 199**0.5, rel=0.15)
    assert row["mean"] == pytest.approx(r, abs=0.01)
    assert row["low"] < r < row["high"]
    assert (found.draws, found.failed) == (400, 0)


def test_the_same_seed_gives_the_same_intervals(pair):
    given = {"blocks": BLOCKS, "paths": PATHS, "draws": 20}
    one = bootstrap_paths(pair, rng=np.random.default_rng(3), **given)
    same = bootstrap_paths(pair, rng=np.random.default_rng(3), **given)
    other = bootstrap_paths(pair, rng=np.random.default_rng(4), **given)
    assert one.paths.equals(same.paths)
    assert not one.paths.equals(other.paths)


def test_more_confidence_is_a_wider_interval(pair):
    given = {"blocks": BLOCKS, "paths": PATHS, "draws": 100}
    wide = bootstrap_paths(pair, rng=np.random.default_rng(3), confidence=0.99, **given)
    narrow = bootstrap_paths(pair, rng=np.random.default_rng(3), confidence=0.5, **given)
    assert (wide.paths["low"] < narrow.paths["low"]).all()
    assert (wide.paths["high"] > narrow.paths["high"]).all()


def test_paths_of_the_mobile_operator_with_their_intervals(mobi, mobi_blocks):
    blocks = {name.lower(): items for name, items in mobi_blocks.items()}
    found = bootstrap_paths(
        mobi, blocks=blocks, paths=ECSI_PATHS, rng=np.random.default_rng(2024), draws=100
    )
    model = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    assert found.paths["estimate"].equals(model.paths.rename("estimate"))
    # What moves satisfaction is quality, not what was expected: one interval is far from 0.
    assert found.paths.loc[("quality", "satisfaction"), "low"] > 0.3
    assert found.paths.loc[("expectation", "satisfaction"), "low"] < 0
    # No draw was turned upside down: that would throw the means far from the estimates.
    assert (found.paths["mean"] - found.paths["estimate"]).abs().max() < 0.05


def test_every_figure_is_that_of_the_resamples_done_one_by_one(mobi, mobi_blocks):
    blocks = {name.lower(): mobi_blocks[name.title()] for name in ("quality", "satisfaction")}
    rng = np.random.default_rng(5)
    drawn = pd.Series(
        [
            path_model(
                mobi.iloc[rng.integers(250, size=250)], blocks=blocks, paths=PATHS
            ).paths.iloc[0]
            for _ in range(10)
        ]
    )
    found = bootstrap_paths(
        mobi,
        blocks=blocks,
        paths=PATHS,
        rng=np.random.default_rng(5),
        draws=10,
        confidence=0.8,
    ).paths.iloc[0]
    assert found["mean"] == pytest.approx(drawn.mean(), abs=1e-6)
    assert found["sd"] == pytest.approx(drawn.std(), abs=1e-6)
    assert found["low"] == pytest.approx(drawn.quantile(0.1), abs=1e-6)
    assert found["high"] == pytest.approx(drawn.quantile(0.9), abs=1e-6)


def test_resamples_that_cannot_be_estimated_are_counted():
    # Respondent 1 alone makes q vary: it is missing from about e^-1 of the resamples.
    data = pd.DataFrame({"q": [1] + [2] * 9, "s": range(10)})
    with pytest.raises(ModelError, match="of 50 were not"):
        bootstrap_paths(data, blocks=BLOCKS, paths=PATHS, rng=np.random.default_rng(1), draws=50)
    data = pd.DataFrame({"q": [1, 1, 1] + [2] * 7, "s": range(10)})
    found = bootstrap_paths(
        data, blocks=BLOCKS, paths=PATHS, rng=np.random.default_rng(1), draws=200
    )
    assert found.failed > 0
    assert found.draws + found.failed == 200


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"draws": 5}, "`draws` should be a whole number of at least 10; it is 5"),
        ({"draws": 50.0}, "`draws`"),
        ({"rng": 2024}, r"numpy.random.default_rng\(seed\)"),
        ({"confidence": 95}, "0.95, not 95"),
        ({"scheme": "c"}, "'centroid'"),
    ],
)
def test_bootstrap_says_what_is_wrong(pair, changed, words):
    given = {"blocks": BLOCKS, "paths": PATHS, "rng": np.random.default_rng(1)} | changed
    with pytest.raises(ModelError, match=words):
        bootstrap_paths(pair, **given)
