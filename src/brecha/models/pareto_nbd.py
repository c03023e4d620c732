"""Who comes back without a contract: the Pareto/NBD model, in which one can leave at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, ClassVar

import numpy as np

from brecha.models._customers import Customers, RepeatPurchase, fit_customers, read_customers
from brecha.models._inputs import Vector

__all__ = ["ParetoNBD", "fit_pareto_nbd"]

_ADVICE = (
    "Check that `purchases` leaves out the first purchase and that some customers came back, "
    "observe for longer, or use the BG/NBD model (fit_bg_nbd)."
)


@dataclass(frozen=True, repr=False)
class ParetoNBD(RepeatPurchase):
    """Hold a Pareto/NBD model: purchase rates and leaving rates that differ between customers.

    As in `BGNBD` an active customer buys at random at a rate of their own (gamma: `r`, `alpha`).
    Here they leave at a rate of their own (gamma: `s`, `beta`) at any time, not only after a
    purchase: so who never came back isn't certain to be active.

    Attributes
    ----------
    r, alpha : float
        Purchase rates: mean r / alpha per `unit`.
    s, beta : float
        Leaving rates: mean s / beta per `unit`.
    unit : str
        The unit of time of all that goes in and comes out.
    log_likelihood : float
        Of the data that it was fitted to.
    customers : int
        How many it was fitted to.

    References
    ----------
    Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers: Who are
    they and what will they do next? Management Science, 33(1), 1-24.

    Examples
    --------
    >>> model = ParetoNBD(r=0.553, alpha=10.578, s=0.606, beta=11.669, unit="weeks")
    >>> float(model.expected(52).round(2)[0])
    1.47
    """

    r: float
    alpha: float
    s: float
    beta: float
    unit: str
    log_likelihood: float = nan
    customers: int = 0

    _parameters: ClassVar[tuple[str, ...]] = ("r", "alpha", "s", "beta")

    def _alive(self, found: Customers) -> Vector:
        at = np.array([self.r, self.alpha, self.s, self.beta])
        there, gone = _log_parts(at, found)
        return np.asarray(np.exp(there - np.logaddexp(there, gone)))

    def _while_active(self, x: Vector, seen: Vector, ahead: Vector) -> Vector:
        rate = (self.r + x) / (self.alpha + seen)
        return np.asarray(rate * self._active_time(seen, ahead))

    def _active_time(self, seen: Vector, ahead: Vector) -> Vector:
        """Compute how much of the time ahead a customer who is active now will be active."""
        # (1 - u^(s-1)) / (s - 1), which is -log(u) at s = 1: expm1 keeps its digits near there.
        logs = np.log((self.beta + seen) / (self.beta + seen + ahead))
        less = self.s - 1
        share = -np.expm1(less * logs) / less if abs(less) > 1e-12 else -logs
        return np.asarray((self.beta + seen) * share)


def fit_pareto_nbd(
    purchases: Any,
    *,
    last: Any,
    observed: Any,
    unit: str,
    start: Mapping[str, float] | None = None,
    iterations: int = 500,
) -> ParetoNBD:
    """Fit the Pareto/NBD model by maximum likelihood.

    Parameters
    ----------
    purchases, last, observed : array-like, shape (n,)
        As in `fit_bg_nbd`: repeat purchases, time of the last, time observed.
    unit : str
        The unit of both times, such as ``"weeks"``; it stands in the result.
    start : mapping of str to float, optional
        Where the search begins, such as ``{"s": 0.5}``. Without it, r and s begin at 1, alpha
        and beta at the mean time observed.
    iterations : int
        The most that the search may take.

    Returns
    -------
    ParetoNBD

    Raises
    ------
    ModelError
        When a history contradicts itself, or the search doesn't converge: the message says on
        which data, from where, and what to try.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related
    expressions. http://brucehardie.com/notes/009/

    Examples
    --------
    >>> model = fit_pareto_nbd(
    ...     [0, 0, 0, 1, 1, 2, 4, 6, 12, 15],
    ...     last=[0, 0, 0, 3, 31, 2, 35, 10, 38, 15],
    ...     observed=[39, 39, 36, 39, 33, 38, 39, 38, 39, 39],
    ...     unit="weeks",
    ... )
    >>> model.customers
    10
    """
    found = read_customers(purchases, last=last, observed=observed)
    middle = float(found.observed.mean())
    best = fit_customers(
        found,
        lambda at, histories: np.logaddexp(*_log_parts(at, histories)),
        begin={"r": 1.0, "alpha": middle, "s": 1.0, "beta": middle},
        start=start,
        model="Pareto/NBD",
        advice=_ADVICE,
        iterations=iterations,
    )
    return ParetoNBD(**best, unit=unit)


def _log_parts(at: Vector, found: Customers) -> tuple[Vector, Vector]:
    """Compute the logarithms of "is active at the end" and of "left after the last purchase".

    The second is an integral over when the customer left. In print it is a difference of two
    2F1, which cancels and overflows; by quadrature over log(alpha + time) it does neither.
    """
    from scipy.special import gammaln

    r, alpha, s, beta = at
    x = found.purchases
    shared = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    there = -(r + x) * np.log(alpha + found.observed) - s * np.log(beta + found.observed)
    nodes, weights = np.polynomial.legendre.leggauss(32)
    begin, end = np.log(alpha + found.last), np.log(alpha + found.observed)
    # Where many purchases make the integrand steep, nothing counts beyond 40 of its lengths.
    half = np.minimum(end - begin, 40 / (r + x)) / 2
    points = begin[:, None] + half[:, None] * (1 + nodes)
    left = (1 - r - x)[:, None] * points - (s + 1) * np.log(beta - alpha + np.exp(points))
    most = left.max(axis=1)
    gone = most + np.log(half * (np.exp(left - most[:, None]) @ weights + 1e-300) + 1e-300)
    return shared + there, np.asarray(shared + np.log(s) + gone)
