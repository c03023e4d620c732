"""The path model of one learner's survey: fitted, drawn again, and one customer's index."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons.redraw import first_draw
from brecha.scenarios.readings import closest

from .readings import BLOCKS, recipe
from .sample import own

__all__ = ["AGAIN", "arrows", "fitted", "one", "stretches"]

AGAIN = 300
"""How often the respondents are drawn again."""

NEXT_TO_ZERO = 0.002
"""An end of an interval that is nearer to zero can't be read off with three decimals."""


@lru_cache(maxsize=64)
def fitted(seed: int, name: str) -> tuple[models.PathModel, models.SatisfactionIndex]:
    """Return the model and the index of one learner's survey by one of the recipes."""
    return recipe(own(seed).answers, name)


@lru_cache(maxsize=8)
def arrows(seed: int) -> pd.DataFrame:
    """Draw the respondents of one learner again, to see how far the arrows would wander.

    Returns
    -------
    DataFrame
        A row for each arrow: ``source``, ``target``, ``estimate`` and its 95 % interval, ``low``
        to ``high``. No end lies next to zero: then it couldn't be read off.
    """
    answers = own(seed).answers

    def again(rng: np.random.Generator) -> pd.DataFrame:
        found = models.bootstrap_paths(
            answers, blocks=BLOCKS, paths=models.ECSI_PATHS, rng=rng, draws=AGAIN
        )
        return found.paths[["estimate", "low", "high"]]

    def readable(paths: pd.DataFrame) -> dict[str, bool]:
        return {"ends": bool(paths["low"].abs().min() >= NEXT_TO_ZERO)}

    drawn, _ = first_draw(seed, draw=again, conditions=readable)
    return drawn.reset_index()


def one(seed: int) -> pd.DataFrame:
    """Take a respondent whose index can be worked out by hand, with the weights in percent.

    Of all respondents the one is taken whose usual wrong readings lie furthest apart.

    Returns
    -------
    DataFrame
        ``question``, ``answer`` and ``weight``; the weights are whole and add up to 100.
    """
    _, index = fitted(seed, "centroid-scaled")
    weights = (100 * index.shares).round().astype(int).to_numpy(copy=True)
    weights[-1] += 100 - weights.sum()
    questions = BLOCKS["satisfaction"]
    marks = own(seed).answers[questions].to_numpy()
    chosen = max(marks, key=lambda answers: closest(stretches(answers, weights).values()))
    return pd.DataFrame({"question": questions, "answer": chosen, "weight": weights})


def stretches(answers: np.ndarray, weights: np.ndarray) -> dict[str, float]:
    """Compute an index out of three marks, rightly and in the usual wrong ways.

    Parameters
    ----------
    answers, weights : ndarray, shape (3,)
        Marks from 1 to 10, and weights in percent.

    Returns
    -------
    dict of str to float
        The right one under ``right``; each other under the name of its misconception.

    Examples
    --------
    >>> stretches(np.array([10, 10, 1]), np.array([25, 25, 50]))["right"]
    50.0
    """
    weighted = float(answers @ weights) / 100
    return {
        "right": 100 * (weighted - 1) / 9,
        "times-ten": 10 * weighted,
        "divided-by-ten": 100 * (weighted - 1) / 10,
        "unweighted": 100 * (float(answers.mean()) - 1) / 9,
        "unstretched": weighted,
    }
