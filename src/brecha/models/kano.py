"""What delights, what is merely expected: Kano's pairs of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import same_length
from brecha.models._result import Result

__all__ = [
    "KANO_ANSWERS",
    "KANO_CATEGORIES",
    "KANO_TABLE",
    "Kano",
    "kano_categories",
    "kano_feature",
    "kano_features",
]

#: The five answers to either question, from liking to disliking.
KANO_ANSWERS = ("like", "must-be", "neutral", "live-with", "dislike")

#: What the letters stand for.
KANO_CATEGORIES = MappingProxyType(
    {
        "A": "attractive",
        "O": "one-dimensional",
        "M": "must-be",
        "I": "indifferent",
        "R": "reverse",
        "Q": "questionable",
    }
)

#: The evaluation table: rows are answers to the functional question ("if it is there"),
#: columns to the dysfunctional one ("if it isn't"), both in the order of `KANO_ANSWERS`.
KANO_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")

_TIES = "MOAIRQ"


@dataclass(frozen=True, repr=False, eq=False)
class Kano(Result):
    """Hold what Kano's questions say of one feature.

    Attributes
    ----------
    category : str
        The commonest letter; in a tie the one that comes first in M, O, A, I, R, Q.
    strength : float
        Share of the commonest letter minus that of the runner-up, 0 to 1. Near 0 the category
        is as good as undecided.
    better : float
        (A + O) / (A + O + M + I): how much having it can raise satisfaction, 0 to 1. Not a
        number when all answers are reverse or questionable.
    worse : float
        -(O + M) / (A + O + M + I): how much lacking it can lower satisfaction, -1 to 0.
    respondents : int
        How many answered the pair.
    counts : Series of int
        How many respondents fell into each of A, O, M, I, R and Q.
    """

    category: str
    strength: float
    better: float
    worse: float
    respondents: int
    counts: pd.Series[int]


def kano_categories(
    functional: Any, dysfunctional: Any, *, answers: Sequence[Any] = KANO_ANSWERS
) -> pd.Series[str]:
    """Look each respondent's pair of answers up in Kano's table.

    Parameters
    ----------
    functional : array-like, shape (n,)
        Answers to "how do you feel if it is there?"; swapped with the other one, an
        attractive feature becomes a reverse one.
    dysfunctional : array-like, shape (n,)
        Answers of the same respondents to "how do you feel if it isn't?".
    answers : sequence of five
        Your codes for `KANO_ANSWERS`, from liking to disliking: ``(1, 2, 3, 4, 5)`` or
        ``(5, 4, 3, 2, 1)``; both are in use, so numbers are never guessed.

    Returns
    -------
    Series of str
        A letter of `KANO_CATEGORIES` for each respondent.

    Raises
    ------
    ModelError
        When lengths differ, an answer is none of the five, or there are not five.

    References
    ----------
    Kano, N., Seraku, N., Takahashi, F. & Tsuji, S. (1984). Attractive quality and must-be
    quality. Journal of the Japanese Society for Quality Control, 14(2), 39-48.

    Examples
    --------
    >>> kano_categories(["like", "neutral", "like"], ["neutral", "dislike", "dislike"]).tolist()
    ['A', 'M', 'O']
    """
    if len(answers) != 5 or len(set(answers)) != 5:
        raise ModelError(
            f"`answers` should be five different codes, from liking to disliking; it is "
            f"{tuple(answers)!r}. For codes from 1 (like) to 5 (dislike), pass (1, 2, 3, 4, 5)."
        )
    same_length(functional, dysfunctional, names=("functional", "dysfunctional"))
    rows = _positions(functional, answers=answers, name="functional")
    columns = _positions(dysfunctional, answers=answers, name="dysfunctional")
    letters = [KANO_TABLE[row][column] for row, column in zip(rows, columns, strict=True)]
    index = functional.index if isinstance(functional, pd.Series) else None
    return pd.Series(letters, index=index, name="category", dtype="str")


def kano_feature(
    functional: Any, dysfunctional: Any, *, answers: Sequence[Any] = KANO_ANSWERS
) -> Kano:
    """Classify one feature and compute how much it can please and disappoint.

    The commonest letter hides a split: half attractive and half must-be may be two segments,
    and calling the feature either serves one of them badly. So read the counts, and the two
    coefficients, before the category.

    Parameters
    ----------
    functional, dysfunctional : array-like, shape (n,)
        As in `kano_categories`, from at least one respondent.
    answers : sequence of five
        As in `kano_categories`.

    Returns
    -------
    Kano

    Raises
    ------
    ModelError
        As `kano_categories`, or when nobody answered.

    References
    ----------
    Berger, C. et al. (1993). Kano's methods for understanding customer-defined quality.
    Center for Quality of Management Journal, 2(4), 3-36.

    Examples
    --------
    >>> there = ["like", "like", "like", "neutral"]
    >>> absent = ["neutral", "dislike", "neutral", "dislike"]
    >>> kano_feature(there, absent)
    Kano(category=A, strength=0.25, better=0.75, worse=-0.5, respondents=4)
    counts:
    A    2
    O    1
    M    1
    I    0
    R    0
    Q    0
    """
    letters = kano_categories(functional, dysfunctional, answers=answers)
    if letters.empty:
        raise ModelError("At least one respondent should have answered the pair; there is none.")
    counts = letters.value_counts().reindex(list(KANO_CATEGORIES), fill_value=0)
    ranked = sorted(_TIES, key=lambda letter: -int(counts[letter]))
    attractive, one_dimensional, must_be, indifferent = (int(counts[letter]) for letter in "AOMI")
    base = attractive + one_dimensional + must_be + indifferent
    return Kano(
        category=ranked[0],
        strength=int(counts[ranked[0]] - counts[ranked[1]]) / len(letters),
        better=(attractive + one_dimensional) / base if base else np.nan,
        worse=-(one_dimensional + must_be) / base if base else np.nan,
        respondents=len(letters),
        counts=counts.rename_axis(None),
    )


def kano_features(
    functional: pd.DataFrame, dysfunctional: pd.DataFrame, *, answers: Sequence[Any] = KANO_ANSWERS
) -> pd.DataFrame:
    """Classify several features at once.

    Parameters
    ----------
    functional, dysfunctional : DataFrame, shape (n, k)
        One row per respondent, one column per feature, the same in both.
    answers : sequence of five
        As in `kano_categories`.

    Returns
    -------
    DataFrame, one row per feature
        ``category``, ``strength``, ``better``, ``worse`` and the six counts.

    Raises
    ------
    ModelError
        When the features of both tables differ, or as `kano_feature`.

    Examples
    --------
    >>> there = pd.DataFrame({"towels": ["neutral", "neutral"], "orchid": ["like", "like"]})
    >>> absent = pd.DataFrame({"towels": ["dislike", "dislike"], "orchid": ["neutral", "neutral"]})
    >>> kano_features(there, absent)["category"].to_dict()
    {'towels': 'M', 'orchid': 'A'}
    """
    if list(functional.columns) != list(dysfunctional.columns):
        raise ModelError(
            "`functional` and `dysfunctional` should have the same features in the same order; "
            f"they have {list(functional.columns)} and {list(dysfunctional.columns)}. "
            "Name the columns of both after the feature."
        )
    rows = {}
    for feature in functional.columns:
        found = kano_feature(functional[feature], dysfunctional[feature], answers=answers)
        rows[feature] = {
            "category": found.category,
            "strength": found.strength,
            "better": found.better,
            "worse": found.worse,
            **found.counts.to_dict(),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def _positions(values: Any, *, answers: Sequence[Any], name: str) -> list[int]:
    """Turn answers into positions in the table."""
    places = {answer: place for place, answer in enumerate(answers)}
    found = []
    for value in values:
        if value not in places:
            words = ", ".join(map(repr, answers))
            raise ModelError(
                f"`{name}` should hold {words}; it holds {value!r}. Pass your own codes as "
                "`answers`, and leave respondents out who didn't answer both questions."
            )
        found.append(places[value])
    return found
