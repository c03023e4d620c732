"""Silent or gone: the chance to be there still, and the story with four numbers."""

import numpy as np
from scipy.special import betaln, gammaln

from brecha.checking import Key

from ..fits import AHEAD, PARETO, WEEKS
from ..made import moment_readings
from .orders import columns_of

key = Key()


@key.reference("still-there")
def still_there(lesson):
    leave = lesson.data("moment")["leave"].sum()
    silent = lesson.data("moment")["silent"].sum()
    return (1 - leave) * silent / ((1 - leave) * silent + leave)


@key.readings(
    "still-there", "silence-alone", "before", "gone", "not-divided", "odds", "not-weighted"
)
def wrong_chances(lesson):
    return moment_readings(lesson.data("moment"))


@key.facts("still-there")
def moment_facts(lesson):
    row = lesson.data("moment").iloc[0]
    left = round(1000 * row["leave"])
    stayed = (1000 - left) * row["silent"]
    return {
        "leave": row["leave"],
        "silent": row["silent"],
        "left": left,
        "stayed": stayed,
        "both": left + stayed,
        "others": 1000 - left,
    }


@key.reference("log-likelihood")
def log_likelihood_function(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return rate + np.logaddexp(stay, gone)

    return log_likelihood


@key.misconception("log-likelihood", "logs-added")
def logs_added(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return rate + stay + gone

    return log_likelihood


@key.misconception("log-likelihood", "stay-alone")
def stay_alone(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        return rate + stay

    return log_likelihood


@key.misconception("log-likelihood", "larger")
def larger(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return rate + max(stay, gone)

    return log_likelihood


@key.misconception("log-likelihood", "gone-alone")
def gone_alone(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return rate + gone

    return log_likelihood


@key.misconception("log-likelihood", "without-rate")
def without_rate(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return np.logaddexp(stay, gone)

    return log_likelihood


@key.misconception("log-likelihood", "stayed-once-more")
def stayed_once_more(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x) - betaln(a, b) - (r + x) * np.log(alpha + last)
        return rate + np.logaddexp(stay, gone)

    return log_likelihood


@key.misconception("log-likelihood", "observed-for-last")
def observed_for_last(lesson):
    def log_likelihood(r, alpha, a, b, x, last, observed):
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        if x == 0:
            return rate + stay
        gone = betaln(a + 1, b + x - 1) - betaln(a, b) - (r + x) * np.log(alpha + observed)
        return rate + np.logaddexp(stay, gone)

    return log_likelihood


@key.reference("no-fit")
def no_fit(lesson):
    return "C"


@key.reference("never-back")
def never_back(lesson):
    return "C"


@key.facts("never-back")
def never_facts(lesson):
    everyone = lesson.data("everyone")
    never = everyone[everyone["repeat_purchases"] == 0]
    columns = columns_of(never)
    return {
        "people": len(never),
        "came": (never["later"] > 0).mean(),
        "other": float(PARETO.alive(**columns).mean()),
        "ahead": float(WEEKS.forecast(AHEAD, **columns).sum()),
        "other_ahead": float(PARETO.forecast(AHEAD, **columns).sum()),
        "days": int(never["later"].sum()),
    }
