"""The clinic's 24 doctors: what patients mark, what patients see, and what two colleagues read.

Marks are built from courtesy and waiting. How often prescriptions follow the guideline is drawn
apart, and drawn again until it goes neither with the marks nor with courtesy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha.lessons.redraw import first_draw

__all__ = ["BUILT", "Built", "doctors", "halves"]


@dataclass(frozen=True)
class Built:
    """What was built into the marks.

    Parameters
    ----------
    count : int
        Doctors.
    level : float
        The mean mark, on a scale from 1 to 7.
    courtesy, wait, guideline : float
        Points of the mark for one standard deviation of each.
    chance : float
        Standard deviation of the rest.
    prescriptions : int
        How many of each doctor's prescriptions were read.
    """

    count: int = 24
    level: float = 5.6
    courtesy: float = 0.45
    wait: float = -0.30
    guideline: float = 0.0
    chance: float = 0.12
    prescriptions: int = 30


BUILT = Built()

# How many of 30 followed the guideline, one doctor each; the two in the middle aren't equal.
FOLLOWED = (
    *(16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23),
    *(24, 24, 25, 25, 25, 26, 26, 27, 27, 28, 28, 29),
)


@lru_cache(maxsize=8)
def doctors(seed: int) -> pd.DataFrame:
    """Simulate the doctors of one learner's clinic.

    Parameters
    ----------
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame
        One row per doctor. Shared: copy it before changing it.
    """
    # Another stream than the log's, which is seeded by the same number.
    return first_draw(seed + 2**32, draw=_draw, conditions=_conditions).drawn


def halves(values: pd.Series[float], *, upper: str, lower: str) -> np.ndarray:
    """Name the upper and the lower half of some values; ties go by their order.

    Examples
    --------
    >>> halves(pd.Series([3, 1, 4, 2]), upper="high", lower="low").tolist()
    ['high', 'low', 'high', 'low']
    """
    return np.where(values.rank(method="first") > len(values) / 2, upper, lower).astype(object)


def _draw(rng: np.random.Generator) -> pd.DataFrame:
    n = BUILT.count
    courtesy = np.clip(np.round(rng.normal(7.2, 1.1, n), 1), 4.0, 9.9)
    wait = np.clip(np.round(rng.normal(12.4, 3.2, n), 1), 5.0, 22.0)
    mark = (
        BUILT.level
        + BUILT.courtesy * (courtesy - courtesy.mean()) / courtesy.std()
        + BUILT.wait * (wait - wait.mean()) / wait.std()
        + rng.normal(0, BUILT.chance, n)
    )
    table = pd.DataFrame({"doctor": np.arange(1, n + 1), "mark": np.round(mark, 2)})
    table["courtesy"], table["wait"] = courtesy, wait
    table["guideline"] = rng.permutation(FOLLOWED)
    table["courtesy_half"] = halves(table["courtesy"], upper="high", lower="low")
    table["wait_half"] = halves(table["wait"], upper="long", lower="short")
    table["guideline_half"] = halves(table["guideline"], upper="high", lower="low")
    return table


def _conditions(table: pd.DataFrame) -> dict[str, bool]:
    measures = ["mark", "courtesy", "wait", "guideline"]
    mark = table["mark"].to_numpy(float)

    def r(one: str, other: str) -> float:
        return float(np.corrcoef(table[one].to_numpy(float), table[other].to_numpy(float))[0, 1])

    def apart(half: str, upper: str) -> float:
        inside = (table[half] == upper).to_numpy()
        return float(mark[inside].mean() - mark[~inside].mean())

    seen = apart("guideline_half", "high")
    # A border inside a tie would put doctors alike into different halves.
    ordered = np.sort(table[measures[1:]].to_numpy(float), axis=0)
    half = BUILT.count // 2
    return {
        "marks": bool(mark.min() >= 3 and mark.max() <= 6.95),
        "courtesy": bool(r("courtesy", "mark") >= 0.65 and apart("courtesy_half", "high") > 0.5),
        "wait": bool(r("wait", "mark") <= -0.35 and apart("wait_half", "long") < -0.25),
        "guideline": bool(
            abs(r("guideline", "mark")) <= 0.15 and abs(r("guideline", "courtesy")) <= 0.25
        ),
        "halves": bool(0.02 <= abs(seen) <= 0.12),
        "borders": bool((ordered[half] > ordered[half - 1]).all()),
    }
