"""Each learner's own survey: 600 of the 1,811 real firms, with one column stored upside down.

The 600 are drawn without repetition. A draw on which the case can't be told apart from its wrong
turns is put back and drawn again: :func:`conditions` lists what is asked of it. So that every
version shows the finding is no evidence for it; what resampling all firms says is told in the case.
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
    "CLEAR",
    "DRIVERS",
    "LEADERS",
    "SHARES",
    "TURNED",
    "Subsample",
    "conditions",
    "draw",
    "four",
    "goes_with",
    "subsample",
    "survey",
]

SOURCES = {
    "prices": "competitive_prices",
    "increases": "price_increases",
    "volume": "price_for_volume",
    "proof": "proof_of_effect",
    "customers": "customers_reached",
    "reach": "advertising_reach",
    "exposure": "long_exposure",
    "distribution": "distribution",
    "areas": "right_areas",
}
DRIVERS = tuple(SOURCES)

TURNED = "volume"
"""The driver whose column is stored upside down: 10 is bad in it, and 1 is good."""

LEADERS = frozenset({"volume", "customers"})
"""The two drivers that go most with satisfaction, with each firm's level or without it."""

CLEAR = 0.2
"""From here on an r counts as clear in this case; somebody has to say where."""

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much of a firm's level is taken out of its marks."""

ASKED = 600
_MOST_DRAWS = MOST_DRAWS
_WORDS_APART = 0.0105


@dataclass(frozen=True)
class Subsample:
    """One learner's survey.

    Parameters
    ----------
    export : DataFrame
        The file as it came: one row per firm, one column upside down.
    answers : DataFrame
        The same with that column put right, and ``level``, the mean of a firm's nine marks.
    own : DataFrame
        The marks of ``answers`` and satisfaction, each minus the firm's level.
    draws : int
        How many draws it took.
    """

    export: pd.DataFrame
    answers: pd.DataFrame
    own: pd.DataFrame
    draws: int


@lru_cache(maxsize=1)
def survey() -> pd.DataFrame:
    """Return all firms of ``customerSat``, numbered, with shorter names of columns."""
    firms = datasets.load("customerSat")
    names = {source: driver for driver, source in SOURCES.items()}
    table = firms.rename(columns=names)[[*DRIVERS, "satisfaction"]]
    table.insert(0, "firm", np.arange(1, len(table) + 1))
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
    table, draws = first_draw(seed, draw=_draw, conditions=conditions, most=_MOST_DRAWS)
    answers = table.assign(level=table[list(DRIVERS)].mean(axis=1))
    own = answers[["firm", *DRIVERS, "satisfaction"]].astype(float)
    marks = [*DRIVERS, "satisfaction"]
    own[marks] = own[marks].sub(answers["level"], axis=0)
    own["firm"] = answers["firm"]
    return Subsample(table.assign(**{TURNED: 11 - table[TURNED]}), answers, own, draws)


def draw(seed: int, attempt: int) -> pd.DataFrame:
    """Draw firms without repetition."""
    return _draw(generator(seed, attempt))


def _draw(rng: np.random.Generator) -> pd.DataFrame:
    return some_of(survey(), size=ASKED, rng=rng)


def four(answers: pd.DataFrame) -> pd.DataFrame:
    """Return four firms whose level is a whole number, so that it can be worked out by hand.

    Parameters
    ----------
    answers : DataFrame
        All columns the right way up, with ``level``.

    Returns
    -------
    DataFrame
        A firm with a high level that marks the price for its volume lower; one with a low level
        that marks it higher, though lower than the first; one that gave the same mark nine times;
        one between. Fewer rows where a survey lacks such a firm.
    """
    marks = answers[list(DRIVERS)].to_numpy()
    rows = answers.iloc[_four(marks)]
    # Satisfaction is often the level itself, and would be taken for it.
    return rows.astype({"level": int}).drop(columns="satisfaction").reset_index(drop=True)


def _four(marks: np.ndarray) -> list[int]:
    total, volume = marks.sum(axis=1), marks[:, DRIVERS.index(TURNED)]
    whole, level = total % len(DRIVERS) == 0, total // len(DRIVERS)
    flat, above = marks.min(axis=1) == marks.max(axis=1), volume - level
    high = np.flatnonzero(whole & (level >= 7) & (above <= -1))
    low = np.flatnonzero(whole & (level <= 6) & (above >= 1) & (above != level))
    # The first firm gives the higher mark, and lies another distance from its level.
    first_two = next(
        (
            [first, second]
            for second in low
            for first in high[np.argsort(-volume[high], kind="stable")]
            if volume[first] > volume[second] and above[first] != -above[second]
        ),
        [],
    )
    others = (whole & flat, whole & ~flat & (level == 6) & (above <= 0))
    return [*map(int, first_two), *(int(kind.argmax()) for kind in others if kind.any())]


def goes_with(table: pd.DataFrame, share: float = 0.0) -> dict[str, float]:
    """Return each driver's r with satisfaction, with a share of each firm's level taken out.

    Parameters
    ----------
    table : DataFrame
        Marks of firms, the right way up.
    share : float
        0 leaves the marks as they are, 1 measures each from the firm's own level.

    Returns
    -------
    dict of str to float
        By driver.
    """
    marks = table[list(DRIVERS)].to_numpy(float)
    return _with_satisfaction(marks, table["satisfaction"].to_numpy(float), share)


def _with_satisfaction(
    marks: np.ndarray, satisfaction: np.ndarray, share: float
) -> dict[str, float]:
    out = share * marks.mean(axis=1)
    return dict(zip(DRIVERS, _r(marks - out[:, None], satisfaction - out), strict=True))


def _r(columns: np.ndarray, other: np.ndarray) -> list[float]:
    centred, from_mean = columns - columns.mean(axis=0), other - other.mean()
    spread = np.sqrt((centred**2).sum(axis=0) * (from_mean**2).sum())
    return [float(value) for value in from_mean @ centred / spread]


def conditions(table: pd.DataFrame) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    table : DataFrame
        The drawn firms, all columns the right way up.

    Returns
    -------
    dict of str to bool
        ``finding``: fair prices for the volume go most with satisfaction, and with any share of the
        level taken out the same two drivers come first. ``level``: the level goes with satisfaction
        more closely than any driver. ``clear``: with the level out, those two are clear and no
        other is, and nothing lies on a line. ``mark``: that driver has the lowest mark, and its
        mean shows that the column was turned. ``parts``: taking the level out of one column alone
        shows. ``four``: there are four firms to work out by hand.
    """
    marks = table[list(DRIVERS)].to_numpy(float)
    level, satisfaction = marks.mean(axis=1), table["satisfaction"].to_numpy(float)
    steps = [_with_satisfaction(marks, satisfaction, share) for share in SHARES]
    raw, own = steps[0], steps[-1]
    volume, from_level = marks[:, DRIVERS.index(TURNED)], satisfaction - level
    (half,) = _r((volume - level)[:, None], satisfaction)
    (other_half,) = _r(volume[:, None], from_level)
    (all_level,) = _r(level[:, None], satisfaction)
    values = np.array([own[TURNED], half, other_half, raw[TURNED], own["proof"]])
    means = np.sort(marks.mean(axis=0))
    return {
        "finding": max(raw, key=lambda name: raw[name]) == TURNED
        and all(set(sorted(r, key=lambda name: -r[name])[:2]) == LEADERS for r in steps),
        "level": all_level - max(raw.values()) >= _WORDS_APART,
        "clear": {name for name, r in own.items() if r > CLEAR} == LEADERS
        and min(abs(abs(r) - CLEAR) for r in own.values()) >= 0.005,
        "mark": bool(volume.mean() == means[0] and abs(volume.mean() - 5.5) >= 0.01),
        "parts": bool(np.diff(np.sort(values)).min() >= _WORDS_APART),
        "four": len(_four(table[list(DRIVERS)].to_numpy())) == 4,
    }
