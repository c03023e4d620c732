"""Lesson 12, private side: right answers, and the wrong computations behind wrong ones."""

from __future__ import annotations

import pandas as pd

from brecha.checking import Key
from brecha.lessons.quality_gap.exercises import (
    neighbour,
    priorities_at,
    readings,
    scores,
)
from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("five-dimensions")
def five_dimensions(lesson):
    return "AERST"


@key.reference("blank-rating")
def blank_rating(lesson):
    return (6 + 3 + 6) / 3


@key.misconception("blank-rating", "zero")
def _(lesson):
    return (6 + 3 + 0 + 6) / 4


@key.misconception("blank-rating", "midpoint")
def _(lesson):
    return (6 + 3 + 4 + 6) / 4


@key.misconception("blank-rating", "sum")
def _(lesson):
    return 6 + 3 + 6


@key.misconception("blank-rating", "middle")
def _(lesson):
    return 6


@key.reference("one-line-per-group")
def one_line_per_group(lesson):
    return "A"


# --- the consultants' list -----------------------------------------------------------------------


@key.reference("best-branch")
def best_branch(lesson):
    means = _by_branch(lesson)
    best = (means["perception"] - means["expectation"]).idxmax()
    place = lesson.data("report").set_index("branch")["place"]
    return "A" if place[best] == 1 else "B" if place[best] == place.max() else "C"


@key.reference("why-last")
def why_last(lesson):
    return "B"


@key.facts("best-branch")
@key.facts("why-last")
def branch_facts(lesson):
    means = _by_branch(lesson)
    report = lesson.data("report")
    people = lesson.data("levels").groupby("branch")["respondent"].count()
    first, last = report["branch"].iloc[0], report["branch"].iloc[-1]
    return {
        "first": first,
        "last": last,
        "branches": len(report),
        "first_expectation": means["expectation"][first],
        "first_perception": means["perception"][first],
        "last_expectation": means["expectation"][last],
        "last_perception": means["perception"][last],
        "last_quality": report["quality"].iloc[-1],
        "last_people": people[last],
        "apart_expectation": means["expectation"].max() - means["expectation"].min(),
        "apart_perception": means["perception"].max() - means["perception"].min(),
    }


@key.reference("promise-more")
def promise_more(lesson):
    # It can't fall: no expectation does.
    return "A" if promised(lesson, 1) > promised(lesson, 0) else "C"


@key.facts("promise-more")
def promise_facts(lesson):
    before, more, less = (promised(lesson, points) for points in (0, 1, -1))
    branch = lesson.data("report")["branch"].iloc[-1]
    return {
        "branch": branch,
        "before": before,
        "more": more,
        "gap_before": -before,
        "gap_less": -less,
    }


def promised(lesson, points):
    """Compute the list's number for its last branch after it promised points more (or less)."""
    survey = lesson.data("survey")
    mine = survey[survey["branch"] == lesson.data("report")["branch"].iloc[-1]]
    return ((mine["expectation"] + points).clip(1, 7) - mine["perception"]).mean()


# --- one sheet by hand ---------------------------------------------------------------------------


@key.reference("mean-gap")
def mean_gap(lesson):
    four = lesson.data("four")
    four["gap"] = four["perception"] - four["expectation"]
    return four["gap"].mean()


@key.misconception("mean-gap", "sign")
def _(lesson):
    return -mean_gap(lesson)


@key.misconception("mean-gap", "absolute")
def _(lesson):
    four = lesson.data("four")
    return (four["perception"] - four["expectation"]).abs().mean()


@key.misconception("mean-gap", "perception-alone")
def _(lesson):
    return lesson.data("four")["perception"].mean()


@key.misconception("mean-gap", "above-midpoint")
def _(lesson):
    return lesson.data("four")["perception"].mean() - 4


@key.misconception("mean-gap", "expectation-alone")
def _(lesson):
    return lesson.data("four")["expectation"].mean()


@key.misconception("mean-gap", "sum")
def _(lesson):
    return 4 * mean_gap(lesson)


@key.misconception("mean-gap", "share-negative")
def _(lesson):
    four = lesson.data("four")
    return (four["perception"] < four["expectation"]).mean()


@key.misconception("mean-gap", "negative-only")
def _(lesson):
    return _short(lesson.data("four"))["gap"].mean()


@key.facts("mean-gap")
def four_facts(lesson):
    four = lesson.data("four")
    gap = four["perception"] - four["expectation"]
    return {
        "gaps": [f"{value:+d}".replace("+0", "0") for value in gap],
        "total": int(gap.sum()),
        "short": int((gap < 0).sum()),
        "hoped": four["expectation"].mean(),
    }


# --- the survey, dimension by dimension ----------------------------------------------------------


@key.reference("gap-by-dimension")
def gap_by_dimension(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "sign")
def _(lesson):
    return -gap_by_dimension(lesson)


@key.misconception("gap-by-dimension", "perception-alone")
def _(lesson):
    return lesson.data("survey").groupby("dimension")["perception"].mean()


@key.misconception("gap-by-dimension", "sum")
def _(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].sum()


@key.misconception("gap-by-dimension", "negative-only")
def _(lesson):
    return _short(lesson.data("survey")).groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "median")
def _(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey.groupby("dimension")["gap"].median()


@key.misconception("gap-by-dimension", "count")
def _(lesson):
    return lesson.data("survey").groupby("dimension")["respondent"].count()


@key.misconception("gap-by-dimension", "not-reversed")
def _(lesson):
    answers = lesson.data("answers")
    answers["gap"] = answers["perception"] - answers["expectation"]
    return answers.groupby("dimension")["gap"].mean()


@key.misconception("gap-by-dimension", "blank-as-zero")
def _(lesson):
    return _from_answers(lesson, blank=0).mean()


@key.misconception("gap-by-dimension", "listwise")
def _(lesson):
    return _complete(lesson).mean()


@key.facts("gap-by-dimension")
def dimension_facts(lesson):
    gap = gap_by_dimension(lesson)
    blank = lesson.data("answers").set_index("respondent")["perception"].isna()
    return {
        "worst": gap.idxmin(),
        "worst_gap": gap.min(),
        "best": gap.idxmax(),
        "best_gap": gap.max(),
        "people": blank.index.nunique(),
        "incomplete": int(blank.groupby("respondent").any().sum()),
    }


# --- blanks and a statement worded negatively ----------------------------------------------------


@key.reference("clean-sheet")
def clean_sheet(lesson):
    return _turned(lesson, 8).mean()


@key.misconception("clean-sheet", "not-reversed")
def _(lesson):
    return lesson.data("sheet")["perception"].mean()


@key.misconception("clean-sheet", "seven-minus")
def _(lesson):
    return _turned(lesson, 7).mean()


@key.misconception("clean-sheet", "blank-as-zero")
def _(lesson):
    return _turned(lesson, 8).fillna(0).mean()


@key.misconception("clean-sheet", "blank-as-midpoint")
def _(lesson):
    return _turned(lesson, 8).fillna(4).mean()


@key.misconception("clean-sheet", "all-reversed")
def _(lesson):
    return (8 - lesson.data("sheet")["perception"]).mean()


@key.misconception("clean-sheet", "as-it-stands")
def _(lesson):
    return lesson.data("sheet")["perception"].fillna(0).mean()


@key.misconception("clean-sheet", "left-out")
def _(lesson):
    found = readings(lesson.data("sheet"))
    left_out = found.pop("left-out")
    # On a few sheets it is one of the others; then nobody can tell which way somebody went.
    return None if any(abs(left_out - value) < 0.02 for value in found.values()) else left_out


@key.facts("clean-sheet")
def sheet_facts(lesson):
    sheet = lesson.data("sheet")
    negative = sheet[sheet["reversed"]].iloc[0]
    return {
        "blank": sheet[sheet["perception"].isna()]["item"].iloc[0],
        "negative": negative["item"],
        "given": int(negative["perception"]),
        "turned": int(8 - negative["perception"]),
        "seven": int(7 - negative["perception"]),
    }


def _turned(lesson, ends):
    """Turn the negative statement by subtracting it from a number; 8 is the right one, 1 + 7."""
    sheet = lesson.data("sheet")
    return sheet["perception"].where(~sheet["reversed"], ends - sheet["perception"])


# --- what matters to customers -------------------------------------------------------------------


@key.reference("priorities")
def priorities(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    survey["weighted"] = survey["points"] / 100 * survey["gap"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("priorities", "sign")
def _(lesson):
    return -priorities(lesson)


@key.misconception("priorities", "unweighted")
def _(lesson):
    return gap_by_dimension(lesson)


@key.misconception("priorities", "hundred")
def _(lesson):
    return 100 * priorities(lesson)


@key.misconception("priorities", "product-of-means")
def _(lesson):
    return points_by_dimension(lesson) / 100 * gap_by_dimension(lesson)


@key.misconception("priorities", "ranks")
def _(lesson):
    return points_by_dimension(lesson).rank() / 15 * gap_by_dimension(lesson)


@key.misconception("priorities", "sum")
def _(lesson):
    return priorities(lesson) * lesson.data("survey")["respondent"].nunique()


@key.misconception("priorities", "own-weights")
def _(lesson):
    survey = lesson.data("survey")
    survey["times"] = survey["points"] * (survey["perception"] - survey["expectation"])
    groups = survey.groupby("dimension")
    return groups["times"].sum() / groups["points"].sum()


@key.misconception("priorities", "perception-alone")
def _(lesson):
    survey = lesson.data("survey")
    survey["weighted"] = survey["points"] / 100 * survey["perception"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("priorities", "share-alone")
def _(lesson):
    return points_by_dimension(lesson) / 100


@key.facts("priorities")
def priority_facts(lesson):
    found = priorities(lesson)
    return {**found, "score": found.sum(), "plain": gap_by_dimension(lesson).mean()}


@key.reference("points-to-lead")
def points_to_lead(lesson):
    worst = gap_by_dimension(lesson).idxmin()
    return "B" if _needed(lesson) > points_by_dimension(lesson)[worst] else "A"


@key.facts("points-to-lead")
def lead_facts(lesson):
    worst = gap_by_dimension(lesson).idxmin()
    return {
        "worst": worst,
        "points": points_by_dimension(lesson)[worst],
        "needed": _needed(lesson),
    }


@key.reference("first-priority")
def first_priority(lesson):
    return priorities(lesson).idxmin()


@key.misconception("first-priority", "gap-alone")
def _(lesson):
    return gap_by_dimension(lesson).idxmin()


@key.misconception("first-priority", "points-alone")
def _(lesson):
    return points_by_dimension(lesson).idxmax()


@key.misconception("first-priority", "largest-number")
def _(lesson):
    largest = priorities(lesson).idxmax()
    # Where the most important dimension has it, nobody can tell which way somebody went.
    return None if largest == points_by_dimension(lesson).idxmax() else largest


@key.facts("first-priority")
def first_facts(lesson):
    first, gap = first_priority(lesson), gap_by_dimension(lesson)
    points, found = points_by_dimension(lesson), priorities(lesson)
    worst, dearest = gap.idxmin(), points.idxmax()
    return {
        "first": first,
        "first_gap": gap[first],
        "first_points": points[first],
        "first_priority": found[first],
        "worst": worst,
        "worst_gap": gap[worst],
        "worst_points": points[worst],
        "worst_priority": found[worst],
        "dearest": dearest,
        "dearest_gap": gap[dearest],
        "dearest_points": points[dearest],
        "dearest_priority": found[dearest],
        "largest_priority": found.max(),
    }


def points_by_dimension(lesson):
    return lesson.data("survey").groupby("dimension")["points"].mean()


def _needed(lesson):
    """Find the fewest whole points with which the dimension with the largest gap leads.

    There always are some: with all 100 points nothing else is at stake.
    """
    survey = lesson.data("survey")
    worst = gap_by_dimension(lesson).idxmin()
    # Each dimension's priority is a straight line in the points, so two settings give the rest.
    none, all_points = priorities_at(survey, worst, 0), priorities_at(survey, worst, 100)
    moved = ((none + (all_points - none) * points / 100).idxmin() for points in range(101))
    return list(moved).index(worst)


# --- one promise ---------------------------------------------------------------------------------


@key.reference("gap-five")
def gap_five(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["customers_expect"]


@key.misconception("gap-five", "turned-round")
def _(lesson):
    return -gap_five(lesson)


@key.misconception("gap-five", "sum-of-four")
def _(lesson):
    return sum(_four_gaps(_minutes(lesson)).values())


@key.misconception("gap-five", "promise-for-expectation")
def _(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["promised"]


@key.misconception("gap-five", "delivered-for-perceived")
def _(lesson):
    minutes = _minutes(lesson)
    return minutes["delivered"] - minutes["customers_expect"]


@key.misconception("gap-five", "standard-for-expectation")
def _(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["standard"]


@key.misconception("gap-five", "belief-for-expectation")
def _(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["management_believes"]


@key.misconception("gap-five", "seeming")
def _(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["delivered"]


@key.misconception("gap-five", "knowledge")
def _(lesson):
    return _four_gaps(_minutes(lesson))["knowledge"]


@key.misconception("gap-five", "standards")
def _(lesson):
    return _four_gaps(_minutes(lesson))["standards"]


@key.misconception("gap-five", "delivery")
def _(lesson):
    return _four_gaps(_minutes(lesson))["delivery"]


@key.misconception("gap-five", "delivery-turned")
def _(lesson):
    return -_four_gaps(_minutes(lesson))["delivery"]


@key.misconception("gap-five", "communication")
def _(lesson):
    return _four_gaps(_minutes(lesson))["communication"]


@key.misconception("gap-five", "communication-turned")
def _(lesson):
    return -_four_gaps(_minutes(lesson))["communication"]


@key.facts("gap-five")
def minute_facts(lesson):
    minutes = _minutes(lesson)
    return {
        **minutes,
        **_four_gaps(minutes),
        "seeming": minutes["perceived"] - minutes["delivered"],
        "four": sum(_four_gaps(minutes).values()),
    }


def _minutes(lesson):
    return {row.quantity: row.minutes for row in lesson.data("promise").itertuples()}


def _four_gaps(minutes):
    return {
        "knowledge": minutes["management_believes"] - minutes["customers_expect"],
        "standards": minutes["standard"] - minutes["management_believes"],
        "delivery": minutes["delivered"] - minutes["standard"],
        "communication": minutes["delivered"] - minutes["promised"],
    }


# --- the zone of tolerance -----------------------------------------------------------------------


@key.reference("adequacy")
def adequacy(lesson):
    levels = lesson.data("levels")
    return levels["perceived"].mean() - levels["adequate"].mean()


@key.misconception("adequacy", "turned-round")
def _(lesson):
    return -adequacy(lesson)


@key.misconception("adequacy", "superiority")
def _(lesson):
    levels = lesson.data("levels")
    return levels["perceived"].mean() - levels["desired"].mean()


@key.misconception("adequacy", "superiority-turned")
def _(lesson):
    levels = lesson.data("levels")
    return levels["desired"].mean() - levels["perceived"].mean()


@key.misconception("adequacy", "width")
def _(lesson):
    levels = lesson.data("levels")
    return levels["desired"].mean() - levels["adequate"].mean()


@key.misconception("adequacy", "width-turned")
def _(lesson):
    levels = lesson.data("levels")
    return levels["adequate"].mean() - levels["desired"].mean()


@key.misconception("adequacy", "two-scales")
def _(lesson):
    return lesson.data("survey")["perception"].mean() - lesson.data("levels")["adequate"].mean()


@key.facts("adequacy")
def zone_facts(lesson):
    levels = lesson.data("levels")
    return {
        "superiority": (levels["perceived"] - levels["desired"]).mean(),
        "below": (levels["perceived"] < levels["adequate"]).mean(),
        "inside": levels["perceived"].between(levels["adequate"], levels["desired"]).mean(),
        "seven": lesson.data("survey")["perception"].mean(),
    }


# --- what the judgement rests on -----------------------------------------------------------------


@key.reference("bases")
def bases(lesson):
    return "BDAC"


# --- another company -----------------------------------------------------------------------------


@key.reference("other-score")
def other_score(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    return other["gap"].mean()


@key.misconception("other-score", "sign")
def _(lesson):
    return -other_score(lesson)


@key.misconception("other-score", "perception-alone")
def _(lesson):
    return lesson.data("other")["perception"].mean()


@key.misconception("other-score", "sum-of-five")
def _(lesson):
    return 5 * other_score(lesson)


@key.convention("other-score", "item-mean")
def _(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    gap = other.groupby("dimension")["gap"].mean()
    return (gap * pd.Series(ITEMS_PER_DIMENSION, index=DIMENSIONS)).sum() / 22


@key.misconception("other-score", "branch-means")
def _(lesson):
    other = lesson.data("other")
    other["gap"] = other["perception"] - other["expectation"]
    return other.groupby("branch")["gap"].mean().mean()


@key.misconception("other-score", "weighted")
def _(lesson):
    other = lesson.data("other")
    weighted = other["points"] / 100 * (other["perception"] - other["expectation"])
    return weighted.groupby(other["respondent"]).sum().mean()


@key.misconception("other-score", "own-table")
def _(lesson):
    own, theirs = gap_by_dimension(lesson).mean(), scores(lesson.data("other"))
    return None if any(abs(own - value) < 0.02 for value in theirs) else own


@key.misconception("other-score", "sum")
def _(lesson):
    other = lesson.data("other")
    return (other["perception"] - other["expectation"]).sum()


@key.misconception("other-score", "negative-only")
def _(lesson):
    return _short(lesson.data("other"))["gap"].mean()


@key.facts("other-score")
def score_facts(lesson):
    other, mine = lesson.data("other"), lesson.data("survey")
    own = lesson.parameters["company"]
    next_door = neighbour(own, seed=lesson.parameters["seed"]).name
    return {
        "own": f"company-{own}",
        "other": f"company-{next_door}",
        "own_score": gap_by_dimension(lesson).mean(),
        "own_expectation": mine["expectation"].mean(),
        "other_expectation": other["expectation"].mean(),
        "own_perception": mine["perception"].mean(),
        "other_perception": other["perception"].mean(),
        "people": other["respondent"].nunique(),
        "better": ((other["perception"] - other["expectation"]) >= 0).mean(),
    }


@key.reference("verdict")
def verdict(lesson):
    return "kept"


# --- tables that several of the above need -------------------------------------------------------


def _short(table):
    """Keep the rows in which less was found than expected, with their gaps."""
    table["gap"] = table["perception"] - table["expectation"]
    return table[table["gap"] < 0]


def _by_branch(lesson):
    return lesson.data("survey").groupby("branch")[["expectation", "perception"]].mean()


def _from_answers(lesson, *, blank=None):
    """Compute each respondent's gap in each dimension from the answers as they were given."""
    answers = lesson.data("answers").merge(lesson.data("items")[["item", "reversed"]])
    gap = answers["perception"] - answers["expectation"]
    gap = gap.where(~answers["reversed"], -gap)
    if blank is not None:
        gap = gap.fillna(blank)
    return gap.groupby([answers["respondent"], answers["dimension"]]).mean().unstack()


def _complete(lesson):
    """Keep only the respondents who left nothing blank."""
    blank = lesson.data("answers").set_index("respondent")["perception"].isna()
    return _from_answers(lesson)[~blank.groupby("respondent").any()]
