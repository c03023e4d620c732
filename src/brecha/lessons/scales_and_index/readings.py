"""What is read off a survey in this notebook, computed on small tables of answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.models.reliability import alpha_of

__all__ = [
    "ATTRIBUTES",
    "BLOCKS",
    "MIDPOINT",
    "RECIPES",
    "SCALES",
    "STATED",
    "alpha",
    "attributes",
    "by_dimension",
    "fields",
    "mean_r",
    "needed",
    "parts",
    "recipe",
    "segments",
]

BLOCKS: Mapping[str, list[str]] = MappingProxyType(
    {
        "image": [f"image_{n}" for n in range(1, 6)],
        "expectation": [f"expectation_{n}" for n in range(1, 4)],
        "quality": [f"quality_{n}" for n in range(1, 8)],
        "value": ["value_1", "value_2"],
        "satisfaction": [f"satisfaction_{n}" for n in range(1, 4)],
        "complaints": ["complaints"],
        "loyalty": [f"loyalty_{n}" for n in range(1, 4)],
    }
)
"""The questions of each construct, in the order of the questionnaire."""

SCALES = ("quality", "expectation", "loyalty")
"""The scales whose means are on the dashboard."""

ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "network": "quality_2",
        "service": "quality_3",
        "used": "quality_4",
        "range": "quality_5",
        "reliability": "quality_6",
        "clarity": "quality_7",
    }
)
"""The six questions on quality that name something: the first one asks for quality overall."""

STATED: Mapping[str, int] = MappingProxyType(
    {"network": 46, "service": 15, "used": 19, "range": 4, "reliability": 9, "clarity": 7}
)
"""Percent of callers who named each attribute on the supplier's slide; the slide is invented."""

MIDPOINT = 5.5
"""The middle of a scale from 1 to 10."""

RECIPES: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        f"{scheme}-{'scaled' if scaled else 'raw'}": (scheme, scaled)
        for scaled in (True, False)
        for scheme in ("centroid", "factorial", "path")
    }
)
"""Scheme of the inner estimate, and whether the answers are standardised, by a name for both."""


def alpha(items: pd.DataFrame) -> float:
    """Return the raw alpha of some columns (without its interval, which takes scipy)."""
    return alpha_of(items.cov().to_numpy())


def mean_r(items: pd.DataFrame) -> float:
    """Return the mean correlation between different columns."""
    correlations = items.corr().to_numpy()
    return float(correlations[np.triu_indices(len(correlations), 1)].mean())


def needed(r: float, *, target: float = 0.7) -> float:
    """Return how many questions with a mean correlation reach an alpha, not rounded.

    Examples
    --------
    >>> round(needed(0.2), 2)
    9.33
    """
    return target * (1 - r) / ((1 - target) * r)


def parts(answers: pd.DataFrame) -> pd.DataFrame:
    """Split two scores and their difference into what is error and what isn't.

    Parameters
    ----------
    answers : DataFrame
        With the questions of quality and expectation, and their means.

    Returns
    -------
    DataFrame
        ``score``, ``variance``, and ``error``: the part of the variance that alpha calls error,
        empty for the difference. Rounded to two decimals, for work by hand.
    """
    rows: list[dict[str, Any]] = [
        {
            "score": name,
            "variance": answers[name].var(),
            "error": answers[name].var() * (1 - alpha(answers[BLOCKS[name]])),
        }
        for name in ("quality", "expectation")
    ]
    difference = answers["quality"] - answers["expectation"]
    rows.append({"score": "difference", "variance": difference.var(), "error": np.nan})
    return pd.DataFrame(rows).round(2)


def attributes(answers: pd.DataFrame) -> pd.DataFrame:
    """Put together what is known of the six attributes.

    Returns
    -------
    DataFrame
        ``attribute``; ``performance``, its mean mark; ``stated``, percent of callers; ``r``, its
        correlation with satisfaction. Rounded to three decimals.
    """
    marks = answers[list(ATTRIBUTES.values())].set_axis(list(ATTRIBUTES), axis="columns")
    r = models.derived_importance(marks, overall=answers["satisfaction"])
    table = pd.DataFrame({"performance": marks.mean(), "stated": pd.Series(STATED), "r": r})
    return table.rename_axis("attribute").round(3).reset_index()


def fields(
    table: pd.DataFrame, *, importance: str = "r", line: float | None = None, swapped: bool = False
) -> str:
    """Sort attributes into the four fields of an importance-performance map.

    Parameters
    ----------
    table : DataFrame
        As :func:`attributes` gives it.
    importance : str
        The column that counts as importance; its line stands at the mean.
    line : float, optional
        Where the line of performance stands; at the mean when not given.
    swapped : bool
        Whether both axes are taken for each other.

    Returns
    -------
    str
        A letter for each attribute: A concentrate, B keep, C low priority, D overkill.
    """
    rows = table.set_index("attribute")
    up, across = rows[importance], rows["performance"]
    if swapped:
        up, across = across, up
    lines = (up.mean(), across.mean() if line is None else line)
    found = models.importance_performance(importance=up, performance=across, crosshair=lines)
    letters = dict(zip(models.QUADRANTS, "ABCD", strict=True))
    return "".join(letters[quadrant] for quadrant in found.attributes["quadrant"])


def recipe(answers: pd.DataFrame, name: str) -> tuple[models.PathModel, models.SatisfactionIndex]:
    """Estimate the model and the index of satisfaction by one of the recipes."""
    scheme, scaled = RECIPES[name]
    model = models.path_model(
        answers, blocks=BLOCKS, paths=models.ECSI_PATHS, scheme=scheme, scaled=scaled
    )
    index = models.satisfaction_index(
        answers, model=model, construct="satisfaction", low=1, high=10
    )
    return model, index


def by_dimension(hotel: pd.DataFrame) -> pd.DataFrame:
    """Compute each dimension's gap with an interval, one value per respondent.

    Returns
    -------
    DataFrame
        By dimension, the largest shortfall first: ``mean``, ``low``, ``high``.
    """
    found = {name: models.mean_interval(rows) for name, rows in hotel.groupby("dimension")["gap"]}
    table = pd.DataFrame(
        {name: {"mean": x.mean, "low": x.low, "high": x.high} for name, x in found.items()}
    ).T
    return table.sort_values("mean")


def segments(hotel: pd.DataFrame) -> pd.DataFrame:
    """Halve the customers by what they expect.

    Returns
    -------
    DataFrame
        ``segment`` (demanding: the half that expects more; easy-going: the rest), ``customers``,
        and the means of ``expectation``, ``perception`` and ``gap``, to two decimals.
    """
    who = hotel.groupby("respondent")[["expectation", "perception"]].mean()
    demanding = who["expectation"].rank(method="first") > len(who) / 2
    names = demanding.map({True: "demanding", False: "easy-going"}).rename("segment")
    table = who.groupby(names).mean().round(2)
    table.insert(0, "customers", names.value_counts())
    table["gap"] = (table["perception"] - table["expectation"]).round(2)
    return table.reset_index()
