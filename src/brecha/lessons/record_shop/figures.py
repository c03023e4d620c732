"""Figures of the case: the ladder, what silence says, and the four lists."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, Caption, Figure

from .forecast import LETTERS, LISTS
from .ladder import ladder, ladder_of_model
from .shop import shop

__all__ = ["FIGURES"]

STEPS = ("first", "second", "third", "fourth")
SEEN = 39.0


def steps(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the share who came back once more, in the shop and in the model."""
    yours = ladder(lesson.data("customers")["repeat_purchases"])
    own = shop(lesson.parameters["seed"])
    model = ladder_of_model(own.model, own.customers["observed"])
    places = range(1, len(STEPS) + 1)
    axes.plot(places, yours, color=COLOURS["blue"], marker="o", label=text("figures.ladder.yours"))
    axes.plot(
        places,
        model,
        color=COLOURS["orange"],
        marker="s",
        linestyle="--",
        label=text("figures.ladder.model"),
    )
    axes.set_xticks(list(places))
    axes.set_ylim(0, 1)
    marks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_yticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_xlabel(text("figures.ladder.xlabel"))
    axes.set_ylabel(text("figures.ladder.ylabel"))
    axes.legend(loc="lower right")
    values = dict(zip(STEPS, yours, strict=True))
    values |= {f"model_{name}": share for name, share in zip(STEPS, model, strict=True)}
    table = pd.DataFrame(
        {text("figures.ladder.yours"): yours, text("figures.ladder.model"): model},
        index=list(places),
    )
    return Caption(
        title=text("figures.ladder.title", **values),
        alt=text("figures.ladder.alt", **values),
        table=table,
        claims={
            "your share rises": bool((np.diff(yours) > 0).all()),
            "the model's rises": bool((np.diff(model) > 0).all()),
        },
    )


def silence(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw P(alive) against weeks of silence, for three numbers of repeat purchases."""
    model = shop(lesson.parameters["seed"]).model
    weeks = np.arange(0, 39)
    styles = {1: ("blue", "-"), 3: ("green", "--"), 10: ("red", ":")}
    found = {}
    for count, (colour, line) in styles.items():
        same = np.ones(len(weeks))
        found[count] = model.alive(count * same, last=SEEN - weeks, observed=SEEN * same)
        word = "line_one" if count == 1 else "line"
        axes.plot(
            weeks,
            found[count],
            color=COLOURS[colour],
            linestyle=line,
            label=text(f"figures.silence.{word}", n=count),
        )
    axes.axvline(20, color=COLOURS["grey"], linewidth=1)
    axes.set_ylim(0, 1)
    marks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_yticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_xlabel(text("figures.silence.xlabel"))
    axes.set_ylabel(text("figures.silence.ylabel"))
    axes.legend(loc="lower left")
    at = {name: float(found[count][20]) for name, count in (("one", 1), ("three", 3), ("ten", 10))}
    return Caption(
        title=text("figures.silence.title", **at),
        alt=text("figures.silence.alt", **at),
        table=pd.DataFrame(found, index=weeks).iloc[::5],
        claims={
            "silence weighs more with the frequent": at["one"] > at["three"] > at["ten"],
            "all lines fall": all(bool((np.diff(line) < 0).all()) for line in found.values()),
        },
    )


def lists(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how many of each list bought, with the number to expect by lot."""
    found = lesson.data("lists").groupby("list")["bought"].sum().reindex(list(LISTS))
    lot = LETTERS * lesson.data("envelope")["bought"].mean()
    order = ["winback", "model", "recent", "frequent"]
    for place, name in enumerate(order):
        axes.barh(place, found[name], color=COLOURS["orange" if name == "winback" else "blue"])
        axes.text(found[name] + 2, place, text.number(int(found[name]), ""), va="center")
    top = len(order) - 0.45
    axes.plot([lot, lot], [-0.6, top], color=COLOURS["grey"], linestyle="--")
    axes.text(lot, top, text("figures.lists.lot", lot=lot), ha="center", va="bottom")
    axes.set_yticks(range(len(order)), [text.label(name) for name in order])
    axes.set_xlim(0, LETTERS)
    axes.set_ylim(-0.6, len(order) - 0.1)
    axes.set_xlabel(text("figures.lists.xlabel"))
    values = {**found.astype(int).to_dict(), "lot": lot}
    names = [*reversed(order), "lot"]
    table = pd.DataFrame(
        {text("figures.lists.number"): [values[name] for name in names]},
        index=[text.label(name) for name in names],
    )
    others = found.drop("winback")
    return Caption(
        title=text("figures.lists.title", **values),
        alt=text("figures.lists.alt", **values),
        table=table,
        claims={
            "three lists are far beyond the lot": bool((others >= 1.5 * lot).all()),
            "the silent are nearest to it": bool(
                abs(found["winback"] - lot) < (others - lot).abs().min()
            ),
        },
    )


FIGURES = {
    "ladder": Figure(steps, size=(7.0, 3.6)),
    "silence": Figure(silence, size=(7.0, 3.6)),
    "lists": Figure(lists),
}
