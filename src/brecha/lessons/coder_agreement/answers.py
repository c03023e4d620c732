"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

import numpy as np
import pandas as pd

from brecha import models
from brecha.checking import Key

from . import counting
from .codings import MOODS, NEEDS, TYPES, as_rows, readings
from .exercises import neighbour

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("ten-rows")
def ten_rows(lesson):
    return 6 / 10


@key.misconception("ten-rows", "differences")
def _(lesson):
    return 4 / 10


@key.misconception("ten-rows", "totals")
def _(lesson):
    return 9 / 10


@key.misconception("ten-rows", "count")
def _(lesson):
    return 6


@key.misconception("ten-rows", "of-all-letters")
def _(lesson):
    return 6 / 20


@key.reference("equal-totals")
def equal_totals(lesson):
    return "C"


@key.reference("both-by-lot")
def both_by_lot(lesson):
    return 0.8 * 0.8 + 0.2 * 0.2


@key.misconception("both-by-lot", "one-side")
def _(lesson):
    return 0.8 * 0.8


@key.misconception("both-by-lot", "even")
def _(lesson):
    return 0.5


@key.misconception("both-by-lot", "habit-itself")
def _(lesson):
    return 0.8


@key.misconception("both-by-lot", "differ")
def _(lesson):
    return 2 * 0.8 * 0.2


@key.misconception("both-by-lot", "one-of-each")
def _(lesson):
    return 0.8 * 0.2


@key.misconception("both-by-lot", "yes-side")
def _(lesson):
    return 0.2 * 0.2


# --- kappa by hand -------------------------------------------------------------------------------


@key.reference("kappa-by-hand")
def kappa_by_hand(lesson):
    return models.kappa_of_table(lesson.data("small")).value


@key.misconception("kappa-by-hand", "agreement")
def _(lesson):
    return _small(lesson)["observed"]


@key.misconception("kappa-by-hand", "chance")
def _(lesson):
    return _small(lesson)["chance"]


@key.misconception("kappa-by-hand", "not-divided")
def _(lesson):
    return _small(lesson)["not-divided"]


@key.misconception("kappa-by-hand", "uniform")
def _(lesson):
    return _small(lesson)["uniform"]


@key.misconception("kappa-by-hand", "yes-alone")
def _(lesson):
    found = _small(lesson)
    return (found["observed"] - found["one-sided"]) / (1 - found["one-sided"])


@key.misconception("kappa-by-hand", "differences")
def _(lesson):
    return 1 - _small(lesson)["observed"]


@key.misconception("kappa-by-hand", "divided-by-agreement")
def _(lesson):
    return _small(lesson)["not-divided"] / _small(lesson)["observed"]


@key.misconception("kappa-by-hand", "calls-with-yes")
def _(lesson):
    return _small(lesson)["either"]


@key.convention("kappa-by-hand", "pooled")
def _(lesson):
    return _small(lesson)["scott"]


@key.facts("kappa-by-hand")
def small_facts(lesson):
    found = _small(lesson)
    table = lesson.data("small").to_numpy()
    return {
        "observed": found["observed"],
        "chance": found["chance"],
        "over": found["not-divided"],
        "room": 1 - found["chance"],
        "yes_alone": found["one-sided"],
        "first_yes": int(table[0].sum()),
        "second_yes": int(table[:, 0].sum()),
        "same": int(np.trace(table)),
    }


def _small(lesson):
    return counting.two_by_two(*lesson.data("small").to_numpy().ravel().tolist())


# --- a function ----------------------------------------------------------------------------------


@key.reference("kappa")
def kappa_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) / n * table.sum() / n).sum()
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "agreement")
def agreement_function(lesson):
    def kappa(table):
        return table.to_numpy().trace() / table.sum().sum()

    return kappa


@key.misconception("kappa", "not-divided")
def not_divided_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        return table.to_numpy().trace() / n - (table.sum(axis=1) * table.sum()).sum() / n**2

    return kappa


@key.misconception("kappa", "uniform")
def uniform_function(lesson):
    def kappa(table):
        observed = table.to_numpy().trace() / table.sum().sum()
        chance = 1 / len(table)
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "rows-alone")
def rows_alone_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) ** 2).sum() / n**2
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "columns-alone")
def columns_alone_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum() ** 2).sum() / n**2
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-once")
def divided_once_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-by-chance")
def divided_by_chance_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n**2
        return (observed - chance) / chance

    return kappa


@key.misconception("kappa", "fifty")
def fifty_function(lesson):
    def kappa(table):
        observed = table.to_numpy().trace() / 50
        chance = (table.sum(axis=1) / 50 * table.sum() / 50).sum()
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-by-agreement")
def divided_by_agreement_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n**2
        return (observed - chance) / observed

    return kappa


@key.convention("kappa", "pooled")
def pooled_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (((table.sum(axis=1) + table.sum()) / (2 * n)) ** 2).sum()
        return (observed - chance) / (1 - chance)

    return kappa


# --- types and rudeness --------------------------------------------------------------------------


@key.reference("further-from-habit")
def further_from_habit(lesson):
    types, rude = kappa_of_types(lesson), _rude(lesson)["kappa"]
    return "A" if types > rude + 0.05 else "B" if rude > types + 0.05 else "C"


@key.reference("kappa-of-types")
def kappa_of_types(lesson):
    types = lesson.data("types")
    table = models.agreement_table(types["first"], types["second"])
    return models.kappa_of_table(table).value


@key.misconception("kappa-of-types", "agreement")
def _(lesson):
    return _types(lesson)["observed"]


@key.misconception("kappa-of-types", "chance")
def _(lesson):
    return _types(lesson)["chance"]


@key.misconception("kappa-of-types", "uniform")
def _(lesson):
    return _types(lesson)["uniform"]


@key.misconception("kappa-of-types", "not-divided")
def _(lesson):
    return _types(lesson)["not-divided"]


@key.misconception("kappa-of-types", "totals")
def _(lesson):
    return _types(lesson)["in-common"]


@key.reference("why-so-low")
def why_so_low(lesson):
    return "B"


@key.reference("when-one-says-yes")
def when_one_says_yes(lesson):
    return _rude(lesson)["yes"]


@key.misconception("when-one-says-yes", "agreement")
def _(lesson):
    return _rude(lesson)["observed"]


@key.misconception("when-one-says-yes", "of-all")
def _(lesson):
    return _rude(lesson)["of-all"]


@key.misconception("when-one-says-yes", "of-ruth")
def _(lesson):
    return _rude(lesson)["of-first"]


@key.misconception("when-one-says-yes", "of-abel")
def _(lesson):
    return _rude(lesson)["of-second"]


@key.misconception("when-one-says-yes", "counted-once")
def _(lesson):
    return _rude(lesson)["yes"] / 2


@key.misconception("when-one-says-yes", "alone")
def _(lesson):
    return 1 - _rude(lesson)["yes"]


@key.misconception("when-one-says-yes", "noes")
def _(lesson):
    return marks_facts(lesson)["no"]


@key.misconception("when-one-says-yes", "kappa")
def _(lesson):
    return _rude(lesson)["kappa"]


@key.convention("when-one-says-yes", "calls")
def _(lesson):
    return _rude(lesson)["either"]


@key.facts("further-from-habit")
@key.facts("kappa-of-types")
@key.facts("why-so-low")
@key.facts("when-one-says-yes")
@key.facts("rarer")
@key.facts("certificate")
def marks_facts(lesson):
    types, rude = _types(lesson), _rude(lesson)
    (both, first), (second, neither) = _rude_counts(lesson).astype(int).tolist()
    named = ("observed", "chance", "kappa")
    return {
        "n": len(lesson.data("rude")),
        **{f"types_{name}": types[name] for name in named},
        **{f"rude_{name}": rude[name] for name in named},
        "types_apart": round(len(lesson.data("types")) * (1 - types["observed"])),
        "types_over": types["not-divided"],
        "types_room": 1 - types["chance"],
        "both": both,
        "ruth_alone": first,
        "abel_alone": second,
        "neither": neither,
        "apart": first + second,
        "marks": 2 * both + first + second,
        "shared": 2 * both,
        "calls": both + first + second,
        "yes": rude["yes"],
        "no": 2 * neither / (2 * neither + first + second),
    }


def _types(lesson):
    return readings(lesson.data("types"), TYPES)


def _rude(lesson):
    return counting.two_by_two(*_rude_counts(lesson).ravel().tolist())


def _rude_counts(lesson):
    rude = lesson.data("rude")
    return counting.crossed(rude["first"], rude["second"], ["yes", "no"])


@key.reference("rarer")
def rarer(lesson):
    common, rare = (counting.kappa(counting.prevalent(percent))["kappa"] for percent in (50, 10))
    return "A" if rare > common else "C" if rare < common else "B"


# --- an order ------------------------------------------------------------------------------------


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


# --- four coders ---------------------------------------------------------------------------------


@key.reference("four-coders")
def four_coders(lesson):
    codes = lesson.data("codes")
    return models.krippendorff_alpha(codes, level="nominal").value


@key.misconception("four-coders", "missing-as-code")
def _(lesson):
    return counting.alpha([[code or "-" for code in row] for row in _codes(lesson)])


@key.misconception("four-coders", "complete-calls")
def _(lesson):
    return counting.alpha(counting.complete(_codes(lesson)))


@key.misconception("four-coders", "mean-kappa")
def _(lesson):
    return counting.pairwise(_codes(lesson))["kappa"]


@key.misconception("four-coders", "agreement")
def _(lesson):
    return counting.pairwise(_codes(lesson))["agreement"]


@key.misconception("four-coders", "turned")
def _(lesson):
    return counting.alpha([list(column) for column in zip(*_codes(lesson), strict=True)])


@key.misconception("four-coders", "two-alone")
def _(lesson):
    return counting.alpha([row[:2] for row in _codes(lesson)])


@key.facts("four-coders")
def coder_facts(lesson):
    codes = _codes(lesson)
    alone = [row for row in codes if sum(code is not None for code in row) == 1]
    return {
        "n": len(codes),
        "missing": sum(code is None for row in codes for code in row),
        "complete": len(counting.complete(codes)),
        "dropped": len(codes) - len(counting.complete(codes)),
        "alone": len(alone),
        "units": len(codes) - len(alone),
        "complete_alpha": counting.alpha(counting.complete(codes)),
    }


def _codes(lesson):
    return as_rows(lesson.data("codes"))


# --- what to use, and what to buy ----------------------------------------------------------------


@key.reference("which-coefficient")
def which_coefficient(lesson):
    return "WAKNA"


@key.reference("certificate")
def certificate(lesson):
    return "C"


@key.reference("neighbours")
def neighbours(lesson):
    other = lesson.data("other")
    return models.cohen_kappa(other["first"], other["second"]).value


@key.misconception("neighbours", "agreement")
def _(lesson):
    return _other(lesson)["observed"]


@key.misconception("neighbours", "uniform")
def _(lesson):
    return _other(lesson)["uniform"]


@key.misconception("neighbours", "not-divided")
def _(lesson):
    return _other(lesson)["not-divided"]


@key.misconception("neighbours", "totals")
def _(lesson):
    return _other(lesson)["in-common"]


@key.misconception("neighbours", "own")
def _(lesson):
    return _types(lesson)["kappa"]


@key.facts("neighbours")
def neighbour_facts(lesson):
    found, own = _other(lesson), _types(lesson)
    interval = models.cohen_kappa(lesson.data("other")["first"], lesson.data("other")["second"])
    return {
        "observed": found["observed"],
        "chance": found["chance"],
        "low": interval.low,
        "high": interval.high,
        "own_observed": own["observed"],
        "own_chance": own["chance"],
        "own_kappa": own["kappa"],
        "n": len(lesson.data("other")),
        "company": f"company-{lesson.parameters['company']}",
        "neighbour": f"company-{neighbour(lesson.parameters['company'])}",
    }


def _other(lesson):
    return readings(pd.DataFrame(lesson.data("other")), NEEDS)
