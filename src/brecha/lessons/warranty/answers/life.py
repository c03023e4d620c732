"""A shape and a scale: what a fitted distribution says of how long machines live."""

import math

from brecha import models
from brecha.checking import Key

from ..records import THREE, TWO, fit

key = Key()


@key.reference("what-shape-says")
def what_shape_says(lesson):
    return "A"


@key.facts("what-shape-says")
def shape_facts(lesson):
    life = fit(lesson.data("fleet"))
    return {"shape": life.shape, "scale": life.scale, "times": (THREE / 12) ** (life.shape - 1)}


@key.reference("mean-life")
def mean_life(lesson):
    fleet = lesson.data("fleet")
    life = models.fit_weibull(fleet["months"], failed=fleet["failed"], unit="months")
    return life.mean


@key.misconception("mean-life", "mean-of-failed")
def mean_of_failed(lesson):
    fleet = lesson.data("fleet")
    return fleet["months"][fleet["failed"]].mean()


@key.misconception("mean-life", "mean-of-all")
def mean_of_all(lesson):
    return lesson.data("fleet")["months"].mean()


@key.misconception("mean-life", "scale")
def scale_for_mean(lesson):
    return fit(lesson.data("fleet")).scale


@key.misconception("mean-life", "median")
def median_for_mean(lesson):
    life = fit(lesson.data("fleet"))
    return life.scale * math.log(2) ** (1 / life.shape)


@key.misconception("mean-life", "time-per-failure")
def time_per_failure(lesson):
    fleet = lesson.data("fleet")
    return fleet["months"].sum() / fleet["failed"].sum()


@key.facts("mean-life")
def mean_life_facts(lesson):
    return {
        "of_failed": mean_of_failed(lesson),
        "scale": scale_for_mean(lesson),
        "oldest": lesson.data("fleet")["placed"].max(),
    }


@key.reference("same-mean")
def same_mean(lesson):
    shares = same_mean_facts(lesson)
    return "A" if shares["early"] > shares["late"] + 0.05 else "B"


@key.facts("same-mean")
def same_mean_facts(lesson):
    early, late = (_with_mean(shape, 40).failed(TWO) for shape in (0.7, 3))
    return {"early": early, "late": late}


def _with_mean(shape, mean):
    return models.Weibull(shape=shape, scale=mean / math.gamma(1 + 1 / shape), unit="months")
