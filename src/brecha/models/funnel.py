"""From contacts to customers: rates of the stages of a funnel and of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, exp, log, prod
from typing import Any

import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import between, whole
from brecha.models._result import Result
from brecha.models.shares import Share, standard_errors, wilson

__all__ = ["Funnel", "FunnelProduct", "cohort_funnel", "contacts_needed", "product_of_rates"]


@dataclass(frozen=True, repr=False, eq=False)
class Funnel(Result):
    """Hold the funnel of one cohort.

    Attributes
    ----------
    overall : Share
        From the first stage to the last, with Wilson's interval.
    weakest : str
        The stage with the lowest rate: not by that the one most worth improving.
    stages : DataFrame, one row per stage after the first
        ``reached``, ``of``, ``rate`` (0 to 1), ``low``, ``high`` (Wilson), and ``lost``.
    """

    overall: Share
    weakest: str
    stages: pd.DataFrame


@dataclass(frozen=True, repr=False)
class FunnelProduct(Result):
    """Hold a product of rates that come from different samples.

    Attributes
    ----------
    value : float
        The product, 0 to 1.
    low, high : float
        Its interval, made on the scale of logarithms.
    error : float
        Standard error of the logarithm of the product.
    confidence : float
        The confidence of the interval, between 0 and 1.
    """

    value: float
    low: float
    high: float
    error: float
    confidence: float


def cohort_funnel(stages: Mapping[str, int], *, confidence: float = 0.95) -> Funnel:
    """Compute the rates of a funnel in which the *same* people are followed to the end.

    In one cohort the overall rate is simply the last count out of the first, with the interval
    of a share. Counts of one month, in which today's buyers were last month's contacts, are a
    snapshot, not a cohort: while contacts grow, it makes the rates look too low.

    Parameters
    ----------
    stages : mapping of str to int
        How many reached each stage, from the first (at least 1) to the last, none larger than
        the one before: ``{"contacted": 1000, "visited": 240, "bought": 30}``.
    confidence : float
        Confidence of the intervals, strictly between 0 and 1.

    Returns
    -------
    Funnel

    Raises
    ------
    ModelError
        When there are fewer than two stages, a count is no count, more people leave a stage
        than entered it, or nobody reached a stage that others follow.

    Examples
    --------
    >>> found = cohort_funnel({"contacted": 1000, "visited": 240, "bought": 30})
    >>> round(found.overall.low, 3), round(found.overall.high, 3)
    (0.021, 0.043)
    """
    if len(stages) < 2:
        raise ModelError(
            f"`stages` should have two stages or more; it has {len(stages)}. Name at least where "
            "people enter and where they should arrive."
        )
    names, rows = list(stages), []
    for before, name in pairwise(names):
        reached, entered = (whole(stages[stage], name=stage) for stage in (name, before))
        if entered == 0:
            raise ModelError(
                f"Somebody should have reached {before!r}, since {name!r} follows; nobody did. "
                "End the funnel there."
            )
        if reached > entered:
            raise ModelError(
                f"{name!r} should have at most the {entered} people of {before!r}; it has "
                f"{reached}. Follow the same people: a snapshot of one month isn't a cohort."
            )
        rate = wilson(reached, of=entered, confidence=confidence)
        rows.append(
            {
                "reached": reached,
                "of": entered,
                "rate": rate.value,
                "low": rate.low,
                "high": rate.high,
                "lost": entered - reached,
            }
        )
    found = pd.DataFrame(rows, index=pd.Index(names[1:]))
    return Funnel(
        overall=wilson(
            whole(stages[names[-1]], name=names[-1]), of=stages[names[0]], confidence=confidence
        ),
        weakest=str(found["rate"].idxmin()),
        stages=found,
    )


def product_of_rates(*rates: tuple[int, int], confidence: float = 0.95) -> FunnelProduct:
    """Multiply rates that were measured in *different* samples.

    Rates from a web log, a shop and a contract file multiply to an estimate of the whole way,
    provided that the people are alike. Its relative errors add up: the standard error of the
    logarithm is the root of the sum of (1 - p) / k. In one cohort use `cohort_funnel`: this
    formula gives the same standard error there, by a longer way.

    Parameters
    ----------
    *rates : tuple of int
        Each as (how many did it, out of how many), both at least 1, at least two rates.
    confidence : float
        Confidence of the interval, strictly between 0 and 1.

    Returns
    -------
    FunnelProduct

    Raises
    ------
    ModelError
        When there are fewer than two rates, one is 0 (its logarithm doesn't exist), or a pair
        isn't one.

    Examples
    --------
    >>> found = product_of_rates((240, 1000), (50, 400))
    >>> round(found.value, 3), round(found.low, 4), round(found.high, 4)
    (0.03, 0.0226, 0.0398)
    """
    if len(rates) < 2:
        raise ModelError(
            f"There should be two rates or more to multiply; there are {len(rates)}. "
            "For one rate use wilson."
        )
    shares = []
    for place, rate in enumerate(rates, start=1):
        if not isinstance(rate, tuple) or len(rate) != 2:
            raise ModelError(
                f"Each rate should be a pair (how many did it, out of how many); number {place} "
                f"is {rate!r}. Pass counts, such as (24, 100)."
            )
        count = whole(rate[0], name=f"rate {place}", low=1)
        shares.append((wilson(count, of=rate[1]).value, count))
    value = prod(share for share, _ in shares)
    error = sum((1 - share) / count for share, count in shares) ** 0.5
    margin = standard_errors(confidence) * error
    return FunnelProduct(
        value=value,
        low=exp(log(value) - margin),
        high=min(1.0, exp(log(value) + margin)),
        error=error,
        confidence=confidence,
    )


def contacts_needed(target: int, *, rate: Any) -> int:
    """Compute how many contacts it takes for a number of sales, on average.

    Parameters
    ----------
    target : int
        Sales wanted, at least 1.
    rate : Share, FunnelProduct or float
        Sales per contact, above 0 and below 1, or a result that has a `value`.

    Returns
    -------
    int
        Rounded up. On average: in about half of all cases this many contacts bring fewer sales.

    Raises
    ------
    ModelError
        When the target is no count or the rate isn't between 0 and 1.

    Examples
    --------
    >>> contacts_needed(45, rate=0.03)
    1500
    """
    wanted = whole(target, name="target", low=1)
    share = between(getattr(rate, "value", rate), name="rate", low=0, high=1)
    # Floats can end a hair above the exact quotient; a contact more would be an artefact.
    return ceil(wanted / share * (1 - 1e-12))
