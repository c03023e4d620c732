"""Simulated trials of post-sale channels, and what late help cost the neighbour.

What is built in, for every company and seed. A letter offers maintenance to buyers who agreed to
be written to, by lot; one in three of them gets none. Whoever agrees buys more often anyway, so
that a comparison with those who refused flatters the letter more than none at all. Of three
channels the cheapest contact moves hardly anybody. Late help goes with a lower opinion and fewer
purchases; slow cases are also the more serious ones, so not all of that is the wait. None of it is
evidence about real letters, calls or customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from brecha.scenarios.readings import closest
from brecha.scenarios.streams import first_shown

__all__ = [
    "ANYWAY",
    "CHANNELS",
    "CONTROL",
    "Offers",
    "cost_per_extra",
    "letter_readings",
    "loss_readings",
    "offers_of",
]

CHANNELS = ("message", "letter", "call")
CONTROL = 8
"""Of 100 buyers without any contact so many bought, in the trial of three channels."""

ANYWAY = (0, 2, 4, 6, 8)
"""Of 100 buyers so many would have bought anyway, in the widget."""

_GROUPS = ("mailed", "control", "refused")


@dataclass(frozen=True)
class Offers:
    """What one company tried.

    Parameters
    ----------
    letters : DataFrame
        One row for each buyer: ``group`` and whether maintenance was bought, 1 or 0.
    channels : DataFrame
        One row for each channel: what a contact costs, and purchases of 100 contacts.
    after : DataFrame
        One row for each problem that was solved: ``outcome``, ``opinion`` and ``again``.
    """

    letters: pd.DataFrame
    channels: pd.DataFrame
    after: pd.DataFrame


@lru_cache(maxsize=16)
def offers_of(company: str, seed: int) -> Offers:
    """Draw a company's trials, again until every wrong turn leads to another number.

    Parameters
    ----------
    company : str
        Its slug.
    seed : int
        Every seed is another company of that name.

    Returns
    -------
    Offers
        Frames that are shared: copy one before changing it.

    Examples
    --------
    >>> letters = offers_of("shop", 2024).letters
    >>> letters.groupby("group")["bought"].mean().idxmax()
    'mailed'
    """
    return first_shown(company, "post-sale-offers", seed, draw=_offers, shows=_tells_apart)


def letter_readings(letters: pd.DataFrame) -> dict[str, float]:
    """List the effect of the letter, and what comes out in its place.

    Parameters
    ----------
    letters : DataFrame
        ``group`` and ``bought``.

    Returns
    -------
    dict of str to float
        ``right``, and the wrong turns by their names.
    """
    bought = letters.groupby("group")["bought"]
    mean, total = bought.mean(), bought.sum()
    others = letters.loc[letters["group"] != "mailed", "bought"].mean()
    return {
        "right": mean["mailed"] - mean["control"],
        "no-control": mean["mailed"],
        "against-refused": mean["mailed"] - mean["refused"],
        "against-all-others": mean["mailed"] - others,
        "relative": mean["mailed"] / mean["control"] - 1,
        "ratio": mean["mailed"] / mean["control"],
        "how-many": float(total["mailed"] - total["control"]),
    }


def loss_readings(after: pd.DataFrame) -> dict[str, float]:
    """List the purchases that are missing after late help, and what comes out in their place.

    Parameters
    ----------
    after : DataFrame
        ``outcome`` (quick or late) and ``again``.

    Returns
    -------
    dict of str to float
        ``right``, and the wrong turns by their names.
    """
    again = after.groupby("outcome")["again"]
    mean, total, count = again.mean(), again.sum(), again.count()
    apart = mean["quick"] - mean["late"]
    return {
        "right": count["late"] * apart,
        "share-alone": apart,
        "all-buyers": len(after) * apart,
        "the-quick": count["quick"] * apart,
        "precedence": mean["quick"] - mean["late"] * count["late"],
        "counts": float(total["quick"] - total["late"]),
        "would-have": count["late"] * mean["quick"],
        "all-who-left": float(count["late"] - total["late"]),
    }


def cost_per_extra(channels: pd.DataFrame, anyway: float) -> pd.Series[float]:
    """Compute what a channel pays for one purchase more than there would have been.

    Parameters
    ----------
    channels : DataFrame
        ``channel``, ``cost`` of a contact, ``bought`` of 100 contacts.
    anyway : float
        Of 100, how many would have bought without it; fewer than any channel's ``bought``.

    Returns
    -------
    Series of float
        By channel.

    Examples
    --------
    >>> one = pd.DataFrame({"channel": ["letter"], "cost": [2.0], "bought": [12.0]})
    >>> cost_per_extra(one, 0)["letter"].round(1), cost_per_extra(one, 8)["letter"]
    (np.float64(16.7), np.float64(50.0))
    """
    table = channels.set_index("channel")
    return 100 * table["cost"] / (table["bought"] - anyway)


# --- drawing -------------------------------------------------------------------------------------


def _offers(chance: np.random.Generator) -> Offers:
    return Offers(_letters(chance), _channels(chance), _after(chance))


def _letters(chance: np.random.Generator) -> pd.DataFrame:
    sizes = {"mailed": int(chance.integers(560, 641)), "refused": int(chance.integers(380, 521))}
    sizes["control"] = round(sizes["mailed"] / 2)
    base = chance.uniform(0.085, 0.115)
    share = {
        "mailed": base + chance.uniform(0.028, 0.05),
        "control": base,
        "refused": base - chance.uniform(0.045, 0.06),
    }
    parts = [
        _yeses("group", group, sizes[group], share[group], "bought", chance) for group in _GROUPS
    ]
    return _shuffled(parts, "customer", chance)


def _channels(chance: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "channel": CHANNELS,
            "cost": [
                round(chance.uniform(0.25, 0.35), 2),
                round(chance.uniform(1.4, 1.9), 1),
                round(chance.uniform(7, 9), 1),
            ],
            "bought": [
                round(chance.uniform(8.3, 8.45), 2),
                round(chance.uniform(11.5, 13), 1),
                round(chance.uniform(17, 20), 1),
            ],
        }
    )


def _after(chance: np.random.Generator) -> pd.DataFrame:
    quick, late = int(chance.integers(120, 161)), int(chance.integers(60, 91))
    base = chance.uniform(0.5, 0.6)
    parts = [
        _yeses("outcome", "quick", quick, base, "again", chance, opinion=chance.uniform(5.4, 5.9)),
        _yeses(
            "outcome",
            "late",
            late,
            base - chance.uniform(0.2, 0.28),
            "again",
            chance,
            opinion=chance.uniform(3.4, 4.0),
        ),
    ]
    return _shuffled(parts, "case", chance)


def _yeses(
    by: str,
    code: str,
    n: int,
    share: float,
    column: str,
    chance: np.random.Generator,
    opinion: float | None = None,
) -> pd.DataFrame:
    """Write down a group, of whom exactly that share (to the nearest person) says yes."""
    found: dict[str, Any] = {by: code}
    if opinion is not None:
        found["opinion"] = np.clip(np.round(chance.normal(opinion, 1.1, n)), 1, 7).astype(int)
    found[column] = (np.arange(n) < round(n * share)).astype(int)
    return pd.DataFrame(found, index=range(n))


def _shuffled(parts: list[pd.DataFrame], name: str, chance: np.random.Generator) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True)
    table = table.iloc[chance.permutation(len(table))]
    table.insert(0, name, range(1, len(table) + 1))
    return table.reset_index(drop=True)


def _tells_apart(found: Offers) -> bool:
    """Tell whether no wrong turn leads near a right number, and the cheapest channel changes."""
    letters, losses = letter_readings(found.letters), loss_readings(found.after)
    opinion = found.after.groupby("outcome")["opinion"].mean()
    return bool(
        letters["right"] >= 0.02
        and closest(letters.values()) >= 0.012
        and closest(losses.values()) >= 2
        and opinion["quick"] - opinion["late"] >= 1
        and cost_per_extra(found.channels, 0).idxmin() == "message"
        and cost_per_extra(found.channels, CONTROL).idxmin() == "letter"
        and cost_per_extra(found.channels, CONTROL).nsmallest(2).pct_change().iloc[-1] >= 0.1
    )
