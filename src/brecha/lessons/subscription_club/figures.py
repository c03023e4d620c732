"""Figures of the case: the share who renew, and a projection held against what came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, Caption, Figure

from .club import SEEN, club

__all__ = ["FIGURES"]

_MARKS = (0, 0.25, 0.5, 0.75, 1)


def renewals(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the share who renew at each renewal, in the regular tier and in the model."""
    own = club(lesson.parameters["seed"])
    there = own.survivors["regular"].to_numpy()
    yours = there[1:] / there[:-1]
    model = own.model.retention(len(yours)).to_numpy()
    places = list(range(1, len(yours) + 1))
    name, other = (text(f"figures.renewals.{key}") for key in ("yours", "model"))
    axes.plot(places, yours, color=COLOURS["blue"], marker="o", label=name)
    axes.plot(places, model, color=COLOURS["orange"], marker="s", linestyle="--", label=other)
    axes.set_xticks(places)
    axes.set_ylim(0, 1)
    axes.set_yticks(_MARKS, [text.number(mark, "percent") for mark in _MARKS])
    axes.set_xlabel(text("figures.renewals.xlabel"))
    axes.set_ylabel(text("figures.renewals.ylabel"))
    axes.legend(loc="lower right")
    values = {
        "first": yours[0],
        "last": yours[-1],
        "model_first": model[0],
        "model_last": model[-1],
        "apart": float(100 * np.abs(yours - model).max()),
    }
    return Caption(
        title=text("figures.renewals.title", **values),
        alt=text("figures.renewals.alt", **values),
        table=pd.DataFrame({name: yours, other: model}, index=places),
        claims={
            "your share rises": bool((np.diff(yours) > 0).all()),
            "the model's rises": bool((np.diff(model) > 0).all()),
            "they are close": values["apart"] < 5,
        },
    )


def projection(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw survivors of 1,000, and what the model expected after the first renewals."""
    own = club(lesson.parameters["seed"])
    years = list(range(8))
    columns: dict[str, Any] = {}
    values: dict[str, int] = {}
    gaps: dict[str, float] = {}
    for tier, colour, mark in (("premium", "green", "^"), ("regular", "blue", "o")):
        there = own.survivors[tier].to_numpy()
        found = 1000 * there / there[0]
        model = 1000 * own.early[tier].survivors(7).to_numpy()
        word, expected = text.label(tier), text("figures.projection.model", tier=text.label(tier))
        axes.plot(years, found, color=COLOURS[colour], marker=mark, label=word)
        axes.plot(years, model, color=COLOURS[colour], linestyle="--", label=expected)
        columns |= {word: found.round(), expected: model.round()}
        values |= {f"{tier}_found": round(found[-1]), f"{tier}_expected": round(model[-1])}
        gaps[tier] = found[-1] - model[-1]
    axes.axvline(SEEN, color=COLOURS["grey"], linewidth=1)
    axes.set_ylim(0, 1050)
    axes.set_xlabel(text("figures.projection.xlabel"))
    axes.set_ylabel(text("figures.projection.ylabel"))
    axes.legend(loc="upper right")
    return Caption(
        title=text("figures.projection.title", **values),
        alt=text("figures.projection.alt", **values),
        table=pd.DataFrame(columns, index=years),
        claims={
            "premium is expected too low": gaps["premium"] > 10,
            "regular is missed by less": abs(gaps["regular"]) < gaps["premium"],
        },
    )


FIGURES = {
    "renewals": Figure(renewals, size=(7.0, 3.6)),
    "projection": Figure(projection, size=(7.0, 3.8)),
}
