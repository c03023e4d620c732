"""Before it fails: the best age for changing a part, and a part that never should be."""

import math

from brecha import models
from brecha.checking import Key

key = Key()


@key.reference("best-age")
def best_age(lesson):
    found = best_age_facts(lesson)
    return "B" if found["age"] < 0.85 * found["mean"] else "A"


@key.facts("best-age")
@key.facts("interval")
def interval_facts(lesson):
    part = lesson.data("parts").loc["pump"]
    life = _part(lesson, "pump")
    found = models.maintenance_interval(life, planned=part["planned"], failure=part["failure"])
    return {
        "age": found.interval,
        "mean": life.mean,
        "rate": found.cost_rate,
        "waiting": found.waiting_rate,
        "failed": life.failed(found.interval),
        "planned": part["planned"],
        "failure": part["failure"],
    }


best_age_facts = interval_facts


def _part(lesson, name):
    part = lesson.data("parts").loc[name]
    return models.Weibull(shape=part["shape"], scale=part["scale"], unit="months")


@key.reference("interval")
def interval(lesson):
    parts = lesson.data("parts")
    planned = parts["planned"]["pump"]
    failure = parts["failure"]["pump"]
    pump = models.Weibull(shape=parts["shape"]["pump"], scale=parts["scale"]["pump"], unit="months")
    return models.maintenance_interval(pump, planned=planned, failure=failure).interval


@key.misconception("interval", "mean-life")
def mean_life_of_pump(lesson):
    return _part(lesson, "pump").mean


@key.misconception("interval", "scale")
def scale_of_pump(lesson):
    return _part(lesson, "pump").scale


@key.misconception("interval", "half-failed")
def half_failed(lesson):
    life = _part(lesson, "pump")
    return life.scale * math.log(2) ** (1 / life.shape)


@key.misconception("interval", "cost")
def cost_for_age(lesson):
    return interval_facts(lesson)["rate"]


@key.misconception("interval", "share-of-cost")
def share_of_cost(lesson):
    found = interval_facts(lesson)
    return found["mean"] * found["planned"] / found["failure"]


@key.reference("control-board")
def control_board(lesson):
    return "D"


@key.facts("control-board")
def board_facts(lesson):
    life = _part(lesson, "board")
    return {
        "shape": life.shape,
        "mean": life.mean,
        "first": life.hazard_sum(12),
        "later": life.hazard_sum(36) - life.hazard_sum(24),
    }
