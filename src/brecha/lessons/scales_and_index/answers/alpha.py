"""Whether the questions go together: alpha as a function, and on the real survey."""

from brecha import models
from brecha.checking import Key

from ..readings import BLOCKS, SCALES, alpha, mean_r

key = Key()


@key.reference("reach-seventy")
def reach_seventy(lesson):
    return "DCBA"[sum(value >= 0.7 for value in scale_alphas(lesson).values())]


@key.facts("reach-seventy")
def reach_facts(lesson):
    return scale_alphas(lesson)


def scale_alphas(lesson):
    answers = lesson.data("answers")
    return {name: alpha(answers[BLOCKS[name]]) for name in SCALES}


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
