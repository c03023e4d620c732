"""Each learner's own club: members drawn from published survivors, with one count made wrong.

Simulated, from figures that a paper reports: each member's number of renewals is drawn by lot, with
the shares of :data:`REPORTED`. No chance to leave and no loyalty is built in, since the paper's
figures don't say which of them made the company's survivors what they are. A draw on which the case
can't be told apart from its wrong turns is put back: :func:`conditions` lists what is asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.lessons.redraw import first_draw
from brecha.models.retention import SBG, fit_sbg
from brecha.scenarios.readings import closest

from .offer import Design, design

__all__ = ["REPORTED", "SEEN", "Club", "Draw", "club", "conditions", "draw", "projected"]

REPORTED = {
    "regular": (1000, 631, 468, 382, 326, 289, 262, 241),
    "premium": (1000, 869, 743, 653, 593, 551, 517, 491),
}
"""Survivors of 1,000 after 0 to 7 renewals, as Fader & Hardie (2007) are reported to give them.

The second segment is called high-end there.
"""

SEEN = 4
"""Renewals that the model of the projection is fitted to."""

_SHORT = 0.01
_CLOSEST = 0.0105


@dataclass(frozen=True)
class Draw:
    """A club that was drawn; models are fitted when they are first asked for.

    Parameters
    ----------
    design : Design
        What was built in.
    survivors : DataFrame
        One row per year, 0 to 7; columns ``year``, ``regular`` and ``premium``.
    rng : numpy.random.Generator
        Where the order of the members comes from.
    """

    design: Design
    survivors: pd.DataFrame
    rng: np.random.Generator

    @cached_property
    def rates(self) -> np.ndarray:
        """The share of regular members who renew, at each renewal."""
        there = self.survivors["regular"].to_numpy(float)
        return np.asarray(there[1:] / there[:-1])


@dataclass(frozen=True)
class Club:
    """One learner's club.

    Parameters
    ----------
    design : Design
        What was built in.
    survivors : DataFrame
        Members who never left, by year and tier.
    export : DataFrame
        The same as it came: with one count that can't be.
    ledger : DataFrame
        What the wrong count was put together from.
    members : dict of str to DataFrame
        By tier, one row per member: how often they have renewed.
    model : SBG
        Fitted to all years of the regular tier.
    early : dict of str to SBG
        By tier, fitted to the first renewals alone.
    draws : int
        How many draws it took.
    """

    design: Design
    survivors: pd.DataFrame
    export: pd.DataFrame
    ledger: pd.DataFrame
    members: dict[str, pd.DataFrame]
    model: SBG
    early: dict[str, SBG]
    draws: int


@lru_cache(maxsize=8)
def club(seed: int) -> Club:
    """Draw one learner's club, and fit the models to it.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same club everywhere.

    Returns
    -------
    Club
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as with other survivors.
    """
    drawn, draws = first_draw(seed, draw=draw, conditions=conditions)
    survivors, built = drawn.survivors, drawn.design
    export = survivors.copy()
    wrong = export["year"] == built.wrong_year
    ledger = pd.DataFrame(
        {
            "entry": ["renewed", "returned", "joined_later"],
            "members": [
                int(survivors.loc[wrong, "regular"].iloc[0]),
                built.returned,
                built.joined_later,
            ],
        }
    )
    export.loc[wrong, "regular"] = ledger["members"].sum()
    return Club(
        design=built,
        survivors=survivors,
        export=export,
        ledger=ledger,
        members={tier: _members(survivors[tier], drawn.rng) for tier in REPORTED},
        model=fit_sbg(survivors["regular"]),
        early={tier: fit_sbg(survivors[tier].iloc[: SEEN + 1]) for tier in REPORTED},
        draws=draws,
    )


def draw(rng: np.random.Generator) -> Draw:
    """Draw how many join, how often each renews, and what else differs between learners."""
    sizes = {"regular": int(rng.integers(4800, 6001)), "premium": int(rng.integers(1600, 2001))}
    table = pd.DataFrame({"year": range(8)})
    for tier, size in sizes.items():
        table[tier] = _survivors(REPORTED[tier], size=size, rng=rng)
    return Draw(design(table["regular"], sizes=sizes, rng=rng), table, rng)


def projected(model: SBG) -> float:
    """Return the share that a model expects to be there after seven renewals."""
    return float(model.survivors(7).iloc[-1])


def conditions(drawn: Draw) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    drawn : Draw
        The draw.

    Returns
    -------
    dict of str to bool
        ``rising``: the regular tier's share rises at every renewal. ``rates``: the usual wrong
        shares for its second renewal differ from it and from each other; ``years``: so do the
        usual wrong numbers of years, and ``mix``: those for the premium share. Where these hold,
        ``short``: fitted to four renewals, the model expects fewer premium members in year 7 than
        there are, by 10 of 1,000 or more, and misses the regular ones by less.
    """
    there = drawn.survivors["regular"].to_numpy()
    best = drawn.survivors["premium"].to_numpy()
    rates, everybody = drawn.rates, there[0]
    second = [*rates[:3], 1 - rates[1], there[2] / everybody, (there[2] - there[3]) / there[1]]
    paid = there.sum() / everybody
    gone = (there.sum() - 8 * there[-1]) / (everybody - there[-1])
    churn = 1 - rates
    years = [paid, paid - 1, gone, 1 / churn[0], 1 / churn.mean()]
    left, joined = there[-1] + best[-1], everybody + best[0]
    mix = [best[-1] / left, best[0] / joined, best[-1] / best[0], best[-1] / joined]
    mix += [best[-1] / there[-1], there[-1] / left, left / joined]
    cheap = {
        "rising": bool((np.diff(rates) > 0).all()),
        "rates": closest(second) > _CLOSEST,
        "years": closest(years) > _CLOSEST,
        "mix": closest(mix) > _CLOSEST,
    }
    if not all(cheap.values()):
        return cheap
    try:
        gaps = [x[-1] / x[0] - projected(fit_sbg(x[: SEEN + 1])) for x in (there, best)]
    except ModelError:
        return cheap | {"short": False}
    return cheap | {"short": bool(gaps[1] > _SHORT and gaps[1] > abs(gaps[0]))}


def _survivors(reported: tuple[int, ...], *, size: int, rng: np.random.Generator) -> np.ndarray:
    """Draw for each of `size` members after how many renewals they leave; count who is there."""
    shares = np.append(-np.diff(reported), reported[-1]) / reported[0]
    left = rng.multinomial(size, shares)[:-1]
    return size - np.concatenate([[0], np.cumsum(left)])


def _members(there: pd.Series[int], rng: np.random.Generator) -> pd.DataFrame:
    """Write the survivors out again, member by member."""
    counts = there.to_numpy()
    left = np.append(-np.diff(counts), counts[-1])
    renewals = rng.permutation(np.repeat(np.arange(len(left)), left))
    return pd.DataFrame({"member": np.arange(1, len(renewals) + 1), "renewals": renewals})
