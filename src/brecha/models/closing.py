"""When to close: reading buying signals as a detection with two ways of being wrong."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import number, same_length, vector, whole
from brecha.models._result import Result

__all__ = ["Costs", "Detection", "best_threshold", "cost_by_threshold", "detection"]

_NORMAL = NormalDist()


@dataclass(frozen=True, repr=False)
class Detection(Result):
    """Hold how well a seller tells customers who are ready from those who aren't.

    Attributes
    ----------
    hit_rate : float
        Share of the ready customers whom the seller tried to close, 0 to 1.
    false_alarm_rate : float
        Share of the others whom the seller tried to close: too early, 0 to 1.
    sensitivity : float
        d': how far apart the two kinds of customer are for this seller, in standard
        deviations; 0 is guessing, below 0 is worse than guessing.
    criterion : float
        c: how much evidence the seller wants; above 0 waits, below 0 pushes.
    corrected : bool
        Whether half a customer was added to each count because a rate was 0 or 1.
    """

    hit_rate: float
    false_alarm_rate: float
    sensitivity: float
    criterion: float
    corrected: bool


@dataclass(frozen=True)
class Costs:
    """Say what each outcome of trying, or not trying, to close costs; gains are negative.

    Attributes
    ----------
    hit, miss, false_alarm, rejection : float
        Money a customer. Hit: closed and ready; miss: ready but not closed (too late);
        false alarm: closed too early (pressed, perhaps lost); rejection: rightly waited.
    """

    hit: float
    miss: float
    false_alarm: float
    rejection: float

    def __post_init__(self) -> None:
        """Refuse costs that reward mistakes."""
        for name in ("hit", "miss", "false_alarm", "rejection"):
            number(getattr(self, name), name=name)
        if self.miss < self.hit or self.false_alarm < self.rejection:
            raise ModelError(
                "A miss should cost at least as much as a hit, and a false alarm as a rejection; "
                f"here {self.miss:g} < {self.hit:g} or {self.false_alarm:g} < {self.rejection:g}. "
                "Costs are positive, gains negative: check the signs."
            )


def detection(*, hits: int, misses: int, false_alarms: int, rejections: int) -> Detection:
    """Compute sensitivity and criterion from the four counts.

    A seller who closes everybody has every sale that was there, and presses every customer
    who wasn't ready. Counting sales alone can't tell that seller from one who listens:
    sensitivity can, and the criterion says which way either leans.

    Parameters
    ----------
    hits, misses : int
        Customers who were ready: closed, and not closed. At least one together.
    false_alarms, rejections : int
        Customers who weren't: closed, and rightly left time. At least one together.

    Returns
    -------
    Detection
        When a rate is 0 or 1, whose normal quantile is infinite, half a customer is added to
        every count (log-linear correction) before d' and c are computed; the rates stay.

    Raises
    ------
    ModelError
        When a count is none, or nobody of one kind was seen.

    References
    ----------
    Macmillan, N. A. & Creelman, C. D. (2005). Detection theory: a user's guide (2nd ed.).
    Hautus, M. J. (1995). Corrections for extreme proportions and their biasing effects on
    estimated values of d'. Behavior Research Methods, 27(1), 46-51.

    Examples
    --------
    >>> found = detection(hits=20, misses=5, false_alarms=10, rejections=15)
    >>> round(found.sensitivity, 2), round(found.criterion, 2)
    (1.09, -0.29)
    """
    hit, miss = whole(hits, name="hits"), whole(misses, name="misses")
    false, right = whole(false_alarms, name="false_alarms"), whole(rejections, name="rejections")
    if hit + miss == 0 or false + right == 0:
        raise ModelError(
            "Both kinds of customer should have been seen, ready and not ready; "
            f"{hit + miss} and {false + right} were. Observe more conversations."
        )
    extreme = 0 in (hit, miss, false, right)
    extra = 0.5 if extreme else 0.0
    ready = _NORMAL.inv_cdf((hit + extra) / (hit + miss + 2 * extra))
    other = _NORMAL.inv_cdf((false + extra) / (false + right + 2 * extra))
    return Detection(
        hit_rate=hit / (hit + miss),
        false_alarm_rate=false / (false + right),
        sensitivity=ready - other,
        criterion=-(ready + other) / 2,
        corrected=extreme,
    )


def cost_by_threshold(signals: Any, ready: Any, *, costs: Costs) -> pd.DataFrame:
    """Compute what it costs to close from so many buying signals on.

    Parameters
    ----------
    signals : array-like, shape (n,)
        Buying signals seen in each conversation: any number that grows with readiness.
    ready : array-like of bool, shape (n,)
        Whether the customer was ready to buy, as known afterwards.
    costs : Costs
        What each outcome costs.

    Returns
    -------
    DataFrame, by threshold
        Close when signals >= threshold: each number of signals that came, and one above all
        (never close). ``hits``, ``misses``, ``false_alarms``, ``rejections``, ``hit_rate``,
        ``false_alarm_rate`` and ``cost``, the mean a customer, in the unit of `costs`. A rate
        is not a number when nobody of its kind was seen.

    Raises
    ------
    ModelError
        When lengths differ, values are missing, or `ready` isn't yes or no.

    Examples
    --------
    >>> costs = Costs(hit=-100, miss=0, false_alarm=60, rejection=0)
    >>> cost_by_threshold([0, 1, 1, 3], [False, False, True, True], costs=costs)["cost"].to_dict()
    {0.0: -20.0, 1.0: -35.0, 3.0: -25.0, inf: 0.0}
    """
    seen = vector(signals, name="signals")
    known = vector(ready, name="ready", low=0, high=1)
    same_length(seen, known, names=("signals", "ready"))
    if not isinstance(costs, Costs):
        raise ModelError(
            f"`costs` should be Costs(hit=..., miss=..., false_alarm=..., rejection=...); it is "
            f"{type(costs).__name__}. There is no default: what a lost customer costs is yours."
        )
    if not np.isin(known, [0, 1]).all():
        raise ModelError("`ready` should be True or False for each customer; it holds more.")
    is_ready = known == 1
    rows = []
    for threshold in [*np.unique(seen), np.inf]:
        close = seen >= threshold
        hits, misses = int((close & is_ready).sum()), int((~close & is_ready).sum())
        false, right = int((close & ~is_ready).sum()), int((~close & ~is_ready).sum())
        bill = (
            hits * costs.hit
            + misses * costs.miss
            + false * costs.false_alarm
            + right * costs.rejection
        )
        rows.append(
            {
                "threshold": float(threshold),
                "hits": hits,
                "misses": misses,
                "false_alarms": false,
                "rejections": right,
                "hit_rate": hits / (hits + misses) if hits + misses else np.nan,
                "false_alarm_rate": false / (false + right) if false + right else np.nan,
                "cost": bill / len(seen),
            }
        )
    return pd.DataFrame(rows).set_index("threshold")


def best_threshold(signals: Any, ready: Any, *, costs: Costs) -> float:
    """Find the number of signals from which on closing costs least.

    The cheapest threshold is the one for *these* customers and *these* costs. Leave the price
    of pressing people out, and the answer is always to close everybody.

    Parameters
    ----------
    signals, ready, costs
        As in `cost_by_threshold`.

    Returns
    -------
    float
        In a tie the highest threshold: the one that presses fewest. Infinite when it is
        cheapest never to close.

    Raises
    ------
    ModelError
        As `cost_by_threshold`.

    Examples
    --------
    >>> given = ([0, 1, 1, 3], [False, False, True, True])
    >>> best_threshold(*given, costs=Costs(hit=-100, miss=0, false_alarm=60, rejection=0))
    1.0
    >>> best_threshold(*given, costs=Costs(hit=-100, miss=0, false_alarm=0, rejection=0))
    1.0
    """
    cost = cost_by_threshold(signals, ready, costs=costs)["cost"]
    cheapest = cost[np.isclose(cost, cost.min(), rtol=1e-12, atol=1e-12)]
    return float(cheapest.index.max())
