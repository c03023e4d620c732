"""What was built into the showroom before any visitor was drawn: the sealed envelope of the case.

For every seed: pressing sells more on the day, to visitors who came ready to buy and to visitors
who came to look. More of what it sells comes back, more of its buyers complain, and fewer of its
visitors buy again: after twelve months listening is ahead with either kind. But those who press
stand by the door and get most of the visitors who come ready, so that all together pressing stays
ahead. These numbers are no evidence about sellers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from .fair import CAME, READY, STYLES

__all__ = [
    "COMPLAINT",
    "EACH",
    "FETCHING",
    "LAST",
    "LATER",
    "MARGIN",
    "SELLERS",
    "Design",
    "design",
]

SELLERS = ("Aldo", "Berta", "Ciro", "Dora")
EACH = 500
"""Visits of each seller."""
FETCHING = 300
"""Dollars that finance puts down for fetching a piece back and selling it as second choice."""
COMPLAINT = 60
"""Dollars, on average, for the work that a complaint makes."""
LAST = 12
"""Months for which a visitor is followed."""
MARGIN, LATER = 400, 300
"""Dollars, on average, that a sale on the day brings, and what is bought again within the year."""
_FEWER = 0.9


@dataclass(frozen=True)
class Design:
    """What was built into one version: the known truth.

    Parameters
    ----------
    pressing : tuple of str
        The two sellers who press.
    ready : mapping of str to int
        By seller: how many visitors who came ready stand in the list.
    buy : mapping
        By (came, style): the share who buy on the day.
    back : mapping
        By (came, style): of these sales, the share that comes back.
    complain : mapping of str to float
        By style: of these sales, the share that brings a complaint.
    again : mapping
        By (came, style): the share of visitors who buy again within the year.
    knack : mapping
        By (seller, came): what is added to the share who buy again.
    window : int
        Months within which pieces come back and complaints are made.
    """

    pressing: tuple[str, ...]
    ready: Mapping[str, int]
    buy: Mapping[tuple[str, str], float]
    back: Mapping[tuple[str, str], float]
    complain: Mapping[str, float]
    again: Mapping[tuple[str, str], float]
    knack: Mapping[tuple[str, str], float]
    window: int

    def style(self, seller: str) -> str:
        """Return how a seller sells."""
        return "pressing" if seller in self.pressing else "listening"

    def fair(self, *, fetching: float = FETCHING) -> dict[str, float]:
        """Return the true money per visitor after a year, fairly compared, by style."""
        found = {}
        for style in STYLES:
            by_kind = {}
            for came in CAME:
                sold, lost = self.buy[came, style], self.back[came, style]
                by_kind[came] = (
                    sold * MARGIN
                    - sold * lost * (MARGIN + fetching)
                    - sold * self.complain[style] * COMPLAINT
                    + self.again[came, style] * LATER
                )
            found[style] = READY * by_kind["ready"] + (1 - READY) * by_kind["looking"]
        return found


def design(rng: np.random.Generator) -> Design:
    """Draw what is built into one version."""
    # The better one of each style first; the list below keeps their names in order.
    names = [str(name) for name in rng.permutation(SELLERS)]
    good, poor, calm_good, calm_poor = names
    pressing = tuple(sorted((good, poor)))
    # Who presses better gets fewer of those who come ready: today's order is not the year's.
    ready = {good: int(rng.integers(326, 336)), poor: int(rng.integers(344, 356))}
    left = round(READY * EACH * len(SELLERS)) - sum(ready.values())
    ready[calm_good] = left // 2 + int(rng.integers(-12, 13))
    ready[calm_poor] = left - ready[calm_good]
    knack: dict[tuple[str, str], float] = {}
    for pair, came, (low, high) in (
        ((good, poor), "ready", (0.095, 0.115)),
        ((poor, good), "looking", (0.012, 0.02)),
        ((calm_good, calm_poor), "ready", (0.0, 0.01)),
        ((calm_good, calm_poor), "looking", (0.058, 0.068)),
    ):
        better = float(rng.uniform(low, high))
        knack |= {(pair[0], came): better, (pair[1], came): -better}
    calm = {"ready": rng.uniform(0.48, 0.54), "looking": rng.uniform(0.12, 0.17)}
    more = rng.uniform(0.13, 0.17)
    comes = {"ready": rng.uniform(0.26, 0.32), "looking": rng.uniform(0.15, 0.19)}
    back = {
        ("ready", "listening"): rng.uniform(0.05, 0.07),
        ("ready", "pressing"): rng.uniform(0.15, 0.19),
        ("looking", "listening"): rng.uniform(0.06, 0.09),
        ("looking", "pressing"): rng.uniform(0.24, 0.3),
    }
    found = Design(
        pressing=pressing,
        ready=ready,
        buy={(c, s): calm[c] + more * (s == "pressing") for c, s in product(CAME, STYLES)},
        back=back,
        complain={"listening": rng.uniform(0.05, 0.07), "pressing": rng.uniform(0.17, 0.22)},
        again={(c, s): comes[c] for c, s in product(CAME, STYLES)},
        knack=knack,
        window=int(rng.integers(4, 9)),
    )
    # As many fewer buy again of those who were pressed as it takes for the lead to be so large.
    true = found.fair()
    missing = rng.uniform(11, 16) - (true["listening"] - true["pressing"])
    fewer = missing / LATER / (READY + (1 - READY) * _FEWER)
    less = {"ready": fewer, "looking": _FEWER * fewer}
    again = {(c, s): comes[c] - less[c] * (s == "pressing") for c, s in product(CAME, STYLES)}
    return replace(found, again=again)
