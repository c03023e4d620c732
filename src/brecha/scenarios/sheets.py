"""The sheets of a simulated survey, as they come back: ratings, blanks and importance points.

Both answers to an item stand side by side on the sheet, and whoever skips an item leaves both
blank. Expectations crowd near the top of the scale, as they do in print.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from brecha.scenarios.design import Design
from brecha.scenarios.items import FIRST, MEMBERSHIP, REVERSED
from brecha.scenarios.ratings import centre, rate
from brecha.scenarios.streams import stream

__all__ = ["HIGH", "LOW", "Grid", "Sheets", "draw_sheets", "mean_by_dimension"]

Grid = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LOW, HIGH = 1, 7

# Standard deviations of opinions, in points: between people, between a person's dimensions, and
# between the items of both.
_EXPECTATION_SPREAD = (0.45, 0.0, 0.75)
_PERCEPTION_SPREAD = (0.50, 0.55, 0.80)

_STEP = 5
_POINTS_SPREAD = 0.25
_BLANKS = (1, 2, 3, 4)
_BLANKS_IN_A_DIMENSION = 2
_BLANKS_IN_THE_WORST = 1.5


@dataclass(frozen=True, eq=False)
class Sheets:
    """Hold the sheets that came back, one row for each respondent.

    Attributes
    ----------
    branch : ndarray of int, shape (n,)
        Position of the respondent's branch in the design.
    expectation, perception : ndarray, shape (n, 22)
        Answers as given, 1 to 7: blanks are nan, reversed items are not turned.
    points : ndarray, shape (n, 5)
        Importance points; each row adds up to 100.
    """

    branch: Whole
    expectation: Grid
    perception: Grid
    points: Grid

    @cached_property
    def expected(self) -> Grid:
        """Average the expectations by respondent and dimension, reversed items turned."""
        return mean_by_dimension(turn(self.expectation))

    @cached_property
    def perceived(self) -> Grid:
        """Average the perceptions by respondent and dimension, reversed items turned."""
        return mean_by_dimension(turn(self.perception))

    @cached_property
    def gap(self) -> Grid:
        """Subtract expectation from perception, by respondent and dimension."""
        return self.perceived - self.expected

    @property
    def share(self) -> Grid:
        """Write the points as shares of 1."""
        return self.points / 100


def turn(answers: Grid) -> Grid:
    """Turn the columns of the reversed items round."""
    return np.where(REVERSED, LOW + HIGH - answers, answers)


def mean_by_dimension(answers: Grid) -> Grid:
    """Average the answers of each row over the items of each dimension, blanks left out.

    Parameters
    ----------
    answers : ndarray, shape (n, 22)
        Answers; at least one of each dimension is there.

    Returns
    -------
    ndarray, shape (n, 5)
    """
    given = ~np.isnan(answers)
    sums = np.add.reduceat(np.where(given, answers, 0), FIRST, axis=1)
    return sums / np.add.reduceat(given, FIRST, axis=1, dtype=np.float64)


def draw_sheets(design: Design, *, attempt: int = 0) -> Sheets:
    """Draw one set of sheets; whether it shows the contrast is for others to judge.

    Parameters
    ----------
    design : Design
        What was built in.
    attempt : int
        Which of many possible drawings.

    Returns
    -------
    Sheets
    """
    rng = stream(design.company, "answers", design.seed, attempt)
    branch = rng.permutation(
        np.repeat(np.arange(len(design.branches)), [b.respondents for b in design.branches])
    )
    content = rng.normal(size=branch.size)
    expectation = rate(
        _expectations(design) + _opinions(_EXPECTATION_SPREAD, rng.normal(size=branch.size), rng),
        low=LOW,
        high=HIGH,
    )
    effects = np.array([b.effect for b in design.branches])[branch]
    perception = rate(
        _perceptions(design) + effects[:, None] + _opinions(_PERCEPTION_SPREAD, content, rng),
        low=LOW,
        high=HIGH,
    )
    points = _points(design, mean_by_dimension(perception - expectation), rng)
    blank = _blanks(design, content, rng)
    return Sheets(
        branch=branch,
        expectation=np.where(blank, np.nan, turn(expectation)),
        perception=np.where(blank, np.nan, turn(perception)),
        points=points,
    )


def _expectations(design: Design) -> Grid:
    """Centre the opinions on what is expected of each item."""
    means = np.array([dimension.expectation for dimension in design.dimensions])[MEMBERSHIP]
    return centre(means, spread=float(np.hypot.reduce(_EXPECTATION_SPREAD)), low=LOW, high=HIGH)


def _perceptions(design: Design) -> Grid:
    """Centre the opinions on what is perceived of each item, over all branches."""
    means = [dimension.expectation + dimension.gap for dimension in design.dimensions]
    effects = [branch.effect for branch in design.branches]
    sizes = [branch.respondents for branch in design.branches]
    between = np.sqrt(np.average(np.square(effects), weights=sizes))
    spread = float(np.hypot.reduce((*_PERCEPTION_SPREAD, between)))
    wanted = np.array(means)[MEMBERSHIP] + np.array(design.offsets)
    return centre(wanted, spread=spread, low=LOW, high=HIGH)


def _opinions(spreads: tuple[float, float, float], person: Grid, rng: np.random.Generator) -> Grid:
    """Let opinions differ between people, their dimensions and their items."""
    people, dimensions, items = spreads
    own = rng.normal(0, dimensions, (person.size, len(FIRST)))[:, MEMBERSHIP]
    noise = rng.normal(0, items, (person.size, len(MEMBERSHIP)))
    return people * person[:, None] + own + noise


def _points(design: Design, gap: Grid, rng: np.random.Generator) -> Grid:
    """Let each respondent spread 100 points in fives, following the design's link to own gaps."""
    typical = np.log([dimension.points for dimension in design.dimensions])
    surprise = gap - gap.mean(axis=0)
    surprise -= surprise.mean(axis=1, keepdims=True)
    wish = np.exp(typical + design.link * surprise + rng.normal(0, _POINTS_SPREAD, gap.shape))
    fives = wish / wish.sum(axis=1, keepdims=True) * (100 / _STEP)
    # Largest remainders: round down, then hand out the fives that are left over.
    whole = np.floor(fives)
    left = (100 / _STEP - whole.sum(axis=1)).astype(int)
    rank = np.argsort(np.argsort(whole - fives, axis=1), axis=1)
    points: Grid = _STEP * (whole + (rank < left[:, None]))
    return points


def _blanks(design: Design, content: Grid, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Choose who skips which items: the discontented, and mostly in the worst dimension."""
    mood = 0.45 * content + rng.normal(size=content.size)
    silent = mood <= np.quantile(mood, design.silent)
    skipped = np.where(silent, rng.choice(_BLANKS, content.size), 0)
    worst = np.array([dimension.code == design.worst for dimension in design.dimensions])
    order = rng.exponential(size=(content.size, len(MEMBERSHIP)))
    order /= np.where(worst[MEMBERSHIP], _BLANKS_IN_THE_WORST, 1.0)
    for start, stop in zip(FIRST, (*FIRST[1:], len(MEMBERSHIP)), strict=True):
        within = np.argsort(np.argsort(order[:, start:stop], axis=1), axis=1)
        order[:, start:stop][within >= _BLANKS_IN_A_DIMENSION] = np.inf
    rank = np.argsort(np.argsort(order, axis=1), axis=1)
    return rank < skipped[:, None]
