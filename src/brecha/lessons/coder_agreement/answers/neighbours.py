"""A certificate with a flaw, and the codings of the company next door."""

from brecha import models
from brecha.checking import Key

from ..codings import NEEDS, readings
from ..exercises import neighbour
from .marks import as_misconceptions, marks_facts, of_types

key = Key()


@key.reference("certificate")
def certificate(lesson):
    return "C"


key.facts("certificate")(marks_facts)


@key.reference("neighbours")
def neighbours(lesson):
    other = lesson.data("other")
    return models.cohen_kappa(other["first"], other["second"]).value


@key.readings("neighbours", "agreement", "uniform", "not-divided", "totals", "own")
def wrong_of_neighbours(lesson):
    return {**as_misconceptions(_other(lesson)), "own": of_types(lesson)["kappa"]}


@key.facts("neighbours")
def neighbour_facts(lesson):
    found, own = _other(lesson), of_types(lesson)
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
    return readings(lesson.data("other"), NEEDS)
