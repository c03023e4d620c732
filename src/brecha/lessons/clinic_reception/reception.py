"""Each learner's own log of the clinic: 240 simulated visits, with one time typed wrong.

Waiting is built from the hour of the day, never from the posters; what patients expect is built
from the posters. A draw on which the case can't be told apart from its wrong turns is put back:
:func:`conditions` lists what is asked of it. That every version shows the finding is therefore no
evidence for it, and the case says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import pandas as pd

from brecha.lessons.redraw import first_draw

__all__ = ["DESIGN", "PROMISED", "STANDARD", "Centre", "Design", "Log", "conditions", "log"]

STANDARD, PROMISED, LONG = 10, 2, 15


@dataclass(frozen=True)
class Centre:
    """How one centre was built.

    Parameters
    ----------
    visits, early : int
        Visits in the log, and how many of them came between eight and ten.
    poster : bool
        Whether the promise hangs on its wall.
    expected, spread : float
        Mean and standard deviation of the minutes that its patients expect.
    """

    visits: int
    early: int
    poster: bool
    expected: float
    spread: float


def _centres() -> Mapping[str, Centre]:
    return MappingProxyType(
        {
            "central": Centre(132, 48, poster=True, expected=3.2, spread=1.6),
            "park": Centre(60, 8, poster=True, expected=5.0, spread=1.8),
            "river": Centre(48, 14, poster=False, expected=11.8, spread=2.6),
        }
    )


@dataclass(frozen=True)
class Design:
    """What was built into every version: the sealed envelope.

    Parameters
    ----------
    centres : mapping of str to Centre
        By code.
    medians, spreads : tuple of float
        Median minutes and standard deviation of their logarithm, for early and later visits, the
        same in all centres.
    left : int
        How many give up, all of them after more than a quarter of an hour.
    felt : float
        How much longer a minute of waiting seems.
    typed : int
        Minutes that the wrong time of arrival is off: a 3 typed in front of it.
    """

    centres: Mapping[str, Centre] = field(default_factory=_centres)
    medians: tuple[float, float] = (23.5, 6.8)
    spreads: tuple[float, float] = (0.42, 0.48)
    left: int = 18
    felt: float = 1.25
    typed: int = 300

    @property
    def visits(self) -> int:
        """How many visits a log has."""
        return sum(centre.visits for centre in self.centres.values())


DESIGN = Design()


@dataclass(frozen=True)
class Log:
    """One learner's log.

    Parameters
    ----------
    export : DataFrame
        As the desk's system wrote it, with one arrival typed wrong.
    visits : DataFrame
        The same without that row, with the wait and what patients expected and felt.
    row : int
        The row of the wrong arrival, counted from 0.
    true_wait : int
        How long that patient had really waited.
    draws : int
        How many draws it took.
    """

    export: pd.DataFrame
    visits: pd.DataFrame
    row: int
    true_wait: int
    draws: int


@lru_cache(maxsize=8)
def log(seed: int) -> Log:
    """Simulate one learner's log.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same log everywhere.

    Returns
    -------
    Log
        Frames that are shared: copy one before changing it.
    """
    (table, row), draws = first_draw(seed, draw=_draw, conditions=lambda drawn: conditions(*drawn))
    export = table[["visit", "centre", "slot", "arrived", "ended", "outcome"]].copy()
    wrong = export.index == row
    export["arrived"] = export["arrived"].mask(wrong, export["arrived"] + DESIGN.typed)
    asked = ["visit", "centre", "poster", "slot", "wait", "outcome", "expected", "felt"]
    visits = table[asked].drop(index=row).reset_index(drop=True)
    return Log(export, visits, row, int(table["wait"].to_numpy()[row]), draws)


def conditions(table: pd.DataFrame, row: int) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    table : DataFrame
        The visits as they were.
    row : int
        Where the arrival will be typed wrong.

    Returns
    -------
    dict of str to bool
        ``report``: both faults together put the mean below the standard, either alone doesn't, and
        the median is another number still. ``middle``: the median keeps the standard by half a
        minute or more, the mean misses it by more than a minute and a half. ``posters``: waiting
        is alike with and without posters. ``hours``: the standard is missed early and kept later.
        ``shares``: counting centres alike shows, and so does leaving out who left. ``turns``: the
        wrong turns of the mean come to different numbers.
    """
    clean = table.drop(index=row)
    wait, centre = clean["wait"].to_numpy(float), clean["centre"].to_numpy()
    seen = clean["outcome"].to_numpy() == "seen"
    early, poster = clean["slot"].to_numpy() == "early", clean["poster"].to_numpy() == "yes"
    codes = [centre == code for code in DESIGN.centres]
    mean, over = wait.mean(), wait >= LONG
    typed = float(table["wait"].to_numpy()[row]) - DESIGN.typed
    report = (wait[seen].sum() + typed) / (seen.sum() + 1)
    everybody = (wait.sum() + typed) / (len(wait) + 1)
    expected = clean["expected"].to_numpy(float)
    alike = [over[code].mean() for code in codes]
    hung = [expected[code].mean() for code in codes[:2]]
    return {
        "report": bool(
            np.median(wait) + 0.2 <= report <= STANDARD - 0.2
            and min(wait[seen].mean(), everybody) >= STANDARD + 0.2
        ),
        "middle": bool(np.median(wait) <= STANDARD - 0.5 and mean >= STANDARD + 1.5),
        "posters": bool(abs(wait[poster].mean() - wait[~poster].mean()) <= 1),
        "hours": bool(wait[early].mean() >= STANDARD + 8 and wait[~early].mean() <= STANDARD - 1.5),
        "shares": bool(
            min(
                abs(np.mean(alike) - over.mean()),
                abs(np.mean(alike) - over[seen].mean()),
                over[seen].mean() - over[seen].sum() / len(over),
            )
            >= 0.015
            and abs(np.mean([wait[code].mean() for code in codes]) - mean) >= 0.25
            and abs(np.mean(hung) - expected[poster].mean()) >= 0.1
            and expected[~poster].mean() >= STANDARD + 0.5
        ),
        "turns": bool(
            abs(wait[seen].mean() - everybody) >= 0.03
            and abs(report - (wait.sum() + 2 * typed) / len(wait)) >= 0.03
            and abs(wait[seen].sum() - wait.sum() - 2 * typed) >= 0.03 * len(wait)
        ),
    }


def _draw(rng: np.random.Generator) -> tuple[pd.DataFrame, int]:
    size = DESIGN.visits
    spans = [(code, early) for code, c in DESIGN.centres.items() for early in (True, False)]
    counts = [part for c in DESIGN.centres.values() for part in (c.early, c.visits - c.early)]
    which = np.repeat(np.arange(len(spans)), counts)
    early = np.array([span[1] for span in spans], dtype=bool)[which]
    table = pd.DataFrame({"centre": np.array([span[0] for span in spans])[which]})
    table["slot"] = np.where(early, "early", "later")
    table["arrived"] = np.where(early, rng.integers(2, 118, size), rng.integers(120, 560, size))
    kind = np.where(early, 0, 1)
    medians, spreads = np.array(DESIGN.medians)[kind], np.array(DESIGN.spreads)[kind]
    wait = np.maximum(1, np.rint(medians * np.exp(spreads * rng.standard_normal(size)))).astype(int)
    impatient = rng.choice(np.flatnonzero(early & (wait >= 24)), DESIGN.left, replace=False)
    outcome = np.full(size, "seen", dtype=object)
    outcome[impatient] = "left"
    wait[impatient] = np.rint(wait[impatient] * rng.uniform(0.75, 0.95, DESIGN.left)).astype(int)
    # No wait of just a quarter of an hour: "15 or more" and "more than 15" are the same patients.
    wait[wait == LONG] += 1
    table["wait"], table["outcome"] = wait, outcome
    table["ended"] = table["arrived"] + wait
    of = [DESIGN.centres[code] for code in table["centre"]]
    table["poster"] = np.where([centre.poster for centre in of], "yes", "no")
    hoped = rng.normal([centre.expected for centre in of], [centre.spread for centre in of])
    table["expected"] = np.maximum(0, np.rint(hoped)).astype(int)
    felt = np.maximum(0, np.rint(DESIGN.felt * wait + rng.normal(0, 1.5, size)))
    table["felt"] = np.where(outcome == "seen", felt, np.nan)
    table = table.iloc[rng.permutation(size)].reset_index(drop=True)
    numbers = np.sort(rng.choice(np.arange(1001, 9000), size, replace=False))
    table.insert(0, "visit", numbers)
    # A 3 in front makes 84 into 384: only a time of two figures can be typed wrong in this way.
    able = table["arrived"].between(10, 99) & (table["outcome"] == "seen")
    able &= table["wait"].between(18, 40)
    return table, int(rng.choice(np.flatnonzero(able)))
