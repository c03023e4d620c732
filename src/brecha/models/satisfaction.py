"""What share is satisfied, would recommend, found it easy: three measures with their margins."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import between, choice, number, vector
from brecha.models._result import Result

__all__ = [
    "Effort",
    "NetPromoter",
    "Share",
    "customer_effort",
    "net_promoter",
    "net_promoter_from_counts",
    "share",
    "top_box",
]


@dataclass(frozen=True, repr=False)
class Share(Result):
    """Hold a share with Wilson's interval.

    Attributes
    ----------
    value : float
        The share, 0 to 1.
    low, high : float
        The interval, within 0 to 1.
    count, of : int
        How many, out of how many.
    confidence : float
        The confidence of the interval, between 0 and 1.
    """

    value: float
    low: float
    high: float
    count: int
    of: int
    confidence: float


@dataclass(frozen=True, repr=False)
class NetPromoter(Result):
    """Hold a Net Promoter Score with its interval.

    Net Promoter, Net Promoter Score and NPS are registered marks of their owners.

    Attributes
    ----------
    score : float
        Promoters minus detractors in points, -100 to 100.
    low, high : float
        The interval, in points, within -100 to 100.
    margin : float
        Half the width of the interval before it is cut at -100 and 100, in points.
    variance : float
        Variance of the score as a difference of two shares (points squared / 10,000).
    promoters, passives, detractors : float
        Shares, adding up to 1.
    respondents : int
        How many answered.
    confidence : float
        The confidence of the interval, between 0 and 1.
    """

    score: float
    low: float
    high: float
    margin: float
    variance: float
    promoters: float
    passives: float
    detractors: float
    respondents: int
    confidence: float


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


def share(count: int, *, of: int, confidence: float = 0.95) -> Share:
    """Compute a share with Wilson's interval.

    Unlike share +- 1.96 standard errors, Wilson's interval never leaves 0 to 1 and still says
    something when nobody, or everybody, did it: 0 of 20 is "at most 16 %", not "0 +- 0".

    Parameters
    ----------
    count : int
        How many did it, 0 or more.
    of : int
        How many could have, at least 1 and at least `count`.
    confidence : float
        Confidence of the interval, strictly between 0 and 1.

    Returns
    -------
    Share

    Raises
    ------
    ModelError
        When either is no whole number, `of` is 0, or `count` is above `of`.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association, 22(158), 209-212.
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion.
    Statistics in Medicine, 17(8), 857-872.

    Examples
    --------
    >>> share(81, of=263)
    Share(value=0.308, low=0.2553, high=0.3662, count=81, of=263, confidence=0.95)
    """
    _whole(of, name="of", low=1)
    _whole(count, name="count", low=0)
    if count > of:
        raise ModelError(
            f"`count` should be at most `of`; {count} is above {of}. Did you swap the two?"
        )
    z = _z(confidence)
    value = count / of
    middle = (value + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * (value * (1 - value) / of + z**2 / (4 * of**2)) ** 0.5
    return Share(
        value=value,
        # At 0 of n and n of n the formula meets 0 and 1 exactly, floats only nearly.
        low=0.0 if count == 0 else middle - half,
        high=1.0 if count == of else middle + half,
        count=int(count),
        of=int(of),
        confidence=confidence,
    )


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
    found = _answers(ratings, low=low, high=high)
    _whole(boxes, name="boxes", low=1)
    if boxes > high - low:
        raise ModelError(
            f"`boxes` should be fewer than the boxes of the scale, {high - low + 1:g}; it is "
            f"{boxes}. A share of all answers says nothing."
        )
    if choice(best, name="best", allowed=("high", "low")) == "high":
        inside = found > high - boxes
    else:
        inside = found < low + boxes
    return share(int(inside.sum()), of=len(found), confidence=confidence)


def net_promoter(ratings: Any, *, confidence: float = 0.95) -> NetPromoter:
    """Compute a Net Promoter Score from answers on the scale from 0 to 10.

    Promoters answer 9 or 10, detractors 0 to 6; 7 and 8 count in the base alone. The score
    keeps less of the answers than their mean does, so its margin is wide: with some hundred
    respondents, a change of five points is usually noise.

    Parameters
    ----------
    ratings : array-like, shape (n,)
        Whole answers from 0 to 10, no missing values. An answer from 1 to 10 is another
        question; it passes here, so look at your questionnaire.
    confidence : float
        Confidence of the interval, strictly between 0 and 1.

    Returns
    -------
    NetPromoter

    Raises
    ------
    ModelError
        When answers are off the scale, not whole, or missing.

    References
    ----------
    Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review,
    81(12), 46-54.
    Keiningham, T. L., Cooil, B., Andreassen, T. W. & Aksoy, L. (2007). A longitudinal
    examination of Net Promoter and firm revenue growth. Journal of Marketing, 71(3), 39-51.

    Examples
    --------
    >>> net_promoter([10, 9, 8, 7, 3]).score
    20.0
    """
    found = _answers(ratings, low=0, high=10)
    return net_promoter_from_counts(
        promoters=int((found >= 9).sum()),
        detractors=int((found <= 6).sum()),
        of=len(found),
        confidence=confidence,
    )


def net_promoter_from_counts(
    *, promoters: int, detractors: int, of: int, confidence: float = 0.95
) -> NetPromoter:
    """Compute a Net Promoter Score when only the counts were published.

    Parameters
    ----------
    promoters, detractors : int
        How many answered 9 or 10, and 0 to 6.
    of : int
        How many answered at all, at least 1.
    confidence : float
        Confidence of the interval, strictly between 0 and 1: the normal one, from the
        variance (p+ + p- - (p+ - p-)^2) / n of a difference of two shares of one sample.

    Returns
    -------
    NetPromoter

    Raises
    ------
    ModelError
        When a count is negative or no whole number, or they don't fit into `of`.

    Examples
    --------
    40 % promoters and 25 % detractors among 400:

    >>> found = net_promoter_from_counts(promoters=160, detractors=100, of=400)
    >>> round(found.score, 1), round(found.margin, 1)
    (15.0, 7.8)
    """
    _whole(of, name="of", low=1)
    _whole(promoters, name="promoters", low=0)
    _whole(detractors, name="detractors", low=0)
    if promoters + detractors > of:
        raise ModelError(
            f"`promoters` and `detractors` should fit into `of`; {promoters} + {detractors} is "
            f"above {of}. `of` counts everybody who answered, 7 and 8 too."
        )
    difference = (promoters - detractors) / of
    variance = ((promoters + detractors) / of - difference**2) / of
    score = 100 * difference
    margin = 100 * _z(confidence) * variance**0.5
    return NetPromoter(
        score=score,
        low=max(-100.0, score - margin),
        high=min(100.0, score + margin),
        margin=margin,
        variance=variance,
        promoters=promoters / of,
        passives=(of - promoters - detractors) / of,
        detractors=detractors / of,
        respondents=int(of),
        confidence=confidence,
    )


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
    found = _answers(ratings, low=low, high=high)
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
        easy=share(int(good.sum()), of=len(found), confidence=confidence),
    )


def _answers(ratings: Any, *, low: float, high: float) -> Any:
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


def _whole(value: Any, *, name: str, low: int) -> None:
    """Raise unless a value is a whole number of at least `low`."""
    whole = isinstance(value, int | float | np.number) and value == np.floor(value)
    if not whole or value < low:
        raise ModelError(
            f"`{name}` should be a whole number of at least {low}; it is {value!r}. "
            "Pass a count, not a share."
        )


def _z(confidence: float) -> float:
    """Turn a confidence such as 0.95 into standard errors such as 1.96."""
    inside = between(confidence, name="confidence", low=0, high=1)
    return NormalDist().inv_cdf((1 + inside) / 2)
