"""The numbers of the notebook computed in another way: loops, bisection, sums over a grid."""

import math
from fractions import Fraction

import numpy as np

# --- curves ---------------------------------------------------------------------------------------


def pairs(frame, time, event):
    """Take a table as a list of times and whether they are failures."""
    return [(row[time], bool(row[event])) for row in frame.to_dict("records")]


def share_beyond(units, end):
    """Multiply, failure by failure, the share of those still there that lasts on."""
    share = Fraction(1)
    for time in sorted({t for t, failed in units if failed and t <= end}):
        there = sum(t >= time for t, _ in units)
        gone = sum(failed and t == time for t, failed in units)
        share *= Fraction(there - gone, there)
    return float(share)


def both_steps(lesson):
    """Follow a hundred orders."""
    return (100 - 10 - (100 - 10) * 0.2) / 100


def two_batches(lesson):
    """Count machines one by one."""
    return sum([1] * 20 + [0] * 180 + [1] * 10 + [0] * 40) / 250


def lasting_by_hand(lesson):
    """Work with fractions."""
    return share_beyond(pairs(lesson.data("bench"), "months", "failed"), 24)


def half(lesson):
    """Try week after week until at most half are left."""
    units = pairs(lesson.data("remission"), "weeks", "relapse")
    return next(week for week in range(40) if share_beyond(units, week) <= 0.5)


def by_three_years(lesson):
    """Multiply with fractions."""
    return 1 - share_beyond(pairs(lesson.data("fleet"), "months", "failed"), 36)


# --- Weibull --------------------------------------------------------------------------------------


def weibull(frame):
    """Fit by bisection: the likelihood leaves one equation for the shape, and the scale follows."""
    times, failed = frame["months"].to_numpy(float), frame["failed"].to_numpy(bool)
    target = np.log(times[failed]).mean()

    def excess(shape):
        powers = times**shape
        return (powers * np.log(times)).sum() / powers.sum() - 1 / shape - target

    low, high = 0.05, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    return low, ((times**low).sum() / failed.sum()) ** (1 / low)


def mean_life(lesson):
    """Add up the share that still works, month by month."""
    shape, scale = weibull(lesson.data("fleet"))
    ages = np.linspace(0, 12 * scale, 200_001)
    return float(np.trapezoid(np.exp(-((ages / scale) ** shape)), ages))


def repairs_until(frame, months):
    """Add up the monthly risk along a grid."""
    shape, scale = weibull(frame)
    edges = np.linspace(0, 1, 2001) ** 4 * months
    return float(np.diff((edges / scale) ** shape).sum())


def set_aside(lesson):
    """Cost of three years of repairs."""
    return 140 * repairs_until(lesson.data("fleet"), 36)


def third_year(lesson):
    """Cost of the repairs between months 24 and 36."""
    shape, scale = weibull(lesson.data("fleet"))
    return 140 * (36**shape - 24**shape) / scale**shape


def grinders(lesson):
    """Cost of the grinders' repairs between months 24 and 36."""
    shape, scale = weibull(lesson.data("grinders"))
    return 60 * (36**shape - 24**shape) / scale**shape


# --- by hand --------------------------------------------------------------------------------------


def one(lesson, name):
    """Take a table of one row."""
    return lesson.data(name).to_dict("records")[0]


def repairs(lesson):
    """Use logarithms."""
    row = one(lesson, "contract")
    return math.exp(row["shape"] * (math.log(row["length"]) - math.log(row["scale"])))


def first_failures(lesson):
    """Add up the density of first failures over the length of the warranty."""
    row = one(lesson, "contract")
    age = np.linspace(0, row["length"], 20_001)
    risk = row["shape"] / row["scale"] * (age / row["scale"]) ** (row["shape"] - 1)
    return float(np.trapezoid(risk * np.exp(-((age / row["scale"]) ** row["shape"])), age))


def pro_rata(lesson):
    """Refund month after month, 50 dollars each."""
    total = 0
    for row in lesson.data("late").to_dict("records"):
        for month in range(1, 37):
            total += 50 if month > row["months"] else 0
    return total


def interval(lesson):
    """Try every hundredth of a month."""
    part = lesson.data("parts").loc["pump"]
    ages = np.arange(1, 12_001) / 200
    works = np.exp(-((ages / part["scale"]) ** part["shape"]))
    time = np.cumsum(works + np.append(1.0, works[:-1])) / 400
    rate = (part["planned"] * works + part["failure"] * (1 - works)) / time
    return float(ages[rate.argmin()])


ORACLES = {
    "both-steps": both_steps,
    "two-batches": two_batches,
    "lasting-by-hand": lasting_by_hand,
    "half": half,
    "by-three-years": by_three_years,
    "mean-life": mean_life,
    "repairs": repairs,
    "first-failures": first_failures,
    "set-aside": set_aside,
    "third-year": third_year,
    "pro-rata": pro_rata,
    "interval": interval,
    "grinders": grinders,
}
