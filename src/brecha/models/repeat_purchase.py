"""Who comes back without a contract: the BG/NBD model of repeat purchase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, ClassVar

import numpy as np

from brecha.models._customers import Customers, RepeatPurchase, fit_customers, read_customers
from brecha.models._inputs import Vector

__all__ = ["BGNBD", "fit_bg_nbd"]

_ADVICE = (
    "Check that `purchases` leaves out the first purchase and that some customers came back, "
    "or observe for longer."
)


@dataclass(frozen=True, repr=False)
class BGNBD(RepeatPurchase):
    """Hold a BG/NBD model: purchase rates and chances to leave that differ between customers.

    While active, a customer buys at random at a rate of their own (gamma: `r`, `alpha`); after
    every repeat purchase they leave for good with a chance of their own (beta: `a`, `b`).
    Nobody reports leaving. A model from print is made of its four parameters and the unit.

    Without a repeat purchase P(alive) is 1 in this model, however long the silence: customers can
    leave only after a repeat purchase. That is an assumption, no finding.

    Attributes
    ----------
    r, alpha : float
        Purchase rates: mean r / alpha per `unit`.
    a, b : float
        Chances to leave after a purchase: mean a / (a + b).
    unit : str
        The unit of time of all that goes in and comes out.
    log_likelihood : float
        Of the data that it was fitted to.
    customers : int
        How many it was fitted to.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way.
    Marketing Science, 24(2), 275-284.

    Examples
    --------
    >>> model = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, unit="weeks")
    >>> float(model.forecast(39, purchases=2, last=30.43, observed=38.86).round(2)[0])
    1.23
    """

    r: float
    alpha: float
    a: float
    b: float
    unit: str
    log_likelihood: float = nan
    customers: int = 0

    _parameters: ClassVar[tuple[str, ...]] = ("r", "alpha", "a", "b")

    def _alive(self, found: Customers) -> Vector:
        # In logarithms: the power passes the largest float for a customer with many purchases.
        x = found.purchases
        odds = np.log(self.a / (self.b + np.maximum(x, 1) - 1)) + (self.r + x) * np.log(
            (self.alpha + found.observed) / (self.alpha + found.last)
        )
        return np.asarray(np.where(x > 0, np.exp(-np.logaddexp(0, odds)), 1.0))

    def _while_active(self, x: Vector, seen: Vector, ahead: Vector) -> Vector:
        """Compute the purchases to expect, given that the customer is active now."""
        from scipy.special import hyp2f1

        # The formula has a hole at a = 1, where it is the limit from both sides.
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        whole = self.alpha + seen + ahead
        # In print: (1 - z)^(r + x) 2F1(r + x, b + x; c; z), a product of a vanishing and an
        # exploding factor when x is large. Euler's transformation joins the two powers.
        c = a + self.b + x - 1
        series = hyp2f1(a + self.b - 1 - self.r, a - 1, c, ahead / whole)
        left = np.exp((a - 1) * np.log((self.alpha + seen) / whole)) * series
        return np.asarray(c / (a - 1) * (1 - left))


def fit_bg_nbd(
    purchases: Any,
    *,
    last: Any,
    observed: Any,
    unit: str,
    start: Mapping[str, float] | None = None,
    iterations: int = 500,
) -> BGNBD:
    """Fit the BG/NBD model by maximum likelihood.

    Three numbers a customer are enough: how often they came back, when last, and how long they
    have been observed. Customers with the same three count once, with their number as weight.

    Parameters
    ----------
    purchases : array-like of int, shape (n,)
        *Repeat* purchases: all but the first, orders of one day merged.
    last : array-like of float, shape (n,)
        Time from the first purchase to the last; 0 without a repeat purchase.
    observed : array-like of float, shape (n,)
        Time from the first purchase to the end of the observation.
    unit : str
        The unit of both times, such as ``"weeks"``; it stands in the result.
    start : mapping of str to float, optional
        Where the search begins: ``{"r": 1, "alpha": 10, "a": 1, "b": 1}``. Without it, r, a
        and b begin at 1 and alpha at the mean time observed.
    iterations : int
        The most that the search may take.

    Returns
    -------
    BGNBD

    Raises
    ------
    ModelError
        When a history contradicts itself, or the search doesn't converge: the message says on
        which data, from where, and what to try.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way.
    Marketing Science, 24(2), 275-284.

    Examples
    --------
    >>> model = fit_bg_nbd(
    ...     [0, 0, 0, 1, 1, 2, 4, 6],
    ...     last=[0, 0, 0, 10, 31, 12, 35, 30],
    ...     observed=[39, 39, 36, 39, 33, 38, 39, 38],
    ...     unit="weeks",
    ... )
    >>> round(model.r, 2), model.customers
    (0.94, 8)
    """
    found = read_customers(purchases, last=last, observed=observed)
    best = fit_customers(
        found,
        _log_likelihoods,
        begin={"r": 1.0, "alpha": float(found.observed.mean()), "a": 1.0, "b": 1.0},
        start=start,
        model="BG/NBD",
        advice=_ADVICE,
        iterations=iterations,
    )
    return BGNBD(**best, unit=unit)


def _log_likelihoods(at: Vector, found: Customers) -> Vector:
    """Compute each history's log-likelihood, as a sum of logarithms throughout."""
    from scipy.special import betaln, gammaln

    r, alpha, a, b = at
    x = found.purchases
    rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stay = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + found.observed)
    # Left just after the last purchase: only possible if there was one.
    gone = np.where(
        x > 0,
        betaln(a + 1, b + np.maximum(x, 1) - 1)
        - betaln(a, b)
        - (r + x) * np.log(alpha + found.last),
        -np.inf,
    )
    return np.asarray(rate + np.logaddexp(stay, gone))
