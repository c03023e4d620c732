"""Lesson 12, public side: what is asked, and the tables that it is asked about."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache, partial
from itertools import combinations
from statistics import fmean
from typing import Any

import numpy as np
import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.scenarios import COMPANIES, Company, company
from brecha.scenarios.readings import closest

__all__ = ["LESSON", "neighbour", "priorities_at", "readings", "scores"]

#: Scores nearer than this, in points of the scale, might be taken for each other.
_NEAR = 0.02


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the company's tables, the consultants' list, the neighbour's, and a worked example."""
    own = company(parameters["company"], seed=parameters["seed"])
    return {
        "example": _example,
        **{name: partial(own.table, name) for name in own.tables},
        "report": lambda: _report(own.table("survey")),
        "sheet": lambda: _sheet(own),
        "other": lambda: neighbour(own.name, seed=own.seed).table("survey"),
    }


@lru_cache(maxsize=64)
def neighbour(name: str, *, seed: int) -> Company:
    """Find the next company whose score can't be taken for this one's.

    Parameters
    ----------
    name : str
        This company.
    seed : int
        The seed of both.

    Returns
    -------
    Company
        The first of those that follow whose scores, plain or weighted, all differ from this
        company's; the one next door, should none differ.
    """
    at = COMPANIES.index(name)
    own = scores(company(name, seed=seed).table("survey"))[0]
    following = [company(n, seed=seed) for n in (*COMPANIES[at + 1 :], *COMPANIES[:at])]
    for other in following:
        if all(abs(score - own) > _NEAR for score in scores(other.table("survey"))):
            return other
    return following[0]


def scores(survey: pd.DataFrame) -> list[float]:
    """Compute a company's score: plain, by statements, by branches, and weighted.

    Parameters
    ----------
    survey : DataFrame
        One row for each respondent and dimension.

    Returns
    -------
    list of float
        The four, in this order.
    """
    gap = survey["perception"] - survey["expectation"]
    means = gap.groupby(survey["dimension"]).mean().reindex(list(DIMENSIONS))
    return [
        gap.mean(),
        float(np.average(means, weights=ITEMS_PER_DIMENSION)),
        gap.groupby(survey["branch"]).mean().mean(),
        5 * (survey["points"] / 100 * gap).mean(),
    ]


def _example() -> pd.DataFrame:
    """Four rows that are the same for everybody, so that prose can work them out."""
    return pd.DataFrame(
        {"expectation": [7, 6, 6, 7], "perception": [4, 6, 7, 5]},
        index=pd.Index(["R1", "R2", "R3", "R4"], name="item"),
    )


def _report(survey: pd.DataFrame) -> pd.DataFrame:
    """Rank the branches as the consultants do: by what they call quality."""
    means = survey.groupby("branch")[["expectation", "perception"]].mean()
    quality = (means["expectation"] - means["perception"]).sort_values(ascending=False)
    return pd.DataFrame(
        {"place": range(1, len(quality) + 1), "branch": quality.index, "quality": quality.round(2)}
    ).reset_index(drop=True)


def _sheet(own: Company) -> pd.DataFrame:
    """Find four statements on one sheet: one was left blank, another is worded negatively.

    Of all such fours the one is taken whose usual wrong readings lie furthest apart.
    """
    negative = own.table("items").set_index("item")["reversed"]
    answers = own.table("answers")
    answers["reversed"] = answers["item"].map(negative)
    part = [answers["respondent"], answers["dimension"]]
    one_blank = answers["perception"].isna().groupby(part).transform("sum") == 1
    has_negative = answers["reversed"].groupby(part).transform("any")
    fours = [
        rows.iloc[list(places)]
        for _, rows in answers[one_blank & has_negative].groupby(["respondent", "dimension"])
        for places in combinations(range(len(rows)), 4)
    ]
    # The mean expectation, and the mean without the reproach, are told apart too where they can
    # be; on a few sheets they can't.
    chosen = max(fours, key=_contrast)
    columns = ["respondent", "item", "reversed", "expectation", "perception"]
    return chosen[columns].reset_index(drop=True)


def _contrast(four: pd.DataFrame) -> tuple[float, ...]:
    """Measure how near the nearest two readings of four rows are: of all, of fewer, of the usual.

    Without a blank and an answered reproach all of them are zero.
    """
    turned = [given for given, negative in _pairs(four) if negative]
    blanks = [given for given, _ in _pairs(four) if math.isnan(given)]
    if len(turned) != 1 or len(blanks) != 1 or math.isnan(turned[0]):
        return (0.0, 0.0, 0.0)
    found = readings(four)
    usual = [value for name, value in found.items() if name != "left-out"]
    hoped = readings(four.assign(perception=four["expectation"]))["right"]
    several = ([*found.values(), hoped], list(found.values()), usual)
    # The last digits of a float are no difference.
    return tuple(round(closest(values), 6) for values in several)


def readings(four: pd.DataFrame) -> dict[str, float]:
    """Compute the mean perception of four statements, rightly and in the usual wrong ways.

    Parameters
    ----------
    four : DataFrame
        ``perception`` as answered, and ``reversed``.

    Returns
    -------
    dict of str to float
        The right mean under ``right``; each other one under the name of its misconception.

    Examples
    --------
    >>> four = pd.DataFrame({"perception": [6.0, 1.0, math.nan], "reversed": [False, True, False]})
    >>> readings(four)["right"], readings(four)["not-reversed"]
    (6.5, 3.5)
    """
    pairs = [(given, negative) for given, negative in _pairs(four) if not math.isnan(given)]
    given = [value for value, _ in pairs]
    turned = [8 - value if negative else value for value, negative in pairs]
    return {
        "right": fmean(turned),
        "not-reversed": fmean(given),
        "seven-minus": fmean(7 - value if negative else value for value, negative in pairs),
        "blank-as-zero": sum(turned) / len(four),
        "blank-as-midpoint": (sum(turned) + 4 * (len(four) - len(turned))) / len(four),
        "all-reversed": 8 - fmean(given),
        "as-it-stands": sum(given) / len(four),
        "left-out": fmean(value for value, negative in pairs if not negative),
    }


def _pairs(four: pd.DataFrame) -> list[tuple[float, bool]]:
    return list(zip(four["perception"], four["reversed"], strict=True))


def priorities_at(survey: pd.DataFrame, moved: str, points: float) -> pd.Series[float]:
    """Compute the priorities as if everybody had given a dimension so many of the 100 points.

    The other four share what is left in each respondent's own proportions.

    Parameters
    ----------
    survey : DataFrame
        One row for each respondent and dimension.
    moved : str
        The dimension whose points are set.
    points : float
        0 to 100.

    Returns
    -------
    Series of float
        By dimension: the mean over respondents of share times gap.

    Examples
    --------
    >>> survey = pd.DataFrame(
    ...     {
    ...         "respondent": [1, 1, 1],
    ...         "dimension": ["empathy", "reliability", "tangibles"],
    ...         "expectation": [6.0, 6.0, 6.0],
    ...         "perception": [4.0, 5.0, 6.0],
    ...         "points": [20, 60, 20],
    ...     }
    ... )
    >>> priorities_at(survey, "empathy", 60).round(3).to_dict()
    {'empathy': -1.2, 'reliability': -0.3, 'tangibles': 0.0}
    """
    gap = survey["perception"] - survey["expectation"]
    mine = survey["dimension"] == moved
    others = survey["points"].where(~mine, 0)
    left = others.groupby(survey["respondent"]).transform("sum")
    share = (others / left * (1 - points / 100)).where(~mine, points / 100)
    return (share * gap).groupby(survey["dimension"]).mean()


LESSON = Lesson(
    slug="quality-gap",
    number=12,
    notebook="notebooks/{language}/12-quality-gap.ipynb",
    parameters=(Parameter.company(*COMPANIES), Parameter.seed()),
    tables=tables,
    terms=(
        "quality-gap",
        "shortfall",
        "expectation",
        "perception",
        "reversed-item",
        "weight",
        "score",
        "service-gap",
        "zone-of-tolerance",
        "adequacy",
    ),
    predictions=(
        Exercise("best-branch", Choice("ABC")),
        Exercise("promise-more", Choice("ABC")),
        Exercise("points-to-lead", Choice("ABC")),
    ),
    exercises=(
        Exercise("five-dimensions", Sorting("12345", "TRSAE"), ("B18",), recall=True),
        Exercise("blank-rating", Number(low=1, high=7), recall=True),
        Exercise("one-line-per-group", Choice("ABC"), recall=True),
        Exercise("why-last", Choice("ABCD"), ("E7",)),
        Exercise("mean-gap", Number(low=-6, high=6), ("E7",)),
        Exercise(
            "gap-by-dimension",
            Series("dimension", DIMENSIONS, Number(low=-6, high=6)),
            ("E7",),
            code="line",
        ),
        Exercise("clean-sheet", Number(low=1, high=7), ("E7",)),
        Exercise(
            "priorities",
            Series("dimension", DIMENSIONS, Number(tolerance=0.002, low=-6, high=6)),
            ("E7",),
            code="lines",
        ),
        Exercise("gap-five", Number(), ("E7",)),
        Exercise("adequacy", Number(low=-8, high=8), ("E7",), code="line"),
        Exercise("bases", Sorting("1234", "ABCD"), ("B23",)),
        Exercise("first-priority", Label(DIMENSIONS), ("E7",)),
        Exercise("other-score", Number(low=-6, high=6), ("E7",), code="line"),
        Exercise("verdict", FreeText(), ("E7",)),
    ),
)
