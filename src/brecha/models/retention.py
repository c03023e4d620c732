"""Retention under contract: why it can rise although no customer grows more loyal."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, vector, whole
from brecha.models._maximum import maximise
from brecha.models._result import Result

__all__ = ["SBG", "fit_sbg", "retention_rates"]

_ADVICE = (
    "Where retention doesn't rise from renewal to renewal, customers needn't differ: use one "
    "constant rate (see retention_rates)."
)


@dataclass(frozen=True, repr=False)
class SBG(Result):
    """Hold a shifted beta-geometric model of customers under contract.

    Each customer leaves at every renewal with a chance of their own that never changes; the
    chances differ between customers (beta: `alpha`, `beta`). Those likely to leave go first, so
    the retention of the *cohort* rises by sorting alone. A good fit doesn't exclude that people
    grow loyal: the two can't be told apart from survivors.

    Attributes
    ----------
    alpha, beta : float
        Chances to leave at a renewal: mean alpha / (alpha + beta).
    log_likelihood : float
        Of the survivors that it was fitted to.
    customers, renewals : int
        How many customers and renewals it was fitted to.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2007). How to project customer retention. Journal of
    Interactive Marketing, 21(1), 76-90.

    Examples
    --------
    >>> SBG(alpha=1, beta=1).survivors(3).tolist()
    [1.0, 0.5, 0.3333333333333333, 0.25]
    """

    alpha: float
    beta: float
    log_likelihood: float = nan
    customers: int = 0
    renewals: int = 0

    def __post_init__(self) -> None:
        """Refuse parameters that no model can have."""
        for name in ("alpha", "beta"):
            between(getattr(self, name), name=name, low=0, high=np.inf)

    def retention(self, renewals: int) -> pd.Series[float]:
        """Compute the cohort's retention at each renewal, 1 to `renewals`.

        At renewal t it is (beta + t - 1) / (alpha + beta + t - 1), of those still there.
        """
        steps = np.arange(1, whole(renewals, name="renewals", low=1) + 1)
        rates = (self.beta + steps - 1) / (self.alpha + self.beta + steps - 1)
        return pd.Series(rates, index=pd.Index(steps, name="renewal"), name="retention")

    def survivors(self, renewals: int) -> pd.Series[float]:
        """Compute the share of the cohort that is there after 0 to `renewals` renewals."""
        shares = np.concatenate([[1.0], self.retention(renewals).cumprod()])
        steps = pd.RangeIndex(len(shares), name="renewal")
        return pd.Series(shares, index=steps, name="survivors")


def retention_rates(survivors: Any) -> pd.Series[float]:
    """Compute the retention of a cohort at each renewal: who is still there, of who was.

    Parameters
    ----------
    survivors : array-like, shape (n,)
        Customers of *one* cohort after 0, 1, 2... renewals, none larger than the one before.

    Returns
    -------
    Series, shape (n - 1,)

    Raises
    ------
    ModelError
        When there are fewer than two counts, they grow, or nobody is left before the last.

    Examples
    --------
    >>> retention_rates([1000, 631, 468]).round(3).tolist()
    [0.631, 0.742]
    """
    there = _read(survivors)
    steps = pd.RangeIndex(1, len(there), name="renewal")
    return pd.Series(there[1:] / there[:-1], index=steps, name="retention")


def fit_sbg(survivors: Any, *, iterations: int = 500) -> SBG:
    """Fit a shifted beta-geometric model to the survivors of one cohort.

    Maximum likelihood: whoever left did so at a known renewal; whoever is left is only known to
    have stayed so far, and counts as that.

    Parameters
    ----------
    survivors : array-like, shape (n,)
        Customers of *one* cohort after 0, 1, 2... renewals; at least three counts. Counts, not
        shares: a thousand customers say more than ten.
    iterations : int
        The most that the search may take.

    Returns
    -------
    SBG

    Raises
    ------
    ModelError
        When the counts aren't those of a cohort, nobody left, or the search doesn't converge:
        also when the retention doesn't rise, since then customers needn't differ.

    References
    ----------
    Fader, P. S., & Hardie, B. G. S. (2007). How to project customer retention. Journal of
    Interactive Marketing, 21(1), 76-90.

    Examples
    --------
    >>> model = fit_sbg([1000, 631, 468, 382, 326, 289, 262, 241])
    >>> round(model.alpha, 2), round(model.beta, 2)
    (0.7, 1.18)
    """
    there = _read(survivors, least=3)
    left = -np.diff(there)
    if not left.any():
        raise ModelError(
            f"Somebody should have left; after {len(left)} renewals all {there[0]:g} customers are "
            "there. Wait: nothing can be said of leaving yet."
        )
    told = f"{there[0]:g} customers over {len(left)} renewals ({there[-1]:g} still there)"
    best = maximise(
        lambda at: _log_likelihood(at, left, there[-1]),
        start={"alpha": 1.0, "beta": 1.0},
        model="sBG",
        data=told,
        advice=_ADVICE,
        iterations=iterations,
    )
    # One rate for everybody is the limit in which both parameters grow without end.
    share = left.sum() / there[:-1].sum()
    alike = left.sum() * np.log(share) + there[1:].sum() * np.log1p(-share) if share < 1 else 0.0
    if best.value < alike + 1e-6:
        raise ModelError(
            f"Fitting the sBG to {told} should do better than one constant rate; it doesn't, "
            f"starting from alpha=1, beta=1. {_ADVICE}"
        )
    alpha, beta = best.at.tolist()
    return SBG(
        alpha=alpha,
        beta=beta,
        log_likelihood=best.value,
        customers=int(there[0]),
        renewals=len(left),
    )


def _read(survivors: Any, *, least: int = 2) -> Vector:
    """Take the counts of a cohort, or say why they can't be one's."""
    there = vector(survivors, name="survivors", low=0, least=least)
    whole(there[0], name="survivors at the start", low=1)
    if (np.diff(there) > 0).any():
        at = int(np.argmax(np.diff(there) > 0)) + 1
        raise ModelError(
            f"`survivors` should never grow; it goes from {there[at - 1]:g} to {there[at]:g} at "
            f"renewal {at}. Follow one cohort: customers who joined later don't belong to it."
        )
    if (there[:-1] == 0).any():
        at = int(np.argmax(there == 0))
        raise ModelError(
            f"Somebody should be left before every renewal; at renewal {at} everybody had gone. "
            "End the counts there."
        )
    return there


def _log_likelihood(at: Vector, left: Vector, still: float) -> float:
    """Compute the log-likelihood of when people left, and of who is there still."""
    from scipy.special import betaln

    alpha, beta = at
    steps = np.arange(1, len(left) + 1)
    went = betaln(alpha + 1, beta + steps - 1) - betaln(alpha, beta)
    stayed = betaln(alpha, beta + len(left)) - betaln(alpha, beta)
    return float(left @ went + still * stayed)
