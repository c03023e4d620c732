"""A launch and its peak, and what may be said of the shop."""

import numpy as np

from brecha.checking import Key

from ..made import EARLY, LENGTHS, launch_fit, peak_readings, spread
from .orders import shop_facts

key = Key()


@key.reference("peak")
def peak(lesson):
    spread = lesson.data("spread")
    p = spread["p"].sum()
    q = spread["q"].sum()
    return np.log(q / p) / (p + q)


@key.readings(
    "peak", "turned", "ten", "not-divided", "no-logarithm", "difference", "parentheses", "sales"
)
def wrong_peaks(lesson):
    return peak_readings(spread_of(lesson))


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


key.facts("may-say")(shop_facts)
