"""Figures on lasting: a curve among naive numbers, a fit, shapes, policies, and a best age."""

from __future__ import annotations

from math import gamma
from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons import COLOURS, Caption, Figure, Widget

from .records import THREE, TWO, fit, readings

__all__ = ["FIGURES", "LENGTHS", "SHAPES"]

SHAPES = (0.5, 0.7, 1, 1.5, 2, 3, 4)
"""The shapes that both widgets on wear offer."""

LENGTHS = (12, 18, 24, 30, 36, 42, 48)
"""The lengths of a warranty, in months."""

MEAN = 40
"""The mean life of all shapes of the first widget, in months."""

PART_MEAN, PLANNED, FAILURE = 30, 60, 420
"""The part of the last widget: mean life in months, and both costs in dollars."""


def curve(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the survival curve of the fleet, and where two naive numbers would put it."""
    fleet = lesson.data("fleet")
    found = readings(fleet)
    table = models.kaplan_meier(fleet["months"], failed=fleet["failed"]).table
    table = table[table.index <= 44]
    ages = np.r_[0, table.index, 44]
    look = {"where": "post", "color": COLOURS["blue"], "linewidth": 2}
    axes.step(ages, np.r_[1, table["survival"], table["survival"].iloc[-1]], **look)
    axes.fill_between(
        table.index, table["low"], table["high"], step="post", color=COLOURS["sky"], alpha=0.35
    )
    axes.axvline(THREE, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    naive = {"of-all": ("green", "^"), "as-failures": ("red", "v"), "curve": ("blue", "o")}
    for name, (colour, marker) in naive.items():
        left = 1 - found[name]
        axes.scatter(THREE, left, s=70, marker=marker, color=COLOURS[colour], zorder=4)
        axes.annotate(
            text(f"figures.curve.{name}", left=left),
            (THREE, left),
            xytext=(9, 6),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    axes.set_xlim(0, 58)
    axes.set_xticks(range(0, 49, 12))
    axes.set_ylim(0, 1.03)
    axes.grid(axis="both", visible=True)
    axes.set_xlabel(text("figures.curve.xlabel"))
    axes.set_ylabel(text("figures.curve.ylabel"))
    last = table[table.index <= THREE].iloc[-1]
    values = {
        "failed": found["curve"],
        "left": 1 - found["curve"],
        "of_all": found["of-all"],
        "gone": found["as-failures"],
        "low": last["low"],
        "high": last["high"],
        "machines": len(fleet),
    }
    names = ("curve", "of-all", "as-failures")
    return Caption(
        title=text("figures.curve.title", **values),
        alt=text("figures.curve.alt", **values),
        table=pd.DataFrame(
            {text("figures.curve.failed"): [text.number(found[name], "3") for name in names]},
            index=[text(f"figures.curve.{name}", left=1 - found[name]) for name in names],
        ),
        claims={
            "one naive number is far too low": bool(found["of-all"] < found["curve"] - 0.08),
            "the other is far too high": bool(found["as-failures"] > found["curve"] + 0.15),
            "the interval holds neither": bool(
                1 - last["high"] > found["of-all"] and 1 - last["low"] < found["as-failures"]
            ),
        },
    )


def fitted(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the fitted distribution over the survival curve, and beyond it."""
    fleet = lesson.data("fleet")
    life = fit(fleet)
    table = models.kaplan_meier(fleet["months"], failed=fleet["failed"]).table
    table = table[table.index <= 42]
    axes.step(
        np.r_[0, table.index],
        np.r_[1, table["survival"]],
        where="post",
        color=COLOURS["blue"],
        linewidth=2,
        label=text("figures.fit.curve"),
    )
    ages = np.linspace(0, 84, 200)
    axes.plot(
        ages,
        np.exp(-((ages / life.scale) ** life.shape)),
        color=COLOURS["red"],
        linestyle="--",
        linewidth=2,
        label=text("figures.fit.weibull"),
    )
    axes.axvspan(48, 84, color=COLOURS["grey"], alpha=0.15)
    axes.text(66, 0.9, text("figures.fit.unseen"), ha="center", fontsize=9)
    axes.set_xlim(0, 84)
    axes.set_xticks(range(0, 85, 12))
    axes.set_ylim(0, 1.03)
    axes.grid(axis="both", visible=True)
    axes.set_xlabel(text("figures.fit.xlabel"))
    axes.set_ylabel(text("figures.fit.ylabel"))
    axes.legend(loc="lower left")
    worn = np.exp(-((table.index.to_numpy(float) / life.scale) ** life.shape))
    apart = float(np.abs(table["survival"].to_numpy() - worn).max())
    left = 1 - life.failed(48)
    values = {"shape": life.shape, "scale": life.scale, "apart": 100 * apart, "left": left}
    shown = (12, 24, 36, 48, 60, 72)
    return Caption(
        title=text("figures.fit.title", **values),
        alt=text("figures.fit.alt", **values),
        table=pd.DataFrame(
            {text("figures.fit.works"): [text.number(1 - life.failed(age), "3") for age in shown]},
            index=[text("figures.fit.age", age=age) for age in shown],
        ),
        claims={
            "the fit keeps close to the curve": bool(apart <= 0.07),
            "a good part of it lies where nobody has looked": bool(left > 0.15),
        },
    )


def shapes(lesson: Any, text: Any, axes: Any, value: float) -> Caption:
    """Draw how many have failed by each age, for one shape and always the same mean life."""
    life = _with_mean(value, MEAN)
    plain = _with_mean(1, MEAN)
    ages = np.linspace(0, 72, 200)
    axes.plot(ages, [plain.failed(age) for age in ages], color=COLOURS["grey"], linestyle="--")
    axes.plot(ages, [life.failed(age) for age in ages], color=COLOURS["blue"], linewidth=2)
    for age in (TWO, THREE):
        axes.axvline(age, color=COLOURS["grey"], linewidth=0.8)
        axes.plot(age, life.failed(age), "o", color=COLOURS["blue"], zorder=3)
        axes.annotate(
            text("figures.shape.share", share=life.failed(age)),
            (age, life.failed(age)),
            xytext=(5, -11),
            textcoords="offset points",
            fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    axes.set_xlim(0, 72)
    axes.set_xticks(range(0, 73, 12))
    axes.set_ylim(0, 1)
    axes.set_xlabel(text("figures.shape.xlabel"))
    axes.set_ylabel(text("figures.shape.ylabel"))
    found = {"two": life.failed(TWO), "three": life.failed(THREE)}
    values = {"shape": text.label(value), **found, "mean": MEAN, "plain": plain.failed(TWO)}
    return Caption(
        title=text("figures.shape.title", **values),
        alt=text("figures.shape.alt", **values),
        table=pd.DataFrame(
            {text("figures.shape.failed"): [text.number(x, "3") for x in found.values()]},
            index=[text("figures.shape.age", age=age) for age in (TWO, THREE)],
        ),
        claims={
            "the mean is the same": bool(abs(life.mean - MEAN) < 1e-9),
            "below shape 1 they fail earlier, above it later": bool(
                np.sign(round(found["two"] - values["plain"], 9)) == np.sign(1 - value)
            ),
        },
    )


def _with_mean(shape: float, mean: float) -> models.Weibull:
    return models.Weibull(shape=shape, scale=mean / gamma(1 + 1 / shape), unit="months")


def lengths(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what a hundred machines claim in a warranty of some length, under three policies."""
    life = fit(lesson.data("fleet"))
    counts = {
        "first": 100 * life.failed(value),
        "new": 100 * life.renewals(value, steps=400),
        "repairs": 100 * life.hazard_sum(value),
    }
    most = 100 * life.hazard_sum(LENGTHS[-1])
    colours = {"first": ("green", ""), "new": ("orange", "//"), "repairs": ("blue", "..")}
    for place, (name, count) in enumerate(counts.items()):
        colour, hatch = colours[name]
        axes.barh(place, count, color=COLOURS[colour], hatch=hatch, edgecolor="white", height=0.6)
        axes.text(count + most * 0.015, place, text.number(count, "0"), va="center")
    axes.set_yticks(range(3), [text(f"figures.length.{name}") for name in counts])
    axes.set_ylim(2.6, -0.6)
    axes.set_xlim(0, most * 1.12)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.length.xlabel"))
    values = {"months": value, **counts}
    return Caption(
        title=text("figures.length.title", **values),
        alt=text("figures.length.alt", **values),
        table=pd.DataFrame(
            {text("figures.length.claims"): [text.number(x, "1") for x in counts.values()]},
            index=[text(f"figures.length.{name}") for name in counts],
        ),
        claims={
            "repairs are the most and first failures the fewest": bool(
                counts["first"] < counts["new"] + 0.05 and counts["new"] < counts["repairs"] + 0.05
            )
        },
    )


def ages(lesson: Any, text: Any, axes: Any, value: float) -> Caption:
    """Draw what a part costs a month by the age at which it is replaced while it still works."""
    life = _with_mean(value, PART_MEAN)
    best = models.maintenance_interval(life, planned=PLANNED, failure=FAILURE)
    grid = np.linspace(2, 60, 233)
    rates = [_rate(life, age) for age in grid]
    axes.plot(grid, rates, color=COLOURS["blue"], linewidth=2)
    axes.axhline(best.waiting_rate, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    pays = bool(np.isfinite(best.interval))
    if pays:
        axes.plot(best.interval, best.cost_rate, "o", color=COLOURS["red"], markersize=9)
        axes.annotate(
            text("figures.age.best", age=best.interval),
            (best.interval, best.cost_rate),
            xytext=(0, -13),
            textcoords="offset points",
            ha="center",
            fontsize=9,
        )
    axes.set_xlim(0, 60)
    axes.set_xticks(range(0, 61, 12))
    axes.set_ylim(0, 40)
    axes.set_xlabel(text("figures.age.xlabel"))
    axes.set_ylabel(text("figures.age.ylabel"))
    values = {
        "shape": text.label(value),
        "age": best.interval if pays else 0.0,
        "rate": best.cost_rate,
        "waiting": best.waiting_rate,
        "saved": 1 - best.cost_rate / best.waiting_rate,
        "mean": PART_MEAN,
    }
    word = "" if pays else "never-"
    shown = (6, 12, 18, 24, 36, 48)
    return Caption(
        title=text(f"figures.age.{word}title", **values),
        alt=text(f"figures.age.{word}alt", **values),
        table=pd.DataFrame(
            {text("figures.age.cost"): [text.number(_rate(life, age), "2") for age in shown]},
            index=[text("figures.age.months", age=age) for age in shown],
        ),
        claims={
            "it pays where the part wears out": pays == (value > 1),
            "nothing on the curve is cheaper than what is said": bool(
                min(rates) >= best.cost_rate - 1e-6
            ),
        },
    )


def _rate(life: models.Weibull, age: float) -> float:
    """Return the cost per month in the long run when a part is replaced at an age at the latest."""
    steps = np.linspace(0, 1, 4001) ** 3 * age
    works = np.exp(-((steps / life.scale) ** life.shape))
    time = float((np.diff(steps) * (works[1:] + works[:-1]) / 2).sum())
    return (PLANNED * float(works[-1]) + FAILURE * (1 - float(works[-1]))) / time


FIGURES = {
    "curve": Figure(curve, size=(7.4, 3.8)),
    "fit": Figure(fitted, size=(7.4, 3.4)),
    "shape": Widget(shapes, values=SHAPES, start=1, panels=(0.7, 1, 3), size=(8.4, 3.2)),
    "length": Widget(lengths, values=LENGTHS, start=24, panels=(12, 24, 36), size=(8.8, 2.6)),
    "age": Widget(ages, values=SHAPES, start=2, panels=(0.7, 1.5, 3), size=(8.4, 3.2)),
}
