"""A register that closes, and another product."""

from brecha import models
from brecha.checking import Key

from ..records import GRINDER_REPAIR, REPAIR, costs, fit, readings
from .costs import costs_of_machines

key = Key()


@key.reference("closed-register")
def closed_register(lesson):
    return "B"


@key.facts("closed-register")
def register_facts(lesson):
    found = readings(lesson.data("fleet"))
    row = lesson.data("register").iloc[-1]
    return {
        "claims": int(row["claims"]),
        "machines": int(row["machines"]),
        "two": 1 - found["two-years"],
        "third": (found["curve"] - found["two-years"]) / (1 - found["two-years"]),
    }


@key.reference("grinders")
def grinders(lesson):
    grinders = lesson.data("grinders")
    life = models.fit_weibull(grinders["months"], failed=grinders["failed"], unit="months")
    three = models.warranty_claims(life, length=36, policy="minimal-repair", cost=60).cost
    two = models.warranty_claims(life, length=24, policy="minimal-repair", cost=60).cost
    return three - two


@key.readings(
    "grinders",
    "half-of-two",
    "third-of-three",
    "whole",
    "first-failure",
    "two",
    "first-year",
    "machines",
    "machine-cost",
)
def wrong_grinders(lesson):
    found = _grinder_costs(lesson)
    return {
        **found,
        "whole": found["three"],
        "machines": costs_of_machines(lesson)["third"],
        "machine-cost": grinders(lesson) * REPAIR / GRINDER_REPAIR,
    }


@key.facts("grinders")
def grinder_facts(lesson):
    found = _grinder_costs(lesson)
    life = fit(lesson.data("grinders"))
    return {
        "shape": life.shape,
        "first": GRINDER_REPAIR * life.hazard_sum(12),
        "two": found["two"],
        "three": found["three"],
        "half": found["half-of-two"],
        "machines": costs_of_machines(lesson)["third"],
    }


def _grinder_costs(lesson):
    return costs(fit(lesson.data("grinders")), GRINDER_REPAIR)
