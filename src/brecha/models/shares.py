"""A share and its interval: how many did it, out of how many."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from brecha.errors import ModelError
from brecha.models._inputs import between, whole
from brecha.models._result import Result

__all__ = ["Share", "wilson"]


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


def wilson(count: int, *, of: int, confidence: float = 0.95) -> Share:
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
    >>> wilson(81, of=263)
    Share(value=0.308, low=0.2553, high=0.3662, count=81, of=263, confidence=0.95)
    """
    whole(of, name="of", low=1)
    whole(count, name="count", low=0)
    if count > of:
        raise ModelError(
            f"`count` should be at most `of`; {count} is above {of}. Did you swap the two?"
        )
    z = standard_errors(confidence)
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


def standard_errors(confidence: float) -> float:
    """Turn a confidence such as 0.95 into standard errors such as 1.96."""
    inside = between(confidence, name="confidence", low=0, high=1)
    return NormalDist().inv_cdf((1 + inside) / 2)
