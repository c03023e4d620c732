"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

import numpy as np
from scipy.special import betaln, gammaln

from brecha import models
from brecha.checking import Key

from .curves import weekly
from .fits import AHEAD, PARETO, SPEND, WEEKS
from .made import (
    EARLY,
    LENGTHS,
    cohort_readings,
    launch_fit,
    moment_readings,
    orders_of,
    peak_readings,
    projected,
    spread,
)
from .shop import (
    LAST_DAY,
    day_readings,
    known_readings,
    total_readings,
    week_readings,
    worth_readings,
)

key = Key()

# By the names that they have in the notebook: solutions are shown as lines that run there.
model, spend = WEEKS, SPEND


def _wrong(slug, names, readings, table):
    """Declare the wrong turns of an exercise that a table of readings computes."""
    for name in names:

        @key.misconception(slug, name)
        def compute(lesson, name=name):
            return readings(lesson.data(table))[name]


# --- recall --------------------------------------------------------------------------------------


@key.reference("same-silence")
def same_silence(lesson):
    return "A"


@key.reference("both-together")
def both_together(lesson):
    return (2 + 8) / (26 + 40)


@key.misconception("both-together", "mean-of-rates")
def _(lesson):
    return (2 / 26 + 8 / 40) / 2


@key.misconception("both-together", "rates-added")
def _(lesson):
    return 2 / 26 + 8 / 40


@key.misconception("both-together", "longest")
def _(lesson):
    return (2 + 8) / 40


@key.misconception("both-together", "turned")
def _(lesson):
    return (26 + 40) / (2 + 8)


@key.reference("second-renewal")
def second_renewal(lesson):
    return 468 / 631


@key.misconception("second-renewal", "of-all")
def _(lesson):
    return 468 / 1000


@key.misconception("second-renewal", "first")
def _(lesson):
    return 631 / 1000


@key.misconception("second-renewal", "left")
def _(lesson):
    return 1 - 468 / 631


@key.misconception("second-renewal", "left-of-all")
def _(lesson):
    return (631 - 468) / 1000


# --- three numbers a customer ---------------------------------------------------------------------


@key.reference("again")
def again(lesson):
    everyone = lesson.data("everyone")
    share = everyone["later"].sum() / everyone["repeat_purchases"].sum()
    return "A" if share > 0.9 else "B" if share > 0.6 else "C"


@key.facts("again")
@key.facts("why-short")
@key.facts("may-say")
def shop_facts(lesson):
    everyone = lesson.data("everyone")
    columns = _columns(everyone)
    ahead = float(WEEKS.forecast(AHEAD, **columns).sum())
    other = float(PARETO.forecast(AHEAD, **columns).sum())
    before, later = int(everyone["repeat_purchases"].sum()), int(everyone["later"].sum())
    return {
        "before": before,
        "later": later,
        "share": later / before,
        "ahead": round(ahead),
        "other": round(other),
        "short": 1 - ahead / later,
        **_spells(),
    }


def _spells():
    """Count what came, and what the forecast lacked, in each quarter of the 39 weeks."""
    table = weekly()
    lacking = table["counted"] - table["forecast"]
    ends = {"autumn": (0, 13), "winter": (13, 26), "spring": (26, 39)}
    return {name: round(lacking[to] - lacking[since]) for name, (since, to) in ends.items()}


def _columns(table):
    return {
        "purchases": table["repeat_purchases"],
        "last": table["last_purchase"],
        "observed": table["observed"],
    }


@key.reference("repeat-purchases")
def repeat_purchases(lesson):
    orders = lesson.data("orders")
    before = orders[orders["date"] <= "1997-09-30"]
    return before["date"].nunique() - 1


_wrong(
    "repeat-purchases",
    ("with-first", "before", "later-too", "after", "rows"),
    day_readings,
    "orders",
)


@key.reference("last-purchase")
def last_purchase(lesson):
    orders = lesson.data("orders")
    before = orders[orders["date"] <= "1997-09-30"]
    return (before["date"].max() - before["date"].min()).days / 7


_wrong("last-purchase", ("silence", "observed", "later-too", "days"), week_readings, "orders")


@key.facts("repeat-purchases")
@key.facts("last-purchase")
def orders_facts(lesson):
    orders = lesson.data("orders")
    before = orders.loc[orders["date"] <= LAST_DAY, "date"]
    counted = day_readings(orders)
    weeks = week_readings(orders)
    return {
        "orders": len(before),
        "days": counted["with-first"],
        "after": len(orders) - len(before),
        "first": before.min().date(),
        "last": before.max().date(),
        "silent": weeks["silence"],
        "observed": weeks["observed"],
    }


# --- the chance to be there still -----------------------------------------------------------------


@key.reference("still-there")
def still_there(lesson):
    leave = lesson.data("moment")["leave"].sum()
    silent = lesson.data("moment")["silent"].sum()
    return (1 - leave) * silent / ((1 - leave) * silent + leave)


_wrong(
    "still-there",
    ("silence-alone", "before", "gone", "not-divided", "odds", "not-weighted"),
    moment_readings,
    "moment",
)


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


# --- the likelihood -------------------------------------------------------------------------------


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
    columns = _columns(never)
    return {
        "people": len(never),
        "came": (never["later"] > 0).mean(),
        "other": float(PARETO.alive(**columns).mean()),
        "ahead": float(WEEKS.forecast(AHEAD, **columns).sum()),
        "other_ahead": float(PARETO.forecast(AHEAD, **columns).sum()),
        "days": int(never["later"].sum()),
    }


# --- forecasts ------------------------------------------------------------------------------------


@key.reference("one-customer")
def one_customer(lesson):
    known = lesson.data("known")
    ahead = model.forecast(
        39,
        purchases=known["repeat_purchases"],
        last=known["last_purchase"],
        observed=known["observed"],
    )
    return ahead.sum()


_wrong(
    "one-customer",
    (
        "same-rate",
        "silence-for-last",
        "alive",
        "so-far",
        "new-customer",
        "first-counted",
        "while-active",
    ),
    known_readings,
    "known",
)


@key.facts("one-customer")
def one_facts(lesson):
    known = lesson.data("known")
    row, found = known.iloc[0], known_readings(known)
    return {
        "x": int(row["repeat_purchases"]),
        "last": row["last_purchase"],
        "silent": row["observed"] - row["last_purchase"],
        "rate": found["same-rate"],
        "alive": found["alive"],
        "active": found["while-active"],
        "came": int(row["later"]),
    }


@key.reference("who-first")
def who_first(lesson):
    return orders_of(lesson.data("four"))["right"]


_wrong("who-first", ("by-purchases", "by-last", "by-alive"), orders_of, "four")


@key.facts("who-first")
def four_facts(lesson):
    four = lesson.data("four")
    ahead = WEEKS.forecast(AHEAD, **_columns(four))
    alive = WEEKS.alive(**{name: list(values) for name, values in _columns(four).items()})
    busy = int(four["repeat_purchases"].to_numpy().argmax())
    never = int(four["repeat_purchases"].to_numpy().argmin())
    return {
        "busy": four["customer"][busy],
        "busy_x": int(four["repeat_purchases"][busy]),
        "busy_alive": float(alive[busy]),
        "busy_ahead": float(ahead[busy]),
        "never": four["customer"][never],
        "never_ahead": float(ahead[never]),
        **{f"ahead_{letter}": float(n) for letter, n in zip("ABCD", ahead, strict=True)},
    }


@key.reference("together")
def together(lesson):
    yours = lesson.data("yours")
    ahead = model.forecast(
        39,
        purchases=yours["repeat_purchases"],
        last=yours["last_purchase"],
        observed=yours["observed"],
    )
    return ahead.sum()


_wrong(
    "together",
    ("mean", "active", "new-customers", "same-again", "counted", "share-of-all"),
    total_readings,
    "yours",
)


@key.facts("together")
def together_facts(lesson):
    yours = lesson.data("yours")
    found = total_readings(yours)
    return {
        "people": len(yours),
        "counted": int(found["counted"]),
        "before": int(found["same-again"]),
        "active": found["active"],
        "most": int(yours["later"].max()),
    }


@key.reference("why-short")
def why_short(lesson):
    return "C"


# --- spend ----------------------------------------------------------------------------------------


@key.reference("worth")
def worth(lesson):
    big = lesson.data("big")
    days = model.forecast(
        39, purchases=big["repeat_purchases"], last=big["last_purchase"], observed=big["observed"]
    )
    each = spend.expected(big["repeat_purchases"], mean_spend=big["mean_spend"])
    return (days * each).sum()


_wrong(
    "worth",
    ("own-mean", "mean-of-all", "spend-alone", "forecast-alone", "same-again"),
    worth_readings,
    "big",
)


@key.facts("worth")
def worth_facts(lesson):
    big = lesson.data("big")
    found = worth_readings(big)
    return {
        "own": found["same-again"],
        "each": found["spend-alone"],
        "all": SPEND.mean,
        "days": found["forecast-alone"],
        "came": int(big["later"].iloc[0]),
    }


# --- retention ------------------------------------------------------------------------------------


@key.reference("sorted-out")
def sorted_out(lesson):
    cohort = lesson.data("cohort")
    cohort["first"] = cohort["customers"] * cohort["stay"] / 100
    cohort["second"] = cohort["first"] * cohort["stay"] / 100
    return cohort["second"].sum() / cohort["first"].sum()


_wrong(
    "sorted-out", ("first-renewal", "mean-of-groups", "of-all", "left"), cohort_readings, "cohort"
)


@key.facts("sorted-out")
def cohort_facts(lesson):
    cohort = lesson.data("cohort")
    size, stay = cohort["customers"], cohort["stay"] / 100
    found = cohort_readings(cohort)
    return {
        "once": found["first-renewal"],
        "after_one": float((size * stay).sum()),
        "after_two": float((size * stay**2).sum()),
        "settled_before": size[1] / size.sum(),
        "settled_after": float(size[1] * stay[1] / (size * stay).sum()),
        "settled": stay[1],
    }


@key.reference("what-rises")
def what_rises(lesson):
    return "B"


@key.reference("three-years-on")
def three_years_on(lesson):
    survivors = lesson.data("survivors")
    known = survivors["regular"].head(5)
    return models.fit_sbg(known).survivors(7)[7]


def _regular(lesson):
    return lesson.data("survivors")["regular"]


@key.misconception("three-years-on", "constant-rate")
def constant_rate(lesson):
    return (_regular(lesson)[4] / 1000) ** (7 / 4)


@key.misconception("three-years-on", "last-rate")
def last_rate(lesson):
    known = _regular(lesson)
    return known[4] / 1000 * (known[4] / known[3]) ** 3


@key.misconception("three-years-on", "all-years")
def all_years(lesson):
    return projected("regular", 8).survivors(7)[7]


@key.misconception("three-years-on", "high-end")
def high_end(lesson):
    return projected("high_end", 5).survivors(7)[7]


@key.misconception("three-years-on", "year-too-few")
def year_too_few(lesson):
    return projected("regular", 5).survivors(6)[6]


@key.misconception("three-years-on", "retention")
def retention(lesson):
    return projected("regular", 5).retention(7)[7]


@key.facts("three-years-on")
@key.facts("what-rises")
def survivors_facts(lesson):
    table = lesson.data("survivors")
    rates, others = (models.retention_rates(table[name]) for name in ("high_end", "regular"))
    return {
        "reported": table["regular"][7] / 1000,
        "missing": round(table["regular"][7] - 1000 * projected("regular", 5).survivors(7)[7]),
        "high_missing": round(table["high_end"][7] - 1000 * high_end(lesson)),
        "first": float(rates[1]),
        "last": float(rates[7]),
        "regular_first": float(others[1]),
        "regular_last": float(others[7]),
        "constant": constant_rate(lesson),
    }


# --- a launch -------------------------------------------------------------------------------------


@key.reference("peak")
def peak(lesson):
    spread = lesson.data("spread")
    p = spread["p"].sum()
    q = spread["q"].sum()
    return np.log(q / p) / (p + q)


def _wrong_peak(name):
    @key.misconception("peak", name)
    def compute(lesson):
        return peak_readings(spread_of(lesson))[name]


for _name in ("turned", "ten", "not-divided", "no-logarithm", "difference", "parentheses", "sales"):
    _wrong_peak(_name)


def spread_of(lesson):
    return spread(lesson.parameters["seed"])


@key.reference("before-peak")
def before_peak(lesson):
    share = launch_fit(lesson.parameters["seed"], EARLY).m / spread_of(lesson).m
    off = max(share, 1 / share)
    return "A" if off <= 1.1 else "B" if off <= 1.5 else "C"


@key.facts("before-peak")
@key.facts("peak")
def launch_facts(lesson):
    seed = lesson.parameters["seed"]
    truth = spread_of(lesson)
    return {
        "m": round(truth.m),
        "early": round(launch_fit(seed, EARLY).m),
        "late": round(launch_fit(seed, LENGTHS[-1]).m),
        "periods": EARLY,
        "many": LENGTHS[-1],
        "time": truth.peak_time,
        "sales": round(truth.peak_sales),
    }


@key.reference("may-say")
def may_say(lesson):
    return "C"
