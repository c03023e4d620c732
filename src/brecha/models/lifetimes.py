"""How long a product works: the Weibull distribution, fitted also to what still works."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, gamma, log, nan
from typing import Any

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, number, vector, whole
from brecha.models._maximum import maximise
from brecha.models._result import Result
from brecha.models.survival import read_lifetimes

__all__ = ["Weibull", "fit_weibull"]


@dataclass(frozen=True, repr=False)
class Weibull(Result):
    """Hold a Weibull distribution of lifetimes.

    Attributes
    ----------
    shape : float
        Below 1 failures grow rarer with age (teething troubles), at 1 age doesn't matter, above
        1 things wear out.
    scale : float
        The age by which 63 % have failed, in `unit`.
    unit : str
        The unit of time of all that goes in and comes out.
    log_likelihood : float
        Of the data that it was fitted to.
    units, failures : int
        How many it was fitted to, and how many of them had failed.

    Examples
    --------
    >>> life = Weibull(shape=2, scale=3, unit="years")
    >>> round(life.failed(2), 3), round(life.mean, 2)
    (0.359, 2.66)
    """

    shape: float
    scale: float
    unit: str
    log_likelihood: float = nan
    units: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        """Refuse parameters that no distribution can have."""
        for name in ("shape", "scale"):
            between(getattr(self, name), name=name, low=0, high=np.inf)

    @property
    def mean(self) -> float:
        """The mean lifetime."""
        return self.scale * gamma(1 + 1 / self.shape)

    def hazard_sum(self, age: float) -> float:
        """Compute the cumulative hazard up to an age, (age / scale) to the power of shape."""
        return float((number(age, name="age", low=0) / self.scale) ** self.shape)

    def failed(self, age: float) -> float:
        """Compute the share that has failed at least once by an age, F(age)."""
        return 1 - exp(-self.hazard_sum(age))

    def renewals(self, age: float, *, steps: int = 800) -> float:
        """Compute the expected failures up to an age when each is answered by a new unit.

        Solves the renewal equation M(t) = F(t) + the integral of M(t - u) dF(u) on a grid.

        Parameters
        ----------
        age : float
            How far to look, 0 or more.
        steps : int
            Steps of the grid; 800 give four digits.

        Returns
        -------
        float

        References
        ----------
        Xie, M. (1989). On the solution of renewal-type integral equations. Communications in
        Statistics: Simulation and Computation, 18(1), 281-293.
        """
        cells = whole(steps, name="steps", low=10)
        width = number(age, name="age", low=0) / cells
        # F at half steps: 1/2, 3/2, 5/2...
        halves = -np.expm1(-(((np.arange(cells) + 0.5) * width / self.scale) ** self.shape))
        grown = np.zeros(cells + 1)
        for at in range(1, cells + 1):
            earlier = np.diff(grown[:at]) @ halves[at - 1 : 0 : -1]
            first = self.failed(at * width)
            grown[at] = (first + earlier - grown[at - 1] * halves[0]) / (1 - halves[0])
        return float(grown[-1])


def fit_weibull(times: Any, *, failed: Any, unit: str, iterations: int = 500) -> Weibull:
    """Fit a Weibull distribution by maximum likelihood, with what still works taken in.

    Parameters
    ----------
    times : array-like of float, shape (n,)
        Time to failure, or to when the unit was last seen working; above 0.
    failed : array-like of bool, shape (n,)
        Whether that time is a failure (True, 1) or the unit was still working (False, 0).
    unit : str
        The unit of `times`, such as ``"months"``; it stands in the result.
    iterations : int
        The most that the search may take.

    Returns
    -------
    Weibull

    Raises
    ------
    ModelError
        When the columns don't match, all failures came at one time, or the search doesn't
        converge.

    References
    ----------
    Kalbfleisch, J. D., & Prentice, R. L. (2002). The Statistical Analysis of Failure Time Data
    (2nd ed.). Wiley, chapter 3.

    Examples
    --------
    >>> life = fit_weibull([3, 8, 14, 20, 24], failed=[1, 1, 1, 1, 0], unit="months")
    >>> round(life.shape, 2), round(life.scale, 1)
    (1.45, 17.3)
    """
    lasted, event = read_lifetimes(times, failed=failed)
    vector(lasted, name="times", low=np.nextafter(0, 1))
    if len(np.unique(lasted[event])) < 2:
        raise ModelError(
            f"Failures should come at two different times or more; the {int(event.sum())} of "
            f"{len(event)} units came at {lasted[event][0]:g}. Wait for more of them."
        )
    best = maximise(
        lambda at: _log_likelihood(at, lasted, event),
        start={"shape": 1.0, "scale": float(lasted.sum() / event.sum())},
        model="Weibull distribution",
        data=f"{len(lasted)} units, {int(event.sum())} of them failed",
        advice="Look at the Kaplan-Meier curve first, and wait for more failures.",
        iterations=iterations,
    )
    shape, scale = best.at.tolist()
    return Weibull(
        shape=shape,
        scale=scale,
        unit=unit,
        log_likelihood=best.value,
        units=len(lasted),
        failures=int(event.sum()),
    )


def _log_likelihood(at: Vector, lasted: Vector, event: Any) -> float:
    """Compute the log-likelihood: the density of failures, the survival of the rest."""
    shape, scale = at
    logs = np.log(lasted[event] / scale)
    return float(
        event.sum() * (log(shape) - log(scale))
        + (shape - 1) * logs.sum()
        - ((lasted / scale) ** shape).sum()
    )
