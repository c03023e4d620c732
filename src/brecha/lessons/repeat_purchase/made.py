"""What is simulated or invented: a moment of doubt, four histories, two groups, and a launch.

What is built in: in every version the four histories stand in another order by purchases, by last
purchase and by forecast; a launch looks like a Bass curve with chance on top, and the fit to its
first six periods is wrong by more than half. We built that in: it is no evidence about launches.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from brecha import models
from brecha.errors import ModelError
from brecha.lessons.redraw import first_draw
from brecha.scenarios.readings import closest

from .fits import AHEAD, WEEKS

__all__ = [
    "EARLY",
    "LENGTHS",
    "OBSERVED",
    "cohort",
    "cohort_readings",
    "histories",
    "launch",
    "launch_fit",
    "moment",
    "moment_readings",
    "orders_of",
    "peak_readings",
    "projected",
    "spread",
    "survivors",
]

OBSERVED = 38.86
EARLY = 6
LENGTHS = (6, 7, 8, 9, 10, 12, 14)
"""After how many periods the launch may be fitted."""

_PERIODS = 14


# --- the chance to be there still -----------------------------------------------------------------


def moment(seed: int) -> pd.DataFrame:
    """Draw a chance to leave, and a chance to be silent so long all the same."""

    def draw(rng: np.random.Generator) -> pd.DataFrame:
        leave, silent = rng.choice([15, 20, 25, 30, 35, 40]), rng.choice([5, 10, 15, 25, 30])
        return pd.DataFrame({"leave": [leave / 100], "silent": [silent / 100]})

    return first_draw(
        seed,
        draw=draw,
        conditions=lambda table: {"apart": closest(moment_readings(table).values()) >= 0.02},
    ).drawn


def moment_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute who is there still, and as one may go wrong at it."""
    leave, silent = (float(table[name].iloc[0]) for name in ("leave", "silent"))
    stayed = (1 - leave) * silent
    return {
        "right": stayed / (stayed + leave),
        "silence-alone": silent,
        "before": 1 - leave,
        "gone": leave / (stayed + leave),
        "not-divided": stayed,
        "odds": stayed / leave,
        "not-weighted": silent / (silent + leave),
    }


# --- four histories -------------------------------------------------------------------------------


def histories(seed: int) -> pd.DataFrame:
    """Draw four histories that each way of ordering puts into another order."""
    return first_draw(seed, draw=_four, conditions=_four_conditions).drawn


def _four(rng: np.random.Generator) -> pd.DataFrame:
    busy, steady, fresh = rng.integers(9, 16), rng.integers(4, 8), rng.integers(1, 3)
    rows = [
        (busy, round(float(rng.uniform(8, 18)), 2)),
        (steady, round(float(rng.uniform(28, 34)), 2)),
        (fresh, round(float(rng.uniform(34.5, 38)), 2)),
        (0, 0.0),
    ]
    order = rng.permutation(4)
    table = pd.DataFrame(
        [rows[place] for place in order], columns=["repeat_purchases", "last_purchase"]
    )
    table.insert(0, "customer", list("ABCD"))
    return table.assign(observed=OBSERVED)


def _four_conditions(table: pd.DataFrame) -> dict[str, bool]:
    orders = list(orders_of(table).values())
    ahead = sorted(_ahead(table))
    return {
        "orders": len(set(orders)) == len(orders),
        "clear": all(two - one >= 0.05 for one, two in pairwise(ahead)),
    }


def _ahead(table: pd.DataFrame) -> list[float]:
    found = WEEKS.forecast(
        AHEAD,
        purchases=table["repeat_purchases"],
        last=table["last_purchase"],
        observed=table["observed"],
    )
    return [float(value) for value in found]


def orders_of(table: pd.DataFrame) -> dict[str, str]:
    """Order the customers from most to fewest, by the forecast and by what one may take for it."""
    alive = WEEKS.alive(
        table["repeat_purchases"], last=table["last_purchase"], observed=table["observed"]
    )
    by = {
        "right": _ahead(table),
        "by-purchases": table["repeat_purchases"].tolist(),
        "by-last": table["last_purchase"].tolist(),
        "by-alive": alive.tolist(),
    }
    return {
        name: "".join(
            letter
            for _, letter in sorted(zip(values, table["customer"], strict=True), reverse=True)
        )
        for name, values in by.items()
    }


# --- a cohort of two groups -----------------------------------------------------------------------


def survivors() -> pd.DataFrame:
    """Return the survivors that Fader & Hardie (2007) report, per 1,000 customers of a cohort."""
    return pd.DataFrame(
        {
            "year": range(8),
            "regular": [1000, 631, 468, 382, 326, 289, 262, 241],
            "high_end": [1000, 869, 743, 653, 593, 551, 517, 491],
        }
    )


@lru_cache(maxsize=8)
def projected(name: str, years: int) -> models.SBG:
    """Fit the sBG to a reported cohort's first counts, `years` of them."""
    return models.fit_sbg(survivors()[name].head(years))


def cohort(seed: int) -> pd.DataFrame:
    """Draw two groups of customers, each with a chance to leave that never changes."""

    def draw(rng: np.random.Generator) -> pd.DataFrame:
        restless = int(rng.choice([300, 400, 600, 700]))
        stay = [int(rng.choice([40, 50, 60])), int(rng.choice([80, 90]))]
        return pd.DataFrame(
            {"group": ["restless", "settled"], "customers": [restless, 1000 - restless]}
        ).assign(stay=stay)

    return first_draw(
        seed,
        draw=draw,
        conditions=lambda table: {"apart": closest(cohort_readings(table).values()) >= 0.015},
    ).drawn


def cohort_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute the retention at the second renewal, and as one may go wrong at it."""
    size, stay = table["customers"].to_numpy(), table["stay"].to_numpy() / 100
    first, second = float(size @ stay), float(size @ stay**2)
    return {
        "right": second / first,
        "first-renewal": first / size.sum(),
        "mean-of-groups": float(stay.mean()),
        "of-all": second / size.sum(),
        "left": 1 - second / first,
    }


# --- a launch -------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _launched(seed: int) -> tuple[models.Bass, pd.DataFrame, dict[int, models.Bass]]:
    """Draw a launch whose early fit is far off and whose late fit isn't."""

    def draw(rng: np.random.Generator) -> tuple[models.Bass, np.ndarray]:
        truth = models.Bass(
            p=round(float(rng.uniform(0.008, 0.02)), 4),
            q=round(float(rng.uniform(0.36, 0.48)), 3),
            m=float(rng.integers(80, 200) * 100),
        )
        noise = np.exp(rng.normal(0, 0.15, size=_PERIODS))
        return truth, np.rint(truth.sales(_PERIODS) * noise)

    (truth, sold), _ = first_draw(seed, draw=draw, conditions=_launch_conditions)
    table = pd.DataFrame({"period": range(1, _PERIODS + 1), "sales": sold.astype(int)})
    return truth, table, _fitted(tuple(sold))


def _launch_conditions(drawn: tuple[models.Bass, np.ndarray]) -> dict[str, bool]:
    """Ask one thing after the other, what costs least first: a fit takes its time."""
    truth, sold = drawn
    return {
        "peak": 7.2 <= truth.peak_time <= 9.5
        and int(sold.argmax()) + 1 >= 8
        and closest(peak_readings(truth).values()) >= 0.15
        and _far_off(_roughly(sold[:EARLY]) / truth.m)
        and _fits(truth, sold)
    }


def _far_off(share: float) -> bool:
    return 1.7 <= max(share, 1 / share) <= 20


def _roughly(sold: np.ndarray) -> float:
    """Estimate m on a grid of p and q: a hundred times as quick as the search."""
    p, q = np.meshgrid(np.geomspace(5e-4, 0.1, 40), np.linspace(0.02, 1.6, 80))
    fading = np.exp(-(p + q)[..., None] * np.arange(len(sold) + 1.0))
    wave = np.diff((1 - fading) / (1 + (q / p)[..., None] * fading))
    size = (wave**2).sum(axis=-1)
    best = np.argmax((wave @ sold) ** 2 / size)
    return float(((wave @ sold) / size).ravel()[best])


def _fits(truth: models.Bass, sold: np.ndarray) -> bool:
    """Tell whether the early fit is far off and the late ones aren't, and all of them are fits."""
    try:
        share = {n: fit.m / truth.m for n, fit in _fitted(tuple(sold)).items()}
    except ModelError:
        return False
    late = all(abs(share[periods] - 1) <= 0.15 for periods in LENGTHS[-2:])
    return late and _far_off(share[EARLY]) and max(share.values()) <= 20


@lru_cache(maxsize=8)
def _fitted(sold: tuple[float, ...]) -> dict[int, models.Bass]:
    return {n: models.fit_bass(sold[:n], method="curve") for n in LENGTHS}


def launch(seed: int) -> pd.DataFrame:
    """Return the simulated sales of a product's first periods."""
    return _launched(seed)[1]


def launch_fit(seed: int, periods: int) -> models.Bass:
    """Return the Bass model fitted to the first periods."""
    return _launched(seed)[2][periods]


def spread(seed: int) -> models.Bass:
    """Return the model that made the launch."""
    return _launched(seed)[0]


def peak_readings(model: models.Bass) -> dict[str, float]:
    """Compute when sales peak, and as one may go wrong at it."""
    ratio, both = model.q / model.p, model.p + model.q
    return {
        "right": float(np.log(ratio) / both),
        "turned": float(-np.log(ratio) / both),
        "ten": float(np.log10(ratio) / both),
        "not-divided": float(np.log(ratio)),
        "no-logarithm": ratio / both,
        "difference": float(np.log(ratio) / (model.q - model.p)),
        "parentheses": float(np.log(ratio) / model.p + model.q),
        "sales": model.peak_sales,
    }
