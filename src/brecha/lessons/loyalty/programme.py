"""The simulated parts: a card that was handed out by lot, and a neighbour's contracts.

In each table the usual wrong readings lead to other numbers, whatever the seed. We built this in:
it is no evidence about cards, companies or customers.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from brecha.models import lifetime_value
from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown

__all__ = ["GROUPS", "card_readings", "contracts", "trial", "value_readings"]

GROUPS = ("no-card", "card", "asked")
"""By lot without a card, by lot with one; and who had asked for one themselves the year before."""


def trial(company: str, seed: int) -> pd.DataFrame:
    """Return what 100 customers of each group bought in a year.

    Parameters
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame, one row for each group
        ``group``; ``purchases`` of 100 customers in a year; ``margin`` of a purchase, before the
        discount; ``discount`` for each purchase with a card.
    """
    return first_shown(company, "card", seed, draw=_trial, shows=_trial_shows)


def _trial(chance: np.random.Generator) -> pd.DataFrame:
    without = 10 * int(chance.integers(30, 61))
    card = without + int(without * chance.uniform(0.06, 0.22))
    asked = without + int(without * chance.uniform(0.4, 0.7))
    margin = int(chance.choice([20, 25, 30, 40]))
    discount = max(2, round(margin * chance.uniform(0.08, 0.2)))
    return pd.DataFrame(
        {
            "group": GROUPS,
            "purchases": [without, card, asked],
            "margin": margin,
            "discount": [0, discount, discount],
        }
    )


def _trial_shows(table: pd.DataFrame) -> bool:
    values = card_readings(table)
    least = 0.02 * table["purchases"].iloc[0] * table["margin"].iloc[0]
    # Who asked for the card would seem to pay for it, whether or not it pays.
    return bool(
        closest(values.values()) >= 10 and abs(values["right"]) >= least and values["asked"] > 0
    )


def card_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute what the card changes for 100 customers, rightly and in the usual wrong ways.

    Parameters
    ----------
    table : DataFrame
        As returned by :func:`trial`.

    Returns
    -------
    dict of str to float
        The right amount under ``right``, each wrong one under the name of its misconception.
    """
    rows = table.set_index("group")
    without, card, asked = rows["purchases"].reindex(list(GROUPS)).astype(float)
    margin, discount = float(rows["margin"].iloc[0]), float(rows["discount"].max())
    extra = card - without
    return {
        "right": extra * margin - card * discount,
        "asked": (asked - without) * margin - asked * discount,
        "extra-alone": extra * margin,
        "discount-on-extra": extra * (margin - discount),
        "discount-alone": -card * discount,
        "everything": card * (margin - discount),
        "subsidy-alone": extra * margin - without * discount,
        "per-customer": (extra * margin - card * discount) / 100,
        "sign": card * discount - extra * margin,
    }


def contracts(company: str, seed: int) -> pd.DataFrame:
    """Return one year of a company's contracts, and what a contract earns.

    Parameters
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame, one row
        ``start`` (contracts on 1 January), ``stayed`` (of these, on 31 December), ``new`` (signed
        during the year), ``margin`` a year and ``interest``, in percent a year.
    """
    return first_shown(company, "contracts-value", seed, draw=_contracts, shows=_contracts_show)


def _contracts(chance: np.random.Generator) -> pd.DataFrame:
    start = 100 * int(chance.integers(2, 6))
    rate = int(chance.integers(68, 87))
    refilled = rate + int(chance.integers(8, 14))
    return pd.DataFrame(
        {
            "start": [start],
            "stayed": start * rate // 100,
            "new": start * (refilled - rate) // 100,
            "margin": 10 * int(chance.integers(6, 21)),
            "interest": int(chance.choice([8, 10, 12])),
        }
    )


def _contracts_show(table: pd.DataFrame) -> bool:
    values = value_readings(table)
    return closest(values.values()) >= max(1.2, 0.01 * values["right"])


def value_readings(table: pd.DataFrame) -> dict[str, float]:
    """Compute a contract's lifetime value, rightly, by other conventions and in wrong ways.

    Parameters
    ----------
    table : DataFrame
        As returned by :func:`contracts`.

    Returns
    -------
    dict of str to float
    """
    row = table.iloc[0]
    start, stayed, new = float(row["start"]), float(row["stayed"]), float(row["new"])
    margin, rate = float(row["margin"]), stayed / start
    discount = float(row["interest"]) / 100

    def worth(
        retention: float, timing: str = "end-if-retained", interest: float = discount
    ) -> float:
        found = lifetime_value(margin, retention=retention, discount=interest, timing=timing)
        return found.value

    return {
        "right": worth(rate),
        "certain": worth(rate, "end-certain"),
        "now": worth(rate, "now"),
        "with-new": worth((stayed + new) / start),
        "no-interest": margin * rate / (1 - rate),
        "years": margin / (1 - rate),
        "leavers": worth(1 - rate),
        "of-the-end": worth(stayed / (stayed + new)),
        "next-year": margin * rate,
        "one-year": margin * rate / (1 + discount),
        "percent": worth(rate, interest=float(row["interest"])),
    }
