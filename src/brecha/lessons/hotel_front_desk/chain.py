"""Each learner's own chain of four hotels: its guests, its desks, and one hotel's old forms.

Everything is simulated from a :class:`~.design.Design`. A draw on which the case can't be told
apart from its wrong turns is put back and drawn again: :func:`conditions` lists what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from brecha.lessons.redraw import first_draw

from .design import DIMENSIONS, HOTELS, HOURS, OLD_FORM_TOP, TOP, Design, design

__all__ = ["RANKED", "Chain", "chain", "conditions", "draw", "to_seven"]

RANKED = {"A": "tangibles", "B": "reliability", "C": "responsiveness", "D": "empathy"}
"""The four dimensions that the case asks to rank, by their letters."""

_HARBOUR_HOURS, _OTHER_HOURS = (0.2, 0.55, 0.25), (0.25, 0.45, 0.3)
_DOORS = {"harbour": 40, "oldtown": 20, "park": 15, "hill": 10}
_LATE = [("harbour", "afternoon"), ("oldtown", "afternoon")]
_RESPONSIVENESS, _ASSURANCE, _TANGIBLES = 2, 3, 0


@dataclass(frozen=True)
class Chain:
    """One learner's hotels.

    Parameters
    ----------
    truth : Design
        What was built in.
    export : DataFrame
        The survey as typed in: one row per guest and dimension, one hotel on the old form.
    survey : DataFrame
        The same, with every mark from 1 to 7.
    hotels, waits, inside, inspection : DataFrame
        Responsiveness by hotel; the desk's clock; the promise in minutes; the fire doors.
    """

    truth: Design
    export: pd.DataFrame
    survey: pd.DataFrame
    hotels: pd.DataFrame
    waits: pd.DataFrame
    inside: pd.DataFrame
    inspection: pd.DataFrame


def to_seven(marks: pd.Series[float]) -> pd.Series[float]:
    """Bring marks from 1 to 5 to the scale from 1 to 7: 1 stays 1, 3 becomes 4, 5 becomes 7."""
    return 1 + (marks - 1) * (TOP - 1) / (OLD_FORM_TOP - 1)


@lru_cache(maxsize=8)
def chain(seed: int) -> Chain:
    """Draw one learner's chain.

    Parameters
    ----------
    seed : int
        The learner's seed; the same seed gives the same chain everywhere.

    Returns
    -------
    Chain
        Frames that are shared: copy one before changing it.
    """
    return first_draw(seed, draw=draw, conditions=conditions).drawn


def draw(rng: np.random.Generator) -> Chain:
    """Draw a chain, its guests and its desks, without any condition."""
    truth = design(rng)
    people = _people(truth, rng)
    export = _survey(truth, people, rng)
    survey = export.copy()
    old = survey["hotel"] == truth.old_form
    for column in ("expectation", "perception"):
        survey[column] = survey[column].astype(float).mask(old, to_seven(survey[column]))
    return Chain(
        truth=truth,
        export=export,
        survey=survey,
        hotels=_hotels(survey),
        waits=_waits(people),
        inside=pd.DataFrame(
            {
                "quantity": ["guests_expect", "management_believes", "house_rule", "promised"],
                "minutes": [truth.expected, truth.believed, truth.standard, truth.promised],
            }
        ),
        inspection=_inspection(truth, survey, rng),
    )


def _people(truth: Design, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per guest: hotel, time of day, minutes waited, minutes at the desk."""
    parts = []
    for hotel, size, means in zip(HOTELS, truth.guests, truth.minutes, strict=True):
        shares = _HARBOUR_HOURS if hotel == "harbour" else _OTHER_HOURS
        first, second = (round(size * share) for share in shares[:2])
        hours = np.repeat(range(len(HOURS)), [first, second, size - first - second])
        spread = rng.gamma(9, 1 / 9, size)
        parts.append(
            pd.DataFrame(
                {
                    "hotel": hotel,
                    "hours": np.array(HOURS)[hours],
                    "waited": np.array(means)[hours] * spread,
                    "handled": truth.handling * rng.gamma(20, 1 / 20, size),
                }
            )
        )
    people = pd.concat(parts, ignore_index=True)
    return people.sample(frac=1, random_state=rng).reset_index(drop=True)


def _survey(truth: Design, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    n, k = len(people), len(DIMENSIONS)
    expected = np.array(truth.expectations) + rng.normal(0, 0.5, (n, 1)) + _noise(rng, n, 0.5)
    gap = np.array(truth.gaps) + rng.normal(0, 0.3, (n, 1)) + _noise(rng, n, 0.6)
    late = np.maximum(people["waited"].to_numpy() - truth.standard, 0)
    gap[:, _RESPONSIVENESS] -= truth.patience * late
    gap[(people["hotel"] == truth.showcase).to_numpy(), _ASSURANCE] += 0.5
    # The new lobby.
    gap[(people["hotel"] == "oldtown").to_numpy(), _TANGIBLES] += 1.0
    old = (people["hotel"] == truth.old_form).to_numpy()[:, None]
    found = np.where(old, _on_old_form(expected + gap), _on_form(expected + gap))
    # People give more points to what failed them.
    points = np.array(truth.points) * np.exp(-0.3 * (gap - gap.mean(axis=0)))
    points = _out_of_hundred(points + _noise(rng, n, 2.0))
    guests = pd.DataFrame(
        {
            "guest": np.repeat(np.arange(1, n + 1), k),
            "hotel": np.repeat(people["hotel"].to_numpy(), k),
            "hours": np.repeat(people["hours"].to_numpy(), k),
            "dimension": np.tile(DIMENSIONS, n),
        }
    )
    guests["expectation"] = np.where(old, _on_old_form(expected), _on_form(expected)).ravel()
    guests["perception"] = found.ravel()
    guests["points"] = points.ravel()
    return guests


def _noise(rng: np.random.Generator, n: int, spread: float) -> np.ndarray:
    return rng.normal(0, spread, (n, len(DIMENSIONS)))


def _on_form(marks: np.ndarray) -> np.ndarray:
    rounded: np.ndarray = np.clip(np.rint(marks), 1, TOP).astype(int)
    return rounded


def _on_old_form(marks: np.ndarray) -> np.ndarray:
    shrunk = 1 + (marks - 1) * (OLD_FORM_TOP - 1) / (TOP - 1)
    rounded: np.ndarray = np.clip(np.rint(shrunk), 1, OLD_FORM_TOP).astype(int)
    return rounded


def _out_of_hundred(points: np.ndarray) -> np.ndarray:
    """Round to steps of 5 that add up to 100, by largest remainders."""
    steps = np.maximum(points, 1)
    steps = 20 * steps / steps.sum(axis=1, keepdims=True)
    whole = np.floor(steps).astype(int)
    left = 20 - whole.sum(axis=1, keepdims=True)
    places = np.argsort(np.argsort(whole - steps, axis=1), axis=1)
    steps_of_five: np.ndarray = 5 * (whole + (places < left))
    return steps_of_five


def _hotels(survey: pd.DataFrame) -> pd.DataFrame:
    desk = survey[survey["dimension"] == "responsiveness"]
    gap = (desk["perception"] - desk["expectation"]).groupby(desk["hotel"])
    table = pd.DataFrame({"guests": gap.count(), "gap": gap.mean().round(2)})
    return table.reindex(list(HOTELS)).rename_axis("hotel").reset_index()


def _waits(people: pd.DataFrame) -> pd.DataFrame:
    groups = people.groupby(["hotel", "hours"])[["waited", "handled"]]
    table = groups.mean().round(1)
    table.insert(0, "guests", groups.size())
    index = pd.MultiIndex.from_product([HOTELS, HOURS], names=["hotel", "hours"])
    return table.reindex(index).reset_index()


def _inspection(truth: Design, survey: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    safe = survey[survey["dimension"] == "assurance"].groupby("hotel")["perception"].mean()
    failing = {hotel: int(rng.integers(0, 2)) for hotel in HOTELS}
    failing[truth.showcase] = round(_DOORS[truth.showcase] * rng.uniform(0.35, 0.5))
    return pd.DataFrame(
        {
            "hotel": HOTELS,
            "assurance": [round(float(safe[hotel]), 2) for hotel in HOTELS],
            "doors": [_DOORS[hotel] for hotel in HOTELS],
            "failing": [failing[hotel] for hotel in HOTELS],
        }
    )


def conditions(own: Chain) -> dict[str, bool]:
    """Tell what a draw is asked for, and whether it gives it.

    Parameters
    ----------
    own : Chain
        A draw.

    Returns
    -------
    dict of str to bool
        ``marks``: tangibles are marked lowest and assurance best by .1. ``gaps``: empathy has the
        largest gap, and no two of the ranked four are closer than .03. ``stake``: responsiveness
        has most at stake, the ranked four are .01 apart. ``average``: hotel means hide .2 of the
        gap at the desk. ``forms``: the old form's hotel isn't the one with the poorest marks, and
        its mean isn't one at which two wrong turns meet. ``safety``: the showcase has the best
        mark by .1. ``minutes``: the wrong turns of the delivery gap are .25 apart.
        ``hours``: the rule is missed, by 3 minutes, on two afternoons and nowhere else.
    """
    survey = own.survey.assign(gap=own.survey["perception"] - own.survey["expectation"])
    survey["stake"] = survey["points"] / 100 * survey["gap"]
    found = survey.groupby("dimension")[["perception", "gap", "stake", "points"]].mean()
    marks, ranked = found["perception"].sort_values(), found.loc[list(RANKED.values())]
    by_gap, by_stake = ranked["gap"].sort_values(), ranked["stake"].sort_values()
    guests = own.hotels["guests"]
    pooled = (guests * own.hotels["gap"]).sum() / guests.sum()
    safe = own.inspection.set_index("hotel")["assurance"].sort_values()
    by_hotel = survey.groupby("hotel")["perception"].mean()
    old = own.export.loc[own.export["hotel"] == own.truth.old_form, "perception"]
    tops = own.export.groupby("hotel")["perception"].max()
    wanted = pd.Series(TOP, HOTELS)
    wanted[own.truth.old_form] = OLD_FORM_TOP
    return {
        "marks": marks.index[0] == "tangibles"
        and marks.index[-1] == "assurance"
        and bool(marks.iloc[1] - marks.iloc[0] >= 0.1 and marks.iloc[-1] - marks.iloc[-2] >= 0.05),
        "gaps": by_gap.index[:2].to_list() == ["empathy", "responsiveness"]
        and bool(by_gap.diff().min() >= 0.03),
        "stake": by_stake.index[0] == "responsiveness"
        and by_stake.index[-1] == "tangibles"
        and bool(by_stake.diff().iloc[1] >= 0.03 and by_stake.diff().min() >= 0.01)
        and found["points"].idxmax() == "reliability",
        "average": bool(own.hotels["gap"].mean() - pooled >= 0.2),
        "forms": bool((tops.reindex(HOTELS) == wanted).all())
        and by_hotel.idxmin() == "harbour"
        and bool(abs(old.mean() - 4) >= 0.03),
        "safety": safe.index[-1] == own.truth.showcase
        and bool(safe.iloc[-1] - safe.iloc[-2] >= 0.1),
        "minutes": _apart(own),
        "hours": _two_late(own),
    }


def _apart(own: Chain) -> bool:
    """Tell whether the delivery gap and its wrong turns differ by .25 minutes or more."""
    waits, truth = own.waits, own.truth
    here = waits[waits["hotel"] == "harbour"]
    late = here.loc[here["hours"] == "afternoon", "waited"].sum()
    pooled = (waits["guests"] * waits["waited"]).sum() / waits["guests"].sum()
    at_hotel = (here["guests"] * here["waited"]).sum() / here["guests"].sum()
    values = [late - x for x in (truth.standard, truth.promised, truth.expected, truth.believed)]
    values += [at_hotel - truth.standard, pooled - truth.standard]
    values += [waits["waited"].mean() - truth.standard, late]
    pairs = [
        (a, b)
        for (i, a), (j, b) in combinations(enumerate(values), 2)
        # Guests may expect what management believes: then two of these are one.
        if (i, j) != (2, 3)
    ]
    return all(abs(a - b) >= 0.25 for a, b in pairs)


def _two_late(own: Chain) -> bool:
    """Tell whether the rule is kept, on the mean, but for the two afternoons that are built in."""
    waited = own.waits.set_index(["hotel", "hours"])["waited"]
    late = waited > own.truth.standard
    return late[late].index.to_list() == _LATE and bool(
        waited[_LATE].min() >= own.truth.standard + 3
    )
