"""Who would recommend: the Net Promoter Score with its variance and its margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brecha.errors import ModelError
from brecha.models._inputs import whole
from brecha.models._result import Result
from brecha.models.satisfaction import scale_answers
from brecha.models.shares import standard_errors

__all__ = ["NetPromoter", "net_promoter", "net_promoter_from_counts"]


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
    found = scale_answers(ratings, low=0, high=10)
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
    whole(of, name="of", low=1)
    whole(promoters, name="promoters", low=0)
    whole(detractors, name="detractors", low=0)
    if promoters + detractors > of:
        raise ModelError(
            f"`promoters` and `detractors` should fit into `of`; {promoters} + {detractors} is "
            f"above {of}. `of` counts everybody who answered, 7 and 8 too."
        )
    difference = (promoters - detractors) / of
    variance = ((promoters + detractors) / of - difference**2) / of
    score = 100 * difference
    margin = 100 * standard_errors(confidence) * variance**0.5
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
