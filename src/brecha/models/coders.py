"""Whether any number of observers code alike: Krippendorff's alpha."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import choice
from brecha.models._result import Result

__all__ = ["Krippendorff", "krippendorff_alpha"]

Matrix = npt.NDArray[np.float64]

LEVELS = ("nominal", "ordinal", "interval", "ratio")


@dataclass(frozen=True, repr=False)
class Krippendorff(Result):
    """Hold Krippendorff's alpha.

    Attributes
    ----------
    value : float
        1 - observed / chance, at most 1; 0 is what chance alone gives.
    level : str
        "nominal", "ordinal", "interval" or "ratio".
    observed, chance : float
        Mean disagreement within units, and among all codes whatever their unit.
    units : int
        How many units have at least two codes; the others say nothing about agreement.
    codes : int
        How many codes these units have.
    """

    value: float
    level: str
    observed: float
    chance: float
    units: int
    codes: int


def krippendorff_alpha(codes: Any, *, level: str) -> Krippendorff:
    """Compute Krippendorff's alpha of any number of observers, with codes missing or not.

    One coefficient for two observers or ten, for names, ranks and measures; a unit that somebody
    skipped still counts with the rest. The level decides what a disagreement weighs: between 1
    and 5 as much as between 1 and 2 (nominal), or sixteen times as much (interval).

    Parameters
    ----------
    codes : DataFrame or array-like, shape (units, observers)
        One row per unit (a call, a letter), one column per observer; missing where somebody
        didn't code. Turned the wrong way round, the figure is about agreement of units, and
        nothing warns you.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the codes are: names, ranks, equal steps, or equal steps from a true zero. All but
        nominal need numbers.

    Returns
    -------
    Krippendorff

    Raises
    ------
    ModelError
        When the level is unknown, no unit has two codes, all codes are equal, or codes that
        should be numbers aren't.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
    Pennsylvania, Departmental Papers (ASC) 43.

    Examples
    --------
    Two observers, four letters, the last one seen by one of them alone:

    >>> codes = [["queja", "queja"], ["reclamo", "reclamo"], ["queja", "reclamo"], ["queja", None]]
    >>> round(krippendorff_alpha(codes, level="nominal").value, 3)
    0.444
    """
    chosen = choice(level, name="level", allowed=LEVELS)
    table = pd.DataFrame(codes)
    counts, values = _counts(table, numbers=chosen != "nominal")
    if counts.shape[0] == 0:
        raise ModelError(
            "At least one unit should have two codes; none has. Let a second observer code some."
        )
    if len(values) < 2:
        raise ModelError(
            f"The codes should vary; all of them are {values[0]!r}. Then chance explains all of "
            "the agreement: report the agreement itself."
        )
    raters = counts.sum(axis=1)
    # Each pair of codes within a unit, weighted so that a unit counts by the number of its codes.
    # A code is paired with itself too, which does no harm: it is no distance away.
    pairs = (counts / (raters - 1)[:, None]).T @ counts
    totals = counts.sum(axis=0)
    everything = float(totals.sum())
    apart = _distances(values, totals, level=chosen)
    observed = float((pairs * apart).sum()) / everything
    chance = float(totals @ apart @ totals) / (everything * (everything - 1))
    return Krippendorff(
        value=1 - observed / chance,
        level=chosen,
        observed=observed,
        chance=chance,
        units=len(counts),
        codes=int(everything),
    )


def _counts(table: pd.DataFrame, *, numbers: bool) -> tuple[Matrix, list[Any]]:
    """Count, for each unit with two codes or more, how often it got each code."""
    given = [[code for code in row if not pd.isna(code)] for row in table.to_numpy(dtype=object)]
    given = [row for row in given if len(row) > 1]
    found = {code for row in given for code in row}
    wrong = [code for code in found if not isinstance(code, int | float | np.number)]
    if numbers and wrong:
        raise ModelError(
            f"The codes should be numbers at this level; {wrong[0]!r} is none. "
            'Number them in their order, or use level="nominal".'
        )
    values = sorted(found) if not wrong else sorted(found, key=str)
    counts = np.zeros((len(given), len(values)))
    for unit, row in enumerate(given):
        for code in row:
            counts[unit, values.index(code)] += 1
    return counts, values


def _distances(values: list[Any], totals: Matrix, *, level: str) -> Matrix:
    """Say how much each pair of codes disagrees, squared."""
    if level == "nominal":
        return np.asarray(1 - np.eye(len(values)))
    if level == "ordinal":
        # Ranks apart: all codes between two ranks, and half of those at either end.
        middle = np.cumsum(totals) - totals / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    number = np.array(values, dtype=np.float64)
    difference = number[:, None] - number[None, :]
    if level == "interval":
        return np.asarray(difference**2)
    total = number[:, None] + number[None, :]
    if (number < 0).any():
        raise ModelError(
            f"Codes at the ratio level should not be negative; {number.min():g} is. "
            'Use level="interval".'
        )
    return np.asarray(np.divide(difference, total, out=np.zeros_like(total), where=total > 0) ** 2)
