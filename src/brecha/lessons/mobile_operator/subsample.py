"""Each learner's own survey: 200 of the 250 real respondents, with one cell typed wrong.

The 200 are drawn without repetition. A draw on which the case can't be told apart from its wrong
turns is put back and drawn again: :func:`conditions` lists what is asked of it. So that every
version shows the finding is no evidence for it; what resampling all 250 says is told in the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha import datasets
from brecha.lessons.redraw import MOST_DRAWS, first_draw, generator, some_of

__all__ = [
    "ASKED",
    "DRIVERS",
    "IMPOSSIBLE",
    "QUESTIONS",
    "RANKED",
    "STATED",
    "TRUE",
    "Subsample",
    "conditions",
    "draw",
    "subsample",
    "survey",
]

SOURCES = {
    "network": "quality_2",
    "service": "quality_3",
    "range": "quality_5",
    "reliability": "quality_6",
    "clarity": "quality_7",
    "prices": "value_1",
    "complaints": "complaints",
}
DRIVERS = tuple(SOURCES)
QUESTIONS = ("satisfaction_1", "satisfaction_2", "satisfaction_3")

RANKED = {"A": "network", "B": "complaints", "C": "reliability", "D": "clarity"}
"""The four drivers that the case asks to rank, by their letters."""

STATED = {
    "network": 33,
    "service": 11,
    "range": 1,
    "reliability": 3,
    "clarity": 7,
    "prices": 41,
    "complaints": 4,
}
"""Percent of callers who named each driver on the slide; the slide is invented."""

ASKED = 200
TRUE, IMPOSSIBLE = 9, 99
_MOST_DRAWS = MOST_DRAWS


@dataclass(frozen=True)
class Subsample:
    """One learner's survey.

    Parameters
    ----------
    export : DataFrame
        The file as it came: one row per respondent, and one mark of 99.
    answers : DataFrame
        The same without that mark, with ``satisfaction`` (the mean of the three questions) and
        ``clarity_band`` (low 1-6, middle 7-8, high 9-10).
    row : int
        The row of the wrong cell, counted from 0.
    draws : int
        How many draws it took.
    """

    export: pd.DataFrame
    answers: pd.DataFrame
    row: int
    draws: int

    @property
    def respondent(self) -> int:
        """Whose mark is wrong."""
        return int(self.export["respondent"].iloc[self.row])


@lru_cache(maxsize=1)
def survey() -> pd.DataFrame:
    """Return the questions of ``mobi`` that the case uses, all 250 respondents, renamed."""
    mobi = datasets.load("mobi")
    names = {source: driver for driver, source in SOURCES.items()}
    table = mobi[[*SOURCES.values(), *QUESTIONS]].rename(columns=names)
    table.insert(0, "respondent", np.arange(1, len(table) + 1))
    return table


@lru_cache(maxsize=8)
def subsample(seed: int) -> Subsample:
    """Draw one learner's survey.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same survey everywhere.

    Returns
    -------
    Subsample
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as on another survey.
    """
    (table, row), draws = first_draw(
        seed, draw=_draw, conditions=lambda drawn: conditions(*drawn), most=_MOST_DRAWS
    )
    return Subsample(_export(table, row), _answers(table, row), row, draws)


def draw(seed: int, attempt: int) -> tuple[pd.DataFrame, int]:
    """Draw respondents without repetition, and one of their nines for clear information."""
    return _draw(generator(seed, attempt))


def _draw(rng: np.random.Generator) -> tuple[pd.DataFrame, int]:
    table = some_of(survey(), size=ASKED, rng=rng)
    return table, int(rng.choice(np.flatnonzero(table["clarity"] == TRUE)))


def conditions(table: pd.DataFrame, row: int) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    table : DataFrame
        The drawn respondents.
    row : int
        Where the mark will be typed wrong.

    Returns
    -------
    dict of str to bool
        ``finding``: clear information goes most with satisfaction, customer service next, by .02
        or more. ``prices``: marked lowest by .3 or more. ``lines``: no driver lies on a line of the
        map. ``ranking``: the four to be ranked are .01 apart. ``axes``: swapped axes show.
        ``respondent``: the respondent's number isn't one of the numbers that are mistaken for it.
    """
    r, means = _correlations(table, row), _means(table, row)
    importance, marks = np.array(list(r.values())), np.array(list(means.values()))
    first, second, *_ = sorted(DRIVERS, key=lambda driver: -r[driver])
    lowest, next_lowest, *_ = np.sort(marks)
    ranked = np.sort([r[driver] for driver in RANKED.values()])
    strong, good = importance > importance.mean(), marks > marks.mean()
    number = int(table["respondent"].iloc[row])
    mistaken = {row, row + 1, IMPOSSIBLE, ASKED}
    return {
        "finding": (first, second) == ("clarity", "service")
        and r["clarity"] - r["service"] >= 0.02,
        "prices": means["prices"] == lowest and bool(next_lowest - lowest >= 0.3),
        "lines": bool(
            np.abs(marks - marks.mean()).min() >= 0.03
            and np.abs(importance - importance.mean()).min() >= 0.005
        ),
        "ranking": bool(np.diff(ranked).min() >= 0.01),
        "axes": bool((strong != good).any()),
        "respondent": number not in mistaken and not {row, row + 1} & {IMPOSSIBLE, ASKED},
    }


def _kept(row: int, driver: str) -> np.ndarray:
    """Return which rows count for a driver: the wrong cell is left out where it stands."""
    kept = np.ones(ASKED, dtype=bool)
    kept[row] = driver != "clarity"
    return kept


def _means(table: pd.DataFrame, row: int) -> dict[str, float]:
    return {
        driver: float(table[driver].to_numpy(float)[_kept(row, driver)].mean())
        for driver in DRIVERS
    }


def _correlations(table: pd.DataFrame, row: int) -> dict[str, float]:
    satisfaction = table[list(QUESTIONS)].to_numpy(float).mean(axis=1)
    found = {}
    for driver in DRIVERS:
        kept = _kept(row, driver)
        marks = table[driver].to_numpy(float)[kept]
        found[driver] = float(np.corrcoef(marks, satisfaction[kept])[0, 1])
    return found


def _export(table: pd.DataFrame, row: int) -> pd.DataFrame:
    export = table.copy()
    export.loc[row, "clarity"] = IMPOSSIBLE
    return export


def _answers(table: pd.DataFrame, row: int) -> pd.DataFrame:
    answers = table.copy()
    answers["clarity"] = answers["clarity"].astype(float)
    answers.loc[row, "clarity"] = np.nan
    answers["satisfaction"] = answers[list(QUESTIONS)].mean(axis=1)
    bands = pd.cut(answers["clarity"], [0, 6, 8, 10], labels=["low", "middle", "high"])
    answers["clarity_band"] = bands.astype(object)
    return answers
