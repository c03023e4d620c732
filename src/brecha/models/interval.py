"""The interval of a mean: how far a mean gap would move with other customers asked."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import between, choice, vector
from brecha.models._result import Result

__all__ = ["MeanInterval", "mean_interval"]


@dataclass(frozen=True, repr=False)
class MeanInterval(Result):
    """Hold a mean and the interval around it.

    Attributes
    ----------
    mean : float
        The mean of the respondents' values, in their unit.
    low, high : float
        The ends of the interval, in the same unit.
    confidence : float
        Its confidence, between 0 and 1.
    respondents : int
        How many values there were.
    method : {"normal", "bootstrap"}
        How the ends were found.
    """

    mean: float
    low: float
    high: float
    confidence: float
    respondents: int
    method: str


def mean_interval(
    values: Any,
    *,
    confidence: float = 0.95,
    method: str = "normal",
    rng: np.random.Generator | None = None,
    draws: int = 2000,
) -> MeanInterval:
    """Put an interval round the mean of one value per respondent.

    The respondents are taken for a random sample of the customers; of those who never answer it
    says nothing. Pass a value *per respondent* (`by_respondent`): the items of one person go
    together, and counted as separate answers they make the interval too narrow.

    Parameters
    ----------
    values : array-like, shape (n,)
        One value per respondent; missing ones are left out.
    confidence : float
        Between 0 and 1.
    method : {"normal", "bootstrap"}
        The mean plus or minus a normal quantile of standard errors, for some 30 respondents or
        more; or percentiles of the means of resamples.
    rng : numpy.random.Generator, optional
        Where the bootstrap draws from; it is needed there.
    draws : int
        Resamples of the bootstrap, at least 100.

    Returns
    -------
    MeanInterval

    Raises
    ------
    ModelError
        When there are fewer than two values, one is no number, or an argument isn't allowed.

    Examples
    --------
    >>> mean_interval([-2, -1, -1, 0])
    MeanInterval(mean=-1, low=-1.8002, high=-0.1998, confidence=0.95, respondents=4, method=normal)
    """
    found = vector(pd.Series(values).dropna(), name="values", least=2)
    level = between(confidence, name="confidence", low=0, high=1)
    how = choice(method, name="method", allowed=("normal", "bootstrap"))
    if how == "normal":
        reach = NormalDist().inv_cdf((1 + level) / 2) * found.std(ddof=1) / np.sqrt(found.size)
        low, high = found.mean() - reach, found.mean() + reach
    else:
        low, high = _percentiles(found, level=level, rng=rng, draws=draws)
    return MeanInterval(
        mean=float(found.mean()),
        low=float(low),
        high=float(high),
        confidence=level,
        respondents=found.size,
        method=how,
    )


def _percentiles(
    values: Any, *, level: float, rng: np.random.Generator | None, draws: int
) -> tuple[float, float]:
    if not isinstance(rng, np.random.Generator):
        raise ModelError(
            f"The bootstrap draws at random and needs `rng`; it is {rng!r}. "
            "Pass numpy.random.default_rng(seed)."
        )
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 100:
        raise ModelError(
            f"`draws` should be a whole number of at least 100; it is {draws!r}. 2000 will do."
        )
    means = values[rng.integers(values.size, size=(draws, values.size))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
