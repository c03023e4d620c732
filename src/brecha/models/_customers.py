"""What models of repeat purchase have in common: the columns, the search, what they say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, vector
from brecha.models._maximum import maximise
from brecha.models._result import Result

__all__ = ["Customers", "RepeatPurchase", "fit_customers", "read_customers"]


@dataclass(frozen=True)
class Customers:
    """Hold customers' histories.

    Attributes
    ----------
    purchases, last, observed : ndarray
        Repeat purchases, time of the last one, time observed; both times since the first purchase.
    """

    purchases: Vector
    last: Vector
    observed: Vector

    def distinct(self) -> tuple[Customers, npt.NDArray[np.int64]]:
        """Give every distinct history once, and how many customers have it."""
        rows = np.column_stack([self.purchases, self.last, self.observed])
        found, counts = np.unique(rows, axis=0, return_counts=True)
        return Customers(*found.T), counts.astype(np.int64)

    def told(self) -> str:
        """Describe them for a message."""
        back = int((self.purchases > 0).sum())
        return (
            f"{len(self.purchases)} customers ({back} with a repeat purchase, "
            f"{self.purchases.sum():.0f} repeat purchases)"
        )


def read_customers(purchases: Any, *, last: Any, observed: Any) -> Customers:
    """Take the three columns, or say which customer can't be.

    Parameters
    ----------
    purchases : array-like of int, or int
        Repeat purchases: all but the first.
    last : array-like of float, or float
        Time from the first purchase to the last, 0 without a repeat purchase.
    observed : array-like of float, or float
        Time from the first purchase to the end of the observation.

    Returns
    -------
    Customers

    Raises
    ------
    ModelError
        When a column isn't one, or a history contradicts itself.
    """
    columns = [
        vector(np.atleast_1d(values) if np.ndim(values) == 0 else values, name=name, low=0)
        for name, values in (("purchases", purchases), ("last", last), ("observed", observed))
    ]
    sizes = [len(column) for column in columns]
    if len(set(sizes)) > 1:
        raise ModelError(
            "`purchases`, `last` and `observed` should have one row for each customer; they have "
            f"{sizes[0]}, {sizes[1]} and {sizes[2]}. Take them from the same table."
        )
    found = Customers(*columns)
    x, latest, seen = columns
    rules = (
        (x == np.floor(x), "a whole number of repeat purchases"),
        (seen > 0, "been observed for longer than 0"),
        (latest <= seen, "the last purchase within the time observed"),
        ((x > 0) == (latest > 0), "a last purchase above 0 with repeat purchases, and 0 without"),
    )
    for kept, rule in rules:
        if not kept.all():
            row = int(np.argmin(kept))
            raise ModelError(
                f"Every customer should have {rule}; customer {row + 1} of {len(x)} has purchases="
                f"{x[row]:g}, last={latest[row]:g}, observed={seen[row]:g}. Count repeat purchases "
                "without the first, merge orders of one day, and measure from the first purchase."
            )
    return found


class RepeatPurchase(Result, ABC):
    """Hold what a model of repeat purchase says of customers, known and new.

    A model brings two parts: how likely a customer is still active, and how much one who is will
    buy. Subclasses are frozen dataclasses that begin with the parameters.
    """

    _parameters: ClassVar[tuple[str, ...]]

    def __post_init__(self) -> None:
        """Refuse parameters that no model can have."""
        for name in self._parameters:
            between(getattr(self, name), name=name, low=0, high=np.inf)

    def alive(self, purchases: Any, *, last: Any, observed: Any) -> Vector:
        """Compute the chance that customers are still active, P(alive).

        Parameters
        ----------
        purchases, last, observed : array-like, shape (n,), or one number
            As in the fit: repeat purchases, time of the last, time observed.

        Returns
        -------
        ndarray of float, shape (n,)
        """
        return self._alive(read_customers(purchases, last=last, observed=observed))

    def expected(self, time: Any) -> Vector:
        """Compute the repeat purchases to expect of a new customer.

        Parameters
        ----------
        time : array-like of float, shape (n,), or one number
            Time since the first purchase, 0 or more.

        Returns
        -------
        ndarray of float, shape (n,)
        """
        ahead = vector(np.atleast_1d(time), name="time", low=0)
        return self._while_active(np.zeros_like(ahead), np.zeros_like(ahead), ahead)

    def forecast(self, time: float, *, purchases: Any, last: Any, observed: Any) -> Vector:
        """Compute the purchases to expect of known customers in the time ahead.

        Parameters
        ----------
        time : float
            How long to look ahead from the end of each customer's observation, above 0.
        purchases, last, observed : array-like, shape (n,), or one number
            As in the fit: repeat purchases, time of the last, time observed.

        Returns
        -------
        ndarray of float, shape (n,)
        """
        found = read_customers(purchases, last=last, observed=observed)
        ahead = np.full_like(found.observed, between(time, name="time", low=0, high=np.inf))
        return self._alive(found) * self._while_active(found.purchases, found.observed, ahead)

    @abstractmethod
    def _alive(self, found: Customers) -> Vector:
        """Compute P(alive) of customers whose histories have been read."""

    @abstractmethod
    def _while_active(self, x: Vector, seen: Vector, ahead: Vector) -> Vector:
        """Compute the purchases to expect, given that the customer is active now."""


def fit_customers(
    found: Customers,
    likelihoods: Callable[[Vector, Customers], Vector],
    *,
    begin: dict[str, float],
    start: Mapping[str, float] | None,
    model: str,
    advice: str,
    iterations: int,
) -> dict[str, Any]:
    """Fit a model of repeat purchase by maximum likelihood.

    Customers with the same history count once, with their number as weight.

    Parameters
    ----------
    found : Customers
        The histories.
    likelihoods : callable
        Given the parameters and histories, the log-likelihood of each.
    begin : dict of str to float
        The parameters in the order of `likelihoods`, and where the search begins.
    start : mapping of str to float, optional
        What of this the caller wants otherwise.
    model, advice : str
        What is fitted, and what to try when it fails.
    iterations : int
        The most that the search may take.

    Returns
    -------
    dict
        The parameters by name, ``log_likelihood`` and ``customers``: what a result is made of.

    Raises
    ------
    ModelError
        When nobody came back (the likelihood then grows without end as r falls to 0), or the
        search doesn't converge.
    """
    if not found.purchases.any():
        raise ModelError(
            f"Somebody should have come back before the {model} can be fitted; of "
            f"{found.told()} nobody did. {advice}"
        )
    distinct, counts = found.distinct()
    best = maximise(
        lambda at: float(counts @ likelihoods(at, distinct)),
        start=begin | dict(start or {}),
        model=model,
        data=found.told(),
        advice=advice,
        iterations=iterations,
    )
    return {
        **dict(zip(begin, best.at.tolist(), strict=True)),
        "log_likelihood": best.value,
        "customers": len(found.purchases),
    }
