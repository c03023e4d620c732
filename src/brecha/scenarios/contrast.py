"""How far a wrong computation lands from the right one, on the sheets that a seed drew.

The design makes the contrast likely; chance can still blur it. Each margin here is a distance that
a check must be able to see. Sheets that fall short of one are drawn again (`survey`), so a
company's data are chosen to show a difference: another reason why they prove nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.scenarios.design import Design
from brecha.scenarios.items import MEMBERSHIP, REVERSED
from brecha.scenarios.readings import closest
from brecha.scenarios.sheets import HIGH, Grid, Sheets, mean_by_dimension, turn

__all__ = ["MARGINS", "margins", "scores", "shows_contrast", "weighted_scores"]

#: The least that each margin must be: points of the scale, or shares of 1 where weights or
#: shares are compared.
MARGINS = {
    "weighted, unweighted": 0.05,
    "weighted, product of means": 0.02,
    "product of means, unweighted": 0.02,
    "ranks, weighted": 0.02,
    "unweighted, 22 items": 0.02,
    "unweighted, branch means": 0.03,
    "weighted, weighted branch means": 0.03,
    "unweighted, listwise": 0.02,
    "weighted, weighted listwise": 0.02,
    "unweighted, blank as zero": 0.02,
    "unweighted, share of negative gaps": 0.02,
    "any two scores": 0.011,
    "any two weighted scores": 0.011,
    "best branch, second": 0.03,
    "worst branch, second": 0.03,
    "worst dimension, second": 0.10,
    "first priority, second": 0.03,
    "most important dimension, second": 0.015,
    "gap, as answered": 0.02,
    "perception, as answered": 0.02,
    "perception, 7 - x": 0.02,
    "perception, blank as zero": 0.02,
}


def shows_contrast(sheets: Sheets, design: Design) -> bool:
    """Say whether every margin is wide enough."""
    found = margins(sheets, design)
    return all(found[name] >= least for name, least in MARGINS.items())


def margins(sheets: Sheets, design: Design) -> dict[str, float]:
    """Measure how far right and wrong computations are apart.

    Parameters
    ----------
    sheets : Sheets
        What came back.
    design : Design
        What was built in; the three dimensions that it names must come out as it says.

    Returns
    -------
    dict of str to float
        By the names in `MARGINS`; below zero where the wrong dimension comes out first.
    """
    plain, weighted = scores(sheets), weighted_scores(sheets)
    right, right_weighted = plain["unweighted"], weighted["weighted"]
    product, ranks = weighted["product of means"], weighted["ranks"]
    return {
        "weighted, unweighted": abs(right_weighted - right),
        "weighted, product of means": abs(right_weighted - product),
        "product of means, unweighted": abs(product - right),
        "ranks, weighted": abs(ranks - right_weighted),
        "unweighted, 22 items": min(abs(mean - right) for mean in _item_means(sheets)),
        "unweighted, branch means": abs(plain["branch means"] - right),
        "weighted, weighted branch means": abs(weighted["branch means"] - right_weighted),
        "unweighted, listwise": abs(plain["listwise"] - right),
        "weighted, weighted listwise": abs(weighted["listwise"] - right_weighted),
        "unweighted, blank as zero": abs(plain["blank as zero"] - right),
        "unweighted, share of negative gaps": abs(float(np.mean(sheets.gap < 0)) - abs(right)),
        "any two scores": closest(plain.values()),
        "any two weighted scores": closest(weighted.values()),
        **_first_and_second(sheets, design),
        **_cleaning(sheets),
    }


def scores(sheets: Sheets) -> dict[str, float]:
    """Compute the unweighted score (first) and what else may be taken for it."""
    own = sheets.gap.mean(axis=1)
    return {
        "unweighted": float(own.mean()),
        "weighted": float(np.sum(sheets.share * sheets.gap, axis=1).mean()),
        "22 items": float(np.average(sheets.gap.mean(axis=0), weights=ITEMS_PER_DIMENSION)),
        "branch means": float(_by_branch(own, sheets).mean()),
        "as answered": float(_gap(sheets.perception, sheets.expectation).mean()),
        "blank as zero": float(
            _gap(
                np.nan_to_num(turn(sheets.perception)), np.nan_to_num(turn(sheets.expectation))
            ).mean()
        ),
        "listwise": float(own[_complete(sheets)].mean()),
    }


def weighted_scores(sheets: Sheets) -> dict[str, float]:
    """Compute the weighted score (first) and what else may be taken for it."""
    own = np.sum(sheets.share * sheets.gap, axis=1)
    mean_gap, mean_share = sheets.gap.mean(axis=0), sheets.share.mean(axis=0)
    ranks = np.argsort(np.argsort(mean_share)) + 1
    return {
        "weighted": float(own.mean()),
        "unweighted": float(sheets.gap.mean()),
        "product of means": float(mean_share @ mean_gap),
        "ranks": float(np.average(mean_gap, weights=ranks)),
        "branch means": float(_by_branch(own, sheets).mean()),
        "listwise": float(own[_complete(sheets)].mean()),
    }


def _first_and_second(sheets: Sheets, design: Design) -> dict[str, float]:
    """Measure the lead of what should come first: branches, and the three named dimensions."""
    mean_gap, mean_share = sheets.gap.mean(axis=0), sheets.share.mean(axis=0)
    branches = _by_branch(sheets.gap.mean(axis=1), sheets)
    worst, priority, most_important = (
        DIMENSIONS.index(name) for name in (design.worst, design.priority, design.most_important)
    )
    added = np.mean(sheets.share * sheets.gap, axis=0)
    return {
        "best branch, second": _lead(branches, int(branches.argmax())),
        "worst branch, second": _lead(-branches, int(branches.argmin())),
        "worst dimension, second": _lead(-mean_gap, worst),
        "first priority, second": min(
            _lead(-added, priority), _lead(-mean_share * mean_gap, priority)
        ),
        "most important dimension, second": _lead(mean_share, most_important),
    }


def _cleaning(sheets: Sheets) -> dict[str, float]:
    """Measure what happens to the dimensions when reversed items or blanks are mishandled."""
    reversed_ones = np.unique(MEMBERSHIP[REVERSED])
    perceived = sheets.perceived.mean(axis=0)
    seven_minus = np.where(REVERSED, HIGH - sheets.perception, sheets.perception)
    as_answered = _gap(sheets.perception, sheets.expectation).mean(axis=0)
    return {
        "gap, as answered": _least(as_answered - sheets.gap.mean(axis=0), reversed_ones),
        "perception, as answered": _least(
            mean_by_dimension(sheets.perception).mean(axis=0) - perceived, reversed_ones
        ),
        "perception, 7 - x": _least(
            mean_by_dimension(seven_minus).mean(axis=0) - perceived, reversed_ones
        ),
        "perception, blank as zero": _least(
            mean_by_dimension(np.nan_to_num(turn(sheets.perception))).mean(axis=0) - perceived
        ),
    }


def _gap(perception: Grid, expectation: Grid) -> Grid:
    return mean_by_dimension(perception) - mean_by_dimension(expectation)


def _item_means(sheets: Sheets) -> tuple[float, float, float]:
    """Average 22 items in three ways that only blanks tell apart."""
    gap = turn(sheets.perception) - turn(sheets.expectation)
    return (
        float(np.average(sheets.gap.mean(axis=0), weights=ITEMS_PER_DIMENSION)),
        float(np.nanmean(gap, axis=0).mean()),
        float(np.nanmean(gap)),
    )


def _by_branch(values: Grid, sheets: Sheets) -> Grid:
    return np.bincount(sheets.branch, weights=values) / np.bincount(sheets.branch)


def _complete(sheets: Sheets) -> npt.NDArray[np.bool_]:
    return np.asarray(~np.isnan(sheets.perception).any(axis=1))


def _lead(values: Grid, first: int) -> float:
    """Measure by how much one value exceeds the largest of the others."""
    return float(values[first] - np.delete(values, first).max())


def _least(differences: Grid, which: npt.NDArray[np.int64] | slice = slice(None)) -> float:
    return float(np.abs(differences[which]).min())
