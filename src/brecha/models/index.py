"""A satisfaction index from 0 to 100, as national barometers publish it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import number, table
from brecha.models._result import Result
from brecha.models.paths import PathModel

__all__ = ["ECSI_PATHS", "SatisfactionIndex", "satisfaction_index"]

#: The arrows of the European customer satisfaction index: the sources of each target.
ECSI_PATHS = MappingProxyType(
    {
        "expectation": ("image",),
        "quality": ("expectation",),
        "value": ("expectation", "quality"),
        "satisfaction": ("image", "expectation", "quality", "value"),
        "complaints": ("satisfaction",),
        "loyalty": ("image", "satisfaction", "complaints"),
    }
)


@dataclass(frozen=True, repr=False, eq=False)
class SatisfactionIndex(Result):
    """Hold an index of one construct.

    Attributes
    ----------
    construct : str
        Such as "satisfaction".
    value : float
        Mean index of the respondents, 0 (worst answers throughout) to 100 (best).
    sd : float
        Standard deviation of the respondents' indices, in index points.
    respondents : Series of float, shape (n,)
        Each respondent's index.
    shares : Series of float, by item
        How much of the index each item makes up, adding up to 1.
    """

    construct: str
    value: float
    sd: float
    respondents: pd.Series[float]
    shares: pd.Series[float]


def satisfaction_index(
    data: pd.DataFrame, *, model: PathModel, construct: str, low: float, high: float
) -> SatisfactionIndex:
    """Turn a construct of a path model into an index from 0 to 100.

    A construct's score has no unit (mean 0, standard deviation 1) and can't be compared over
    years or companies. The index puts the model's weights on the answers as they were given and
    stretches them over the scale: 0 if somebody gave the lowest answer to every item, 100 the
    highest. It is a weighted mean of answers and no percentage of satisfied customers.

    Parameters
    ----------
    data : DataFrame
        Answers to the construct's items: the survey of the model, or a later one scored with
        the same weights.
    model : PathModel
        The estimated model.
    construct : str
        One of its constructs.
    low, high : float
        The ends of the answer scale.

    Returns
    -------
    SatisfactionIndex

    Raises
    ------
    ModelError
        When the construct isn't in the model, items are missing, answers are off the scale, or
        an item has a negative weight (then no answer is the worst for all items).

    References
    ----------
    Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J. & Bryant, B. E. (1996). The American
    Customer Satisfaction Index: nature, purpose, and findings. Journal of Marketing, 60(4), 7-18.

    Examples
    --------
    >>> from brecha.models.paths import path_model
    >>> data = pd.DataFrame({"q": [1, 2, 3, 4], "s1": [2, 4, 6, 8], "s2": [4, 6, 8, 10]})
    >>> model = path_model(
    ...     data,
    ...     blocks={"quality": ["q"], "satisfaction": ["s1", "s2"]},
    ...     paths={"satisfaction": ["quality"]},
    ... )
    >>> found = satisfaction_index(data, model=model, construct="satisfaction", low=0, high=10)
    >>> found.respondents.round(1).tolist()
    [30.0, 50.0, 70.0, 90.0]
    """
    number(low, name="low")
    number(high, name="high")
    if not low < high:
        raise ModelError(
            f"`low` should be below `high`; they are {low} and {high}. They are the ends of the "
            "answer scale."
        )
    mine = model.items[model.items["construct"] == construct]
    if mine.empty:
        known = ", ".join(model.items["construct"].unique())
        raise ModelError(
            f"`construct` should be one of the model's, {known}; it is {construct!r}. Choose one."
        )
    absent = [item for item in mine.index if item not in data]
    if absent:
        raise ModelError(
            f"`data` should have a column for each item of {construct}; {absent[0]!r} is "
            "missing. Use the survey that the model was estimated on, or one like it."
        )
    raw = mine["raw_weight"]
    if (raw < 0).any():
        raise ModelError(
            f"All weights of {construct} should be positive; {raw.idxmin()!r} has {raw.min():.3f}. "
            "Turn the item round if it was worded the other way, or leave it out."
        )
    answers = table(data[list(mine.index)], name="data", rows=1)
    return _index(answers, shares=raw / raw.sum(), construct=construct, ends=(low, high))


def _index(
    answers: pd.DataFrame, *, shares: Any, construct: str, ends: tuple[float, float]
) -> SatisfactionIndex:
    """Weigh answers that are known to be complete."""
    low, high = ends
    off = ((answers < low) | (answers > high)).any()
    if off.any():
        raise ModelError(
            f"`data` should lie between {low} and {high}; {off.idxmax()!r} does not. "
            "Check the scale that you named, or the data."
        )
    respondents = 100 * ((answers - low) @ shares) / (high - low)
    return SatisfactionIndex(
        construct=construct,
        value=float(respondents.mean()),
        sd=float(respondents.std()),
        respondents=respondents.rename("index"),
        shares=shares.rename("share"),
    )
