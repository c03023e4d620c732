"""Word of mouth as a chain: what one satisfied customer brings, directly and by way of others."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import number, whole
from brecha.models._result import Result

__all__ = ["WordOfMouth", "word_of_mouth"]


@dataclass(frozen=True, repr=False, eq=False)
class WordOfMouth(Result):
    """Hold a chain of word of mouth, a Galton-Watson process.

    Attributes
    ----------
    m : float
        New talkers that one talker brings on average, below 1.
    total : float
        Talkers in all per first talker, that one included: 1 / (1 - m).
    brought : float
        Of these, the ones that the first brought, directly or not: m / (1 - m).
    generations : Series
        Expected talkers in each generation, m to the power of its number; 0 is the first talker.
    """

    m: float
    total: float
    brought: float
    generations: pd.Series[float]


def word_of_mouth(told: float, *, share: float, generations: int = 5) -> WordOfMouth:
    """Follow a tale from talker to talker until it dies out.

    Each talker tells `told` people, of whom a share becomes customers *who talk in their turn*.
    What counts is their product m. "Tells six people" says little by itself: with m = 0.12 a
    customer brings 0.136 others in all, not six. From m = 1 on the expected chain never ends,
    which no real market does: people run out, or have heard it; the model is refused there.

    Parameters
    ----------
    told : float
        People whom one talker tells on average, 0 or more.
    share : float
        Share of those told who are converted *and* talk, 0 to 1.
    generations : int
        How many generations after the first the result should list, at least 1.

    Returns
    -------
    WordOfMouth

    Raises
    ------
    ModelError
        When m = told x share is 1 or more, or a number is out of range.

    References
    ----------
    Harris, T. E. (1963). The Theory of Branching Processes. Springer, chapter I.

    Examples
    --------
    >>> round(word_of_mouth(6, share=0.02).total, 3)
    1.136
    """
    m = number(told, name="told", low=0) * number(share, name="share", low=0, high=1)
    if m >= 1:
        raise ModelError(
            f"Each talker should bring fewer than one new talker; told x share = {told:g} x "
            f"{share:g} = {m:g}. From 1 on the expected total is infinite: the model has no "
            "market that runs out. Use a smaller share, or a model of diffusion (fit_bass)."
        )
    steps = range(whole(generations, name="generations", low=1) + 1)
    return WordOfMouth(
        m=m,
        total=1 / (1 - m),
        brought=m / (1 - m),
        generations=pd.Series(
            [m**step for step in steps],
            index=pd.RangeIndex(len(steps), name="generation"),
            name="talkers",
        ),
    )
