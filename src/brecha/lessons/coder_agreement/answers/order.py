"""Codes with an order: credit for near misses, linear weights, and one direction."""

from brecha import models
from brecha.checking import Key

from .. import counting
from ..codings import MOODS

key = Key()


@key.reference("near-misses")
def near_misses(lesson):
    return (1 - _steps(lesson) / 3).mean()


@key.misconception("near-misses", "unweighted")
def _(lesson):
    return (_steps(lesson) == 0).mean()


@key.misconception("near-misses", "distance")
def _(lesson):
    return (_steps(lesson) / 3).mean()


@key.misconception("near-misses", "four-steps")
def _(lesson):
    return (1 - _steps(lesson) / 4).mean()


@key.misconception("near-misses", "within-one")
def _(lesson):
    return (_steps(lesson) <= 1).mean()


@key.misconception("near-misses", "of-the-differing")
def _(lesson):
    steps = _steps(lesson)
    return (1 - steps[steps > 0] / 3).mean()


@key.convention("near-misses", "quadratic")
def _(lesson):
    return (1 - (_steps(lesson) / 3) ** 2).mean()


@key.facts("near-misses")
def near_facts(lesson):
    steps = _steps(lesson)
    return {
        "steps": [str(step) for step in steps],
        "same": int((steps == 0).sum()),
        "total": int(steps.sum()),
        "credit": float((1 - steps / 3).sum()),
    }


def _steps(lesson):
    """Count for each row of the six how many steps lie between the two moods."""
    six = lesson.data("six")
    place = {mood: number for number, mood in enumerate(MOODS)}
    return (six["first"].map(place) - six["second"].map(place)).abs()


@key.reference("linear")
def linear(lesson):
    moods = lesson.data("moods")
    order = ["calm", "tense", "angry", "shouting"]
    found = models.cohen_kappa(moods["first"], moods["second"], weights="linear", categories=order)
    return found.value


@key.misconception("linear", "unweighted")
def _(lesson):
    return counting.kappa(_moods(lesson))["kappa"]


@key.misconception("linear", "alphabet")
def _(lesson):
    return counting.weighted(_moods(lesson, sorted(MOODS)), power=1)["kappa"]


@key.misconception("linear", "credit")
def _(lesson):
    return counting.weighted(_moods(lesson), power=1)["observed"]


@key.misconception("linear", "agreement")
def _(lesson):
    return counting.kappa(_moods(lesson))["observed"]


@key.misconception("linear", "within-one")
def _(lesson):
    return counting.weighted(_moods(lesson), power=1)["within-one"]


@key.convention("linear", "quadratic")
def _(lesson):
    return counting.weighted(_moods(lesson), power=2)["kappa"]


@key.facts("linear")
def linear_facts(lesson):
    counts = _moods(lesson)
    return {
        "plain": counting.kappa(counts)["kappa"],
        "quadratic": counting.weighted(counts, power=2)["kappa"],
        "alphabetical": sorted(MOODS),
    }


def _moods(lesson, order=MOODS):
    moods = lesson.data("moods")
    return counting.crossed(moods["first"], moods["second"], list(order))


@key.reference("one-direction")
def one_direction(lesson):
    return 70 / 85


@key.misconception("one-direction", "of-all")
def _(lesson):
    return 70 / 149


@key.misconception("one-direction", "other-side")
def _(lesson):
    return 15 / 85


@key.misconception("one-direction", "agreement")
def _(lesson):
    return 64 / 149


@key.misconception("one-direction", "differences")
def _(lesson):
    return 85 / 149


@key.misconception("one-direction", "one-step")
def _(lesson):
    return (33 + 14 + 3) / 85


@key.misconception("one-direction", "certain-alone")
def _(lesson):
    return (33 + 10 + 3) / 85
