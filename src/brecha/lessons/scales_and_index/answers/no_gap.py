"""A gap that is none: two scores of one survey, and their difference."""

import math

from brecha.checking import Key

key = Key()


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
