"""How far the items of a scale agree with each other: Cronbach's alpha and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, table, varying
from brecha.models._result import Result

__all__ = [
    "Alpha",
    "alpha_without",
    "cronbach_alpha",
]


@dataclass(frozen=True, repr=False)
class Alpha(Result):
    """Hold Cronbach's alpha of one scale.

    Attributes
    ----------
    raw : float
        Alpha from variances, at most 1: for a score that is the sum or mean of the items.
    standardised : float
        Alpha from correlations: for a score that is the sum of standardised items.
    low, high : float
        Feldt's interval for the raw alpha.
    confidence : float
        The confidence of that interval, between 0 and 1.
    items, respondents : int
        What it was computed from.
    """

    raw: float
    standardised: float
    low: float
    high: float
    confidence: float
    items: int
    respondents: int


def cronbach_alpha(items: Any, *, confidence: float = 0.95) -> Alpha:
    """Compute Cronbach's alpha of a scale, raw and standardised, with Feldt's interval.

    Alpha compares the variance of the total with the variances of the items: the more the
    items rise and fall together, the larger it is. It grows with the number of items too, and
    a high alpha doesn't say that the items measure *one* thing: two unrelated groups of items
    can reach .8. One item left unreversed pulls it down, even below zero; see `alpha_without`.

    Parameters
    ----------
    items : DataFrame or array-like, shape (n, k)
        One row per respondent (n >= 2), one column per item (k >= 2), no missing values,
        reversed items already turned round.
    confidence : float
        Confidence of the interval, strictly between 0 and 1. Feldt's interval supposes
        normal items that are essentially parallel; it is a guide, not a guarantee.

    Returns
    -------
    Alpha

    Raises
    ------
    ModelError
        When there are fewer than two items or respondents, missing values, an item that
        doesn't vary, or totals that don't.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika, 16(3), 297-334.
    Feldt, L. S. (1965). The approximate sampling distribution of Kuder-Richardson
    reliability coefficient twenty. Psychometrika, 30(3), 357-370.

    Examples
    --------
    Three respondents, two items: variances 1 and 4, variance of the total 7.

    >>> cronbach_alpha([[1, 2], [2, 6], [3, 4]]).raw
    0.5714285714285714
    """
    frame = table(items, name="items", rows=2, columns=2)
    between(confidence, name="confidence", low=0, high=1)
    varying(frame, name="items")
    raw = alpha_of(frame.cov().to_numpy())
    low, high = _feldt(raw, rows=len(frame), columns=frame.shape[1], confidence=confidence)
    return Alpha(
        raw=raw,
        standardised=alpha_of(frame.corr().to_numpy()),
        low=low,
        high=high,
        confidence=confidence,
        items=frame.shape[1],
        respondents=len(frame),
    )


def alpha_without(items: Any) -> pd.DataFrame:
    """Compute, for each item, the alpha of the scale without it.

    An item whose correlation with the rest is negative was probably worded the other way
    round and not reversed. An item whose removal raises alpha is a candidate for a second
    look, not for the bin: dropping items until alpha pleases fits the scale to one sample.

    Parameters
    ----------
    items : DataFrame or array-like, shape (n, k)
        One row per respondent (n >= 2), one column per item (k >= 3).

    Returns
    -------
    DataFrame, one row per item
        ``alpha``: raw alpha of the other items; ``rest``: correlation of the item with the
        mean of the others, -1 to 1, not a number where the others' mean never varies.

    Raises
    ------
    ModelError
        As `cronbach_alpha`, or when there are fewer than three items.

    Examples
    --------
    The third item was worded the other way round and nobody turned it:

    >>> items = pd.DataFrame({"a": [1, 2, 4, 5], "b": [2, 1, 4, 5], "c": [5, 3, 3, 1]})
    >>> alpha_without(items)["rest"].round(2).to_dict()
    {'a': 0.13, 'b': 0.67, 'c': -0.8}
    """
    frame = table(items, name="items", rows=2, columns=3)
    varying(frame, name="items")
    rows = []
    for item in frame.columns:
        others = frame.drop(columns=item)
        rest = others.mean(axis=1)
        steady = rest.var() <= 1e-12 * others.var().sum()
        rows.append(
            {
                "item": item,
                "alpha": np.nan if steady else alpha_of(others.cov().to_numpy()),
                "rest": np.nan if steady else float(frame[item].corr(rest)),
            }
        )
    return pd.DataFrame(rows).set_index("item")


def alpha_of(covariances: Vector) -> float:
    """Compute alpha from the covariances (or correlations) of k items."""
    items = len(covariances)
    total = float(covariances.sum())
    if total <= 1e-12 * float(np.trace(covariances)):
        raise ModelError(
            "The respondents' totals should vary; here the items cancel out to the same total "
            "for everybody. Turn the reversed items round first (low + high - answer)."
        )
    return float(items / (items - 1) * (1 - np.trace(covariances) / total))


def _feldt(alpha: float, *, rows: int, columns: int, confidence: float) -> tuple[float, float]:
    """Compute the two ends of Feldt's interval: (1 - rho)/(1 - alpha) follows an F."""
    # Lazily: scipy.stats takes seconds to import on a small machine.
    from scipy.stats import f

    tail = (1 - confidence) / 2
    degrees = (rows - 1, (rows - 1) * (columns - 1))
    return (
        float(1 - (1 - alpha) * f.ppf(1 - tail, *degrees)),
        float(1 - (1 - alpha) * f.ppf(tail, *degrees)),
    )
