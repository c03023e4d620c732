"""Each learner's own survey: 200 of the 250 real respondents, and 60 sheets of a simulated hotel.

Both are drawn without repetition. A draw on which an answer can't be told apart from its wrong
turns is put back: :func:`conditions` and :func:`hotel_conditions` list what is asked. That every
version shows the findings is no evidence for them; the notebook says so, and what all 250 show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from brecha import datasets
from brecha.lessons.redraw import first_draw, some_of
from brecha.scenarios import company
from brecha.scenarios.readings import closest

from .readings import (
    BLOCKS,
    MIDPOINT,
    alpha,
    attributes,
    by_dimension,
    fields,
    mean_r,
    needed,
    parts,
    recipe,
    segments,
)

__all__ = [
    "ASKED",
    "POINT",
    "SHEETS",
    "Draw",
    "Own",
    "conditions",
    "draw",
    "hotel_conditions",
    "hotel_draw",
    "own",
    "survey",
]

ASKED = 200
SHEETS = 60
POINT = 1.0
"""How many points the index has to rise for the bonus."""


class Draw(NamedTuple):
    """The respondents of one draw, and whose seven answers are put beside each one's own."""

    answers: pd.DataFrame
    strangers: np.ndarray


@dataclass(frozen=True)
class Own:
    """One learner's tables.

    Parameters
    ----------
    answers : DataFrame
        The drawn respondents: ``respondent``, the 24 questions, and the means of four scales.
    export : DataFrame
        The same as it came: questions by their number, and one of them as it was asked.
    strangers : DataFrame
        Seven answers of each respondent beside the same seven of somebody else.
    hotel : DataFrame
        A row for each of the hotel's respondents and dimension.
    draws, hotel_draws : int
        How many draws either took.
    """

    answers: pd.DataFrame
    export: pd.DataFrame
    strangers: pd.DataFrame
    hotel: pd.DataFrame
    draws: int
    hotel_draws: int


@lru_cache(maxsize=1)
def survey() -> pd.DataFrame:
    """Return all 250 respondents with the means of the scales that the notebook uses."""
    table = datasets.load("mobi")
    for name in ("quality", "expectation", "loyalty", "satisfaction"):
        table[name] = table[BLOCKS[name]].mean(axis=1)
    table.insert(0, "respondent", np.arange(1, len(table) + 1))
    return table


@lru_cache(maxsize=8)
def own(seed: int) -> Own:
    """Draw one learner's tables: the same for the same seed everywhere.

    Returns
    -------
    Own
        Frames that are shared: copy one before changing it.

    Raises
    ------
    DataError
        When no draw meets the conditions, as on another survey.
    """
    (answers, strangers), draws = first_draw(seed, draw=draw, conditions=conditions)
    sheets = company("hotel", seed=seed).table("survey")
    hotel, hotel_draws = first_draw(
        seed, draw=lambda rng: hotel_draw(sheets, rng), conditions=hotel_conditions
    )
    return Own(
        answers=answers,
        export=_export(answers),
        strangers=_beside(answers, strangers),
        hotel=hotel,
        draws=draws,
        hotel_draws=hotel_draws,
    )


def draw(rng: np.random.Generator) -> Draw:
    """Draw respondents, and a stranger for each of them."""
    answers = some_of(survey(), size=ASKED, rng=rng)
    # In a circle of random order everybody's neighbour is somebody else.
    circle = rng.permutation(ASKED)
    strangers = np.empty(ASKED, dtype=int)
    strangers[circle] = np.roll(circle, 1)
    return Draw(answers, strangers)


def conditions(drawn: Draw) -> dict[str, bool]:
    """Tell what a draw of respondents is asked for, and whether it gives it.

    Parameters
    ----------
    drawn : Draw
        The draw.

    Returns
    -------
    dict of str to bool
        ``scales``: one of the three scales is good and two are bad. ``expectation``: the wrong
        turns to its alpha can be told apart. ``needed``: so can those to the number of questions.
        ``strangers``: the answers of strangers have nothing to do with each other. ``gap``: the
        supplier's gap is unreliable. ``shares``: what it explains can be told apart from what else
        one may compute. ``map``: no attribute lies on a line of the map, and its wrong
        turns give other fields. ``recipes``: not to standardise costs the index more than the
        point of the bonus. ``arrows``: into satisfaction, that of expectation is small and above
        zero, and that of image isn't small.
    """
    answers = drawn.answers
    return {
        **_of_scales(answers),
        "strangers": _is_strange(_beside(answers, drawn.strangers)),
        "gap": _is_unreliable(parts(answers)),
        "shares": _has_unlike_shares(answers),
        "map": _has_contrast(attributes(answers)),
        **_of_recipes(answers),
    }


def _of_scales(answers: pd.DataFrame) -> dict[str, bool]:
    found = {name: alpha(answers[BLOCKS[name]]) for name in ("quality", "expectation", "loyalty")}
    expectation = answers[BLOCKS["expectation"]]
    standardised = alpha(expectation / expectation.std())
    r = mean_r(expectation)
    apart = [
        found["expectation"],
        standardised,
        r,
        alpha(answers[["image_5", "expectation_1", "expectation_2"]]),
        alpha(answers[["expectation_2", "expectation_3", "quality_1"]]),
    ]
    exact = needed(r)
    questions, proportional = math.ceil(exact), math.ceil(3 * 0.7 / found["expectation"])
    return {
        "scales": found["quality"] >= 0.85 and max(found["expectation"], found["loyalty"]) <= 0.55,
        "expectation": closest(apart) >= 0.012,
        "needed": 0.06 < exact % 1 < 0.94 and proportional not in (questions, questions - 1),
    }


def _is_strange(table: pd.DataFrame) -> bool:
    between = table.corr().loc[_named("own"), _named("other")].to_numpy().mean()
    return bool(abs(between) <= 0.06 and alpha(table) >= 0.75)


def _is_unreliable(table: pd.DataFrame) -> bool:
    error, variance = table["error"].to_numpy(), table["variance"].to_numpy()
    reliability = 1 - (error[0] + error[1]) / variance[2]
    wrong = [
        1 - (error[0] / variance[0] + error[1] / variance[1]) / 2,
        1 - (error[1] - error[0]) / variance[2],
        1 - reliability,
    ]
    return bool(0.1 <= reliability <= 0.4) and closest([reliability, *wrong]) >= 0.012


def _has_unlike_shares(answers: pd.DataFrame) -> bool:
    satisfaction = answers["satisfaction"]
    r = (answers["quality"] - answers["expectation"]).corr(satisfaction)
    quality, expectation = (answers[x].corr(satisfaction) for x in ("quality", "expectation"))
    return closest([r, r**2, quality**2, quality**2 - expectation**2]) >= 0.012


def _has_contrast(table: pd.DataFrame) -> bool:
    lines = table[["performance", "r"]]
    clear = (lines - lines.mean()).abs().min()
    maps = [
        fields(table),
        fields(table, importance="stated"),
        fields(table, line=MIDPOINT),
        fields(table, swapped=True),
    ]
    return bool(clear["performance"] >= 0.01 and clear["r"] >= 0.004) and len(set(maps)) == 4


def _of_recipes(answers: pd.DataFrame) -> dict[str, bool]:
    (model, index), (_, raw) = (recipe(answers, f"centroid-{how}") for how in ("scaled", "raw"))
    paths = model.paths
    return {
        "recipes": index.value - raw.value >= POINT + 0.05,
        "arrows": bool(
            0.005 <= paths["expectation", "satisfaction"] <= 0.09
            and paths["image", "satisfaction"] >= 0.15
        ),
    }


def hotel_draw(sheets: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Draw some of a hotel's respondents, with all of their rows."""
    people = sheets[["respondent"]].drop_duplicates()
    asked = some_of(people, size=SHEETS, rng=rng)["respondent"]
    hotel = sheets[sheets["respondent"].isin(asked)].reset_index(drop=True)
    hotel = hotel[["respondent", "dimension", "expectation", "perception"]]
    return hotel.assign(gap=hotel["perception"] - hotel["expectation"])


def hotel_conditions(hotel: pd.DataFrame) -> dict[str, bool]:
    """Tell what a draw of the hotel's sheets is asked for, and whether it gives it.

    Returns
    -------
    dict of str to bool
        ``intervals``: of the gaps below zero, at least one has an interval that reaches above, at
        least two have none, and no interval ends next to zero. ``segments``: both halves found
        nearly the same service, and not exactly, and their gaps are far apart all the same.
    """
    table = by_dimension(hotel)
    below, clear = int((table["mean"] < 0).sum()), int((table["high"] < 0).sum())
    halves = segments(hotel)
    apart = {name: float(np.ptp(halves[name].to_numpy())) for name in halves.columns[2:]}
    return {
        "intervals": below > clear >= 2 and bool(table["high"].abs().min() >= 0.02),
        "segments": 0.02 <= apart["perception"] <= 0.2
        and apart["expectation"] >= 0.5
        and apart["gap"] >= 0.35,
    }


def _named(whose: str) -> list[str]:
    return [f"{whose}_{n}" for n in range(1, 8)]


def _beside(answers: pd.DataFrame, strangers: np.ndarray) -> pd.DataFrame:
    marks = answers[BLOCKS["quality"]]
    own_marks = marks.set_axis(_named("own"), axis="columns")
    others = marks.iloc[strangers].set_axis(_named("other"), axis="columns").reset_index(drop=True)
    return pd.concat([own_marks, others], axis=1)


def _export(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the questions their numbers, and turn one back to how it was asked."""
    questions = [item for block in BLOCKS.values() for item in block]
    export = answers[["respondent", *questions]].copy()
    export["expectation_3"] = 11 - export["expectation_3"]
    return export.set_axis(
        ["respondent", *(f"q{n:02}" for n in range(1, len(questions) + 1))], axis="columns"
    )
