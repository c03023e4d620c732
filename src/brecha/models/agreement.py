"""Whether two observers code the same thing alike: Cohen's kappa and what troubles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import choice, same_length
from brecha.models._result import Result
from brecha.models.shares import standard_errors

__all__ = ["Kappa", "agreement_table", "cohen_kappa", "kappa_of_table"]

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, repr=False, eq=False)
class Kappa(Result):
    """Hold Cohen's kappa of two observers.

    Attributes
    ----------
    value : float
        (observed - chance) / (1 - chance), at most 1; 0 is what chance alone gives.
    low, high : float
        Large-sample interval, cut at 1; with fewer than some 30 units it is a rough guide.
    observed, chance : float
        Agreement seen, and agreement that two observers would reach by chance if each kept
        their own habits; shares, 0 to 1, weighted if kappa is.
    weights : str
        "none", "linear" or "quadratic".
    units : int
        How many things both coded.
    confidence : float
        The confidence of the interval, between 0 and 1.
    table : DataFrame of int
        Rows: the first observer's codes; columns: the second's.
    """

    value: float
    low: float
    high: float
    observed: float
    chance: float
    weights: str
    units: int
    confidence: float
    table: pd.DataFrame


def agreement_table(
    first: Any, second: Any, *, categories: Sequence[Any] | None = None
) -> pd.DataFrame:
    """Count how often each code of one observer met each code of the other.

    Parameters
    ----------
    first, second : array-like, shape (n,)
        The codes that two observers gave to the same units, in the same order.
    categories : sequence, optional
        All codes, in their order; those that nobody used count as well. By default the codes
        that came, sorted.

    Returns
    -------
    DataFrame of int, shape (k, k)
        Rows: `first`; columns: `second`.

    Raises
    ------
    ModelError
        When lengths differ, nothing was coded, a code is missing or none of `categories`.

    Examples
    --------
    >>> agreement_table(["yes", "no", "no"], ["yes", "yes", "no"]).to_numpy().tolist()
    [[1, 1], [0, 1]]
    """
    same_length(first, second, names=("first", "second"))
    one, other = pd.Series(list(first)), pd.Series(list(second))
    if one.empty:
        raise ModelError("Both observers should have coded at least one unit; there is none.")
    if one.isna().any() or other.isna().any():
        raise ModelError(
            "Both observers should have coded every unit; codes are missing. "
            "Leave such units out, or use krippendorff_alpha, which knows missing codes."
        )
    codes = list(categories) if categories is not None else _in_order({*one, *other})
    stray = [code for code in [*one, *other] if code not in codes]
    if stray:
        raise ModelError(
            f"Every code should be one of {codes}; {stray[0]!r} is not. "
            "Add it to `categories`, or correct it."
        )
    counts = pd.DataFrame(0, index=pd.Index(codes), columns=pd.Index(codes))
    for left, right in zip(one, other, strict=True):
        counts.loc[left, right] += 1
    return counts


def cohen_kappa(
    first: Any,
    second: Any,
    *,
    weights: str = "none",
    categories: Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Kappa:
    """Compute Cohen's kappa from two observers' codes.

    Two observers who both write "no complaint" nearly always agree nearly always, without
    looking. Kappa takes off what such habits alone would give. It says nothing about who is
    right: two people can share a mistake.

    Parameters
    ----------
    first, second, categories
        As in `agreement_table`.
    weights : {"none", "linear", "quadratic"}
        Whether near misses count in part, by their distance in the order of `categories` or by
        its square. Only for codes with an order, and name the order: sorted by alphabet, "high"
        is nearer to "low" than "medium" is.
    confidence : float
        Confidence of the interval, strictly between 0 and 1.

    Returns
    -------
    Kappa

    Raises
    ------
    ModelError
        As `agreement_table`; when both observers used one and the same code throughout; or when
        codes that are words are weighted without `categories`.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
    Psychological Measurement, 20(1), 37-46.
    Fleiss, J. L., Cohen, J. & Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. Psychological Bulletin, 72(5), 323-327.

    Examples
    --------
    >>> round(cohen_kappa([1, 1, 2, 2], [1, 2, 2, 2]).value, 2)
    0.5
    """
    chosen = choice(weights, name="weights", allowed=("none", "linear", "quadratic"))
    counts = agreement_table(first, second, categories=categories)
    if chosen != "none" and categories is None and isinstance(counts.index[0], str):
        raise ModelError(
            f"Weights need the order of the codes; `categories` should name it, and the alphabet "
            f"is none. Pass them from one end to the other: {list(counts.index)}, in your order."
        )
    return kappa_of_table(counts, weights=chosen, confidence=confidence)


def kappa_of_table(counts: Any, *, weights: str = "none", confidence: float = 0.95) -> Kappa:
    """Compute Cohen's kappa from a table of counts, such as a published one.

    Parameters
    ----------
    counts : DataFrame or array-like, shape (k, k)
        How often each pair of codes came; the same codes in rows and columns, in one order.
    weights, confidence
        As in `cohen_kappa`.

    Returns
    -------
    Kappa

    Raises
    ------
    ModelError
        When the table isn't square, holds no counts, or leaves chance nothing to explain.

    Examples
    --------
    >>> round(kappa_of_table([[20, 5], [10, 15]]).value, 2)
    0.4
    """
    chosen = choice(weights, name="weights", allowed=("none", "linear", "quadratic"))
    table = _counts(counts)
    cells = table.to_numpy(dtype=np.float64)
    units = int(cells.sum())
    shares = cells / units
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    credit = _credit(len(cells), weights=chosen)
    observed = float((credit * shares).sum())
    chance = float(rows @ credit @ columns)
    if 1 - chance < 1e-12:
        raise ModelError(
            "The observers should have used more than one code; both always gave the same one, "
            "so chance explains all of their agreement. Report the agreement itself."
        )
    value = (observed - chance) / (1 - chance)
    # Fleiss, Cohen & Everitt (1969): mean credit of each row and column under the other's habits.
    habit = (credit @ columns)[:, None] + (rows @ credit)[None, :]
    spread = (shares * (credit - habit * (1 - value)) ** 2).sum()
    variance = (spread - (value - chance * (1 - value)) ** 2) / (units * (1 - chance) ** 2)
    margin = standard_errors(confidence) * max(0.0, float(variance)) ** 0.5
    return Kappa(
        value=value,
        low=value - margin,
        high=min(1.0, value + margin),
        observed=observed,
        chance=chance,
        weights=chosen,
        units=units,
        confidence=confidence,
        table=table,
    )


def _in_order(codes: set[Any]) -> list[Any]:
    """Sort codes; words and numbers together as they are written."""
    try:
        return sorted(codes)
    except TypeError:
        return sorted(codes, key=str)


def _counts(counts: Any) -> pd.DataFrame:
    """Check a square table of counts."""
    table = pd.DataFrame(counts)
    if table.shape[0] != table.shape[1] or len(table) < 2:
        raise ModelError(
            f"`counts` should have as many rows as columns, two or more; it is {table.shape}. "
            "Give codes that one observer never used a row or column of zeros."
        )
    cells = table.to_numpy()
    if cells.dtype.kind not in "iuf" or (cells < 0).any() or (cells != np.floor(cells)).any():
        raise ModelError(
            "`counts` should hold counts, whole and not negative; it holds something else. "
            "Pass how often each pair came, not shares."
        )
    if not cells.sum():
        raise ModelError("`counts` should count at least one unit; all are 0. Code something.")
    return table.astype(int)


def _credit(size: int, *, weights: str) -> Matrix:
    """Say how much each pair of codes counts as agreement, 0 to 1."""
    if weights == "none":
        return np.eye(size)
    place = np.arange(size)
    distance = np.abs(place[:, None] - place[None, :]) / (size - 1)
    return np.asarray(1 - distance ** (2 if weights == "quadratic" else 1))
