"""High agreement and a low kappa: what a lopsided table does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brecha.errors import ModelError
from brecha.models._result import Result
from brecha.models.agreement import kappa_of_table

__all__ = ["Prevalence", "prevalence"]


@dataclass(frozen=True, repr=False)
class Prevalence(Result):
    """Hold what a two-by-two table does to kappa.

    Attributes
    ----------
    observed : float
        Share of units on which both agree, 0 to 1.
    kappa : float
        Cohen's kappa.
    prevalence : float
        How far agreed yes and agreed no are apart, as a share of all units, 0 to 1.
    bias : float
        How far the two observers' shares of yes are apart, 0 to 1.
    adjusted : float
        2 x observed - 1: the kappa of a table with the same agreement, but yes and no equally
        common and no bias. Another question, not a repair.
    """

    observed: float
    kappa: float
    prevalence: float
    bias: float
    adjusted: float


def prevalence(counts: Any) -> Prevalence:
    """Show why kappa can be low although two observers hardly ever disagree.

    When nearly everything is a "no", chance agrees too, and there is little left for kappa to
    reward: 85 % agreement gives .70 when yes and no are about equally common and .32 when
    nearly nine in ten are "yes". So a kappa is never read without its table.

    Parameters
    ----------
    counts : DataFrame or array-like, shape (2, 2)
        Yes-yes, yes-no; no-yes, no-no.

    Returns
    -------
    Prevalence

    Raises
    ------
    ModelError
        When the table isn't two by two, or as `kappa_of_table`.

    References
    ----------
    Feinstein, A. R. & Cicchetti, D. V. (1990). High agreement but low kappa: I. The problems
    of two paradoxes. Journal of Clinical Epidemiology, 43(6), 543-549.
    Byrt, T., Bishop, J. & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical
    Epidemiology, 46(5), 423-429.

    Examples
    --------
    >>> even, uneven = prevalence([[40, 9], [6, 45]]), prevalence([[80, 10], [5, 5]])
    >>> round(even.observed, 2), round(even.kappa, 2)
    (0.85, 0.7)
    >>> round(uneven.observed, 2), round(uneven.kappa, 2)
    (0.85, 0.32)
    """
    kappa = kappa_of_table(counts)
    if kappa.table.shape != (2, 2):
        raise ModelError(
            f"`counts` should be a table of two by two; it is {kappa.table.shape}. "
            "Join codes until two are left, one of them the code in question."
        )
    ((both, first_only), (second_only, neither)) = kappa.table.to_numpy().tolist()
    return Prevalence(
        observed=kappa.observed,
        kappa=kappa.value,
        prevalence=abs(both - neither) / kappa.units,
        bias=abs(first_only - second_only) / kappa.units,
        adjusted=2 * kappa.observed - 1,
    )
