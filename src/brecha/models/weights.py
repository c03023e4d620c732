"""What each dimension weighs: importance points, the weighted score and its parts.

The long table of `brecha.models.quality` carries one more column, ``points``: how many of 100
points the respondent gave the row's dimension.
"""

from __future__ import annotations

import pandas as pd

from brecha.errors import ModelError
from brecha.models._answers import Direction, Scale, check_points, in_order, is_shortfall, require
from brecha.models.quality import by_respondent

__all__ = ["priorities", "weighted_score"]


def priorities(
    answers: pd.DataFrame,
    *,
    direction: Direction = "P-E",
    scale: Scale = (1, 7),
    total: float = 100,
) -> pd.DataFrame:
    """Weigh each dimension's gap by what it matters to the respondent who has it.

    Each respondent's points become shares that add up to 1; a share times the gap says how much
    the dimension adds to that respondent's score. For whoever has no gap in a dimension, the
    shares of the others are stretched to add up to 1. The column ``priority`` adds up to
    `weighted_score`.

    Parameters
    ----------
    answers : DataFrame
        The long table, with the column ``points``.
    direction, scale
        As in `gaps`.
    total : float
        What a respondent's points add up to.

    Returns
    -------
    DataFrame
        By dimension, the most urgent first: ``weight`` (mean share, 0 to 1), ``gap`` and
        ``priority`` (mean of share times gap, in points of the scale).

    Raises
    ------
    ModelError
        As in `gaps`; or when somebody's points are missing, negative or don't add up to ``total``.
    UnknownNameError
        As in `gaps`.

    Notes
    -----
    ``priority`` isn't ``weight * gap``: that product of two means ignores that a dimension may
    matter most to those whom it failed.
    """
    table = by_respondent(answers, direction=direction, scale=scale)
    require(table, ["points"])
    gap = table.pivot(index="respondent", columns="dimension", values="gap")
    points = table.pivot(index="respondent", columns="dimension", values="points")
    check_points(points, total=total)
    points = points.where(gap.notna())
    heard = points.sum(axis=1) > 0
    if not heard.any():
        raise ModelError(
            "Priorities need somebody with a gap in a dimension that matters to them; nobody has "
            "one. Check that both ratings are filled in."
        )
    share = points[heard].div(points[heard].sum(axis=1), axis=0).fillna(0)
    added = (share * gap[heard]).fillna(0).mean()
    found = pd.DataFrame({"weight": share.mean(), "gap": gap.mean(), "priority": added})
    ascending = not is_shortfall(direction)
    found = found.loc[in_order(found.index)]
    return found.sort_values("priority", ascending=ascending)


def weighted_score(
    answers: pd.DataFrame,
    *,
    direction: Direction = "P-E",
    scale: Scale = (1, 7),
    total: float = 100,
) -> float:
    """Average over respondents the sum of share times gap, with each respondent's own points.

    Parameters
    ----------
    answers, direction, scale, total
        As in `priorities`.

    Returns
    -------
    float
        In points of the scale.

    Raises
    ------
    ModelError, UnknownNameError
        As in `priorities`.
    """
    found = priorities(answers, direction=direction, scale=scale, total=total)
    return float(found["priority"].sum())
