"""The deeper notebook coder-agreement: each number by hand, and what must hold on every seed."""

import numpy as np
import pandas as pd
import pytest

from brecha import models
from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.coder_agreement import counting
from brecha.lessons.coder_agreement.codings import CODERS, NEEDS, TYPES, as_rows, readings
from brecha.lessons.coder_agreement.exercises import tables_to_try
from brecha.scenarios import COMPANIES
from by_hand import Paper, computed

LESSON = find("coder-agreement")
KEY = LESSON.key()
SEEDS = (0, 7, 2024)


class ByHand(Paper):
    """Lists short enough to be counted with a finger."""

    def small(self):
        # models.md: agreement .7, chance .5 * .6 + .5 * .4 = .5. Pooled: .55 * .55 + .45 * .45.
        return pd.DataFrame([[20, 5], [10, 15]])

    def types(self):
        # The same in 3 of 4. A: 2 and 3 of 4, B: 2 and 1 of 4: chance 3/8 + 1/8.
        return self.lists("AABB", "AABA")

    def rude(self):
        # Both 1, Ruth alone 1, Abel alone 2, neither 6: five yeses, two of them shared.
        return self.lists(["yes"] * 2 + ["no"] * 8, ["yes", "no", "yes", "yes"] + ["no"] * 6)

    def six(self):
        # Steps 0, 1, 1, 2, 0, 3: together 7 of 18; squared 15 of 54.
        first = ["calm", "calm", "tense", "calm", "angry", "shouting"]
        return self.lists(first, ["calm", "tense", "angry", "angry", "angry", "calm"])

    def moods(self):
        return self.lists(
            ["calm", "calm", "calm", "shouting"], ["calm", "calm", "tense", "shouting"]
        )

    def codes(self):
        return pd.DataFrame({"ruth": ["q", "r", "q", "q"], "abel": ["q", "r", "r", None]})

    def other(self):
        # The same in 3 of 4. F 2 and 2, G 1 and 2, H 1 and 0: chance 1/4 + 1/8.
        return self.lists("FFGH", "FFGG")

    @staticmethod
    def lists(first, second):
        numbers = range(1, len(first) + 1)
        return pd.DataFrame({"call": numbers, "first": list(first), "second": list(second)})


def by_hand(slug, name=None):
    return computed(KEY, slug, name, ByHand())


@pytest.mark.parametrize(
    "slug, name, value",
    [
        ("ten-rows", None, 0.6),
        ("ten-rows", "of-all-letters", 0.3),
        ("both-by-lot", None, 0.68),
        ("both-by-lot", "differ", 0.32),
        ("both-by-lot", "one-of-each", 0.16),
        ("both-by-lot", "yes-side", 0.04),
        ("both-by-lot", "one-side", 0.64),
        ("kappa-by-hand", None, 0.4),
        ("kappa-by-hand", "agreement", 0.7),
        ("kappa-by-hand", "chance", 0.5),
        ("kappa-by-hand", "not-divided", 0.2),
        ("kappa-by-hand", "uniform", 0.4),
        ("kappa-by-hand", "yes-alone", (0.7 - 0.3) / 0.7),
        ("kappa-by-hand", "differences", 0.3),
        ("kappa-by-hand", "divided-by-agreement", 2 / 7),
        ("kappa-by-hand", "calls-with-yes", 20 / 35),
        ("kappa-by-hand", "pooled", (0.7 - 0.505) / 0.495),
        ("kappa-of-types", None, 0.5),
        ("kappa-of-types", "agreement", 0.75),
        ("kappa-of-types", "chance", 0.5),
        ("kappa-of-types", "uniform", (0.75 - 0.2) / 0.8),
        ("kappa-of-types", "not-divided", 0.25),
        ("kappa-of-types", "totals", 0.75),
        ("when-one-says-yes", None, 2 / 5),
        ("when-one-says-yes", "agreement", 0.7),
        ("when-one-says-yes", "of-all", 0.1),
        ("when-one-says-yes", "of-ruth", 1 / 2),
        ("when-one-says-yes", "of-abel", 1 / 3),
        ("when-one-says-yes", "calls", 1 / 4),
        ("when-one-says-yes", "counted-once", 1 / 5),
        ("when-one-says-yes", "alone", 3 / 5),
        ("when-one-says-yes", "noes", 12 / 15),
        # Yes 2 and 3 of 10: chance .06 + .56.
        ("when-one-says-yes", "kappa", (0.7 - 0.62) / 0.38),
        ("near-misses", None, 1 - 7 / 18),
        ("near-misses", "unweighted", 2 / 6),
        ("near-misses", "distance", 7 / 18),
        ("near-misses", "four-steps", 1 - 7 / 24),
        ("near-misses", "within-one", 4 / 6),
        ("near-misses", "of-the-differing", 1 - 7 / 12),
        ("near-misses", "quadratic", 1 - 15 / 54),
        # Credit 11/12. Chance: 3/4 (1/2 + 1/4 * 2/3) + 1/4 (1/4 * 1/3 + 1/4) = 7/12.
        ("linear", None, (11 / 12 - 7 / 12) / (5 / 12)),
        ("linear", "credit", 11 / 12),
        ("linear", "agreement", 3 / 4),
        ("linear", "unweighted", (3 / 4 - 7 / 16) / (9 / 16)),
        ("linear", "within-one", 1),
        # Angry, calm, shouting, tense: calm and tense are two steps apart. Credit 5/6, chance 3/4.
        ("linear", "alphabet", 1 / 3),
        ("linear", "quadratic", (35 / 36 - 23 / 36) / (13 / 36)),
        ("one-direction", None, 70 / 85),
        ("one-direction", "one-step", 50 / 85),
        ("one-direction", "certain-alone", 46 / 85),
        # Six codes in three calls, q and r three times each: 1 - (2/6) / (18/30).
        ("four-coders", None, 4 / 9),
        ("four-coders", "complete-calls", 4 / 9),
        # Eight codes, q 4, r 3, blank 1: 1 - (4/8) / (38/56).
        ("four-coders", "missing-as-code", 1 - (4 / 8) / (38 / 56)),
        ("four-coders", "mean-kappa", 0.4),
        ("four-coders", "agreement", 2 / 3),
        # Ruth's four codes differ in 3 of 6 pairs, Abel's three in 2 of 3: as much as by chance.
        ("four-coders", "turned", 0),
        ("neighbours", None, (0.75 - 0.375) / 0.625),
        ("neighbours", "agreement", 0.75),
        ("neighbours", "uniform", (0.75 - 1 / 3) / (2 / 3)),
        ("neighbours", "not-divided", 0.375),
        ("neighbours", "totals", 0.75),
        ("neighbours", "own", 0.5),
    ],
)
def test_numbers_by_hand(slug, name, value):
    assert by_hand(slug, name) == pytest.approx(value)


def function(name=None):
    """Return the reference, or a misconception, as a learner's function."""
    return computed(KEY, "kappa", name, None)


@pytest.mark.parametrize(
    "name, value",
    [
        (None, 0.4),
        ("agreement", 0.7),
        ("not-divided", 0.2),
        ("uniform", 0.4),
        ("rows-alone", 0.4),
        ("columns-alone", (0.7 - 0.52) / 0.48),
        ("divided-once", (0.7 - 25) / (1 - 25)),
        ("divided-by-chance", 0.4),
        ("divided-by-agreement", 2 / 7),
        ("fifty", 0.4),
        ("pooled", (0.7 - 0.505) / 0.495),
    ],
)
def test_functions_by_hand(name, value):
    table = pd.DataFrame([[20, 5], [10, 15]])
    assert function(name)(table) == pytest.approx(value)


def test_the_function_is_the_one_of_the_models_on_every_table_that_is_tried():
    for (table,) in tables_to_try(np.random.default_rng(3)):
        assert function()(table) == pytest.approx(models.kappa_of_table(table).value)


def test_published_values():
    version = LESSON.version()
    # models.md: MSPatients, Winnipeg; Krippendorff 2011.
    assert function()(version.data("winnipeg")) == pytest.approx(0.2079, abs=5e-5)
    twelve = [[None if pd.isna(c) else c for c in row] for row in version.data("twelve").to_numpy()]
    assert counting.alpha(twelve) == pytest.approx(0.743, abs=5e-4)


def test_two_neurologists_lean_to_one_side():
    table = LESSON.version().data("winnipeg").to_numpy()
    assert (np.trace(table), np.tril(table, -1).sum(), table.sum()) == (64, 70, 149)


# --- what the simulation builds in ---------------------------------------------------------------


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_built_in(company, seed):
    version = LESSON.version(company=company, seed=seed)
    types, rude, moods, other = map(version.data, ("types", "rude", "moods", "other"))
    assert (len(types), len(rude), len(moods), len(other)) == (80, 80, 60, 60)
    marked = models.cohen_kappa(rude["first"], rude["second"])
    typed, theirs = readings(types, TYPES), readings(other, NEEDS)
    # The seal stands at 80 %: rudeness passes, types fail, and types are the better mark.
    assert marked.observed > 0.8 > typed["observed"]
    assert typed["kappa"] > marked.value + 0.1
    assert theirs["kappa"] > typed["kappa"] + 0.02
    order = ["calm", "tense", "angry", "shouting"]
    plain, linear = (
        models.cohen_kappa(moods["first"], moods["second"], weights=weights, categories=order).value
        for weights in ("none", "linear")
    )
    assert linear > plain + 0.05


@pytest.mark.parametrize("seed", SEEDS)
def test_four_coders_leave_calls_out(seed):
    codes = LESSON.version(seed=seed).data("codes")
    assert list(codes.columns) == list(CODERS)
    rows = as_rows(codes)
    assert models.krippendorff_alpha(codes, level="nominal").value == pytest.approx(
        counting.alpha(rows)
    )
    assert 0 < len(counting.complete(rows)) < len(rows) == 20
    # The doubtful calls are left out more often: whoever keeps the complete ones is too friendly.
    assert counting.alpha(counting.complete(rows)) > counting.alpha(rows) + 0.02


@pytest.mark.parametrize("company", COMPANIES)
def test_predictions_have_the_answer_that_the_text_tells(company):
    for seed in range(20):
        version = LESSON.version(company=company, seed=seed)
        assert KEY.function("further-from-habit")(version) == "A"
    assert KEY.function("rarer")(version) == "C"


def test_kappa_falls_at_every_step_while_agreement_stays():
    found = [counting.kappa(counting.prevalent(percent)) for percent in range(50, 0, -5)]
    assert {round(one["observed"], 9) for one in found} == {0.9}
    kappas = [one["kappa"] for one in found]
    assert kappas == sorted(kappas, reverse=True)
    assert kappas[-1] < 0 < kappas[-2]


def test_the_same_seed_gives_the_same_lists_and_another_one_others():
    one, again, other = (LESSON.version(seed=seed).data("types") for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one.equals(other)


# --- what is judged and shown --------------------------------------------------------------------


def judged(slug, answer):
    judge = LocalJudge(LESSON.slug, KEY, LESSON.version(), LESSON.words())
    return judge(LESSON.exercise(slug), answer)


def test_a_function_that_nobody_wrote_gets_a_counter_example():
    found = judged("kappa", lambda table: 0.5)
    assert found.state is State.NOT_RIGHT
    assert found.messages[0].key == "check.measured.function-differs"


def test_a_function_of_one_s_own_making_is_right():
    def mine(table):
        cells = table.to_numpy() / table.to_numpy().sum()
        chance = cells.sum(axis=0) @ cells.sum(axis=1)
        return (np.trace(cells) - chance) / (1 - chance)

    assert judged("kappa", mine).state is State.RIGHT
