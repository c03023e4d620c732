"""What a warranty costs, under a policy that has to be named, and when to maintain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import between, choice, number
from brecha.models._result import Result
from brecha.models.lifetimes import Weibull

__all__ = [
    "WARRANTY_POLICIES",
    "Maintenance",
    "Warranty",
    "maintenance_interval",
    "warranty_claims",
]

WARRANTY_POLICIES = ("first-failure", "minimal-repair", "replacement", "pro-rata")


@dataclass(frozen=True, repr=False)
class Warranty(Result):
    """Hold what a warranty brings in claims and costs per unit sold.

    Attributes
    ----------
    policy : str
        One of `WARRANTY_POLICIES`.
    length : float
        Length of the warranty.
    claims : float
        Expected claims per unit sold.
    cost : float
        Expected cost per unit sold, in the unit of the cost of a claim.
    """

    policy: str
    length: float
    claims: float
    cost: float


@dataclass(frozen=True, repr=False)
class Maintenance(Result):
    """Hold when to replace a part before it fails.

    Attributes
    ----------
    interval : float
        Age at which a part that still works is replaced; infinite where waiting is best.
    cost_rate : float
        Cost per unit of time with that interval, in the long run.
    waiting_rate : float
        Cost per unit of time when every part is left until it fails.
    """

    interval: float
    cost_rate: float
    waiting_rate: float


def warranty_claims(life: Weibull, *, length: float, policy: str, cost: float = 1.0) -> Warranty:
    """Compute the expected claims and cost of a warranty.

    "Expected failures" means three things. Units that fail at least once, F(w); failures when a
    repair leaves the unit as old as it was, (w / scale)^shape; failures when each is answered by
    a *new* unit, M(w). For shape 2, scale 3 and two years they are .359, .444 and .387.

    Parameters
    ----------
    life : Weibull
        How long a unit lasts.
    length : float
        Length of the warranty in the unit of `life`, above 0.
    policy : {"first-failure", "minimal-repair", "replacement", "pro-rata"}
        Only the first failure counts, at the full cost; each failure is repaired and the unit
        stays as old as it is; each failure brings a new unit, without a new warranty; the first
        failure is refunded by the part of the warranty that is left.
    cost : float
        Cost of one claim; under "pro-rata" the price that is refunded in part. 0 or more.

    Returns
    -------
    Warranty

    Raises
    ------
    ModelError
        When the policy isn't one of the four, or a number is out of range.

    References
    ----------
    Blischke, W. R., & Murthy, D. N. P. (1994). Warranty Cost Analysis. Marcel Dekker.

    Examples
    --------
    >>> life = Weibull(shape=2, scale=3, unit="years")
    >>> round(warranty_claims(life, length=2, policy="minimal-repair").claims, 3)
    0.444
    """
    word = choice(policy, name="policy", allowed=WARRANTY_POLICIES)
    end = between(length, name="length", low=0, high=np.inf)
    price = number(cost, name="cost", low=0)
    first = life.failed(end)
    claims = {
        "first-failure": lambda: first,
        "minimal-repair": lambda: life.hazard_sum(end),
        "replacement": lambda: life.renewals(end),
        "pro-rata": lambda: first,
    }[word]()
    # By parts: the mean refund, (1 - t/w) over the first failures, is the mean of F over 0 to w.
    paid = 1 - _worked(life, end) / end if word == "pro-rata" else claims
    return Warranty(policy=word, length=end, claims=claims, cost=price * paid)


def maintenance_interval(life: Weibull, *, planned: float, failure: float) -> Maintenance:
    """Compute the age at which it pays to replace a part that still works.

    Each part is replaced when it fails, or at that age if it is still working (age replacement).
    Where the part doesn't wear out (shape up to 1), or a failure costs no more than a planned
    replacement, no age is worth it: the new part is no better than the old one.

    Parameters
    ----------
    life : Weibull
        How long a part lasts.
    planned, failure : float
        Cost of a planned replacement and of a failure with all that it brings, above 0.

    Returns
    -------
    Maintenance

    Raises
    ------
    ModelError
        When a cost isn't above 0.

    References
    ----------
    Barlow, R. E., & Proschan, F. (1965). Mathematical Theory of Reliability. Wiley, chapter 4.

    Examples
    --------
    >>> life = Weibull(shape=3, scale=10, unit="months")
    >>> found = maintenance_interval(life, planned=20, failure=100)
    >>> round(found.interval, 1), found.cost_rate < found.waiting_rate
    (5.0, True)
    """
    from scipy.optimize import brentq

    early = between(planned, name="planned", low=0, high=np.inf)
    late = between(failure, name="failure", low=0, high=np.inf)
    waiting = late / life.mean
    if life.shape <= 1 or late <= early:
        return Maintenance(interval=np.inf, cost_rate=waiting, waiting_rate=waiting)

    # At the best age one unit of time more costs what it has cost on average so far.
    def excess(age: float) -> float:
        hazard = life.shape / life.scale * (age / life.scale) ** (life.shape - 1)
        return float(hazard * _worked(life, age) - life.failed(age) - early / (late - early))

    far = life.scale
    while excess(far) < 0:
        far *= 2
        if far > 1e9 * life.scale:
            raise ModelError(
                f"A best age should exist; none was found below {far:g} for shape {life.shape:g} "
                f"and costs {early:g} and {late:g}. They are too close: wait for failures."
            )
    age = float(brentq(excess, 0, far))
    rate = (early * (1 - life.failed(age)) + late * life.failed(age)) / _worked(life, age)
    return Maintenance(interval=age, cost_rate=rate, waiting_rate=waiting)


def _worked(life: Weibull, age: float) -> float:
    """Compute the mean time that a part works up to an age: the integral of its survival."""
    from scipy.special import gammainc

    return float(life.mean * gammainc(1 / life.shape, life.hazard_sum(age)))
