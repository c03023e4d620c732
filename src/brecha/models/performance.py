"""Service quality from perceptions alone: SERVPERF, and how well a score predicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError, UnknownNameError
from brecha.models._answers import PAIR, check_scale, in_order, require
from brecha.models._inputs import same_length, table, vector
from brecha.models._result import Result
from brecha.models.dimensions import DIMENSIONS

__all__ = ["Explained", "Performance", "servperf", "variance_explained"]


@dataclass(frozen=True, repr=False, eq=False)
class Performance(Result):
    """Hold a SERVPERF score.

    Attributes
    ----------
    score : float
        Mean of the dimensions' means, in points of the scale.
    item_mean : float
        Mean of the items' means: another convention in print. It differs when dimensions
        have different numbers of items. Not a number when the table has no items.
    respondents : int
        How many gave at least one answer.
    dimensions : Series of float
        Mean perception by dimension: over respondents, of each one's mean over the items.
    """

    score: float
    item_mean: float
    respondents: int
    dimensions: pd.Series[float]


@dataclass(frozen=True, repr=False)
class Explained(Result):
    """Hold how much of an outcome's variance some scores account for.

    Attributes
    ----------
    share : float
        R squared, 0 to 1: in the sample that it was fitted to, so it flatters.
    adjusted : float
        Adjusted for the number of scores; can be below 0.
    scores, respondents : int
        How many scores, and how many respondents.
    """

    share: float
    adjusted: float
    scores: int
    respondents: int


def servperf(answers: pd.DataFrame, *, scale: tuple[float, float] = (1, 7)) -> Performance:
    """Average what customers perceived, without what they expected.

    SERVPERF asks half as many questions as SERVQUAL and usually predicts satisfaction better.
    It says how good the service seemed, not what was missing: an average of 5.2 is a shortfall
    where 6.5 was expected and a surprise where 4 was. Gaps to diagnose, perceptions to predict.

    Parameters
    ----------
    answers : DataFrame, one row per respondent and item
        With the columns ``respondent``, ``dimension``, ``item`` and ``perception`` (in points
        of the scale, reversed items already turned round). Items without an answer are left
        out, item by item; other columns are ignored. A table with one row per respondent and
        dimension, without ``item``, does as well.
    scale : tuple of float
        The ends of the rating scale.

    Returns
    -------
    Performance

    Raises
    ------
    ModelError
        When a column is missing, nothing was answered, or an answer is off the scale.
    UnknownNameError
        When a row has a dimension that doesn't exist.

    References
    ----------
    Cronin, J. J. & Taylor, S. A. (1992). Measuring service quality: a reexamination and
    extension. Journal of Marketing, 56(3), 55-68.

    Examples
    --------
    >>> answers = pd.DataFrame(
    ...     {
    ...         "respondent": [1, 1, 1],
    ...         "dimension": ["tangibles", "empathy", "empathy"],
    ...         "item": ["T1", "E1", "E2"],
    ...         "perception": [6, 3, 4],
    ...     }
    ... )
    >>> found = servperf(answers)
    >>> found.score, round(found.item_mean, 2)
    (4.75, 4.33)
    """
    require(answers, [*PAIR, "perception"])
    given = answers[answers["perception"].notna()]
    if given.empty:
        raise ModelError(
            "`perception` should have at least one answer; it has none. Check the selection."
        )
    for name in given["dimension"].unique():
        if name not in DIMENSIONS:
            raise UnknownNameError("dimension", name, DIMENSIONS)
    perception = given["perception"]
    check_scale(perception, scale=scale, name="perception")
    by_respondent = given.groupby(list(PAIR), observed=True)["perception"].mean()
    dimensions = by_respondent.groupby("dimension", observed=True).mean()
    dimensions = dimensions.reindex(in_order(dimensions.index))
    by_item = perception.groupby(given["item"], observed=True).mean() if "item" in given else None
    return Performance(
        score=float(dimensions.mean()),
        item_mean=np.nan if by_item is None else float(by_item.mean()),
        respondents=int(given["respondent"].nunique()),
        dimensions=dimensions.rename("perception"),
    )


def variance_explained(scores: Any, *, outcome: Any) -> Explained:
    """Compute how much of an outcome's variance a linear regression on scores accounts for.

    Made to compare two ways of scoring one survey, such as the five perceptions and the five
    gaps, as predictors of satisfaction. Predicting isn't causing, and the better predictor
    isn't the better diagnosis.

    Parameters
    ----------
    scores : DataFrame or array-like, shape (n, k)
        One row per respondent (n >= k + 2), one column per score.
    outcome : array-like, shape (n,)
        Such as overall satisfaction, of the same respondents in the same order.

    Returns
    -------
    Explained

    Raises
    ------
    ModelError
        When lengths differ, values are missing, the outcome doesn't vary, or there are too
        few respondents.

    Examples
    --------
    >>> round(variance_explained([[1], [2], [3], [4]], outcome=[2, 4, 5, 9]).share, 3)
    0.931
    """
    frame = table(scores, name="scores")
    target = vector(outcome, name="outcome")
    same_length(frame, target, names=("scores", "outcome"))
    rows, columns = frame.shape
    if rows < columns + 2:
        raise ModelError(
            f"`scores` should have at least {columns + 2} respondents for {columns} scores; it "
            f"has {rows}. With fewer, any outcome is explained perfectly."
        )
    around = target - target.mean()
    total = float(around @ around)
    if total == 0:
        raise ModelError(
            "`outcome` should vary; everybody has the same. There is nothing to account for."
        )
    centred = frame.to_numpy() - frame.to_numpy().mean(axis=0)
    slopes = np.linalg.lstsq(centred, around, rcond=None)[0]
    left = around - centred @ slopes
    share = 1 - float(left @ left) / total
    return Explained(
        share=share,
        adjusted=1 - (1 - share) * (rows - 1) / (rows - columns - 1),
        scores=columns,
        respondents=rows,
    )
