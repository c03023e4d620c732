"""What share is satisfied, and how easy it was: top boxes and customer effort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import Vector, choice, number, vector, whole
from brecha.models._result import Result
from brecha.models.shares import Share, wilson

__all__ = ["Effort", "customer_effort", "top_box"]


@dataclass(frozen=True, repr=False)
class Effort(Result):
    """Hold a customer effort score, its direction always said.

    Attributes
    ----------
    mean : float
        Mean rating, on the scale that was used.
    best : str
        "low" or "high": the end of the scale that is good.
    ease : float
        The mean turned and stretched so that 0 is the worst answer and 100 the best.
    easy : Share
        Share of answers on the good side of the scale's midpoint.
    """

    mean: float
    best: str
    ease: float
    easy: Share


def top_box(
    ratings: Any,
    *,
    low: float,
    high: float,
    boxes: int = 2,
    best: str = "high",
    confidence: float = 0.95,
) -> Share:
    """Compute the share of answers in the best boxes of a scale, usually the best two.

    Easy to say aloud, and blind to everything below the boxes: a mean that falls from 6 to 3
    on a seven-point scale leaves this share where it was.

    Parameters
    ----------
    ratings : array-like, shape (n,)
        Whole answers from `low` to `high`, no missing values.
    low, high : float
        The ends of the scale. Always needed: 5 is the top of one scale and the middle of another.
    boxes : int
        How many boxes count, at least 1 and fewer than the scale has.
    best : {"high", "low"}
        Which end of the scale is the good one.
    confidence : float
        Confidence of Wilson's interval, strictly between 0 and 1.

    Returns
    -------
    Share

    Raises
    ------
    ModelError
        When answers are off the scale, not whole or missing, or the boxes cover the scale.

    Examples
    --------
    >>> top_box([7, 6, 5, 2], low=1, high=7).value
    0.5
    """
    found = scale_answers(ratings, low=low, high=high)
    whole(boxes, name="boxes", low=1)
    if boxes > high - low:
        raise ModelError(
            f"`boxes` should be fewer than the boxes of the scale, {high - low + 1:g}; it is "
            f"{boxes}. A share of all answers says nothing."
        )
    if choice(best, name="best", allowed=("high", "low")) == "high":
        inside = found > high - boxes
    else:
        inside = found < low + boxes
    return wilson(int(inside.sum()), of=len(found), confidence=confidence)


def customer_effort(
    ratings: Any, *, best: str, low: float, high: float, confidence: float = 0.95
) -> Effort:
    """Compute a customer effort score; the direction has to be said.

    Two versions are in use. The first asks how much effort it took (1 to 5, low is good), the
    second whether the company made it easy (1 to 7, high is good). Read in the wrong
    direction, the worst service desk wins the prize: so there is no default.

    Parameters
    ----------
    ratings : array-like, shape (n,)
        Whole answers from `low` to `high`, no missing values.
    best : {"low", "high"}
        Which end of the scale is the good one.
    low, high : float
        The ends of the scale.
    confidence : float
        Confidence of Wilson's interval for the share who found it easy.

    Returns
    -------
    Effort

    Raises
    ------
    ModelError
        When the direction is neither, or answers are off the scale, not whole or missing.

    References
    ----------
    Dixon, M., Freeman, K. & Toman, N. (2010). Stop trying to delight your customers.
    Harvard Business Review, 88(7/8), 116-122.

    Examples
    --------
    The same four answers, to both versions of the question:

    >>> customer_effort([1, 2, 2, 5], best="low", low=1, high=5).ease
    62.5
    >>> customer_effort([1, 2, 2, 5], best="high", low=1, high=5).ease
    37.5
    """
    direction = choice(best, name="best", allowed=("low", "high"))
    found = scale_answers(ratings, low=low, high=high)
    mean = float(found.mean())
    middle = (low + high) / 2
    if direction == "high":
        good, distance = found > middle, mean - low
    else:
        good, distance = found < middle, high - mean
    return Effort(
        mean=mean,
        best=direction,
        ease=100 * distance / (high - low),
        easy=wilson(int(good.sum()), of=len(found), confidence=confidence),
    )


def scale_answers(ratings: Any, *, low: float, high: float) -> Vector:
    """Check that ratings are whole numbers on a scale that goes upwards."""
    number(low, name="low")
    number(high, name="high")
    if not low < high:
        raise ModelError(
            f"`low` should be below `high`; they are {low} and {high}. These are the ends of the "
            "scale; which end is good is said by `best`."
        )
    found = vector(ratings, name="ratings", low=low, high=high)
    broken = found[found != np.round(found)]
    if broken.size:
        raise ModelError(
            f"`ratings` should be whole answers; {broken[0]:g} is none. Means can't be counted "
            "into boxes: pass the answers of single respondents."
        )
    return found
