"""Three overall judgements of each respondent: adequate, desired and perceived service."""

from __future__ import annotations

from itertools import count

import numpy as np
import numpy.typing as npt
import pandas as pd

from brecha.scenarios.design import Design
from brecha.scenarios.sheets import HIGH, LOW, Sheets
from brecha.scenarios.streams import stream

__all__ = ["LEVEL_MARGINS", "level_margins", "level_table"]

Grid = npt.NDArray[np.float64]

_TOP = 9
_ADEQUATE, _WIDTH = (5.0, 6.4), (1.6, 3.0)

#: The least that each margin must be: points of the scale from 1 to 9, or shares of 1.
LEVEL_MARGINS = {
    "inside, inside by means": 0.05,
    "adequacy, superiority": 1.0,
    "adequacy, superiority without sign": 0.10,
    "adequacy, width": 0.10,
    "superiority without sign, width": 0.10,
    "inside, below": 0.05,
    "inside, above": 0.05,
    "perceived, perceived on seven points": 0.30,
    "adequacy on two scales, other readings": 0.025,
}


def level_table(sheets: Sheets, design: Design) -> pd.DataFrame:
    """Build the table ``levels``: a row for each respondent, from 1 to 9.

    How a sheet was filled in pulls the overall judgement along; the two levels differ from person
    to person, so the share of people inside their own zone isn't the share inside the mean zone.

    Parameters
    ----------
    sheets : Sheets
        What came back.
    design : Design
        What was built in.

    Returns
    -------
    DataFrame
        ``respondent``, ``branch``, ``adequate``, ``desired`` (never below adequate), ``perceived``.
    """
    drawn = (_draw(sheets, design, attempt=attempt) for attempt in count())
    adequate, desired, perceived = next(
        levels for levels in drawn if _shows_contrast(levels, sheets)
    )
    codes = np.array([branch.code for branch in design.branches])
    return pd.DataFrame(
        {
            "respondent": np.arange(1, len(sheets.branch) + 1),
            "branch": codes[sheets.branch],
            "adequate": adequate,
            "desired": desired,
            "perceived": perceived,
        }
    )


def level_margins(levels: npt.NDArray[np.int64], sheets: Sheets) -> dict[str, float]:
    """Measure how far right and wrong readings of the zone of tolerance are apart.

    Parameters
    ----------
    levels : ndarray of int, shape (3, n)
        Adequate, desired and perceived.
    sheets : Sheets
        The sheets of the same respondents.

    Returns
    -------
    dict of str to float
        By the names in `LEVEL_MARGINS`.
    """
    adequate, desired, perceived = levels
    inside = float(np.mean((adequate <= perceived) & (perceived <= desired)))
    by_means = float(np.mean((adequate.mean() <= perceived) & (perceived <= desired.mean())))
    adequacy = float(np.mean(perceived - adequate))
    superiority = float(np.mean(perceived - desired))
    width = float(np.mean(desired - adequate))
    two_scales = float(sheets.perceived.mean() - adequate.mean())
    others = [-adequacy, superiority, -superiority, width, -width]
    return {
        "inside, inside by means": abs(inside - by_means),
        "adequacy, superiority": adequacy - superiority,
        "adequacy, superiority without sign": abs(adequacy + superiority),
        "adequacy, width": abs(adequacy - width),
        "superiority without sign, width": abs(superiority + width),
        "inside, below": abs(inside - float(np.mean(perceived < adequate))),
        "inside, above": abs(inside - float(np.mean(perceived > desired))),
        "perceived, perceived on seven points": abs(
            float(perceived.mean() - sheets.perceived.mean())
        ),
        "adequacy on two scales, other readings": min(abs(two_scales - x) for x in others),
    }


def _shows_contrast(levels: npt.NDArray[np.int64], sheets: Sheets) -> bool:
    found = level_margins(levels, sheets)
    return all(found[name] >= least for name, least in LEVEL_MARGINS.items())


def _draw(sheets: Sheets, design: Design, *, attempt: int) -> npt.NDArray[np.int64]:
    """Draw adequate, desired and perceived levels of everybody."""
    rng = stream(design.company, "levels", design.seed, attempt)
    people = len(sheets.branch)
    own = sheets.perceived.mean(axis=1)
    stretched = LOW + (own - LOW) * (_TOP - LOW) / (HIGH - LOW)
    adequate = rng.normal(rng.uniform(*_ADEQUATE), 1.1, people)
    desired = adequate + rng.gamma(4, rng.uniform(*_WIDTH) / 4, people)
    perceived = stretched + rng.normal(0, 0.9, people)
    levels = np.clip(np.rint([adequate, desired, perceived]), LOW, _TOP)
    return levels.astype(int)
