"""A fair comparison: both styles get the showroom's own mix of visitors."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

__all__ = ["CAME", "READY", "STYLES", "fair", "fair_months", "first_ahead", "turning_cost"]

STYLES = ("listening", "pressing")
CAME = ("ready", "looking")
READY = 0.4
"""Of all visitors, the share who come ready to buy."""


def fair(visits: pd.DataFrame, column: str, *, by: str = "style") -> pd.Series[float]:
    """Compute money per visitor as if everybody had met the showroom's mix of visitors.

    Parameters
    ----------
    visits : DataFrame
        ``came``, the column of `by` and the money, one visitor a row.
    column : str
        Which money.
    by : str
        Who is compared: ``style`` or ``seller``.

    Returns
    -------
    Series of float
        Dollars per visitor: four tenths of the mean of those who came ready, six of the others.

    Examples
    --------
    >>> visits = pd.DataFrame(
    ...     {
    ...         "style": ["pressing", "pressing", "listening", "listening"],
    ...         "came": ["ready", "looking", "ready", "looking"],
    ...         "net": [100, 10, 150, 20],
    ...     }
    ... )
    >>> fair(visits, "net").to_dict()
    {'listening': 72.0, 'pressing': 46.0}
    """
    means = visits.groupby([by, "came"])[column].mean().unstack("came")
    return READY * means["ready"] + (1 - READY) * means["looking"]


def fair_months(events: pd.DataFrame, visits: pd.DataFrame, *, last: int) -> pd.DataFrame:
    """Spread each style's fair money per visitor over the months in which it came or went.

    Parameters
    ----------
    events : DataFrame
        ``visit``, ``month`` (0 is the day itself) and ``money``, one booking a row.
    visits : DataFrame
        ``visit``, ``style`` and ``came``.
    last : int
        The last month.

    Returns
    -------
    DataFrame
        ``month`` from 0 to `last`, then a column for each style.
    """
    known = visits[["visit", "style", "came"]]
    people = known.groupby(["style", "came"])["visit"].count()
    booked = events.merge(known, on="visit").groupby(["month", "style", "came"])["money"].sum()
    rate = (booked / people).unstack(["style", "came"]).reindex(range(last + 1)).fillna(0.0)
    table = {
        style: READY * rate[style, "ready"] + (1 - READY) * rate[style, "looking"]
        for style in STYLES
    }
    return pd.DataFrame(table).rename_axis("month").reset_index()


def first_ahead(leads: Sequence[float]) -> int | None:
    """Find the place from which on a running lead stays above zero.

    Parameters
    ----------
    leads : sequence of float
        The lead at the end of month 0, 1, 2...

    Returns
    -------
    int or None
        The month, or None when the lead isn't above zero at the end.

    Examples
    --------
    >>> first_ahead([-3.0, -1.0, 0.5, 2.0])
    2
    >>> first_ahead([-3.0, -1.0]) is None
    True
    """
    behind = [month for month, lead in enumerate(leads) if lead <= 0]
    after = behind[-1] + 1 if behind else 0
    return after if after < len(leads) else None


def turning_cost(assumption: pd.DataFrame) -> float:
    """Compute what fetching a piece back has to cost for both styles to be level.

    Parameters
    ----------
    assumption : DataFrame
        By ``style``: ``before`` (dollars per visitor, without the fetching) and ``returns``
        (of 100 visitors).

    Returns
    -------
    float
        Dollars a return.

    Examples
    --------
    >>> turning_cost(
    ...     pd.DataFrame(
    ...         {"style": ["listening", "pressing"], "before": [90, 95], "returns": [2, 12]}
    ...     )
    ... )
    50.0
    """
    rows = assumption.set_index("style").astype(float).to_dict("index")
    pressing, listening = rows["pressing"], rows["listening"]
    more = (pressing["returns"] - listening["returns"]) / 100
    return float((pressing["before"] - listening["before"]) / more)
