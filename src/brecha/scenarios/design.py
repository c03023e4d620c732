"""The design of a simulated company: what was built into it before any customer was drawn.

Left to chance, most data would teach nothing: with random gaps and random weights the weighted
and the unweighted score nearly always agree to a hundredth, and whoever computes the wrong one is
told "right". So a company is given a contrast on purpose:

- One dimension has the largest shortfall, another is the most important to customers, and a third,
  bad and important enough, has the largest *weighted* shortfall.
- Points go along with gaps respondent by respondent. In a company with the plan ``"harsh"`` people
  give more points to what failed them; with ``"mild"``, to what they got. So the mean of products
  isn't the product of means.
- The two dimensions with five items, reliability and empathy, are together clearly better or
  clearly worse than the three with four.
- The small branches differ from the large ones, all in one direction.
- Unhappy customers leave items blank more often, and mostly in the worst dimension.

This is honest as long as it is said: we built it in, and it is no evidence that customers are like
that. What a learner computes shows what a method does with such data, nothing about hotels.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

from brecha.errors import UnknownNameError
from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.scenarios.items import MEMBERSHIP, REVERSED
from brecha.scenarios.profiles import Profile, profile
from brecha.scenarios.streams import stream

__all__ = ["BranchDesign", "Design", "DimensionDesign", "design"]

Roles = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DimensionDesign:
    """Hold what was built into one dimension.

    Attributes
    ----------
    code : str
        The dimension.
    expectation : float
        Mean expectation over all customers, 1 to 7.
    gap : float
        Mean of perception minus expectation over all customers, in points of that scale.
    points : float
        Importance points out of 100 of a typical customer.
    """

    code: str
    expectation: float
    gap: float
    points: float


@dataclass(frozen=True)
class BranchDesign:
    """Hold what was built into one branch.

    Attributes
    ----------
    code : str
        The branch.
    respondents : int
        How many of its customers answer.
    effect : float
        What its customers perceive above or below the company's mean, in points; over all
        respondents these effects cancel.
    """

    code: str
    respondents: int
    effect: float


@dataclass(frozen=True)
class Design:
    """Hold the known truth about a simulated company.

    Attributes
    ----------
    company : str
        Slug of the company.
    seed : int
        The learner's seed.
    plan : {"harsh", "mild"}
        Whether customers give more points to what failed them or to what they got.
    dimensions : tuple of DimensionDesign
        In the order of the literature.
    branches : tuple of BranchDesign
        The largest first.
    worst, priority, most_important : str
        The dimension with the largest shortfall, with the largest weighted shortfall, and with the
        most points: three different ones.
    link : float
        How strongly points follow a respondent's own gaps; below zero in a harsh company.
    silent : float
        Share of respondents who leave items blank.
    offsets : tuple of float
        What perception of each of the 22 items is above or below its dimension.
    """

    company: str
    seed: int
    plan: str
    dimensions: tuple[DimensionDesign, ...]
    branches: tuple[BranchDesign, ...]
    worst: str
    priority: str
    most_important: str
    link: float
    silent: float
    offsets: tuple[float, ...]

    @property
    def respondents(self) -> int:
        """Count the respondents of all branches."""
        return sum(branch.respondents for branch in self.branches)

    def dimension(self, code: str) -> DimensionDesign:
        """Return what was built into a dimension."""
        for found in self.dimensions:
            if found.code == code:
                return found
        raise UnknownNameError("dimension", code, DIMENSIONS)

    def branch(self, code: str) -> BranchDesign:
        """Return what was built into a branch."""
        for found in self.branches:
            if found.code == code:
                return found
        raise UnknownNameError("branch", code, [found.code for found in self.branches])


# By role: worst, priority, most important, fourth, fifth.
_PLANS = {
    "harsh": {"gap": (-1.82, -1.43, -0.95, -0.30, -0.05), "points": (10, 29, 34, 12, 15)},
    "mild": {"gap": (-1.75, -1.32, -0.12, -0.85, -0.20), "points": (11, 25, 32, 18, 14)},
}
# The whole company does better or worse than its plan.
_SHIFT = (-0.15, 0.10)
_LINKS = {"harsh": -0.22, "mild": 0.22}
_EXPECTATIONS = (5.90, 6.05, 6.15, 5.85, 5.80)

_REVERSED_OFFSETS = (-0.45, -0.85)

# How far the dimensions with five items stand from those with four, when they are worse and when
# they are better. The mean of the 22 items misses the mean of the five dimensions by a twentieth of
# it, and upwards there is another mistake to keep clear of: a blank taken for a gap of zero.
_WORSE, _BETTER = -0.65, 1.08

# Every way of giving the five roles to the five dimensions.
_ROLES = np.array(list(permutations(range(len(DIMENSIONS)))))


def design(name: str, *, seed: int) -> Design:
    """Draw the design of a company: the known truth behind its tables.

    Parameters
    ----------
    name : str
        Slug of the company.
    seed : int
        The learner's seed.

    Returns
    -------
    Design

    Raises
    ------
    UnknownNameError
        When there is no such company.

    Examples
    --------
    >>> hotel = design("hotel", seed=2024)
    >>> len({hotel.worst, hotel.priority, hotel.most_important})
    3
    """
    fixed = profile(name)
    rng = stream(name, "design", seed)
    plan = str(rng.choice(list(_PLANS)))
    gap = np.array(_PLANS[plan]["gap"]) + rng.uniform(-0.08, 0.08, 5) + rng.uniform(*_SHIFT)
    points = np.array(_PLANS[plan]["points"]) + rng.uniform(-0.8, 0.8, 5)
    points *= 100 / points.sum()
    expectation = np.array(_EXPECTATIONS) + rng.uniform(-0.06, 0.06, 5)
    roles = _roles(gap, fixed, rng=rng)
    role_of = np.argsort(roles)
    return Design(
        company=name,
        seed=seed,
        plan=plan,
        dimensions=tuple(
            DimensionDesign(
                code=code,
                expectation=float(expectation[role]),
                gap=float(gap[role]),
                points=float(points[role]),
            )
            for code, role in zip(DIMENSIONS, role_of, strict=True)
        ),
        branches=_branches(fixed, rng=rng),
        worst=DIMENSIONS[roles[0]],
        priority=DIMENSIONS[roles[1]],
        most_important=DIMENSIONS[roles[2]],
        link=_LINKS[plan],
        silent=float(rng.uniform(0.30, 0.36)),
        offsets=_offsets((expectation + gap)[role_of], rng=rng),
    )


def _roles(gap: npt.NDArray[np.float64], fixed: Profile, *, rng: np.random.Generator) -> Roles:
    """Choose which dimension plays which role; the answer has a dimension for each role."""
    by_dimension = gap[np.argsort(_ROLES, axis=1)]
    five = np.array(ITEMS_PER_DIMENSION) == 5
    apart = by_dimension[:, five].mean(axis=1) - by_dimension[:, ~five].mean(axis=1)
    matters = np.array([name in fixed.matters for name in DIMENSIONS])
    allowed = _ROLES[((apart <= _WORSE) | (apart >= _BETTER)) & matters[_ROLES[:, 2]]]
    chosen: Roles = rng.choice(allowed)
    return chosen


def _branches(fixed: Profile, *, rng: np.random.Generator) -> tuple[BranchDesign, ...]:
    """Size the branches, and set the two smallest apart from the others."""
    total = rng.integers(*fixed.respondents, endpoint=True)
    sizes = np.floor(total * np.array(fixed.shares)).astype(int)
    sizes[0] += total - sizes.sum()
    effects = rng.uniform(-0.12, 0.12, len(sizes))
    effects[-2:] += rng.choice([-1, 1]) * np.array([0.60, 0.90])
    effects -= np.average(effects, weights=sizes)
    return tuple(
        BranchDesign(code=code, respondents=int(size), effect=float(effect))
        for code, size, effect in zip(fixed.branches, sizes, effects, strict=True)
    )


def _offsets(perception: npt.NDArray[np.float64], *, rng: np.random.Generator) -> tuple[float, ...]:
    """Let items differ within their dimension; the negatively worded ones do worse.

    Turning an answer at the midpoint changes nothing, so their means keep away from it.
    """
    offsets = rng.normal(0, 0.12, len(MEMBERSHIP))
    for item in np.flatnonzero(REVERSED):
        offsets[item] = max(
            _REVERSED_OFFSETS, key=lambda offset: abs(perception[MEMBERSHIP[item]] + offset - 4)
        )
    means = np.bincount(MEMBERSHIP, weights=offsets) / np.bincount(MEMBERSHIP)
    return tuple(float(offset) for offset in offsets - means[MEMBERSHIP])
