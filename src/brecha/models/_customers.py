"""The three columns that models of repeat purchase are fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from brecha.errors import ModelError
from brecha.models._inputs import Vector, vector

__all__ = ["Customers", "read_customers"]


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

    def come_back(self, *, model: str, advice: str) -> None:
        """Raise when nobody came back: the likelihood then grows without end as r falls to 0."""
        if not self.purchases.any():
            raise ModelError(
                f"Somebody should have come back before the {model} can be fitted; of "
                f"{self.told()} nobody did. {advice}"
            )

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
