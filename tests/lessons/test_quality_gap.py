"""Lesson 12: every answer worked out by hand on a few rows, and what must hold on every seed."""

import itertools
import math
import tomllib
from functools import partial

import numpy as np
import pandas as pd
import pytest

from brecha import files
from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.picture import draw
from brecha.lessons.quality_gap import answers, exercises, figures
from brecha.lessons.quality_gap.oracles import ORACLES
from brecha.models import DIMENSIONS
from brecha.scenarios import COMPANIES, items
from brecha.text import LANGUAGES
from by_hand import Paper, computed, plain, unmatched

LESSON = find("quality-gap")
KEY = LESSON.key()
NAMES = list(DIMENSIONS)
SCENARIOS = LESSON.folder.parents[1] / "scenarios"

# What models of wrong computations must be recognised, and where: exercise and misconception.
KNOWN = {
    "sign": ("mean-gap", "sign"),
    "absolute gaps": ("mean-gap", "absolute"),
    "performance only": ("mean-gap", "perception-alone"),
    "performance above the midpoint": ("mean-gap", "above-midpoint"),
    "mean of 22 items": ("other-score", "item-mean"),
    "sums, not means": ("gap-by-dimension", "sum"),
    "unweighted for weighted": ("priorities", "unweighted"),
    "product of means": ("priorities", "product-of-means"),
    "points not divided by 100": ("priorities", "hundred"),
    "ranks for points": ("priorities", "ranks"),
    "reversed items not reversed": ("clean-sheet", "not-reversed"),
    "reversed as 7 - x": ("clean-sheet", "seven-minus"),
    "missing as 0": ("clean-sheet", "blank-as-zero"),
    "missing as the midpoint": ("clean-sheet", "blank-as-midpoint"),
    "listwise deletion": ("gap-by-dimension", "listwise"),
    "mean of branch means": ("other-score", "branch-means"),
    "largest number as priority": ("first-priority", "largest-number"),
    "priority by gap alone": ("first-priority", "gap-alone"),
    "share of negative gaps": ("mean-gap", "share-negative"),
    "adequacy and superiority swapped": ("adequacy", "superiority"),
    "width turned round": ("adequacy", "width-turned"),
    "nine points minus seven": ("adequacy", "two-scales"),
    "gap 5 as the sum of 1 to 4": ("gap-five", "sum-of-four"),
    "gap 3 turned round": ("gap-five", "delivery-turned"),
    "gap 4 turned round": ("gap-five", "communication-turned"),
    "promise for expectation": ("gap-five", "promise-for-expectation"),
    "negative gaps alone": ("mean-gap", "negative-only"),
    "negative rows alone": ("gap-by-dimension", "negative-only"),
    "negative rows alone, elsewhere": ("other-score", "negative-only"),
    "own table for the neighbour's": ("other-score", "own-table"),
    "divided by the points": ("priorities", "own-weights"),
    "belief for expectation": ("gap-five", "belief-for-expectation"),
    "an answered reproach left out": ("clean-sheet", "left-out"),
}


class ByHand(Paper):
    """Tables small enough to be worked out on paper."""

    # Respondent by dimension. Expectations are 6 throughout, so perception is 6 plus the gap.
    gaps = ((-1, -2, 0, 1, -3), (-3, 0, -2, -1, 1), (-2, -1, -1, 0, -2))
    points = ((10, 40, 20, 10, 20), (30, 10, 20, 20, 20), (20, 20, 20, 20, 20))
    branches = ("lake", "hill", "hill")

    def survey(self):
        rows = [
            (person, self.branches[person], dimension, 6.0, 6.0 + gap, points)
            for person in range(3)
            for dimension, gap, points in zip(
                NAMES, self.gaps[person], self.points[person], strict=True
            )
        ]
        columns = ["respondent", "branch", "dimension", "expectation", "perception", "points"]
        return pd.DataFrame(rows, columns=columns)

    other = survey

    def report(self):
        return exercises._report(self.survey())

    def four(self):
        return pd.DataFrame({"expectation": [7, 6, 5, 6], "perception": [4, 6, 7, 5]})

    def sheet(self):
        return pd.DataFrame(
            {
                "item": ["S1", "S2", "S3", "S4"],
                "reversed": [False, False, True, False],
                "perception": [6, math.nan, 2, 5],
            }
        )

    def items(self):
        return pd.DataFrame(
            {"item": ["R1", "R2", "S1", "S3"], "reversed": [False, False, False, True]}
        )

    def answers(self):
        nan = math.nan
        rows = [
            (1, "R1", "reliability", 7, 5),
            (1, "R2", "reliability", nan, nan),
            (1, "S1", "responsiveness", 6, 6),
            (1, "S3", "responsiveness", 2, 4),
            (2, "R1", "reliability", 6, 6),
            (2, "R2", "reliability", 7, 3),
            (2, "S1", "responsiveness", 7, 5),
            (2, "S3", "responsiveness", 1, 3),
        ]
        columns = ["respondent", "item", "dimension", "expectation", "perception"]
        return pd.DataFrame(rows, columns=columns)

    def levels(self):
        return pd.DataFrame(
            {
                "respondent": [0, 1, 2],
                "branch": self.branches,
                "adequate": [5, 6, 4],
                "desired": [8, 7, 8],
                "perceived": [6, 5, 9],
            }
        )

    def promise(self):
        quantities = [
            "customers_expect",
            "management_believes",
            "standard",
            "delivered",
            "promised",
            "perceived",
        ]
        return pd.DataFrame({"quantity": quantities, "minutes": [5, 8, 7, 12, 6, 16]})


def of(*values):
    return dict(zip(NAMES, values, strict=True))


BY_HAND = {
    "mean-gap": {
        "": -0.5,  # -3, 0, +2, -1
        "sign": 0.5,
        "absolute": 1.5,
        "perception-alone": 5.5,
        "above-midpoint": 1.5,
        "expectation-alone": 6.0,
        "sum": -2.0,
        "share-negative": 0.5,
        "negative-only": -2.0,  # -3, -1
    },
    "clean-sheet": {
        "": 17 / 3,  # 6, 8 - 2, 5
        "not-reversed": 13 / 3,
        "seven-minus": 16 / 3,
        "blank-as-zero": 17 / 4,
        "blank-as-midpoint": 21 / 4,
        "all-reversed": 11 / 3,
        "as-it-stands": 13 / 4,
        "left-out": 11 / 2,
    },
    "blank-rating": {"": 5.0, "zero": 3.75, "midpoint": 4.75, "sum": 15.0, "middle": 6},
    "gap-by-dimension": {
        "": of(-2, -1, -1, 0, -4 / 3),
        "sign": of(2, 1, 1, 0, 4 / 3),
        "perception-alone": of(4, 5, 5, 6, 14 / 3),
        "sum": of(-6, -3, -3, 0, -4),
        "negative-only": of(-2, -1.5, -1.5, -1, -2.5),
        "median": of(-2, -1, -1, 0, -2),
        "count": of(3, 3, 3, 3, 3),
        # From the eight raw answers: reliability, then responsiveness.
        "not-reversed": {"reliability": -2, "responsiveness": 0.5},
        "blank-as-zero": {"reliability": -1.5, "responsiveness": -1.5},
        "listwise": {"reliability": -2, "responsiveness": -2},
    },
    "priorities": {
        "": of(-1.4 / 3, -1 / 3, -0.2, -0.1 / 3, -0.8 / 3),
        "sign": of(1.4 / 3, 1 / 3, 0.2, 0.1 / 3, 0.8 / 3),
        "unweighted": of(-2, -1, -1, 0, -4 / 3),
        "hundred": of(-140 / 3, -100 / 3, -20, -10 / 3, -80 / 3),
        # Mean points: 20, 23 1/3, 20, 16 2/3, 20.
        "product-of-means": of(-0.4, -0.7 / 3, -0.2, 0, -0.8 / 3),
        # Ranks: three share 3, reliability has 5, assurance 1.
        "ranks": of(-0.4, -1 / 3, -0.2, 0, -0.8 / 3),
        "sum": of(-1.4, -1, -0.6, -0.1, -0.8),
        # Points in all: 60, 70, 60, 50, 60.
        "own-weights": of(-140 / 60, -100 / 70, -1, -10 / 50, -80 / 60),
        "perception-alone": of(2.2 / 3, 3.2 / 3, 1, 2.9 / 3, 2.8 / 3),
        "share-alone": of(0.2, 0.7 / 3, 0.2, 0.5 / 3, 0.2),
    },
    "gap-five": {
        "": 11,
        "turned-round": -11,
        "sum-of-four": 13,  # 3 - 1 + 5 + 6
        "promise-for-expectation": 10,
        "delivered-for-perceived": 7,
        "standard-for-expectation": 9,
        "belief-for-expectation": 8,
        "seeming": 4,
        "knowledge": 3,
        "standards": -1,
        "delivery": 5,
        "delivery-turned": -5,
        "communication": 6,
        "communication-turned": -6,
    },
    "adequacy": {
        "": 5 / 3,  # 20/3 - 15/3
        "turned-round": -5 / 3,
        "superiority": -1,
        "superiority-turned": 1,
        "width": 8 / 3,
        "width-turned": -8 / 3,
        "two-scales": 74 / 15 - 5,
    },
    "other-score": {
        "": -16 / 15,
        "sign": 16 / 15,
        "perception-alone": 74 / 15,
        "sum-of-five": -16 / 3,
        "item-mean": -71 / 66,  # (4 x -2 + 5 x -1 + 4 x -1 + 0 + 5 x -4/3) / 22
        "branch-means": -1.05,  # lake -1, hill -1.1
        "weighted": -1.3,
        "own-table": None,  # ByHand is its own neighbour
        "sum": -16,
        "negative-only": -1.8,  # ten of fifteen rows
    },
    "first-priority": {
        "": "tangibles",
        "gap-alone": "tangibles",
        "points-alone": "reliability",
        "largest-number": "assurance",
    },
}
CASES = [(slug, name) for slug, values in BY_HAND.items() for name in values]

compute = partial(computed, KEY)


@pytest.mark.parametrize("slug, name", CASES)
def test_by_hand(slug, name):
    assert plain(compute(slug, name, ByHand())) == pytest.approx(BY_HAND[slug][name])


def test_every_computation_is_worked_out_by_hand():
    assert unmatched(LESSON, BY_HAND) == {}


def test_the_largest_number_is_left_alone_where_it_is_also_the_most_important():
    survey = ByHand().survey()
    survey.loc[survey["dimension"] == "assurance", "points"] = 90
    assert compute("first-priority", "points-alone", ByHand(survey=survey)) == "assurance"
    assert compute("first-priority", "largest-number", ByHand(survey=survey)) is None


# --- Facts and tables by hand ---------------------------------------------------------------------


def test_the_list_puts_what_lacks_most_first():
    report = ByHand().report()
    assert report["place"].tolist() == [1, 2]
    assert report["branch"].tolist() == ["hill", "lake"]
    assert report["quality"].tolist() == [1.1, 1.0]


def test_facts_about_branches():
    facts = answers.branches.branch_facts(ByHand())
    assert (facts["first"], facts["last"], facts["branches"]) == ("hill", "lake", 2)
    assert facts["first_perception"] == pytest.approx(4.9)
    assert facts["last_perception"] == 5
    assert facts["first_expectation"] == facts["last_expectation"] == 6
    assert facts["last_quality"] == 1
    assert facts["last_people"] == 1
    assert facts["apart_expectation"] == 0
    assert facts["apart_perception"] == pytest.approx(0.1)


def test_a_promise_moves_the_list_and_the_scale_ends_at_seven():
    lesson = ByHand()
    assert answers.branches.promise_facts(lesson) == {
        "branch": "lake",
        "before": 1,
        "more": 2,
        "gap_before": -1,
        "gap_less": 0,
    }
    assert answers.branches.promised(lesson, 3) == 2
    assert answers.branches.promised(lesson, -9) == -4


def test_a_promise_that_was_a_full_one_already_moves_nothing():
    full = ByHand().survey().assign(expectation=7.0)
    assert compute("promise-more", "", ByHand()) == "A"
    assert compute("promise-more", "", ByHand(survey=full)) == "C"


@pytest.mark.parametrize(
    "order, where", [(["b", "a", "c"], "A"), (["a", "c", "b"], "B"), (["a", "b", "c"], "C")]
)
def test_where_in_the_list_the_best_branch_stands(order, where):
    survey = pd.DataFrame(
        {"branch": ["a", "b", "c"], "expectation": [6, 5, 7], "perception": [5, 5, 5]}
    )
    report = pd.DataFrame({"place": [1, 2, 3], "branch": order})
    assert compute("best-branch", "", ByHand(survey=survey, report=report)) == where


def test_the_last_of_three_branches_is_the_one_that_promises():
    survey = ByHand().survey()
    survey["branch"] = survey["respondent"].map({0: "lake", 1: "hill", 2: "port"})
    survey.loc[survey["branch"] == "lake", "perception"] -= 0.5
    survey.loc[survey["branch"] == "hill", "perception"] -= 0.1
    survey.loc[survey["branch"] == "port", "expectation"] -= 0.5
    survey.loc[survey["branch"] == "port", "perception"] -= 0.5
    levels = ByHand().levels().assign(branch=["lake", "hill", "port"])
    changed = ByHand(survey=survey, levels=levels, report=exercises._report(survey))
    moved = answers.branches.promise_facts(changed)
    assert moved.pop("branch") == "hill"
    assert moved == pytest.approx(
        {"before": 1.1, "more": 2.1, "gap_before": -1.1, "gap_less": -0.1}
    )
    facts = answers.branches.branch_facts(changed)
    assert (facts["first"], facts["last"], facts["branches"]) == ("lake", "hill", 3)
    assert facts["last_quality"] == changed.data("report")["quality"].min()
    assert facts["apart_expectation"] == pytest.approx(0.5)
    assert facts["apart_perception"] == pytest.approx(0.6)


def test_the_own_table_is_named_where_its_score_is_another():
    other = ByHand().survey().assign(perception=5.5)
    found = compute("other-score", "own-table", ByHand(other=other))
    assert found == pytest.approx(-16 / 15)


def test_a_reproach_left_out_is_not_named_where_it_makes_no_difference():
    sheet = ByHand().sheet().assign(perception=[6, math.nan, 2, 6])
    assert compute("clean-sheet", "left-out", ByHand(sheet=sheet)) is None


def test_complete_sheets_are_averaged():
    sheets = ByHand().answers()
    third = sheets[sheets["respondent"] == 2].assign(respondent=3, expectation=5, perception=5)
    found = compute("gap-by-dimension", "listwise", ByHand(answers=pd.concat([sheets, third])))
    assert dict(found) == {"reliability": -1, "responsiveness": -1}


def test_facts_about_sheets_and_dimensions():
    assert answers.gaps.four_facts(ByHand()) == {
        "gaps": ["-3", "0", "+2", "-1"],
        "total": -2,
        "short": 2,
        "hoped": 6,
    }
    assert answers.sheet.sheet_facts(ByHand()) == {
        "blank": "S2",
        "negative": "S3",
        "given": 2,
        "turned": 6,
        "seven": 5,
    }
    facts = answers.gaps.dimension_facts(ByHand())
    assert (facts["worst"], facts["worst_gap"]) == ("tangibles", -2)
    assert (facts["best"], facts["best_gap"]) == ("assurance", 0)
    assert (facts["people"], facts["incomplete"]) == (2, 1)


def test_facts_about_weights():
    facts = answers.priorities.priority_facts(ByHand())
    assert facts["score"] == pytest.approx(-1.3)
    assert facts["plain"] == pytest.approx(-16 / 15)
    assert {name: facts[name] for name in NAMES} == pytest.approx(BY_HAND["priorities"][""])
    first = answers.priorities.first_facts(ByHand())
    assert (first["first"], first["worst"], first["dearest"]) == (
        "tangibles",
        "tangibles",
        "reliability",
    )
    assert first["first_gap"] == first["worst_gap"] == -2
    assert first["first_points"] == first["worst_points"] == 20
    assert first["first_priority"] == first["worst_priority"] == pytest.approx(-1.4 / 3)
    assert first["dearest_gap"] == -1
    assert first["dearest_points"] == pytest.approx(70 / 3)
    assert first["dearest_priority"] == pytest.approx(-1 / 3)
    assert first["largest_priority"] == pytest.approx(-0.1 / 3)


def test_facts_about_minutes_levels_and_scores():
    facts = answers.minutes.minute_facts(ByHand())
    four = (facts["knowledge"], facts["standards"], facts["delivery"], facts["communication"])
    assert four == (3, -1, 5, 6)
    assert (facts["seeming"], facts["four"]) == (4, 13)
    assert facts["knowledge"] + facts["standards"] + facts["delivery"] + facts["seeming"] == 11
    zone = answers.zone.zone_facts(ByHand())
    assert zone["superiority"] == pytest.approx(-1)
    assert zone["below"] == zone["inside"] == pytest.approx(1 / 3)
    assert zone["seven"] == pytest.approx(74 / 15)
    on_the_edge = ByHand().levels().assign(perceived=[5, 5, 8])
    zone = answers.zone.zone_facts(ByHand(levels=on_the_edge))
    assert zone["below"] == pytest.approx(1 / 3)
    assert zone["inside"] == pytest.approx(2 / 3)
    score = answers.neighbour.score_facts(ByHand())
    assert (score["own"], score["other"]) == ("company-hotel", "company-clinic")
    assert score["own_score"] == pytest.approx(-16 / 15)
    assert score["better"] == pytest.approx(5 / 15)
    assert score["people"] == 3
    assert score["own_expectation"] == score["other_expectation"] == 6
    assert score["own_perception"] == score["other_perception"] == pytest.approx(74 / 15)


def test_points_that_are_moved_leave_the_others_their_proportions():
    survey = ByHand().survey()
    found = exercises.priorities_at(survey, "tangibles", 55)
    # The first respondent's other four had 40, 20, 10, 20 of 90: half of that makes 45.
    first = exercises.priorities_at(survey[survey["respondent"] == 0], "tangibles", 55)
    assert dict(first) == pytest.approx(of(-0.55, -0.4, 0, 0.05, -0.3))
    assert found["tangibles"] == pytest.approx(0.55 * -2)
    lead = answers.priorities.lead_facts(ByHand())
    assert (lead["worst"], lead["points"]) == ("tangibles", 20)


@pytest.mark.parametrize("company", COMPANIES)
def test_the_fewest_points_that_lead(company):
    lesson = LESSON.version(company=company, seed=3)
    survey, facts = lesson.data("survey"), answers.priorities.lead_facts(lesson)
    lead = [
        exercises.priorities_at(survey, facts["worst"], points).idxmin() == facts["worst"]
        for points in (facts["needed"] - 1, facts["needed"])
    ]
    assert lead == [False, True]


def test_a_worst_dimension_that_leads_at_once():
    alone = ByHand().survey()
    alone["perception"] = 6.0
    alone.loc[alone["dimension"] == "empathy", "perception"] = 5.0
    assert compute("points-to-lead", "", ByHand(survey=alone)) == "A"
    # With equal gaps and equal points the 20 that it has are as many as it needs.
    equal = ByHand().survey().assign(perception=5.0, points=20)
    assert answers.priorities.lead_facts(ByHand(survey=equal)) == {
        "worst": "assurance",
        "points": 20,
        "needed": 20,
    }
    assert compute("points-to-lead", "", ByHand(survey=equal)) == "A"


# --- On every seed --------------------------------------------------------------------------------


def versions(seeds):
    return (LESSON.version(company=company, seed=seed) for seed in seeds for company in COMPANIES)


def test_no_two_answers_can_be_taken_for_each_other():
    for lesson in versions(range(20)):
        for exercise in LESSON.exercises:
            if not exercise.kind.judged:
                continue
            solved = KEY.solve(exercise, lesson)
            wrong = (solved.value(found) for found in solved.misconceptions)
            values = [*solved.accepted, *(value for value in wrong if value is not None)]
            for first, second in itertools.combinations(values, 2):
                apart = exercise.kind.distance(first, second)
                assert apart > 2, (lesson, exercise.slug, first, second)


def test_references_agree_with_independent_computations():
    numeric = [e for e in LESSON.exercises if e.slug in ORACLES]
    assert {type(e.kind).__name__ for e in LESSON.exercises if e not in numeric} <= {
        "Choice",
        "FreeText",
        "Label",
        "Sorting",
    }
    for lesson in versions(range(0, 20, 4)):
        for exercise in numeric:
            expected = KEY.solve(exercise, lesson).accepted[0]
            found = exercise.kind.canonical(ORACLES[exercise.slug](lesson))
            assert exercise.kind.distance(found, expected) < 0.01, (lesson, exercise.slug)


def test_what_the_words_take_for_granted():
    for lesson in versions(range(12)):
        facts = {e.slug: KEY.solve(e, lesson).facts for e in LESSON.exercises}
        assert compute("best-branch", "", lesson) == "B"
        assert compute("promise-more", "", lesson) == "A"
        assert compute("points-to-lead", "", lesson) == "B"
        branch = facts["why-last"]
        assert branch["apart_perception"] > branch["apart_expectation"]
        moved = answers.branches.promise_facts(lesson)
        assert 0 < moved["more"] - moved["before"] < 1
        assert moved["gap_less"] > moved["gap_before"]
        assert facts["mean-gap"]["total"] < 0
        money = facts["first-priority"]
        assert len({money["first"], money["worst"], money["dearest"]}) == 3
        assert money["worst_gap"] < money["first_gap"] < money["dearest_gap"]
        assert money["worst_points"] < money["first_points"] < money["dearest_points"]
        minutes = facts["gap-five"]
        assert compute("gap-five", "", lesson) > 0
        assert minutes["perceived"] > minutes["delivered"]
        assert facts["adequacy"]["superiority"] < 0


def test_the_sheet_to_clean_has_one_blank_and_one_reproach():
    for lesson in versions(range(0, 60, 6)):
        sheet, answers_ = lesson.data("sheet"), lesson.data("answers")
        assert len(sheet) == 4
        assert sheet["perception"].isna().sum() == 1
        assert sheet["reversed"].sum() == 1
        assert not sheet[sheet["reversed"]]["perception"].isna().any()
        values = sorted(exercises.readings(sheet).values())
        assert min(np.diff(values)) > 0.02
        kept = sheet.merge(answers_, on=["respondent", "item"], suffixes=("", "_raw"))
        pd.testing.assert_series_equal(
            kept["perception"], kept["perception_raw"], check_names=False
        )


def test_a_sheet_without_a_blank_or_a_reproach_is_never_taken():
    sheet = ByHand().sheet()
    none = (0, 0, 0)
    assert min(exercises._contrast(sheet.assign(expectation=[7, math.nan, 1, 6]))) > 0
    sheet["expectation"] = 5.0
    assert exercises._contrast(sheet.fillna(3)) == none
    assert exercises._contrast(sheet.assign(reversed=False)) == none
    assert exercises._contrast(sheet.assign(reversed=[False, True, False, False])) == none


def test_the_neighbour_is_another_company():
    for company in COMPANIES:
        own = LESSON.version(company=company, seed=5)
        other = exercises.neighbour(company, seed=5).name
        assert other != company
        survey = LESSON.version(company=other, seed=5).data("survey")
        pd.testing.assert_frame_equal(own.data("other"), survey)


def test_the_neighbour_is_the_next_whose_score_is_another():
    passed_over = 0
    for seed, company in itertools.product(range(20), COMPANIES):
        at = COMPANIES.index(company)
        following = [*COMPANIES[at + 1 :], *COMPANIES[:at]]
        other = exercises.neighbour(company, seed=seed).name
        mine, *theirs = (
            exercises.scores(LESSON.version(company=name, seed=seed).data("survey"))
            for name in (company, *following[: following.index(other) + 1])
        )
        apart = [min(abs(score - mine[0]) for score in scores) > 0.02 for scores in theirs]
        assert apart == [False] * (len(apart) - 1) + [True]
        passed_over += len(apart) - 1
    assert passed_over > 0


def test_without_another_score_the_neighbour_is_the_one_next_door(monkeypatch):
    monkeypatch.setattr(exercises, "scores", lambda survey: [-1.0, -1.01, -0.9, -0.8])
    assert exercises.neighbour.__wrapped__("shop", seed=5).name == "hotel"


def test_scores_plain_by_statements_by_branches_and_weighted():
    values = [
        BY_HAND["other-score"][name] for name in ("", "item-mean", "branch-means", "weighted")
    ]
    assert exercises.scores(ByHand().survey()) == pytest.approx(values)


# --- What is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize("idea", KNOWN)
def test_a_wrong_idea_has_its_own_name(idea):
    slug, name = KNOWN[idea]
    exercise = LESSON.exercise(slug)
    named = 0
    for lesson in versions([2024]):
        value = compute(slug, name, lesson)
        if value is None:
            continue
        verdict = LocalJudge(LESSON.slug, KEY, lesson, LESSON.words())(exercise, value)
        assert verdict.state is State.NEARLY
        assert verdict.misconception == name
        named += 1
    assert named >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_companies_are_called_as_in_the_scenarios(language):
    text = LESSON.text(language)
    table = tomllib.loads((SCENARIOS / f"{language}.toml").read_text(encoding="utf-8"))
    for company in COMPANIES:
        assert text(f"labels.company-{company}") == table["companies"][company]["name"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_quotes_the_survey(language):
    text = LESSON.text(language)
    path = LESSON.notebook.format(language=language)
    page = (files.root() / path).read_text(encoding="utf-8")
    for code in exercises._example().index:
        assert f"{code} {text(f'items.{code}')}" in page


def test_the_worked_example_comes_out_as_the_prose_says():
    example = exercises._example()
    assert (example["perception"] - example["expectation"]).tolist() == [-3, 0, 1, -2]


def test_letters_of_the_recall_question_are_those_of_the_items():
    assert LESSON.exercise("five-dimensions").kind.bins == items._LETTERS


# --- Pictures -------------------------------------------------------------------------------------


def test_a_promise_changes_one_mark_only():
    lesson, text = LESSON.version(company="hotel", seed=2024), LESSON.text("en")
    tables = {
        value: draw(figures.FIGURES["promise"], lesson, text, value).caption.table
        for value in figures.SHIFTS
    }
    same = tables["promise-same"]
    changed = tables["promise-more"] != same
    assert changed["expected"].sum() == 1
    assert changed["found"].sum() == 0
    assert changed["expected"].iloc[-1]
    places = [table[text("labels.places")].iloc[-1] for table in tables.values()]
    assert places == sorted(places, reverse=True)
    assert places[2] == len(same)


def test_more_points_raise_one_priority_and_lower_the_others():
    lesson, text = LESSON.version(company="hotel", seed=2024), LESSON.text("en")
    few, many = (
        draw(figures.FIGURES["weights"], lesson, text, points).caption.table.iloc[:, 0].abs()
        for points in (10, 50)
    )
    worst = text.label(answers.gaps.gap_by_dimension(lesson).idxmin())
    assert many[worst] > few[worst]
    assert (many.drop(worst) <= few.drop(worst)).all()


def test_each_sentence_belongs_to_one_basis_as_the_text_has_it():
    """Hearsay that set an expectation; what goes on afterwards; a name; how it was presented."""
    text = LESSON.text("en")
    key = LESSON.key().solve(LESSON.exercise("bases"), LESSON.version()).accepted[0]
    belongs = {
        text(f"bases.items.{number}"): text(f"bases.bins.{basis}")
        for number, basis in zip("1234", key, strict=True)
    }
    told = {
        "not to expect much": "expectations against perceptions",
        "A month later": "satisfaction that is prolonged",
        "a name like theirs": "the image of the company",
        "with a drawing": "the way the service is presented",
    }
    for words, basis in told.items():
        (sentence,) = [sentence for sentence in belongs if words in sentence]
        assert belongs[sentence] == basis
