"""Customers who do say goodbye: why a rate of renewal rises, and where it ends."""

from brecha import models
from brecha.checking import Key

from ..made import cohort_readings, projected

key = Key()


@key.reference("sorted-out")
def sorted_out(lesson):
    cohort = lesson.data("cohort")
    cohort["first"] = cohort["customers"] * cohort["stay"] / 100
    cohort["second"] = cohort["first"] * cohort["stay"] / 100
    return cohort["second"].sum() / cohort["first"].sum()


@key.readings("sorted-out", "first-renewal", "mean-of-groups", "of-all", "left")
def wrong_renewals(lesson):
    return cohort_readings(lesson.data("cohort"))


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
