"""How long things last when some are still working: the Kaplan-Meier estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import same_length, vector
from brecha.models._result import Result
from brecha.models.shares import standard_errors

__all__ = ["KaplanMeier", "kaplan_meier"]


@dataclass(frozen=True, repr=False, eq=False)
class KaplanMeier(Result):
    """Hold a survival curve from times of which some are censored.

    Attributes
    ----------
    median : float
        First time at which at most half survive; infinite if the curve doesn't fall that far.
    units, failures, censored : int
        How many there were, failed, and were still working when last seen.
    confidence : float
        The confidence of the intervals, between 0 and 1.
    table : DataFrame, one row per time with a failure
        ``at_risk``, ``failures``, ``survival``, ``error`` (Greenwood's), ``low``, ``high``
        (made on the scale of log(-log), so within 0 to 1).
    """

    median: float
    units: int
    failures: int
    censored: int
    confidence: float
    table: pd.DataFrame

    def at(self, time: float) -> float:
        """Give the share that survives beyond a time: 1 before the first failure."""
        before = self.table["survival"][self.table.index <= time]
        return float(before.iloc[-1]) if len(before) else 1.0


def kaplan_meier(times: Any, *, failed: Any, confidence: float = 0.95) -> KaplanMeier:
    """Estimate how many last how long, with those that are still working taken in.

    A unit still working says that it lasted *at least* so long. To leave such units out, or to
    count today as their end, makes things look shorter-lived than they are. A unit that is
    censored at the time of a failure counts as at risk there. The estimate holds if censoring
    has nothing to do with lasting: units withdrawn *because* they were about to fail break it.

    Parameters
    ----------
    times : array-like of float, shape (n,)
        Time to failure, or to when the unit was last seen working; 0 or more, in one unit.
    failed : array-like of bool, shape (n,)
        Whether that time is a failure (True, 1) or the unit was still working (False, 0).
    confidence : float
        Confidence of the intervals, strictly between 0 and 1.

    Returns
    -------
    KaplanMeier

    Raises
    ------
    ModelError
        When the columns don't match, `failed` isn't yes or no, or nothing failed.

    References
    ----------
    Kaplan, E. L., & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    Journal of the American Statistical Association, 53(282), 457-481.

    Examples
    --------
    >>> found = kaplan_meier([2, 3, 3, 5], failed=[True, True, False, True])
    >>> found.table["survival"].to_dict()
    {2.0: 0.75, 3.0: 0.5, 5.0: 0.0}
    """
    lasted, event = read_lifetimes(times, failed=failed)
    margin = standard_errors(confidence)
    rows, survival, greenwood = [], 1.0, 0.0
    for time in np.unique(lasted[event]):
        at_risk = int((lasted >= time).sum())
        gone = int((event & (lasted == time)).sum())
        survival *= 1 - gone / at_risk
        # Once all have failed the curve is 0 and Greenwood's formula has nothing to say.
        greenwood += gone / (at_risk * (at_risk - gone)) if at_risk > gone else np.nan
        error = survival * greenwood**0.5
        low = high = np.nan
        if 0 < survival < 1:
            spread = margin * greenwood**0.5 / abs(np.log(survival))
            low, high = survival ** np.exp(spread), survival ** np.exp(-spread)
        rows.append((at_risk, gone, survival, error, low, high))
    columns = ["at_risk", "failures", "survival", "error", "low", "high"]
    index = pd.Index(np.unique(lasted[event]), name="time")
    table = pd.DataFrame(rows, columns=columns, index=index)
    half = table.index[table["survival"] <= 0.5 + 1e-12]
    return KaplanMeier(
        median=float(half[0]) if len(half) else np.inf,
        units=len(lasted),
        failures=int(event.sum()),
        censored=int((~event).sum()),
        confidence=confidence,
        table=table,
    )


def read_lifetimes(times: Any, *, failed: Any) -> tuple[Any, Any]:
    """Take times and whether they are failures, or say what is wrong.

    Parameters
    ----------
    times, failed : array-like, shape (n,)
        As in `kaplan_meier`.

    Returns
    -------
    tuple of ndarray
        The times as float, and failures as bool.

    Raises
    ------
    ModelError
        As `kaplan_meier`.
    """
    lasted = vector(times, name="times", low=0)
    event = vector(pd.Series(failed).astype(object), name="failed", low=0, high=1)
    same_length(lasted, event, names=("times", "failed"))
    if not np.isin(event, (0, 1)).all():
        raise ModelError(
            f"`failed` should say yes or no; it holds {event[~np.isin(event, (0, 1))][0]:g}. Pass "
            "True for a failure and False for a unit that was still working."
        )
    if not event.any():
        raise ModelError(
            f"Something should have failed; all {len(event)} units were still working. All that "
            "can be said is that none failed in the time observed."
        )
    return lasted, event == 1
