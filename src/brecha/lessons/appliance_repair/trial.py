"""Each learner's own trial: requests from twelve cities, in six of which repair was free by lot.

Everything here is simulated. What was built in stands in :class:`Design`, which the case opens in
its sealed envelope; how many buy again is set, not drawn, so that no version shows anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha.lessons.redraw import MOST_DRAWS, first_draw
from brecha.models.lifetimes import Weibull

__all__ = ["DESIGN", "TWO_YEARS", "Design", "Trial", "conditions", "draw", "trial"]

CITIES = (
    "Alcira",
    "Bermejo",
    "Ceibal",
    "Dorada",
    "Esmera",
    "Fresnal",
    "Guadal",
    "Hinojo",
    "Ilama",
    "Laurel",
    "Mirador",
    "Nogal",
)
TWO_YEARS = 24
_MOST_DRAWS = MOST_DRAWS


@dataclass(frozen=True)
class Design:
    """What was built into the simulated requests.

    Parameters
    ----------
    loud : float
        Share of requests whose customer called three times or more before the repair.
    quiet_paid, quiet_free : float
        Share of the others who buy the next appliance of the same brand within two years, with a
        bill and without.
    loud_paid, loud_free : float
        The same for those who called three times or more. None of them ever got a bill, so the
        first of the two is behind no row.
    complains : dict of str to float
        Share who complain after the repair, by the same four names.
    margin : float
        What finance earns with the next appliance, in dollars: an assumption.
    """

    loud: float = 0.20
    quiet_paid: float = 0.17
    quiet_free: float = 0.47
    loud_paid: float = 0.02
    loud_free: float = 0.08
    complains: tuple[tuple[str, float], ...] = (
        ("quiet_paid", 0.27),
        ("quiet_free", 0.06),
        ("loud_free", 0.25),
    )
    margin: float = 500.0


DESIGN = Design()


@dataclass(frozen=True)
class Trial:
    """One learner's trial.

    Parameters
    ----------
    export : DataFrame
        One row per request, as the service system wrote it, with one charge that can't be.
    row : int
        The row of that charge, counted from 0.
    charged : float
        What the bill on paper said.
    life : Weibull
        How long a machine lasts, in years.
    sold : int
        Machines sold two years ago, whose third year begins.
    """

    export: pd.DataFrame
    row: int
    charged: float
    life: Weibull
    sold: int

    @property
    def repairs(self) -> pd.DataFrame:
        """The requests with the true charge."""
        table = self.export.copy()
        table.loc[self.row, "charged"] = self.charged
        return table

    @property
    def finished(self) -> pd.DataFrame:
        """The requests whose two years are over."""
        table = self.repairs
        return table[table["seen"] >= TWO_YEARS].reset_index(drop=True)

    @property
    def request(self) -> int:
        """The number of the request with the wrong charge."""
        return int(self.export["request"].iloc[self.row])

    @property
    def lifetimes(self) -> pd.DataFrame:
        """How many of 1,000 machines reach the end of each year without a failure."""
        years = range(6)
        left = [round(1000 * (1 - self.life.failed(year))) for year in years]
        return pd.DataFrame({"year": list(years), "left": left})


@lru_cache(maxsize=8)
def trial(seed: int) -> Trial:
    """Simulate one learner's trial.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same trial everywhere.

    Returns
    -------
    Trial
        With frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as with another design.
    """
    return first_draw(seed, draw=draw, conditions=conditions, most=_MOST_DRAWS).drawn


def draw(rng: np.random.Generator) -> Trial:
    """Simulate a trial, whatever it shows."""
    lots = rng.permutation(["trial", "usual"] * (len(CITIES) // 2))
    arms = [_arm(rng, lot, np.array(CITIES)[lots == lot]) for lot in ("trial", "usual")]
    table = pd.concat(arms, ignore_index=True)
    # In the order in which they came: those seen longest stand first.
    table = table.iloc[rng.permutation(len(table))]
    table = table.sort_values("seen", ascending=False, kind="stable", ignore_index=True)
    first = 100 * int(rng.integers(21, 60)) + int(rng.integers(3, 90))
    table.insert(0, "request", np.arange(first, first + len(table)))
    row = int(rng.choice(table["charged"].nlargest(5).index))
    true = float(table["charged"].iloc[row])
    table.loc[row, "charged"] = 100 * true
    shape, scale = rng.uniform(2.5, 2.9), rng.uniform(6.8, 7.8)
    return Trial(
        export=table,
        row=row,
        charged=true,
        life=Weibull(shape=float(shape), scale=float(scale), unit="years"),
        sold=1000 * int(rng.integers(12, 19)),
    )


def _arm(rng: np.random.Generator, lot: str, cities: np.ndarray) -> pd.DataFrame:
    """Simulate the requests of the cities with one lot."""
    parts = []
    for over in (True, False):
        size = int(rng.integers(162, 178) if over else rng.integers(262, 288))
        loud = _exactly(DESIGN.loud, size, rng)
        bill = np.where((lot == "trial") | loud, "free", "paid")
        kinds = np.char.add(
            np.where(loud, "loud_", "quiet_").astype("U12"), np.asarray(bill, dtype="U4")
        )
        parts.append(
            pd.DataFrame(
                {
                    "city": rng.choice(cities, size),
                    "lot": lot,
                    "age": rng.integers(25, 37, size),
                    "calls": np.where(
                        loud,
                        rng.integers(3, 7, size),
                        rng.choice([0, 1, 2], size, p=[0.6, 0.3, 0.1]),
                    ),
                    "bill": bill,
                    "charged": np.where(bill == "paid", _prices(rng, size), 0.0),
                    "complained": _by_kind(kinds, dict(DESIGN.complains), rng),
                    "seen": rng.integers(24, 31, size) if over else rng.integers(12, 24, size),
                    "again": _by_kind(kinds, vars(DESIGN), rng),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    # The next appliance is bought late in the two years rather than early.
    month = np.ceil(TWO_YEARS * rng.beta(3.0, 1.4, len(table)))
    bought = table["again"] == 1
    table["month"] = np.where(bought & (month <= table["seen"]), month, np.nan)
    open_yet = (table["seen"] < TWO_YEARS) & table["month"].isna()
    table["again"] = table["again"].astype(float).mask(open_yet)
    return table


def _exactly(share: float, size: int, rng: np.random.Generator) -> np.ndarray:
    """Give so many of so many, in an order drawn by lot."""
    return rng.permutation(np.arange(size) < round(share * size))


def _by_kind(kinds: np.ndarray, shares: dict[str, float], rng: np.random.Generator) -> np.ndarray:
    """Give a yes (1) to the designed share of each kind."""
    found = np.zeros(len(kinds), dtype=int)
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        share = shares[str(kind)] + rng.uniform(-0.01, 0.01)
        found[rows] = _exactly(share, len(rows), rng)
    return found


def _prices(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw bills in steps of five dollars, from 45 to 235."""
    return 5.0 * np.round((45 + 190 * rng.beta(1.5, 3.2, size)) / 5)


def conditions(drawn: Trial) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    drawn : Trial
        The draw.

    Returns
    -------
    dict of str to bool
        ``apart``: the ways to compute the difference are .0125 or more apart. ``balances``: those
        to compute the balance are 3 dollars or more apart. ``verdict``: the margin at which the
        verdict turns lies between 320 and 390 dollars, and the wrong charge turns it.
        ``lifetimes``: no two ways to read the table give the same number.
        ``paid``: in the cities as usual those who got it free buy less by .05 or more.
    """
    ways = differences(drawn)
    usual = drawn.repairs.query("lot == 'usual'")["charged"]
    dirty = drawn.export.query("lot == 'usual'")["charged"].mean()
    lost, fair, margin = usual.mean(), ways["fair"], DESIGN.margin
    counted = ("fair", "open-as-lost", "early-kept", "loudest", "trial-alone")
    balances = [margin * ways[name] - lost for name in counted]
    balances += [lost - margin * fair, margin * fair, -lost]
    balances += [margin * fair - dirty, margin * fair - usual[usual > 0].mean()]
    left = drawn.lifetimes["left"].to_numpy()
    gone = -np.diff(left)
    thirds = [*(3 * gone[1:4]), *(3 * (1000 - left[2:4])), 3 * left[3], 1000 - left[3]]
    return {
        "lifetimes": len(set(thirds)) == len(thirds),
        "apart": bool(np.diff(np.sort(list(ways.values()))).min() >= 0.0125),
        "balances": bool(np.diff(np.sort(balances)).min() >= 3),
        "verdict": bool(320 <= lost / fair <= 390 and dirty > margin * fair + 3),
        "paid": ways["loudest"] <= -0.05,
    }


def differences(drawn: Trial) -> dict[str, float]:
    """Compute the difference in buying again in the right way, and in eight others."""
    repairs, finished = drawn.repairs, drawn.finished
    usual = finished[finished["lot"] == "usual"]
    by_lot = repairs.groupby("lot")["again"]

    def between(shares: pd.Series[float]) -> float:
        return float(shares.iloc[0] - shares.iloc[1])

    fair = finished.groupby("lot")["again"].mean()
    return {
        "fair": between(fair),
        "sign": -between(fair),
        "open-as-lost": between(by_lot.sum() / by_lot.size()),
        "early-kept": between(by_lot.mean()),
        "by-bill": between(finished.groupby("bill")["again"].mean()),
        "loudest": between(usual.groupby("bill")["again"].mean()),
        "trial-alone": float(fair.iloc[0]),
        "usual-alone": float(fair.iloc[1]),
        "complaints": between(finished.groupby("lot")["complained"].mean()),
    }
