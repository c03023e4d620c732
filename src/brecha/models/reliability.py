"""How far the items of a scale agree with each other: Cronbach's alpha and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, number, same_length, table, varying
from brecha.models._result import Result

__all__ = [
    "Alpha",
    "GapReliability",
    "alpha_without",
    "cronbach_alpha",
    "difference_reliability",
    "gap_reliability",
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


@dataclass(frozen=True, repr=False)
class GapReliability(Result):
    """Hold the reliabilities of perception, expectation and the gap between them.

    Attributes
    ----------
    perception, expectation : float
        Raw alpha of each scale.
    correlation : float
        Correlation of both scale scores, -1 to 1.
    gap : float
        Reliability of the difference of both scores, by the formula.
    gap_items : float
        Raw alpha of the item gaps: another estimate of the same thing.
    """

    perception: float
    expectation: float
    correlation: float
    gap: float
    gap_items: float


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
    raw = _alpha(frame.cov().to_numpy())
    low, high = _feldt(raw, rows=len(frame), columns=frame.shape[1], confidence=confidence)
    return Alpha(
        raw=raw,
        standardised=_alpha(frame.corr().to_numpy()),
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
                "alpha": np.nan if steady else _alpha(others.cov().to_numpy()),
                "rest": np.nan if steady else float(frame[item].corr(rest)),
            }
        )
    return pd.DataFrame(rows).set_index("item")


def difference_reliability(
    *,
    reliability_perception: float,
    reliability_expectation: float,
    correlation: float,
    sd_perception: float = 1.0,
    sd_expectation: float = 1.0,
) -> float:
    """Compute the reliability of a difference of two scores, such as perception - expectation.

    What both scores share, the difference throws away; what is left carries the errors of
    both. So a gap is less reliable than its parts, the more so the closer they correlate:
    two scales of .90 that correlate .60 give a gap of .75, not the mean of both.

    Parameters
    ----------
    reliability_perception, reliability_expectation : float
        Reliabilities of both scores, at most 1.
    correlation : float
        Correlation of both scores, -1 to 1.
    sd_perception, sd_expectation : float
        Standard deviations of both scores, above 0, in scale points.

    Returns
    -------
    float
        At most 1. Negative when the scores correlate more closely than their reliabilities
        allow: then the errors are correlated, or the sample is small.

    Raises
    ------
    ModelError
        When a value is out of its range, or the difference has no variance.

    References
    ----------
    Lord, F. M. (1963). Elementary models for measuring change. In C. W. Harris (Ed.),
    Problems in measuring change, 21-38.
    Peter, J. P., Churchill, G. A. & Brown, T. J. (1993). Caution in the use of difference
    scores in consumer research. Journal of Consumer Research, 19(4), 655-662.

    Examples
    --------
    >>> found = difference_reliability(
    ...     reliability_perception=0.9, reliability_expectation=0.9, correlation=0.6
    ... )
    >>> round(found, 2)
    0.75
    """
    number(reliability_perception, name="reliability_perception", high=1)
    number(reliability_expectation, name="reliability_expectation", high=1)
    number(correlation, name="correlation", low=-1, high=1)
    between(sd_perception, name="sd_perception", low=0, high=np.inf)
    between(sd_expectation, name="sd_expectation", low=0, high=np.inf)
    shared = 2 * correlation * sd_perception * sd_expectation
    variance = sd_perception**2 + sd_expectation**2 - shared
    if variance <= 1e-12 * (sd_perception**2 + sd_expectation**2):
        raise ModelError(
            "The difference should vary; with a correlation of 1 and equal standard deviations "
            "it is the same for everybody. Check that both scores aren't the same column."
        )
    true = (
        sd_perception**2 * reliability_perception
        + sd_expectation**2 * reliability_expectation
        - shared
    )
    return float(true / variance)


def gap_reliability(*, perception: Any, expectation: Any) -> GapReliability:
    """Compute how reliable the gap of one scale is, beside both of its parts.

    Parameters
    ----------
    perception, expectation : DataFrame or array-like, shape (n, k)
        Answers of the same n respondents to the same k items (k >= 2), in the same order.

    Returns
    -------
    GapReliability

    Raises
    ------
    ModelError
        When the two differ in shape or column names, or as `cronbach_alpha`.

    Examples
    --------
    >>> found = gap_reliability(
    ...     perception=[[2, 3], [6, 5], [3, 4], [7, 6]],
    ...     expectation=[[5, 6], [6, 6], [6, 7], [7, 7]],
    ... )
    >>> round(found.perception, 2), round(found.expectation, 2), round(found.gap, 2)
    (0.9, 0.8, 0.8)
    """
    perceived = table(perception, name="perception", rows=2, columns=2)
    expected = table(expectation, name="expectation", rows=2, columns=2)
    same_length(perceived, expected, names=("perception", "expectation"))
    if list(perceived.columns) != list(expected.columns):
        raise ModelError(
            "`perception` and `expectation` should have the same columns in the same order; "
            f"they have {list(perceived.columns)} and {list(expected.columns)}. "
            "Name both after the item."
        )
    gaps = pd.DataFrame(perceived.to_numpy() - expected.to_numpy(), columns=perceived.columns)
    one, other = perceived.mean(axis=1).to_numpy(), expected.mean(axis=1).to_numpy()
    reliability_perception = cronbach_alpha(perceived).raw
    reliability_expectation = cronbach_alpha(expected).raw
    correlation = float(np.corrcoef(one, other)[0, 1])
    return GapReliability(
        perception=reliability_perception,
        expectation=reliability_expectation,
        correlation=correlation,
        gap=difference_reliability(
            reliability_perception=reliability_perception,
            reliability_expectation=reliability_expectation,
            correlation=correlation,
            sd_perception=float(one.std(ddof=1)),
            sd_expectation=float(other.std(ddof=1)),
        ),
        gap_items=_alpha(gaps.cov().to_numpy()),
    )


def _alpha(covariances: Vector) -> float:
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
