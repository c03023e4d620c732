"""What a customer's purchases are worth on average: the gamma-gamma model of spend."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, same_length, vector
from brecha.models._maximum import maximise
from brecha.models._result import Result

__all__ = ["GammaGamma", "fit_gamma_gamma"]


@dataclass(frozen=True, repr=False)
class GammaGamma(Result):
    """Hold a gamma-gamma model of spend per purchase.

    A customer's purchases vary around a mean of their own, and the means differ between
    customers. How much is spent is taken to be independent of how often: check their correlation
    before using it.

    Attributes
    ----------
    p, q, gamma : float
        Purchases within a customer (p), and their scale between customers (q, gamma).
    log_likelihood : float
        Of the data that it was fitted to.
    customers : int
        How many it was fitted to.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). RFM and CLV: Using iso-value curves for
    customer base analysis. Journal of Marketing Research, 42(4), 415-430.

    Examples
    --------
    >>> model = GammaGamma(p=6.25, q=3.74, gamma=15.44)
    >>> model.expected([1, 20], mean_spend=[100, 100]).round(1).tolist()
    [80.3, 98.6]
    """

    p: float
    q: float
    gamma: float
    log_likelihood: float = nan
    customers: int = 0

    def __post_init__(self) -> None:
        """Refuse parameters that no model can have."""
        for name in ("p", "q", "gamma"):
            between(getattr(self, name), name=name, low=0, high=np.inf)

    @property
    def mean(self) -> float:
        """The mean spend of all customers, p gamma / (q - 1); infinite up to q = 1."""
        return self.p * self.gamma / (self.q - 1) if self.q > 1 else np.inf

    def expected(self, purchases: Any, *, mean_spend: Any) -> Vector:
        """Compute the mean spend to expect of known customers.

        Each one's own mean is drawn towards that of all, the more the fewer their purchases: a
        single large purchase is more likely luck than a rich customer.

        Parameters
        ----------
        purchases, mean_spend : array-like, shape (n,)
            As in `fit_gamma_gamma`.

        Returns
        -------
        ndarray of float, shape (n,)
        """
        x, mean = _read(purchases, mean_spend)
        below = self.p * x + self.q - 1
        if (below <= 0).any():
            raise ModelError(
                f"p x purchases + q should pass 1; with p={self.p:g} and q={self.q:g} it doesn't, "
                "and the mean is infinite. Use a model with a larger q."
            )
        return np.asarray(self.p * (self.gamma + x * mean) / below)


def fit_gamma_gamma(purchases: Any, *, mean_spend: Any, iterations: int = 500) -> GammaGamma:
    """Fit the gamma-gamma model of spend by maximum likelihood.

    Parameters
    ----------
    purchases : array-like of int, shape (n,)
        How many purchases each mean is of, at least 1: leave out customers without any.
    mean_spend : array-like of float, shape (n,)
        Mean value of these purchases, in money, above 0.
    iterations : int
        The most that the search may take.

    Returns
    -------
    GammaGamma

    Raises
    ------
    ModelError
        When a customer has no purchase or no spend, or the search doesn't converge.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). RFM and CLV: Using iso-value curves for
    customer base analysis. Journal of Marketing Research, 42(4), 415-430.

    Examples
    --------
    >>> model = fit_gamma_gamma(
    ...     [4, 5, 3, 6, 1, 5, 2, 8], mean_spend=[12, 15, 30, 44, 90, 200, 3, 18]
    ... )
    >>> round(model.mean)
    54
    """
    x, mean = _read(purchases, mean_spend)
    best = maximise(
        lambda at: float(_log_likelihoods(at, x, mean).sum()),
        start={"p": 2.0, "q": 2.0, "gamma": float(mean.mean()) / 2},
        model="gamma-gamma",
        data=f"{len(x)} customers ({x.sum():.0f} purchases of {x @ mean / x.sum():.4g} on average)",
        advice="Where all customers spend alike, or hardly any came twice, use the plain mean.",
        iterations=iterations,
    )
    p, q, gamma = best.at.tolist()
    return GammaGamma(p=p, q=q, gamma=gamma, log_likelihood=best.value, customers=len(x))


def _read(purchases: Any, mean_spend: Any) -> tuple[Vector, Vector]:
    """Take both columns, or name the customer that has no spend to speak of."""
    same_length(
        np.atleast_1d(purchases), np.atleast_1d(mean_spend), names=("purchases", "mean_spend")
    )
    x, mean = (
        vector(np.atleast_1d(values) if np.ndim(values) == 0 else values, name=name, low=0)
        for name, values in (("purchases", purchases), ("mean_spend", mean_spend))
    )
    same_length(x, mean, names=("purchases", "mean_spend"))
    kept = (x >= 1) & (x == np.floor(x)) & (mean > 0)
    if not kept.all():
        row = int(np.argmin(kept))
        raise ModelError(
            "Every customer should have one purchase or more and a mean spend above 0; customer "
            f"{row + 1} of {len(x)} has purchases={x[row]:g}, mean_spend={mean[row]:g}. Leave out "
            "who never came back: their spend is missing, not 0."
        )
    return x, mean


def _log_likelihoods(at: Vector, x: Vector, mean: Vector) -> Vector:
    """Compute the log-likelihood of each customer's mean spend."""
    from scipy.special import betaln

    p, q, gamma = at
    return np.asarray(
        -betaln(p * x, q)
        + q * np.log(gamma)
        + (p * x - 1) * np.log(mean)
        + p * x * np.log(x)
        - (p * x + q) * np.log(gamma + x * mean)
    )
