"""What alpha doesn't say: how long the scale is, and whether it is one thing."""

import math

from brecha.checking import Key

from ..readings import BLOCKS, alpha, mean_r, needed
from .alpha import expectation_alpha

key = Key()

OWN = [f"own_{n}" for n in range(1, 8)]
OTHER = [f"other_{n}" for n in range(1, 8)]


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


@key.readings("between", "one-thing", "whole-table", "within", "within-with-itself", "alpha")
def wrong_correlations(lesson):
    strangers = lesson.data("strangers")
    return {
        "one-thing": mean_r(strangers),
        "whole-table": strangers.corr().mean().mean(),
        "within": mean_r(strangers[OWN]),
        "within-with-itself": strangers[OWN].corr().mean().mean(),
        "alpha": alpha(strangers),
    }
