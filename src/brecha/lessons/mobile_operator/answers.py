"""The private side of the case: references, wrong turns, and facts for what is said."""

import numpy as np
import pandas as pd

from brecha.checking import Key

from .subsample import DRIVERS, QUESTIONS, RANKED, STATED, survey

key = Key()

NAMES = list(DRIVERS)
MIDPOINT = 5.5


def importance(table):
    """How each driver goes with satisfaction; a missing mark is left out for its driver alone."""
    marks = table[NAMES].to_numpy(float)
    satisfaction = table[list(QUESTIONS)].to_numpy(float).mean(axis=1)
    found = {}
    for name, column in zip(NAMES, marks.T, strict=True):
        there = ~np.isnan(column)
        found[name] = np.corrcoef(column[there], satisfaction[there])[0, 1]
    return pd.Series(found)


def quadrants(means, strength, *, line=None):
    """Sort the drivers by a crosshair at the means, or at another line across the marks."""
    line = means.mean() if line is None else line
    bins = {(True, False): "A", (True, True): "B", (False, False): "C", (False, True): "D"}
    return "".join(
        bins[bool(strength[name] > strength.mean()), bool(means[name] > line)] for name in NAMES
    )


def ranking(values, *, ascending=False):
    """Put the letters of the four ranked drivers into the order of some values."""
    ranked = pd.Series({letter: values[name] for letter, name in RANKED.items()})
    return "".join(ranked.sort_values(ascending=ascending).index)


# --- What was planted -----------------------------------------------------------------------------


@key.reference("typed")
def typed(lesson):
    return int(survey().set_index("respondent").loc[impossible(lesson), "clarity"])


@key.facts("typed")
def typed_facts(lesson):
    return {"respondent": str(impossible(lesson))}


# --- Cleaning -------------------------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    return export.sort_values("clarity").tail(1)["respondent"].sum()


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return lesson.data("export")["clarity"].idxmax()


@key.misconception("impossible", "row-position")
def row_position(lesson):
    return row_label(lesson) + 1


@key.misconception("impossible", "value")
def value(lesson):
    return lesson.data("export")["clarity"].max()


@key.misconception("impossible", "how-many")
def how_many(lesson):
    return len(lesson.data("export"))


@key.reference("clean-mean")
def clean_mean(lesson):
    export = lesson.data("export")
    return (export["clarity"].sum() - 99) / (export["clarity"].count() - 1)


@key.misconception("clean-mean", "left-in")
def left_in(lesson):
    return lesson.data("export")["clarity"].mean()


@key.misconception("clean-mean", "still-counted")
def still_counted(lesson):
    export = lesson.data("export")
    return (export["clarity"].sum() - 99) / export["clarity"].count()


@key.misconception("clean-mean", "still-summed")
def still_summed(lesson):
    export = lesson.data("export")
    return export["clarity"].sum() / (export["clarity"].count() - 1)


@key.misconception("clean-mean", "no-parentheses")
def no_parentheses(lesson):
    export = lesson.data("export")
    return export["clarity"].sum() - 99 / export["clarity"].count() - 1


@key.convention("clean-mean", "guess-nine")
def guess_nine(lesson):
    export = lesson.data("export")
    return (export["clarity"].sum() - 99 + 9) / export["clarity"].count()


@key.convention("clean-mean", "guess-ten")
def guess_ten(lesson):
    export = lesson.data("export")
    return (export["clarity"].sum() - 99 + 10) / export["clarity"].count()


@key.convention("clean-mean", "rounded")
def rounded(lesson):
    exact = clean_mean(lesson)
    # Where two decimals happen to be nearly exact, they are right and nothing is to be said.
    return round(exact, 2) if abs(round(exact, 2) - exact) > 0.001 else None


@key.facts("clean-mean")
def clean_mean_facts(lesson):
    return {
        "clean": clean_mean(lesson),
        "dirty": left_in(lesson),
        "place": int(lesson.data("answers")[NAMES].mean().rank(ascending=False)["clarity"]),
    }


# --- Bands ----------------------------------------------------------------------------------------


@key.reference("bands")
def bands(lesson):
    answers = lesson.data("answers")
    by_band = answers.groupby("clarity_band")["satisfaction"].mean()
    return by_band["high"] - by_band["low"]


@key.misconception("bands", "sign")
def sign(lesson):
    return -bands(lesson)


@key.misconception("bands", "high-alone")
def high_alone(lesson):
    return lesson.data("answers").groupby("clarity_band")["satisfaction"].mean()["high"]


@key.misconception("bands", "from-all")
def from_all(lesson):
    answers = lesson.data("answers")
    by_band = answers.groupby("clarity_band")["satisfaction"].mean()
    return by_band["high"] - answers["satisfaction"].mean()


@key.misconception("bands", "wrong-column")
def wrong_column(lesson):
    by_band = lesson.data("answers").groupby("clarity_band")["clarity"].mean()
    return by_band["high"] - by_band["low"]


@key.misconception("bands", "counts")
def counts(lesson):
    by_band = lesson.data("answers").groupby("clarity_band")["satisfaction"].count()
    return by_band["high"] - by_band["low"]


@key.misconception("bands", "one-question")
def one_question(lesson):
    by_band = lesson.data("answers").groupby("clarity_band")["satisfaction_1"].mean()
    return by_band["high"] - by_band["low"]


@key.facts("bands")
def bands_facts(lesson):
    by_band = lesson.data("answers").groupby("clarity_band")["satisfaction"]
    means, sizes = by_band.mean(), by_band.count()
    return {
        "high": means["high"],
        "low": means["low"],
        "n_high": int(sizes["high"]),
        "n_low": int(sizes["low"]),
    }


# --- Correlation ----------------------------------------------------------------------------------


@key.reference("clarity-r")
def clarity_r(lesson):
    answers = lesson.data("answers")
    return answers["clarity"].corr(answers["satisfaction"])


@key.misconception("clarity-r", "left-in")
def r_left_in(lesson):
    return importance(lesson.data("export"))["clarity"]


@key.misconception("clarity-r", "worked-column")
def worked_column(lesson):
    answers = lesson.data("answers")
    return answers["service"].corr(answers["satisfaction"])


@key.misconception("clarity-r", "one-question")
def r_one_question(lesson):
    answers = lesson.data("answers")
    return answers["clarity"].corr(answers["satisfaction_1"])


@key.misconception("clarity-r", "percent")
def percent(lesson):
    return 100 * clarity_r(lesson)


@key.facts("clarity-r")
def clarity_r_facts(lesson):
    return {"dirty": r_left_in(lesson), "clean": clarity_r(lesson)}


@key.reference("top-driver")
def top_driver(lesson):
    return importance(lesson.data("answers")).idxmax()


@key.facts("top-driver")
def top_driver_facts(lesson):
    answers = lesson.data("answers")
    return {**importance(answers), "lowest": answers[NAMES].mean().idxmin()}


@key.reference("order")
def order(lesson):
    return ranking(importance(lesson.data("answers")))


@key.misconception("order", "reversed")
def reversed_order(lesson):
    return order(lesson)[::-1]


@key.misconception("order", "weakest-first")
def weakest_first(lesson):
    return ranking(lesson.data("answers")[NAMES].mean(), ascending=True)


@key.misconception("order", "stated")
def stated(lesson):
    return ranking(pd.Series(STATED))


@key.misconception("order", "left-in")
def order_left_in(lesson):
    return ranking(importance(lesson.data("export")))


@key.facts("order")
def order_facts(lesson):
    r = importance(lesson.data("answers"))
    ranked = r[list(RANKED.values())].sort_values(ascending=False)
    # The first place has an answer of its own; what may turn round is the order below it.
    steps = -ranked.diff().iloc[2:]
    lower = steps.idxmin()
    upper = ranked.index[ranked.index.get_loc(lower) - 1]
    return {
        "first": ranked.index[0],
        "last": ranked.index[-1],
        "upper": upper,
        "lower": lower,
        "step": steps.min(),
        "dirty": importance(lesson.data("export"))["clarity"],
    }


# --- The map --------------------------------------------------------------------------------------


@key.reference("map")
def drivers_map(lesson):
    answers = lesson.data("answers")
    return quadrants(answers[NAMES].mean(), importance(answers))


@key.misconception("map", "axes-swapped")
def axes_swapped(lesson):
    return drivers_map(lesson).translate(str.maketrans("AD", "DA"))


@key.misconception("map", "midpoint")
def midpoint(lesson):
    answers = lesson.data("answers")
    return quadrants(answers[NAMES].mean(), importance(answers), line=MIDPOINT)


@key.misconception("map", "stated")
def map_stated(lesson):
    return quadrants(lesson.data("answers")[NAMES].mean(), pd.Series(STATED))


@key.misconception("map", "left-in")
def map_left_in(lesson):
    export = lesson.data("export")
    return quadrants(export[NAMES].mean(), importance(export))


@key.facts("map")
def map_facts(lesson):
    answers = lesson.data("answers")
    means, r = answers[NAMES].mean(), importance(answers)
    found = drivers_map(lesson)
    worst = [name for name, letter in zip(NAMES, found, strict=True) if letter == "A"]
    return {
        **{f"{name}_mean": means[name] for name in NAMES},
        **{f"{name}_r": r[name] for name in NAMES},
        "mean_line": means.mean(),
        "r_line": r.mean(),
        "concentrate": worst or ["nobody"],
    }


@key.reference("crosshair")
def crosshair(lesson):
    return "B"


@key.facts("crosshair")
def crosshair_facts(lesson):
    means = lesson.data("answers")[NAMES].mean()
    return {
        "lowest": means.min(),
        "weak": means[means < means.mean()].sort_values().index.to_list(),
        "line": means.mean(),
    }


# --- What it may say ------------------------------------------------------------------------------


@key.reference("may-say")
def may_say(lesson):
    return "C"


@key.facts("may-say")
def may_say_facts(lesson):
    answers = lesson.data("answers")
    marks = answers["clarity"]
    slope = answers["satisfaction"].cov(marks) / marks.var()
    return {"r": clarity_r(lesson), "slope": slope}


# --- compare --------------------------------------------------------------------------------------


@key.reference("compare")
def compare(lesson):
    return "B"


@key.facts("compare")
def compare_facts(lesson):
    answers = lesson.data("answers")
    return {"r": clarity_r(lesson), "prices": answers["prices"].corr(answers["satisfaction"])}
