"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

import math

import numpy as np

from brecha import models
from brecha.checking import Key

from . import readings
from .model import fitted
from .readings import ATTRIBUTES, BLOCKS, MIDPOINT, STATED, alpha, mean_r, needed
from .sample import POINT

key = Key()

# By the name that it has in the notebook: solutions are shown as lines that run there.
blocks = BLOCKS

OWN = [f"own_{n}" for n in range(1, 8)]
OTHER = [f"other_{n}" for n in range(1, 8)]


# --- recall --------------------------------------------------------------------------------------


@key.reference("no-answer")
def no_answer(lesson):
    return (8 + 6 + 9) / 3


@key.misconception("no-answer", "code-counted")
def code_counted(lesson):
    return (8 - 99 + 6 + 9) / 4


@key.misconception("no-answer", "zero")
def zero(lesson):
    return (8 + 0 + 6 + 9) / 4


@key.misconception("no-answer", "midpoint")
def midpoint_for_no_answer(lesson):
    return (8 + MIDPOINT + 6 + 9) / 4


@key.misconception("no-answer", "sum")
def sum_of_marks(lesson):
    return 8 + 6 + 9


@key.reference("turned")
def turned(lesson):
    return 11 - 3


@key.misconception("turned", "ten-minus")
def ten_minus(lesson):
    return 10 - 3


@key.misconception("turned", "eight-minus")
def eight_minus(lesson):
    return 8 - 3


@key.misconception("turned", "as-it-stands")
def as_it_stands(lesson):
    return 3


@key.reference("in-the-zone")
def in_the_zone(lesson):
    return 2 / 4


@key.misconception("in-the-zone", "from-means")
def from_means(lesson):
    return 1


@key.misconception("in-the-zone", "above-the-floor")
def above_the_floor(lesson):
    return 3 / 4


@key.misconception("in-the-zone", "below-the-floor")
def below_the_floor(lesson):
    return 1 / 4


# --- alpha ---------------------------------------------------------------------------------------


@key.reference("reach-seventy")
def reach_seventy(lesson):
    return "DCBA"[sum(value >= 0.7 for value in scale_alphas(lesson).values())]


@key.facts("reach-seventy")
def reach_facts(lesson):
    return scale_alphas(lesson)


def scale_alphas(lesson):
    answers = lesson.data("answers")
    return {name: alpha(answers[BLOCKS[name]]) for name in readings.SCALES}


@key.reference("alpha")
def alpha_function(lesson):
    def alpha(items):
        k = len(items.columns)
        parts = items.var().sum()
        total = items.sum(axis=1).var()
        return k / (k - 1) * (1 - parts / total)

    return alpha


@key.misconception("alpha", "no-stretch")
def no_stretch(lesson):
    def alpha(items):
        return 1 - items.var().sum() / items.sum(axis=1).var()

    return alpha


@key.misconception("alpha", "customers-for-questions")
def customers_for_questions(lesson):
    def alpha(items):
        k = len(items)
        return k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var())

    return alpha


@key.misconception("alpha", "mean-for-total")
def mean_for_total(lesson):
    def alpha(items):
        k = len(items.columns)
        return k / (k - 1) * (1 - items.var().sum() / items.mean(axis=1).var())

    return alpha


@key.misconception("alpha", "down-for-across")
def down_for_across(lesson):
    def alpha(items):
        k = len(items.columns)
        return k / (k - 1) * (1 - items.var().sum() / items.sum().var())

    return alpha


@key.misconception("alpha", "spread-for-variance")
def spread_for_variance(lesson):
    def alpha(items):
        k = len(items.columns)
        return k / (k - 1) * (1 - items.std().sum() / items.sum(axis=1).std())

    return alpha


@key.misconception("alpha", "mixed-divisors")
def mixed_divisors(lesson):
    def alpha(items):
        k = len(items.columns)
        return k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var(ddof=0))

    return alpha


@key.misconception("alpha", "mean-correlation")
def mean_correlation(lesson):
    def alpha(items):
        k = len(items.columns)
        return (items.corr().sum().sum() - k) / (k * (k - 1))

    return alpha


@key.convention("alpha", "standardised")
def standardised(lesson):
    def alpha(items):
        k = len(items.columns)
        return k / (k - 1) * (1 - k / items.corr().sum().sum())

    return alpha


@key.reference("expectation-alpha")
def expectation_alpha(lesson):
    export = lesson.data("export")
    export["q08"] = 11 - export["q08"]
    return models.cronbach_alpha(export[["q06", "q07", "q08"]]).raw


@key.misconception("expectation-alpha", "not-turned")
def not_turned(lesson):
    return alpha(lesson.data("export")[["q06", "q07", "q08"]])


@key.misconception("expectation-alpha", "block-early")
def block_early(lesson):
    return alpha(lesson.data("export")[["q05", "q06", "q07"]])


@key.misconception("expectation-alpha", "block-late")
def block_late(lesson):
    export = lesson.data("export")
    export["q08"] = 11 - export["q08"]
    return alpha(export[["q07", "q08", "q09"]])


@key.misconception("expectation-alpha", "mean-correlation")
def expectation_r(lesson):
    return mean_r(lesson.data("answers")[BLOCKS["expectation"]])


@key.misconception("expectation-alpha", "worked-scale")
def worked_scale(lesson):
    return scale_alphas(lesson)["quality"]


@key.convention("expectation-alpha", "standardised")
def expectation_standardised(lesson):
    items = lesson.data("answers")[BLOCKS["expectation"]]
    return alpha(items / items.std())


@key.facts("expectation-alpha")
def expectation_facts(lesson):
    return {"turned": expectation_alpha(lesson), "not_turned": not_turned(lesson)}


# --- what alpha doesn't say ----------------------------------------------------------------------


@key.reference("how-many")
def how_many(lesson):
    return math.ceil(needed(mean_r(lesson.data("answers")[BLOCKS["expectation"]])))


@key.misconception("how-many", "proportional")
def proportional(lesson):
    return math.ceil(3 * 0.7 / expectation_alpha(lesson))


@key.misconception("how-many", "rounded-down")
def rounded_down(lesson):
    return how_many(lesson) - 1


@key.facts("how-many")
def how_many_facts(lesson):
    answers = lesson.data("answers")
    r, good = (mean_r(answers[BLOCKS[name]]) for name in ("expectation", "quality"))
    n = how_many(lesson)
    return {
        "r": r,
        "good": good,
        "three_good": 3 * good / (1 + 2 * good),
        "reached": n * r / (1 + (n - 1) * r),
        "before": (n - 1) * r / (1 + (n - 2) * r),
    }


@key.reference("stranger-alpha")
def stranger_alpha(lesson):
    found = alpha(lesson.data("strangers"))
    return "A" if found < 0.2 else "B" if found < 0.7 else "C"


@key.facts("stranger-alpha")
@key.facts("between")
def stranger_facts(lesson):
    strangers = lesson.data("strangers")
    return {
        "alpha": alpha(strangers),
        "seven": alpha(strangers[OWN]),
        "within": (mean_r(strangers[OWN]) + mean_r(strangers[OTHER])) / 2,
        "together": mean_r(strangers),
    }


@key.reference("between")
def between(lesson):
    strangers = lesson.data("strangers")
    own = ["own_1", "own_2", "own_3", "own_4", "own_5", "own_6", "own_7"]
    other = ["other_1", "other_2", "other_3", "other_4", "other_5", "other_6", "other_7"]
    correlations = strangers.corr()
    return correlations.loc[own, other].mean().mean()


@key.misconception("between", "one-thing")
def one_thing(lesson):
    return mean_r(lesson.data("strangers"))


@key.misconception("between", "whole-table")
def whole_table(lesson):
    return lesson.data("strangers").corr().mean().mean()


@key.misconception("between", "within")
def within(lesson):
    return mean_r(lesson.data("strangers")[OWN])


@key.misconception("between", "within-with-itself")
def within_with_itself(lesson):
    return lesson.data("strangers")[OWN].corr().mean().mean()


@key.misconception("between", "alpha")
def alpha_for_r(lesson):
    return alpha(lesson.data("strangers"))


# --- a gap that is none --------------------------------------------------------------------------


@key.reference("no-gap")
def no_gap(lesson):
    return "B"


@key.facts("no-gap")
def no_gap_facts(lesson):
    answers = lesson.data("answers")
    quality, expectation = answers["quality"].mean(), answers["expectation"].mean()
    return {"quality": quality, "expectation": expectation, "gap": quality - expectation}


@key.reference("gap-reliability")
def gap_reliability(lesson):
    error, variance = _parts(lesson)
    return 1 - (error["quality"] + error["expectation"]) / variance["difference"]


@key.misconception("gap-reliability", "mean-of-both")
def mean_of_both(lesson):
    error, variance = _parts(lesson)
    return 1 - sum(error[name] / variance[name] for name in ("quality", "expectation")) / 2


@key.misconception("gap-reliability", "errors-subtracted")
def errors_subtracted(lesson):
    error, variance = _parts(lesson)
    return 1 - (error["expectation"] - error["quality"]) / variance["difference"]


@key.misconception("gap-reliability", "share-of-error")
def share_of_error(lesson):
    return 1 - gap_reliability(lesson)


@key.facts("gap-reliability")
def gap_reliability_facts(lesson):
    error, variance = _parts(lesson)
    answers = lesson.data("answers")
    return {
        "error": error["quality"] + error["expectation"],
        "variance": variance["difference"],
        "both": variance["quality"] + variance["expectation"],
        "r": answers["quality"].corr(answers["expectation"]),
        "noise": share_of_error(lesson),
    }


def _parts(lesson):
    table = lesson.data("parts").set_index("score")
    return table["error"], table["variance"]


@key.reference("explained")
def explained(lesson):
    answers = lesson.data("answers")
    answers["gap"] = answers["quality"] - answers["expectation"]
    return answers["gap"].corr(answers["satisfaction"]) ** 2


@key.misconception("explained", "not-squared")
def not_squared(lesson):
    return math.sqrt(explained(lesson))


@key.misconception("explained", "performance")
def performance(lesson):
    answers = lesson.data("answers")
    return answers["quality"].corr(answers["satisfaction"]) ** 2


@key.misconception("explained", "difference-of-shares")
def difference_of_shares(lesson):
    return performance(lesson) - explained_facts(lesson)["expectation"]


@key.facts("explained")
def explained_facts(lesson):
    answers = lesson.data("answers")
    expectation = answers["expectation"].corr(answers["satisfaction"]) ** 2
    return {"performance": performance(lesson), "expectation": expectation}


# --- a gap that is one ---------------------------------------------------------------------------


@key.reference("below-zero")
def below_zero(lesson):
    return int((readings.by_dimension(lesson.data("hotel"))["high"] < 0).sum())


@key.misconception("below-zero", "without-interval")
def without_interval(lesson):
    return int((readings.by_dimension(lesson.data("hotel"))["mean"] < 0).sum())


@key.misconception("below-zero", "the-others")
def the_others(lesson):
    found = 5 - below_zero(lesson)
    # Two and a half can't be: but with four below zero both may name the same number.
    return None if found in (below_zero(lesson), without_interval(lesson)) else found


@key.facts("below-zero")
def below_zero_facts(lesson):
    hotel = lesson.data("hotel")
    table = readings.by_dimension(hotel)
    worst = table.index[0]
    rows = hotel[hotel["dimension"] == worst]
    unsure = table[(table["mean"] < 0) & (table["high"] >= 0)]
    return {
        "worst": worst,
        "worst_expectation": rows["expectation"].mean(),
        "worst_perception": rows["perception"].mean(),
        "unsure": list(unsure.index),
        "below": without_interval(lesson),
        "people": hotel["respondent"].nunique(),
    }


@key.reference("segment")
def segment(lesson):
    rows = _segments(lesson)
    return rows["perception"]["easy-going"] - rows["perception"]["demanding"]


@key.misconception("segment", "gap")
def segment_gap(lesson):
    rows = _segments(lesson)
    return rows["gap"]["easy-going"] - rows["gap"]["demanding"]


@key.misconception("segment", "gap-turned")
def segment_gap_turned(lesson):
    return -segment_gap(lesson)


@key.misconception("segment", "expectation")
def segment_expectation(lesson):
    rows = _segments(lesson)
    return rows["expectation"]["demanding"] - rows["expectation"]["easy-going"]


@key.misconception("segment", "turned")
def segment_turned(lesson):
    return -segment(lesson)


@key.facts("segment")
def segment_facts(lesson):
    rows = _segments(lesson)
    return {
        "gap": segment_gap(lesson),
        "expectation": segment_expectation(lesson),
        "demanding_gap": rows["gap"]["demanding"],
        "easy_gap": rows["gap"]["easy-going"],
    }


def _segments(lesson):
    return lesson.data("segments").set_index("segment")


# --- importance and performance ------------------------------------------------------------------


@key.reference("fields")
def fields(lesson):
    return readings.fields(lesson.data("attributes"))


@key.misconception("fields", "axes-swapped")
def axes_swapped(lesson):
    return readings.fields(lesson.data("attributes"), swapped=True)


@key.misconception("fields", "midpoint")
def midpoint(lesson):
    return readings.fields(lesson.data("attributes"), line=MIDPOINT)


@key.misconception("fields", "stated")
def stated(lesson):
    return readings.fields(lesson.data("attributes"), importance="stated")


@key.facts("fields")
def fields_facts(lesson):
    table, answers = lesson.data("attributes").set_index("attribute"), lesson.data("answers")
    marks = answers[list(ATTRIBUTES.values())].set_axis(list(ATTRIBUTES), axis="columns")
    beta = models.derived_importance(marks, overall=answers["satisfaction"], method="beta")
    found = fields(lesson)
    concentrate = [name for name, letter in zip(ATTRIBUTES, found, strict=True) if letter == "A"]
    return {
        **{f"{name}_mean": table["performance"][name] for name in ATTRIBUTES},
        **{f"{name}_r": table["r"][name] for name in ATTRIBUTES},
        "mean_line": table["performance"].mean(),
        "r_line": table["r"].mean(),
        "concentrate": concentrate or ["nobody"],
        "least": beta.idxmin(),
        "least_r": table["r"][beta.idxmin()],
        "least_beta": beta.min(),
        "said": max(STATED, key=lambda name: STATED[name]),
    }


# --- the index -----------------------------------------------------------------------------------


@key.reference("index-by-hand")
def index_by_hand(lesson):
    return 100 * (_weighted(lesson) - 1) / (10 - 1)


@key.misconception("index-by-hand", "times-ten")
def times_ten(lesson):
    return 10 * _weighted(lesson)


@key.misconception("index-by-hand", "divided-by-ten")
def divided_by_ten(lesson):
    return 100 * (_weighted(lesson) - 1) / 10


@key.misconception("index-by-hand", "unweighted")
def unweighted(lesson):
    return 100 * (lesson.data("one")["answer"].mean() - 1) / (10 - 1)


@key.misconception("index-by-hand", "unstretched")
def unstretched(lesson):
    return _weighted(lesson)


@key.facts("index-by-hand")
def index_by_hand_facts(lesson):
    return {"weighted": _weighted(lesson), "plain": unweighted(lesson)}


def _weighted(lesson):
    rows = lesson.data("one")
    return (rows["answer"] * rows["weight"]).sum() / 100


@key.reference("tick-box")
def tick_box(lesson):
    size = abs(rise(lesson))
    return "A" if size < 0.1 else "B" if size < POINT else "C"


@key.facts("tick-box")
def tick_box_facts(lesson):
    scaled, raw = _index(lesson, "centroid-scaled"), _index(lesson, "centroid-raw")
    return {"scaled": scaled.value, "raw": raw.value, "rise": scaled.value - raw.value}


@key.reference("rise")
def rise(lesson):
    answers = lesson.data("answers")
    scaled = models.path_model(answers, blocks=blocks, paths=models.ECSI_PATHS, scaled=True)
    raw = models.path_model(answers, blocks=blocks, paths=models.ECSI_PATHS, scaled=False)
    ticked = models.satisfaction_index(
        answers, model=scaled, construct="satisfaction", low=1, high=10
    )
    other = models.satisfaction_index(answers, model=raw, construct="satisfaction", low=1, high=10)
    return ticked.value - other.value


@key.misconception("rise", "turned")
def rise_turned(lesson):
    return -rise(lesson)


@key.misconception("rise", "scheme")
def other_scheme(lesson):
    change = _index(lesson, "centroid-scaled").value - _index(lesson, "path-scaled").value
    # Where two decimals show nothing of it, nobody can tell it from "no change".
    return change if abs(change) > 0.02 else None


@key.misconception("rise", "index")
def index_alone(lesson):
    return _index(lesson, "centroid-scaled").value


@key.misconception("rise", "other-index")
def other_index(lesson):
    return _index(lesson, "centroid-raw").value


@key.misconception("rise", "no-change")
def no_change(lesson):
    return 0


@key.facts("rise")
def rise_facts(lesson):
    index = _index(lesson, "centroid-scaled")
    wander = models.mean_interval(index.respondents)
    return {
        "scaled": index.value,
        "raw": other_index(lesson),
        "low": wander.low,
        "high": wander.high,
        "half": (wander.high - wander.low) / 2,
    }


def _index(lesson, name):
    return fitted(lesson.parameters["seed"], name)[1]


# --- arrows --------------------------------------------------------------------------------------


@key.reference("clear-arrows")
def clear_arrows(lesson):
    return int((lesson.data("arrows")["low"] > 0).sum())


@key.misconception("clear-arrows", "above-zero")
def above_zero(lesson):
    return int((lesson.data("arrows")["estimate"] > 0).sum())


@key.misconception("clear-arrows", "the-others")
def other_arrows(lesson):
    found = 12 - clear_arrows(lesson)
    return None if found == clear_arrows(lesson) else found


@key.facts("clear-arrows")
def arrow_facts(lesson):
    arrows = lesson.data("arrows")
    there = arrows[arrows["low"] > 0]
    strongest = there.loc[there["estimate"].idxmax()]
    unsure = arrows[arrows["low"] <= 0]
    return {
        "source": strongest["source"],
        "target": strongest["target"],
        "estimate": strongest["estimate"],
        "low": strongest["low"],
        "high": strongest["high"],
        "unsure": len(unsure),
        "above": above_zero(lesson),
    }


@key.reference("may-say")
def may_say(lesson):
    return "C"


@key.facts("may-say")
def may_say_facts(lesson):
    arrows = lesson.data("arrows").set_index(["source", "target"])["estimate"]
    answers = lesson.data("answers")
    return {
        "image": arrows["image", "satisfaction"],
        "quality": arrows["quality", "satisfaction"],
        "both_ways": np.corrcoef(answers["quality"], answers["satisfaction"])[0, 1],
    }
