"""What matters against what is delivered: importance-performance analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import choice, number, same_length, table, varying, vector
from brecha.models._result import Result

__all__ = [
    "QUADRANTS",
    "ImportancePerformance",
    "changed_quadrants",
    "derived_importance",
    "importance_performance",
    "stated_importance",
]

Crosshair: TypeAlias = Literal["means"] | tuple[float, float]

#: What each quadrant advises: important and poor, important and good, neither, good only.
QUADRANTS = ("concentrate", "keep", "low-priority", "overkill")


@dataclass(frozen=True, repr=False, eq=False)
class ImportancePerformance(Result):
    """Hold the verdict of an importance-performance analysis.

    Attributes
    ----------
    importance_cut, performance_cut : float
        Where the crosshair stands, in the units of each axis.
    attributes : DataFrame, one row per attribute
        ``importance``, ``performance`` and ``quadrant``, one of `QUADRANTS`.
    """

    importance_cut: float
    performance_cut: float
    attributes: pd.DataFrame


def stated_importance(answers: Any) -> pd.Series[float]:
    """Average what customers *say* matters to them.

    Asked directly, nearly everything is "very important", and what is taken for granted (a
    clean room, a safe flight) ranks high however little it sways satisfaction today.

    Parameters
    ----------
    answers : DataFrame or array-like, shape (n, k)
        One row per respondent, one column per attribute: ratings, or points to share out.

    Returns
    -------
    Series of float
        Mean by attribute, in the unit of the answers.

    Raises
    ------
    ModelError
        When values are missing or no numbers.

    Examples
    --------
    >>> stated_importance(pd.DataFrame({"price": [7, 5], "parking": [2, 4]})).to_dict()
    {'price': 6.0, 'parking': 3.0}
    """
    return table(answers, name="answers", rows=1).mean().rename("importance")


def derived_importance(
    ratings: Any, *, overall: Any, method: str = "correlation"
) -> pd.Series[float]:
    """Infer what matters from how each attribute goes with overall satisfaction.

    Two measures are in use and disagree. A correlation takes each attribute alone, so an
    attribute that merely travels with an important one looks important. A standardised
    coefficient takes all at once, so of two that travel together one may get it all, by chance
    even with the wrong sign. Neither says what would happen if you improved the attribute, and
    both shrink when nearly everybody gives the same rating.

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n, k)
        Performance ratings: one row per respondent, one column per attribute.
    overall : array-like, shape (n,)
        Overall satisfaction of the same respondents, in the same order.
    method : {"correlation", "beta"}
        Pearson's r, or the standardised coefficients of one regression on all attributes
        (which needs n >= k + 2 and attributes that aren't copies of each other).

    Returns
    -------
    Series of float
        By attribute: from -1 to 1 for a correlation, no fixed bounds for a beta.

    Raises
    ------
    ModelError
        When lengths differ, values are missing, a column doesn't vary, or the betas aren't
        determined.

    References
    ----------
    Martilla, J. A. & James, J. C. (1977). Importance-performance analysis. Journal of
    Marketing, 41(1), 77-79.

    Examples
    --------
    >>> ratings = pd.DataFrame({"speed": [1, 2, 3, 4], "decor": [2, 1, 2, 3]})
    >>> derived_importance(ratings, overall=[2, 3, 5, 6]).round(2).to_dict()
    {'speed': 0.99, 'decor': 0.67}
    >>> derived_importance(ratings, overall=[2, 3, 5, 6], method="beta").round(2).to_dict()
    {'speed': 0.94, 'decor': 0.07}
    """
    chosen = choice(method, name="method", allowed=("correlation", "beta"))
    frame = table(ratings, name="ratings", rows=3)
    target = vector(overall, name="overall")
    same_length(frame, target, names=("ratings", "overall"))
    varying(frame, name="ratings")
    varying(pd.DataFrame({"overall": target}), name="overall")
    together = np.corrcoef(np.column_stack([frame.to_numpy(), target]), rowvar=False)
    simple = together[:-1, -1]
    if chosen == "correlation":
        return pd.Series(simple, index=frame.columns, name="importance")
    rows, columns = frame.shape
    among = together[:-1, :-1]
    if rows < columns + 2 or np.linalg.matrix_rank(among) < columns:
        raise ModelError(
            f"`ratings` should have at least {columns + 2} respondents and no attribute that "
            f"follows from the others; here {columns} betas aren't determined by {rows} "
            'respondents. Leave attributes out, or use method="correlation".'
        )
    return pd.Series(np.linalg.solve(among, simple), index=frame.columns, name="importance")


def importance_performance(
    *,
    importance: pd.Series[float],
    performance: pd.Series[float],
    crosshair: Crosshair = "means",
) -> ImportancePerformance:
    """Put each attribute into one of four quadrants.

    The verdict hangs on where the lines cross. At the means some attributes are always "poor",
    even if all are excellent; at the middle of the scale, in most surveys nothing is poor and
    everything is important. So say which, and look whether the verdict changes: see
    `changed_quadrants`.

    Parameters
    ----------
    importance, performance : Series of float
        By attribute, with the same labels in any order. The two may have different units.
    crosshair : "means" or tuple of float
        At the means of both, or at (importance, performance). An attribute that lies on a
        line counts as high.

    Returns
    -------
    ImportancePerformance
        Attributes in the order of `importance`.

    Raises
    ------
    ModelError
        When labels differ, values are missing, or the crosshair is neither.

    References
    ----------
    Martilla, J. A. & James, J. C. (1977). Importance-performance analysis. Journal of
    Marketing, 41(1), 77-79.
    Oh, H. (2001). Revisiting importance-performance analysis. Tourism Management, 22(6),
    617-627.

    Examples
    --------
    >>> importance = pd.Series({"speed": 6, "decor": 3})
    >>> performance = pd.Series({"speed": 4, "decor": 5})
    >>> importance_performance(
    ...     importance=importance, performance=performance
    ... ).attributes["quadrant"].to_dict()
    {'speed': 'concentrate', 'decor': 'overkill'}
    >>> importance_performance(
    ...     importance=importance, performance=performance, crosshair=(4, 4)
    ... ).attributes["quadrant"].to_dict()
    {'speed': 'keep', 'decor': 'overkill'}
    """
    matters = _by_attribute(importance, name="importance")
    delivers = _by_attribute(performance, name="performance")
    if set(matters.index) != set(delivers.index):
        lone = sorted(map(str, set(matters.index) ^ set(delivers.index)))
        raise ModelError(
            "`importance` and `performance` should have the same attributes; only one of them "
            f"has {', '.join(lone)}. Take both from the same list."
        )
    found = pd.DataFrame({"importance": matters, "performance": delivers.reindex(matters.index)})
    if isinstance(crosshair, str) and crosshair == "means":
        across, down = float(matters.mean()), float(delivers.mean())
    elif isinstance(crosshair, tuple | list) and len(crosshair) == 2:
        across = number(crosshair[0], name="crosshair[0]")
        down = number(crosshair[1], name="crosshair[1]")
    else:
        raise ModelError(
            f'`crosshair` should be "means" or a pair (importance, performance); it is '
            f"{crosshair!r}. For the middle of two scales from 1 to 7, pass (4, 4)."
        )
    found["quadrant"] = [
        _quadrant(important=important, good=good)
        for important, good in zip(
            found["importance"].ge(across), found["performance"].ge(down), strict=True
        )
    ]
    return ImportancePerformance(importance_cut=across, performance_cut=down, attributes=found)


def changed_quadrants(first: ImportancePerformance, second: ImportancePerformance) -> pd.DataFrame:
    """List the attributes whose verdict isn't the same in two analyses.

    Parameters
    ----------
    first, second : ImportancePerformance
        Of the same attributes, with other crosshairs or another kind of importance.

    Returns
    -------
    DataFrame, one row per attribute that changed
        ``first`` and ``second``: its quadrant in each.

    Raises
    ------
    ModelError
        When the attributes differ.

    Examples
    --------
    >>> given = {
    ...     "importance": pd.Series({"speed": 6, "decor": 3}),
    ...     "performance": pd.Series({"speed": 4, "decor": 5}),
    ... }
    >>> at_means = importance_performance(**given)
    >>> at_midpoint = importance_performance(**given, crosshair=(4, 4))
    >>> changed_quadrants(at_means, at_midpoint).to_dict("index")
    {'speed': {'first': 'concentrate', 'second': 'keep'}}
    """
    one, other = first.attributes["quadrant"], second.attributes["quadrant"]
    if set(one.index) != set(other.index):
        raise ModelError(
            "Both analyses should have the same attributes; they have "
            f"{len(one)} and {len(other)}, not all equal. Compare like with like."
        )
    both = pd.DataFrame({"first": one, "second": other.reindex(one.index)})
    return both[both["first"] != both["second"]]


def _by_attribute(values: Any, *, name: str) -> pd.Series[float]:
    """Check a Series of numbers with one value for each attribute."""
    if not isinstance(values, pd.Series) or not values.index.is_unique:
        raise ModelError(
            f"`{name}` should be a Series with one value for each attribute, such as "
            f"table.mean(); it is {type(values).__name__}. Name every attribute once."
        )
    return pd.Series(vector(values, name=name), index=values.index)


def _quadrant(*, important: bool, good: bool) -> str:
    """Name the quadrant of one attribute."""
    if important:
        return "keep" if good else "concentrate"
    return "overkill" if good else "low-priority"
