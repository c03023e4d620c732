"""The records of Tolva's machines and grinders: simulated, with the contrast built in.

What is built in: machines wear out (shape about 2), grinders have teething troubles (shape about
0.7), and both were placed little by little, so that most of them still work and many haven't been
there for three years. A draw on which a wrong turn leads to the right number is put back. We built
all of it in: it is no evidence about any machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from brecha import models
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import stream

__all__ = [
    "GRINDER_REPAIR",
    "REPAIR",
    "THREE",
    "TWO",
    "Own",
    "costs",
    "fit",
    "own",
    "readings",
]

TWO, THREE = 24, 36
"""Both warranties, in months."""

REPAIR, GRINDER_REPAIR = 140, 60
"""What a repair costs, in dollars."""

_OLDEST = 48


@dataclass(frozen=True)
class Own:
    """One learner's records.

    Parameters
    ----------
    fleet, grinders : DataFrame
        One row for each machine or grinder: ``placed`` (months ago), ``months`` (until it failed
        first, or until today) and ``failed``.
    draws : int
        How many draws both took together.
    """

    fleet: pd.DataFrame
    grinders: pd.DataFrame
    draws: int


@lru_cache(maxsize=16)
def own(seed: int) -> Own:
    """Draw one learner's records: the same for the same seed everywhere.

    Examples
    --------
    >>> own(2024).fleet.shape
    (300, 4)
    """
    draws = 0
    while True:
        chance = stream("tolva", "fleet", seed, draws)
        life = (chance.uniform(1.8, 2.2), chance.uniform(41, 49))
        fleet = _placed(300, *life, chance)
        draws += 1
        if _fleet_shows(fleet):
            break
    attempt = 0
    while True:
        chance = stream("tolva", "grinders", seed, attempt)
        life = (chance.uniform(0.6, 0.75), chance.uniform(90, 130))
        grinders = _placed(240, *life, chance).rename(columns={"machine": "grinder"})
        attempt += 1
        if _grinders_show(grinders, fleet):
            return Own(fleet, grinders, draws + attempt)


def _placed(count: int, shape: float, scale: float, chance: np.random.Generator) -> pd.DataFrame:
    """Place machines over four years, and look at them today."""
    placed = np.round(chance.uniform(0.5, _OLDEST, size=count), 1)
    lasts = np.maximum(np.round(scale * chance.weibull(shape, size=count), 1), 0.1)
    return pd.DataFrame(
        {
            "machine": np.arange(1, count + 1),
            "placed": placed,
            "months": np.minimum(placed, lasts),
            "failed": lasts < placed,
        }
    )


def fit(records: pd.DataFrame) -> models.Weibull:
    """Fit a Weibull distribution to records; a second time it is remembered."""
    return _fit(records["months"].to_numpy(float).tobytes(), records["failed"].to_numpy().tobytes())


@lru_cache(maxsize=64)
def _fit(months: bytes, failed: bytes) -> models.Weibull:
    return models.fit_weibull(
        np.frombuffer(months), failed=np.frombuffer(failed, dtype=bool), unit="months"
    )


def readings(records: pd.DataFrame) -> dict[str, float]:
    """Compute what is taken for the share that fails within three years.

    Parameters
    ----------
    records : DataFrame
        As in `Own`.

    Returns
    -------
    dict of str to float
    """
    months, failed = records["months"].to_numpy(), records["failed"].to_numpy()
    old = records["placed"].to_numpy() >= THREE
    within = failed & (months <= THREE)
    lasting = _lasting(months, failed, THREE)
    return {
        "curve": 1 - lasting,
        "still-working": lasting,
        "of-all": float(failed.mean()),
        "within-of-all": float(within.mean()),
        "as-failures": float((months <= THREE).mean()),
        "dropped": float(within.sum() / failed.sum()),
        "old-ones": float(within[old].mean()),
        "two-years": 1 - _lasting(months, failed, TWO),
    }


def _lasting(months: np.ndarray, failed: np.ndarray, end: float) -> float:
    """Compute the share that lasts beyond an age; many draws are put back, so it has to be quick.

    Failures in the same month are taken one after the other, before those that still work: the
    product of their factors is the same.
    """
    order = np.lexsort((~failed, months))
    left = np.arange(len(months), 0, -1)
    return float(np.prod(1 - 1 / left[failed[order] & (months[order] <= end)]))


def costs(life: models.Weibull, repair: float) -> dict[str, float]:
    """Compute what a third year costs under the policy and under what is taken for it."""
    two, three = (repair * life.hazard_sum(length) for length in (TWO, THREE))
    return {
        "third": three - two,
        "three": three,
        "two": two,
        "half-of-two": two / 2,
        "third-of-three": three / 3,
        "first-year": repair * life.hazard_sum(12),
        "first-failure": repair * (life.failed(THREE) - life.failed(TWO)),
    }


def _fleet_shows(fleet: pd.DataFrame) -> bool:
    found = readings(fleet)
    if not (0.4 < found["curve"] < 0.56 and closest(found.values()) > 0.012):
        return False
    life = fit(fleet)
    months, failed = fleet["months"], fleet["failed"]
    means = [
        life.mean,
        life.scale,
        months[failed].mean(),
        months.mean(),
        months.sum() / failed.sum(),
    ]
    median = life.scale * np.log(2) ** (1 / life.shape)
    if not (1.6 < life.shape < 2.5 and _close(fleet, life) <= 0.07 and life.mean < _OLDEST):
        return False
    third = costs(life, REPAIR)
    aside = [third["three"], third["two"], REPAIR * found["of-all"]]
    aside += [REPAIR * life.failed(length) for length in (TWO, THREE)]
    aside.append(models.warranty_claims(life, length=THREE, policy="pro-rata", cost=REPAIR).cost)
    # Years taken for months, and claims taken for their cost.
    small = [REPAIR * life.hazard_sum(3), life.hazard_sum(THREE)]
    new = [REPAIR * life.renewals(length, steps=200) for length in (TWO, THREE)]
    return (
        closest([*means, median]) > 0.3
        and closest([*third.values(), new[1] - new[0]]) > 0.5
        and closest([*aside, new[1]]) > 0.5
        and closest(small) > 0.02
    )


def _close(records: pd.DataFrame, life: models.Weibull) -> float:
    """Return how far the fitted distribution lies from the curve, at the most, in 42 months."""
    survival = models.kaplan_meier(records["months"], failed=records["failed"]).table["survival"]
    ages = survival.index.to_numpy(float)
    worn = np.exp(-((ages / life.scale) ** life.shape))
    return float(np.abs(survival.to_numpy() - worn)[ages <= 42].max())


def _grinders_show(grinders: pd.DataFrame, fleet: pd.DataFrame) -> bool:
    life = fit(grinders)
    if not 0.5 < life.shape < 0.85:
        return False
    third = costs(life, GRINDER_REPAIR)
    machines = costs(fit(fleet), REPAIR)["third"]
    dear = third["third"] * REPAIR / GRINDER_REPAIR
    return closest([*third.values(), machines, dear]) > 0.15
