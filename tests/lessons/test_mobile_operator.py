"""The case mobile-operator: its survey, what stays true in every version, its brief."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from brecha import files
from brecha.checking import LocalJudge, State
from brecha.errors import DataError
from brecha.lessons import brief, find
from brecha.lessons.firsts import firsts
from brecha.lessons.mobile_operator import answers, subsample
from brecha.lessons.mobile_operator.subsample import DRIVERS, QUESTIONS, RANKED, STATED
from brecha.models import importance
from brecha.text import LANGUAGES
from notebooks import learner
from notebooks.test_runs import prepare

LESSON = find("mobile-operator")
KEY = LESSON.key()
NAMES = list(DRIVERS)
BRIEF = brief.read(files.casework() / "mobile-operator.toml")
LETTERS = {"concentrate": "A", "keep": "B", "low-priority": "C", "overkill": "D"}

few = pytest.mark.parametrize("seed", range(20))


def derived(table):
    """Importance by the models, which want every answer: row by row complete for one driver."""
    found = {}
    for name in NAMES:
        rows = table[[name, *QUESTIONS]].dropna()
        overall = rows[list(QUESTIONS)].mean(axis=1)
        found[name] = importance.derived_importance(rows[[name]], overall=overall)[name]
    return pd.Series(found)


# --- The survey -----------------------------------------------------------------------------------


@few
def test_a_version_is_the_real_survey_but_for_one_cell(seed):
    own, everyone = subsample.subsample(seed), subsample.survey()
    assert own.export["respondent"].is_unique
    assert len(own.export) == 200
    real = everyone.set_index("respondent").loc[own.export["respondent"]]
    changed = own.export.set_index("respondent") != real
    assert changed.to_numpy().sum() == 1
    assert changed.loc[own.respondent, "clarity"]
    assert real.loc[own.respondent, "clarity"] == 9
    assert own.export["clarity"].max() == 99


@few
def test_the_cleaned_table_lacks_that_cell_and_has_satisfaction_and_bands(seed):
    own = subsample.subsample(seed)
    table = own.answers.set_index("respondent")
    assert table.index[table["clarity"].isna()].to_list() == [own.respondent]
    assert table[NAMES].isna().to_numpy().sum() == 1
    by_hand = (table["satisfaction_1"] + table["satisfaction_2"] + table["satisfaction_3"]) / 3
    np.testing.assert_allclose(table["satisfaction"], by_hand)
    for band, low, high in (("low", 1, 6), ("middle", 7, 8), ("high", 9, 10)):
        inside = table["clarity"].between(low, high)
        assert (table.loc[inside, "clarity_band"] == band).all()
    assert table["clarity_band"].isna().sum() == 1


def test_seeds_differ_and_each_gives_the_same_survey_again():
    one = subsample.subsample(3).export
    subsample.subsample.cache_clear()
    pd.testing.assert_frame_equal(subsample.subsample(3).export, one)
    who = {subsample.subsample(seed).respondent for seed in range(20)}
    assert len(who) > 10


@few
def test_the_four_customers_can_be_worked_out_in_the_head(seed):
    four = LESSON.version(seed=seed).data("four")
    assert len(four) == 4
    assert (four[list(QUESTIONS)].sum(axis=1) % 3 == 0).all()
    assert (four[list(QUESTIONS)].nunique(axis=1) > 1).all()


def test_another_survey_on_which_nothing_holds_is_refused(monkeypatch):
    flat = subsample.survey().copy()
    flat[NAMES] = np.random.default_rng(0).integers(1, 11, (len(flat), len(NAMES)))
    monkeypatch.setattr(subsample, "survey", lambda: flat)
    monkeypatch.setattr(subsample, "_MOST_DRAWS", 5)
    with pytest.raises(DataError, match="None of 5 draws"):
        subsample.subsample.__wrapped__(1)


# --- What stays true ------------------------------------------------------------------------------


def holds(seed):
    """Compute what the case says of every version, with the models instead of its own code."""
    own = subsample.subsample(seed)
    r, dirty = derived(own.answers), derived(own.export)
    means, wrong = own.answers[NAMES].mean(), own.export[NAMES].mean()
    clean_map = importance.importance_performance(importance=r, performance=means).attributes
    dirty_map = importance.importance_performance(importance=dirty, performance=wrong).attributes
    bands = own.answers["clarity_band"].value_counts()
    return {
        "clarity first, service second": r.nlargest(2).index.to_list() == ["clarity", "service"],
        "prices lowest": means.idxmin() == "prices",
        "three below the line": set(means.index[means < means.mean()])
        == {"prices", "complaints", "network"},
        "both leaders in keep up": (
            clean_map.loc[["clarity", "service"], "quadrant"] == "keep"
        ).all(),
        "nothing poor at 5.5": bool((means > 5.5).all()),
        "no r near 0": bool((r > 0.3).all()),
        "the 99 gives the highest mean": wrong.idxmax() == "clarity",
        "and the lowest r": dirty.idxmin() == "clarity",
        "and looks like overkill": dirty_map.loc["clarity", "quadrant"] == "overkill",
        "one in five in the low band": 0.15 < bands["low"] / bands.sum() < 0.26,
        "low band much less satisfied": answers.bands(LESSON.version(seed=seed)) > 2,
    }


@few
def test_the_finding_holds(seed):
    assert all(holds(seed).values()), holds(seed)


@few
def test_the_map_is_the_one_of_the_models(seed):
    version = LESSON.version(seed=seed)
    table = version.data("answers")
    r, means = derived(table), table[NAMES].mean()
    at_means = importance.importance_performance(importance=r, performance=means)
    at_middle = importance.importance_performance(
        importance=r, performance=means, crosshair=(r.mean(), 5.5)
    )
    for found, compute in ((at_means, answers.drivers_map), (at_middle, answers.midpoint)):
        letters = "".join(LETTERS[found.attributes.loc[name, "quadrant"]] for name in NAMES)
        assert compute(version) == letters


@few
def test_the_order_is_that_of_the_models(seed):
    version = LESSON.version(seed=seed)
    r = derived(version.data("answers"))
    ranked = sorted(RANKED, key=lambda letter: -r[RANKED[letter]])
    assert answers.order(version) == "".join(ranked)


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_how_many_draws_are_put_back_and_why_is_what_the_envelope_says():
    failed, draws = dict.fromkeys(("finding", "lines", "ranking"), 0), 0
    for seed in range(400):
        draws += (own := subsample.subsample(seed)).draws
        for attempt in range(own.draws):
            met = subsample.conditions(*subsample.draw(seed, attempt))
            for name in failed:
                failed[name] += not met[name]
    assert 0.5 < 1 - 400 / draws < 0.65  # more than half of all draws
    assert 0.03 < failed["finding"] / draws < 0.07  # one in twenty
    assert failed["lines"] / draws > 0.15
    assert failed["ranking"] / draws > 0.25


@pytest.mark.slow
def test_in_about_a_third_of_the_versions_the_overall_question_has_another_winner():
    def winner(seed):
        table = subsample.subsample(seed).answers
        return table[NAMES].corrwith(table["satisfaction_1"]).idxmax()

    other = sum(winner(seed) != "clarity" for seed in range(300)) / 300
    assert 0.25 < other < 0.4


def test_drawing_all_250_again_gives_the_shares_that_the_case_prints():
    table = subsample.survey()
    values = np.column_stack([table[NAMES], table[list(QUESTIONS)].mean(axis=1)]).astype(float)
    rng = np.random.default_rng(1)
    parts = [firsts(values, rng.integers(0, 250, (500, 250)), names=NAMES) for _ in range(20)]
    shares = sum(parts) / len(parts)
    assert shares["clarity"] == pytest.approx(0.904, abs=0.01)
    assert shares["service"] == pytest.approx(0.092, abs=0.01)
    assert shares["reliability"] == pytest.approx(0.004, abs=0.003)


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Five customers, the last one with a 99."""

    def data(self, name):
        marks = [4, 6, 8, 10, 99]
        table = pd.DataFrame({"respondent": [11, 12, 13, 14, 15], "clarity": marks})
        table["satisfaction_1"] = [4, 8, 6, 10, 7]
        if name == "export":
            return table
        table["clarity"] = table["clarity"].where(table["clarity"] < 99)
        table["satisfaction"] = table["satisfaction_1"].astype(float)
        table["clarity_band"] = ["low", "low", "middle", "high", None]
        return table


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.impossible, 15),
        (answers.row_label, 4),
        (answers.row_position, 5),
        (answers.value, 99),
        (answers.how_many, 5),
        (answers.clean_mean, 7.0),  # 28 / 4
        (answers.left_in, 25.4),  # 127 / 5
        (answers.still_counted, 5.6),  # 28 / 5
        (answers.still_summed, 31.75),  # 127 / 4
        (answers.no_parentheses, 106.2),  # 127 - 99 / 5 - 1
        (answers.guess_nine, 7.4),  # 37 / 5
        (answers.guess_ten, 7.6),  # 38 / 5
        (answers.bands, 4.0),  # 10 - (4 + 8) / 2
        (answers.sign, -4.0),
        (answers.high_alone, 10.0),
        (answers.from_all, 3.0),  # 10 - 35 / 5
        (answers.wrong_column, 5.0),  # 10 - (4 + 6) / 2
        (answers.counts, -1.0),  # 1 - 2
        (answers.one_question, 4.0),
        (answers.clarity_r, 0.8),  # 16 / 20, as in the notebook
        (answers.percent, 80.0),
    ],
)
def test_by_hand(compute, expected):
    assert compute(Toy()) == pytest.approx(expected)


def test_a_guess_is_worth_half_and_a_forgotten_99_nothing():
    version = LESSON.version()
    judge = LocalJudge(LESSON.slug, KEY, version, {})
    exercise = LESSON.exercise("clean-mean")
    assert judge(exercise, answers.guess_nine(version)).points == 0.5
    assert judge(exercise, answers.left_in(version)).points == 0.0


@few
def test_rounding_is_called_rounding(seed):
    version = LESSON.version(seed=seed)
    judge = LocalJudge(LESSON.slug, KEY, version, {})
    exercise = LESSON.exercise("clean-mean")
    exact = answers.clean_mean(version)
    assert judge(exercise, round(exact, 3)).state is State.RIGHT
    off = abs(round(exact, 2) - exact)
    verdict = judge(exercise, round(exact, 2))
    assert (verdict.state is State.RIGHT) == (off <= 0.0005)
    assert (verdict.misconception == "rounded") == (off > 0.001)


# --- Assessed -------------------------------------------------------------------------------------


@pytest.mark.notebooks
def test_an_assessed_envelope_does_not_say_who_the_wrong_row_was(tmp_path):
    notebook, out = learner.read(LESSON, "en"), tmp_path / "out.ipynb"
    prepare(notebook, LESSON.version(seed=41), "solved")
    learner.run(notebook, out, language="en", seed=41, assessed=True)
    executed = json.loads(out.read_text(encoding="utf-8"))
    (outcome,) = [cell for cell in executed["cells"] if cell["id"] == "envelope-outcome"]
    shown = json.dumps(outcome["outputs"], ensure_ascii=False)
    assert str(subsample.subsample(41).respondent) not in re.sub(r"<[^>]*>", "", shown)


# --- The brief ------------------------------------------------------------------------------------


# `brecha dev lint` holds it to the lesson, the notebooks and the data set; these are the rest.


def test_the_brief_says_how_many_respondents_a_version_has():
    assert BRIEF.data.rows == subsample.ASKED


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    version = LESSON.version(seed=BRIEF.examples["good"].seed)
    memo, weak = (BRIEF.examples[kind].text[language] for kind in ("good", "weak"))
    assert len(memo.split()) <= 300
    r, by_band = derived(version.data("answers")), answers.bands_facts(version)
    for value in (r["clarity"], r["service"], r["prices"]):
        assert f"{value:.2f}" in memo
    for value in (by_band["high"], by_band["low"], version.data("answers")["prices"].mean()):
        assert f"{value:.1f}" in memo
    assert f" {by_band['n_high']} " in memo
    assert f" {by_band['n_low']} " in memo
    assert r.idxmin() == "prices"
    assert f"{answers.left_in(version):.2f}" in weak


# --- The notebooks --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slide_in_the_notebook_is_the_one_that_is_computed_with(language):
    text, found = LESSON.text(language), learner.cells(LESSON, language)["case-people"]
    head, _, row = [line.strip("| ").split(" | ") for line in found.splitlines() if "|" in line]
    shares = {name: int(re.sub(r"\D", "", share)) for name, share in zip(head, row, strict=True)}
    assert shares == {text.label(name): share for name, share in STATED.items()}
    assert sum(shares.values()) == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_says_what_is_real_what_is_invented_and_how_sure(language):
    found = learner.cells(LESSON, language)
    invented = {"en": "invented", "es": "inventad"}[language]
    assert invented in found["title"]
    assert invented in found["case-people"]
    assert "2005" in found["case-survey"]
    assert "90.4" in found["limits"]


def test_the_four_invented_customers_are_those_of_the_table():
    pairs = LESSON.version().data("pairs")
    assert pairs["clarity"].corr(pairs["satisfaction"]) == pytest.approx(0.8)
    for language in LANGUAGES:
        told = learner.cells(LESSON, language)["pairs-by-hand"]
        rows = [line for line in told.splitlines() if "|" in line][2:]
        numbers = [[int(n) for n in re.findall(r"-?\d+", row)] for row in rows]
        assert [row[:2] for row in numbers] == pairs[
            ["clarity", "satisfaction"]
        ].to_numpy().tolist()
        assert [row[2:4] for row in numbers] == [[x - 7, y - 7] for x, y, *_ in numbers]
        assert sum(row[4] for row in numbers) == 16
