"""How reliable a difference of two scores is, such as perception minus expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import between, number, same_length, table
from brecha.models._result import Result
from brecha.models.reliability import alpha_of, cronbach_alpha

__all__ = ["GapReliability", "difference_reliability", "gap_reliability"]


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
        gap_items=alpha_of(gaps.cov().to_numpy()),
    )
