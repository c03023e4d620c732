from collections import Counter
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.kano import (
    KANO_ANSWERS,
    KANO_CATEGORIES,
    kano_categories,
    kano_feature,
    kano_features,
)

# Kano et al. (1984), as in models.md: rows functional, columns dysfunctional.
PUBLISHED = {
    "like": "Q A A A O",
    "must-be": "R I I I M",
    "neutral": "R I I I M",
    "live-with": "R I I I M",
    "dislike": "R R R R Q",
}

# One pair of answers that gives each letter.
PAIR = {
    "A": ("like", "neutral"),
    "O": ("like", "dislike"),
    "M": ("neutral", "dislike"),
    "I": ("neutral", "neutral"),
    "R": ("dislike", "like"),
    "Q": ("like", "like"),
}

pairs = st.lists(
    st.tuples(st.sampled_from(KANO_ANSWERS), st.sampled_from(KANO_ANSWERS)), min_size=1, max_size=30
)


def answers_of(letters):
    functional, dysfunctional = zip(*(PAIR[letter] for letter in letters), strict=True)
    return list(functional), list(dysfunctional)


def test_all_25_pairs_as_published():
    both = list(product(KANO_ANSWERS, KANO_ANSWERS))
    found = kano_categories([one for one, _ in both], [other for _, other in both])
    assert found.tolist() == " ".join(PUBLISHED.values()).split()


def test_coefficients_by_hand():
    found = kano_feature(*answers_of("AAOMIR"))
    assert found.counts.to_dict() == {"A": 2, "O": 1, "M": 1, "I": 1, "R": 1, "Q": 0}
    assert found.better == pytest.approx(3 / 5)
    assert found.worse == pytest.approx(-2 / 5)
    assert found.strength == pytest.approx(1 / 6)
    assert (found.category, found.respondents) == ("A", 6)


@pytest.mark.parametrize(
    "counts, category, better, worse",
    [
        # Percentages (times ten) and coefficients reported for two features of a ski by
        # Sauerwein, Bailom, Matzler & Hinterhuber (1996).
        ({"A": 70, "O": 323, "M": 493, "I": 95, "R": 3, "Q": 15}, "M", 0.40, -0.83),
        ({"A": 638, "O": 216, "M": 29, "I": 85, "R": 7, "Q": 25}, "A", 0.88, -0.25),
    ],
)
def test_coefficients_as_reported(counts, category, better, worse):
    found = kano_feature(*answers_of(Counter(counts).elements()))
    assert found.category == category
    assert found.better == pytest.approx(better, abs=0.005)
    assert found.worse == pytest.approx(worse, abs=0.005)


@pytest.mark.parametrize("letters, category", [("AM", "M"), ("AOM", "M"), ("OA", "O"), ("IA", "A")])
def test_a_tie_goes_to_what_hurts_most_when_lacking(letters, category):
    found = kano_feature(*answers_of(letters))
    assert found.category == category
    assert found.strength == 0


def test_coefficients_are_no_numbers_when_nobody_wants_the_feature():
    found = kano_feature(*answers_of("RRQ"))
    assert found.category == "R"
    assert np.isnan(found.better)
    assert np.isnan(found.worse)


@given(pairs)
def test_counts_add_up_and_coefficients_stay_in_range(answered):
    functional, dysfunctional = zip(*answered, strict=True)
    found = kano_feature(functional, dysfunctional)
    assert found.counts.sum() == found.respondents == len(answered)
    assert list(found.counts.index) == list(KANO_CATEGORIES)
    assert np.isnan(found.better) or 0 <= found.better <= 1
    assert np.isnan(found.worse) or -1 <= found.worse <= 0
    assert 0 <= found.strength <= 1
    assert found.counts[found.category] == found.counts.max()


@given(pairs)
def test_questions_swapped_turn_attractive_into_reverse(answered):
    functional, dysfunctional = zip(*answered, strict=True)
    right = kano_categories(functional, dysfunctional)
    swapped = kano_categories(dysfunctional, functional)
    assert (swapped[right.isin(["A", "O", "M"])] == "R").all()


def test_codes_are_named_and_their_direction_matters():
    up = kano_categories([1, 3], [3, 5], answers=(1, 2, 3, 4, 5))
    down = kano_categories([1, 3], [3, 5], answers=(5, 4, 3, 2, 1))
    assert up.tolist() == ["A", "M"]
    assert down.tolist() == ["R", "R"]


def test_rows_keep_their_labels():
    there = pd.Series(["like", "like"], index=["r7", "r9"])
    absent = pd.Series(["dislike", "neutral"], index=["r7", "r9"])
    assert kano_categories(there, absent).to_dict() == {"r7": "O", "r9": "A"}


def test_features_side_by_side():
    there = pd.DataFrame({"towels": ["neutral"] * 3, "orchid": ["like", "like", "neutral"]})
    absent = pd.DataFrame({"towels": ["dislike"] * 3, "orchid": ["neutral"] * 3})
    found = kano_features(there, absent)
    assert found.loc["towels", ["category", "better", "worse"]].tolist() == ["M", 0, -1]
    assert found.loc["orchid", ["category", "A", "I"]].tolist() == ["A", 2, 1]
    with pytest.raises(ModelError, match="same features in the same order"):
        kano_features(there, absent[["orchid", "towels"]])


@pytest.mark.parametrize(
    "functional, dysfunctional, codes, words",
    [
        (["like"], ["like", "neutral"], KANO_ANSWERS, "they have 1 and 2"),
        (["love"], ["neutral"], KANO_ANSWERS, "`functional` should hold 'like'.*it holds 'love'"),
        (["like"], [np.nan], KANO_ANSWERS, "`dysfunctional` should hold.*it holds nan"),
        ([1], [2], KANO_ANSWERS, "Pass your own codes"),
        ([1], [2], (1, 2, 3), "five different codes"),
        ([1], [2], (1, 2, 3, 4, 4), "five different codes"),
        ([], [], KANO_ANSWERS, "there is none"),
    ],
)
def test_kano_says_what_is_wrong(functional, dysfunctional, codes, words):
    with pytest.raises(ModelError, match=words):
        kano_feature(functional, dysfunctional, answers=codes)
