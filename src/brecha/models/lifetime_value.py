"""What a customer is worth: one number, under a convention that has to be named."""

from __future__ import annotations

from dataclasses import dataclass

from brecha.models._inputs import between, choice, number
from brecha.models._result import Result

__all__ = ["MARGIN_TIMINGS", "LifetimeValue", "lifetime_value"]

MARGIN_TIMINGS = ("end-if-retained", "end-certain", "now")


@dataclass(frozen=True, repr=False)
class LifetimeValue(Result):
    """Hold a lifetime value and the convention that it was computed under.

    Attributes
    ----------
    value : float
        Present value of the margins, in the unit of `margin`.
    timing : str
        When the first margin comes: one of `MARGIN_TIMINGS`.
    margin, retention, discount : float
        What it was computed from.
    """

    value: float
    timing: str
    margin: float
    retention: float
    discount: float


def lifetime_value(
    margin: float, *, retention: float, discount: float, timing: str
) -> LifetimeValue:
    """Compute a customer's lifetime value with constant margin and retention.

    Three formulas are in print under one name; they differ in when the first margin comes, and
    whether it is certain. With m 100, i 10 % and r 80 % they give 266.67, 333.33 and 366.67: who
    compares a value with a cost, or with another firm's value, has to say which. All three take
    retention as constant, which cohorts contradict (see `fit_sbg`).

    Parameters
    ----------
    margin : float
        Margin per period, in money; may be negative.
    retention : float
        Chance to stay from one period to the next, 0 or more and below 1.
    discount : float
        Interest per period, above 0.
    timing : {"end-if-retained", "end-certain", "now"}
        First margin at the end of period 1, if the customer is still there: m r / (1 + i - r).
        At the end of period 1, certain: m / (1 + i - r). Now: m (1 + i) / (1 + i - r).

    Returns
    -------
    LifetimeValue

    Raises
    ------
    ModelError
        When the timing isn't one of the three, or a number is out of range.

    References
    ----------
    Gupta, S., & Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing,
    17(1), 9-24. The identities follow from the geometric series.

    Examples
    --------
    >>> found = lifetime_value(100, retention=0.8, discount=0.1, timing="end-if-retained")
    >>> round(found.value, 2)
    266.67
    """
    word = choice(timing, name="timing", allowed=MARGIN_TIMINGS)
    earned = number(margin, name="margin")
    stays = 0.0 if retention == 0 else between(retention, name="retention", low=0, high=1)
    interest = between(discount, name="discount", low=0, high=float("inf"))
    first = {"end-if-retained": stays, "end-certain": 1.0, "now": 1 + interest}[word]
    return LifetimeValue(
        value=earned * first / (1 + interest - stays),
        timing=word,
        margin=earned,
        retention=stays,
        discount=interest,
    )
