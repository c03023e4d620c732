"""The zone of tolerance: between the service that is adequate and the service that is desired."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from brecha.errors import ModelError
from brecha.models._answers import Scale, check_scale, require
from brecha.models._result import Result

__all__ = ["Zone", "zone_of_tolerance"]

_LEVELS = ["adequate", "desired", "perceived"]


@dataclass(frozen=True, repr=False)
class Zone(Result):
    """Hold where perceived service stands between two levels of expectation.

    Attributes
    ----------
    adequacy : float
        Measure of service adequacy (MSA): mean of perceived minus adequate, in points.
    superiority : float
        Measure of service superiority (MSS): mean of perceived minus desired, in points.
    width : float
        Mean of desired minus adequate, in points; equals ``adequacy - superiority``.
    below, inside, above : float
        Shares of respondents, 0 to 1, whose perceived service lies below their own adequate
        level, from there up to their own desired level, and above that.
    respondents : int
        How many gave all three ratings.
    """

    adequacy: float
    superiority: float
    width: float
    below: float
    inside: float
    above: float
    respondents: int


def zone_of_tolerance(levels: pd.DataFrame, *, scale: Scale = (1, 9)) -> Zone:
    """Compare perceived service with the level that would do and the level that is hoped for.

    Everybody has a zone of their own, so the share inside is counted respondent by respondent:
    the means of the three columns can lie inside while a third of the customers are below theirs.
    Both ends belong to the zone. Rows with a missing rating are left out.

    Parameters
    ----------
    levels : DataFrame
        A row for each respondent, with ``adequate``, ``desired`` and ``perceived``.
    scale : tuple of float
        The ends of the rating scale of all three.

    Returns
    -------
    Zone

    Raises
    ------
    ModelError
        When a column is missing, a rating is no number or off the scale, somebody's adequate
        level exceeds the desired one, or nobody gave all three ratings.

    References
    ----------
    Zeithaml, Berry and Parasuraman (1993), Journal of the Academy of Marketing Science 21(1):1-12.

    Examples
    --------
    >>> levels = pd.DataFrame({"adequate": [4, 6], "desired": [7, 8], "perceived": [6, 5]})
    >>> zone_of_tolerance(levels)
    Zone(adequacy=0.5, superiority=-2, width=2.5, below=0.5, inside=0.5, above=0, respondents=2)
    """
    require(levels, _LEVELS)
    for column in _LEVELS:
        check_scale(levels[column], scale=scale, name=column)
    adequate, desired, perceived = (levels[column] for column in _LEVELS)
    turned = adequate > desired
    if turned.any():
        row = levels.index[turned][0]
        raise ModelError(
            f"The adequate level should not exceed the desired one; in row {row} adequate is "
            f"{adequate[turned].iloc[0]:g} and desired {desired[turned].iloc[0]:g}. "
            "Were the two columns swapped? Mend the row, or leave it out."
        )
    rated = levels[_LEVELS].dropna()
    if rated.empty:
        raise ModelError(
            "The zone of tolerance needs all three ratings from somebody; nobody gave them. "
            "Check the columns adequate, desired and perceived."
        )
    adequate, desired, perceived = (rated[column] for column in _LEVELS)
    return Zone(
        adequacy=float((perceived - adequate).mean()),
        superiority=float((perceived - desired).mean()),
        width=float((desired - adequate).mean()),
        below=float((perceived < adequate).mean()),
        inside=float(perceived.between(adequate, desired).mean()),
        above=float((perceived > desired).mean()),
        respondents=len(rated),
    )
