"""The case business-clients: its survey, what stays true in every version, its brief."""

import math
import re

import numpy as np
import pandas as pd
import pytest

from brecha import datasets, files
from brecha.checking import LocalJudge, State
from brecha.errors import DataError
from brecha.lessons import brief, find
from brecha.lessons.business_clients import answers, subsample
from brecha.lessons.business_clients.subsample import DRIVERS, LEADERS
from brecha.lessons.firsts import firsts
from brecha.models import importance
from brecha.text import LANGUAGES
from notebooks import learner

LESSON = find("business-clients")
KEY = LESSON.key()
NAMES = list(DRIVERS)
BRIEF = brief.read(files.casework() / "business-clients.toml")

few = pytest.mark.parametrize("seed", range(20))


def derived(table):
    """Importance by the models."""
    return pd.Series(
        importance.derived_importance(table[NAMES], overall=table["satisfaction"])[NAMES]
    )


# --- The survey -----------------------------------------------------------------------------------


@few
def test_a_version_is_the_real_survey_but_for_one_column_upside_down(seed):
    own, firms = subsample.subsample(seed), datasets.load("customerSat")
    assert own.export["firm"].is_unique
    assert len(own.export) == subsample.ASKED
    real = firms.iloc[own.export["firm"] - 1].reset_index(drop=True)
    for name, source in subsample.SOURCES.items():
        stored = 11 - real[source] if name == "volume" else real[source]
        assert (own.export[name] == stored).all(), name
    assert (own.export["satisfaction"] == real["satisfaction"]).all()
    assert own.export[NAMES].stack().between(1, 10).all()


@few
def test_the_level_is_the_mean_of_nine_marks_and_own_marks_add_up_to_nothing(seed):
    own = subsample.subsample(seed)
    by_hand = sum(own.answers[name] for name in NAMES) / 9
    np.testing.assert_allclose(own.answers["level"], by_hand)
    np.testing.assert_allclose(own.own[NAMES].sum(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(own.own["satisfaction"], own.answers["satisfaction"] - by_hand)
    assert (own.answers["volume"] + own.export["volume"] == 11).all()


def test_seeds_differ_and_each_gives_the_same_survey_again():
    one = subsample.subsample(3).export
    subsample.subsample.cache_clear()
    pd.testing.assert_frame_equal(subsample.subsample(3).export, one)
    assert len({tuple(subsample.subsample(seed).export["firm"][:5]) for seed in range(20)}) == 20


@few
def test_the_four_firms_can_be_worked_out_by_hand_and_say_what_the_case_says(seed):
    four = LESSON.version(seed=seed).data("four")
    assert len(four) == 4
    assert (four[NAMES].sum(axis=1) == 9 * four["level"]).all()
    first, second, flat, _ = four.itertuples()
    assert first.volume > second.volume
    assert first.volume < first.level
    assert second.volume > second.level
    assert four.loc[flat.Index, NAMES].nunique() == 1


def test_a_survey_without_such_firms_has_fewer_than_four():
    table = pd.DataFrame([[5] * 9, [6] * 8 + [7]], columns=NAMES)
    table["level"], table["satisfaction"] = table[NAMES].mean(axis=1), 5
    assert subsample.four(table)["level"].to_list() == [5]


def test_another_survey_on_which_nothing_holds_is_refused(monkeypatch):
    noise = subsample.survey().copy()
    noise[NAMES] = np.random.default_rng(0).integers(1, 11, (len(noise), len(NAMES)))
    monkeypatch.setattr(subsample, "survey", lambda: noise)
    monkeypatch.setattr(subsample, "_MOST_DRAWS", 5)
    with pytest.raises(DataError, match="None of 5 draws"):
        subsample.subsample.__wrapped__(1)


# --- What stays true ------------------------------------------------------------------------------


def holds(seed):
    """Compute what the case says of every version, with the models instead of its own code."""
    own = subsample.subsample(seed)
    raw, within, stored = derived(own.answers), derived(own.own), derived(own.export)
    means = own.answers[NAMES].mean()
    level = own.answers["level"].corr(own.answers["satisfaction"])
    high, low = own.answers["volume"].ge(8), own.answers["volume"].le(4)
    satisfied = own.answers["satisfaction"]
    return {
        "volume first": raw.idxmax() == "volume",
        "stored upside down it is last, and alone below 0": stored.idxmin() == "volume"
        and (stored < 0).sum() == 1,
        "the same two lead within firms": set(within.nlargest(2).index) == LEADERS
        and set(raw.nlargest(2).index) == LEADERS,
        "they alone are clear": set(within.index[within > 0.2]) == LEADERS,
        "none weak as they come": bool(raw.min() > 0.3),
        "most of each other r was the level": bool((within < raw / 2).drop(list(LEADERS)).all()),
        "and much of the leaders'": bool((within < 0.65 * raw).all()),
        "the level is above all nine": bool(level > raw.max() + 0.01),
        "distribution at the lower end": "distribution" in raw.nsmallest(3).index
        and "distribution" in within.nsmallest(3).index,
        "distribution below 0 within, in praise as it comes": within["distribution"] < -0.2
        and means["distribution"] > 7.4,
        "poorest mark": means.idxmin() == "volume",
        "an ordinary mean upside down": bool(5 < own.export["volume"].mean() < 6),
        "who finds it fair is more satisfied": satisfied[high].mean() - satisfied[low].mean() > 3,
    }


@few
def test_the_finding_holds(seed):
    assert all(holds(seed).values()), holds(seed)


@few
def test_the_fields_are_those_of_the_models(seed):
    version = LESSON.version(seed=seed)
    within = derived(version.data("own"))
    letters = ["A" if within[n] > 0.2 else "C" if within[n] < -0.2 else "B" for n in NAMES]
    assert answers.what_stays(version) == "".join(letters)
    assert answers.how_many(version) == 2


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_how_many_draws_are_put_back_and_why_is_what_the_envelope_says():
    failed, draws = dict.fromkeys(("finding", "level"), 0), 0
    for seed in range(400):
        draws += (own := subsample.subsample(seed)).draws
        for attempt in range(own.draws):
            met = subsample.conditions(subsample.draw(seed, attempt))
            for name in failed:
                failed[name] += not met[name]
    assert 0.4 < 1 - 400 / draws < 0.5  # a little under half
    assert 0.05 < failed["finding"] / draws < 0.08  # one in fifteen
    assert 0.1 < failed["level"] / draws < 0.15  # one in eight


def test_drawing_all_firms_again_gives_the_shares_that_the_case_prints():
    table = subsample.survey()[[*NAMES, "satisfaction"]].to_numpy(float)
    level = table[:, :-1].mean(axis=1, keepdims=True)
    rng = np.random.default_rng(1)
    rows = rng.integers(0, len(table), (600, len(table)))
    for values, volume, customers in ((table, 0.984, 0.016), (table - level, 0.767, 0.233)):
        parts = [firsts(values, some, names=NAMES) for some in np.split(rows, 12)]
        shares = sum(parts) / len(parts)
        spread = 3.5 * math.sqrt(volume * (1 - volume) / len(rows))
        assert shares["volume"] == pytest.approx(volume, abs=spread)
        assert shares["customers"] == pytest.approx(customers, abs=spread)
        assert shares.drop(list(LEADERS)).sum() == 0


def test_the_managers_numbers_are_those_of_the_whole_survey():
    firms = subsample.survey()
    raw = subsample.goes_with(firms)
    for language in LANGUAGES:
        said = learner.cells(LESSON, language)["case-people"]
        for name in ("proof", "increases", "distribution"):
            assert f"{raw[name]:.2f}" in said
    assert firms[NAMES].mean().idxmax() == "distribution"


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Four firms: the level makes the two columns go together, and nothing else does."""

    def data(self, name):
        table = pd.DataFrame({"firm": [1, 2, 3, 4], "volume": [2, 4, 8, 10]})
        table["satisfaction"] = [4, 2, 10, 8]
        table["level"] = [3, 3, 9, 9]
        if name == "export":
            return table.assign(volume=11 - table["volume"])
        return table


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.turned_mean, 6.0),  # 24 / 4
        (answers.as_stored, 5.0),  # (9 + 7 + 3 + 1) / 4
        (answers.ten_minus, 5.0),
        (answers.eight_minus, 3.0),  # 8 - 5
        (answers.minus_sign, -5.0),
        (answers.own_mark, 1),  # 4 - 3
        (answers.mark, 4),
        (answers.level, 3),
        (answers.sign, -1),
        (answers.first_firm, -1),
        (answers.level_r, 36 / 40 / math.sqrt(36 / 40)),  # 36 / sqrt(36 x 40)
        (answers.level_percent, 100 * math.sqrt(0.9)),
        (answers.own_r, -1.0),  # -1, 1, -1, 1 against 1, -1, 1, -1
        (answers.turned_round, 1.0),
        (answers.own_percent, -100.0),
        # Own marks -1, 1, -1, 1 against 4, 2, 10, 8: distances -2, -4, 4, 2; -4 / sqrt(4 x 40)
        (answers.driver_alone, -4 / math.sqrt(160)),
        (answers.satisfaction_alone, -4 / math.sqrt(160)),
    ],
)
def test_by_hand(compute, expected):
    assert compute(Toy()) == pytest.approx(expected)


def test_the_invented_firms_go_together_by_their_level_alone():
    for language in LANGUAGES:
        told = learner.cells(LESSON, language)["pairs-by-hand"]
        rows = [line for line in told.splitlines() if "|" in line][2:]
        numbers = np.array([[int(n) for n in re.findall(r"-?\d+", row)] for row in rows])
        one, two, from_one, from_two, product = numbers.T
        assert (from_one == one - 6).all()
        assert (from_two == two - 6).all()
        assert (product == from_one * from_two).all()
        assert product.sum() / (from_one**2).sum() == 0.8
        assert np.corrcoef(one, two)[0, 1] == pytest.approx(0.8)
        level = np.array([3, 3, 9, 9])
        assert np.corrcoef(one - level, two - level)[0, 1] == pytest.approx(-1)


@few
def test_each_wrong_column_is_refused(seed):
    version = LESSON.version(seed=seed)
    judge = LocalJudge(LESSON.slug, KEY, version, {})
    states = [judge(LESSON.exercise("upside-down"), name).state for name in NAMES]
    assert states.count(State.RIGHT) == 1


# --- The brief ------------------------------------------------------------------------------------


# `brecha dev lint` holds it to the lesson, the notebooks and the data set; these are the rest.


def test_the_brief_says_how_many_firms_a_version_has():
    assert BRIEF.data.rows == subsample.ASKED


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    version = LESSON.version(seed=BRIEF.examples["good"].seed)
    memo, weak = (BRIEF.examples[kind].text[language] for kind in ("good", "weak"))
    assert len(memo.split()) <= 300
    raw, within = derived(version.data("answers")), derived(version.data("own"))
    means = version.data("answers")[NAMES].mean()
    for value in (
        raw["volume"],
        raw["proof"],
        within["volume"],
        within["customers"],
        within["proof"],
    ):
        assert f"{value:.2f}" in memo
    for value in (means["volume"], means["distribution"]):
        assert f"{value:.1f}" in memo
    assert raw.min() > 0.4
    assert f"{raw['proof']:.2f}" in weak
    assert f"-{raw['volume']:.2f}" in weak


# --- The notebooks --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_says_what_is_real_what_is_invented_and_how_sure(language):
    found = learner.cells(LESSON, language)
    assert {"en": "invented", "es": "inventad"}[language] in found["title"]
    assert "2001" in found["case-survey"]
    for share in ("98.4", "1.6", "76.7", "23.3"):
        assert share in found["limits"]


@few
def test_the_comparison_is_true_of_both_surveys(seed):
    # What the sorting says of consumers, on the whole survey of its pair and on this version.
    from brecha.lessons.mobile_operator import subsample as consumers

    survey = consumers.survey()
    satisfaction = survey[list(consumers.QUESTIONS)].mean(axis=1)
    names = list(consumers.DRIVERS)
    r = survey[names].corrwith(satisfaction)
    assert r.idxmax() == "clarity"
    assert survey[names].mean().idxmin() == "prices"
    assert r.rank()["prices"] <= 2
    assert r.min() > 0.4
    own = subsample.subsample(seed).answers
    assert own[NAMES].mean().idxmin() == derived(own).idxmax() == "volume"
    assert answers.compare(LESSON.version(seed=seed)) == "ACABCAB"
