"""Eight requests from which a share can be worked out in one's head."""

from __future__ import annotations

import pandas as pd

from brecha.lessons.redraw import generator, some_of_each

from .trial import TWO_YEARS

__all__ = ["MIXES", "eight"]

MIXES = ((5, 1, 1), (5, 3, 1), (4, 3, 1), (5, 1, 2), (5, 2, 2))
"""How many have had their two years, how many of these bought, how many of the others did."""


def eight(repairs: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Choose eight requests on which every way to treat the open ones shows.

    Parameters
    ----------
    repairs : DataFrame
        One row per request, with ``seen`` and ``again``.
    seed : int
        The learner's seed.

    Returns
    -------
    DataFrame, shape (8, 3)
        ``request``, ``seen`` and ``again``, in the order of the requests.
    """
    rng = generator(seed, 0)
    over, bought, early = MIXES[int(rng.integers(len(MIXES)))]
    # Nobody seen for just two years: "more than 24" and "at least 24" are the same eight.
    done = repairs["seen"] > TWO_YEARS
    early_yet = repairs["seen"] < TWO_YEARS
    kinds = (
        done & (repairs["again"] == 1),
        done & (repairs["again"] == 0),
        early_yet & (repairs["again"] == 1),
        early_yet & repairs["again"].isna(),
    )
    sizes = (bought, over - bought, early, 8 - over - early)
    return some_of_each(repairs[["request", "seen", "again"]], kinds, sizes=sizes, rng=rng)
