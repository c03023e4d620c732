"""Figures on scales: the dashboard, alphas, how length acts, strangers, and a gap's intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons import COLOURS, Caption, Figure, Widget

from .index_figures import arrow_intervals, path_diagram, recipe_bars
from .model import fitted
from .readings import BLOCKS, RECIPES, SCALES, alpha, by_dimension, mean_r, needed

__all__ = ["FIGURES", "LENGTHS"]

GOOD = 0.7
"""The alpha that a usual rule asks for."""

LENGTHS = (3, 5, 7, 9, 11, 13, 15, 20)
"""How many questions the widget gives a scale."""


def dashboard(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the supplier's six numbers as it shows them."""
    answers = lesson.data("answers")
    model, index = fitted(lesson.parameters["seed"], "centroid-scaled")
    gap = answers["quality"].mean() - answers["expectation"].mean()
    image = model.paths["image", "satisfaction"]
    tiles = {
        **{name: text.number(answers[name].mean(), "1") for name in SCALES},
        "gap": text.number(gap, "+1"),
        "index": text.number(index.value, "1"),
        "image": text.number(image, "2"),
    }
    axes.set_axis_off()
    axes.set_xlim(0, 3)
    axes.set_ylim(2, 0)
    for place, (name, number) in enumerate(tiles.items()):
        row, column = divmod(place, 3)
        axes.add_patch(
            _rectangle((column + 0.03, row + 0.05), 0.94, 0.9, facecolor="#EEF4F9", linewidth=0)
        )
        axes.text(column + 0.5, row + 0.45, number, ha="center", va="center", fontsize=21)
        words = text(f"figures.dashboard.{name}")
        axes.text(column + 0.5, row + 0.8, words, ha="center", va="center", fontsize=8.5)
    said = "; ".join(f"{text(f'figures.dashboard.{name}')} {n}" for name, n in tiles.items())
    values = {"people": len(answers), "said": said}
    return Caption(
        title=text("figures.dashboard.title", **values),
        alt=text("figures.dashboard.alt", **values),
        claims={
            "quality seems to exceed what was expected": bool(gap > 0.05),
            "image counts for something": bool(image > 0.05),
        },
    )


def _rectangle(*place: Any, **look: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(*place, **look)


def alphas(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the alphas of three scales with Feldt's intervals."""
    answers = lesson.data("answers")
    found = {name: models.cronbach_alpha(answers[BLOCKS[name]]) for name in SCALES}
    for place, one in enumerate(found.values()):
        good = one.raw >= GOOD
        colour = COLOURS["blue" if good else "red"]
        axes.hlines(place, one.low, one.high, color=colour, linewidth=3)
        axes.scatter(one.raw, place, s=70, marker="o" if good else "v", color=colour, zorder=3)
        axes.text(one.raw, place - 0.2, text.number(one.raw, "2"), ha="center", va="bottom")
    axes.axvline(GOOD, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    words = [text("figures.alphas.scale", name=name, n=one.items) for name, one in found.items()]
    axes.set_yticks(range(len(found)), words)
    axes.set_ylim(len(found) - 0.5, -0.6)
    axes.set_xlim(0, 1)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.alphas.xlabel"))
    best, *others = sorted(found, key=lambda name: -found[name].raw)
    highest = max(found[name].high for name in others)
    listed = "; ".join(
        text("figures.alphas.point", name=name, raw=one.raw, low=one.low, high=one.high)
        for name, one in found.items()
    )
    values = {"best": best, "raw": found[best].raw, "highest": highest, "points": listed}
    table = pd.DataFrame(
        {
            text(f"figures.alphas.{part}"): [
                text.number(getattr(one, part), "3") for one in found.values()
            ]
            for part in ("raw", "low", "high")
        },
        index=[text.label(name) for name in found],
    )
    return Caption(
        title=text("figures.alphas.title", **values),
        alt=text("figures.alphas.alt", **values),
        table=table,
        claims={
            "one of the three reaches .70": [one.raw >= GOOD for one in found.values()].count(True)
            == 1,
            "the intervals of the others end below .70": bool(highest < GOOD),
        },
    )


def length(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what alpha does when a scale has more questions of the same kind."""
    answers = lesson.data("answers")
    r = {name: mean_r(answers[BLOCKS[name]]) for name in ("quality", "expectation")}
    counts = np.arange(2, LENGTHS[-1] + 1)
    reached = {}
    for name, colour, marker in (("quality", "blue", "o"), ("expectation", "red", "v")):
        look = {"color": COLOURS[colour], "linewidth": 1.5}
        words = text("figures.length.kind", name=name, r=r[name])
        axes.plot(counts, _lengthened(r[name], counts), **look)
        reached[name] = float(_lengthened(r[name], value))
        axes.plot(value, reached[name], marker=marker, markersize=8, label=words, **look)
        axes.annotate(
            text.number(reached[name], "2"),
            (value, reached[name]),
            xytext=(7, -2),
            textcoords="offset points",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    if axes.get_subplotspec().is_first_col():
        axes.figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=2)
    axes.axhline(GOOD, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    axes.set_ylim(0, 1.08)
    axes.set_xlim(1, LENGTHS[-1] + 3)
    axes.set_xticks(range(5, LENGTHS[-1] + 1, 5))
    axes.grid(axis="both", visible=True)
    axes.set_xlabel(text("figures.length.xlabel"))
    axes.set_ylabel(text("figures.length.ylabel"))
    values = {"n": value, **reached, "r_quality": r["quality"], "r_expectation": r["expectation"]}
    return Caption(
        title=text("figures.length.title", **values),
        alt=text("figures.length.alt", **values),
        table=pd.DataFrame(
            {
                text("figures.length.r"): [text.number(x, "3") for x in r.values()],
                text("figures.length.alpha"): [text.number(x, "3") for x in reached.values()],
            },
            index=[text.label(name) for name in r],
        ),
        claims={
            "questions like those on quality give more": reached["quality"]
            > reached["expectation"],
            "each kind reaches .70 where the formula says so": all(
                (reached[name] >= GOOD) == (value >= needed(r[name])) for name in r
            ),
        },
    )


def _lengthened(r: float, count: Any) -> Any:
    return count * r / (1 + (count - 1) * r)


def strangers(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the correlations among seven answers of each customer and seven of a stranger."""
    table = lesson.data("strangers")
    r = table.corr().to_numpy()
    axes.imshow(r, cmap="Blues", vmin=0, vmax=1)
    axes.grid(visible=False)
    halves = {"own": range(7), "other": range(7, 14)}
    axes.set_xticks([3, 10], [text(f"figures.strangers.{name}") for name in halves])
    axes.set_yticks([3, 10], [text(f"figures.strangers.{name}") for name in halves])
    axes.tick_params(length=0)
    own, other = table.iloc[:, :7], table.iloc[:, 7:]
    inside = (mean_r(own) + mean_r(other)) / 2
    between = float(r[:7, 7:].mean())
    for x, y, number in ((3, 3, inside), (10, 10, inside), (10, 3, between), (3, 10, between)):
        axes.text(
            x,
            y,
            text.number(number, "2"),
            ha="center",
            va="center",
            fontsize=13,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 3},
        )
    values = {"alpha": alpha(table), "inside": inside, "between": between}
    return Caption(
        title=text("figures.strangers.title", **values),
        alt=text("figures.strangers.alt", **values),
        table=pd.DataFrame(
            {text("figures.strangers.mean"): [text.number(x, "3") for x in (inside, between)]},
            index=[text(f"figures.strangers.{name}") for name in ("inside", "between")],
        ),
        claims={
            "the alpha passes for good": bool(values["alpha"] >= GOOD),
            "between strangers there is next to nothing": bool(abs(between) <= 0.06),
            "inside there is a lot": bool(inside >= 0.4),
        },
    )


def gaps(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the hotel's five gaps, each with its interval."""
    hotel = lesson.data("hotel")
    table = by_dimension(hotel)
    places = range(len(table))
    axes.hlines(places, table["low"], table["high"], color=COLOURS["blue"], linewidth=3)
    axes.scatter(table["mean"], places, s=60, color=COLOURS["blue"], zorder=3)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(places, [text.label(name) for name in table.index])
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.gaps.xlabel"))
    listed = "; ".join(
        text("figures.gaps.point", name=name, mean=row["mean"], low=row["low"], high=row["high"])
        for name, row in table.iterrows()
    )
    values = {
        "people": hotel["respondent"].nunique(),
        "worst": table.index[0],
        "mean": table["mean"].iloc[0],
        "points": listed,
    }
    shown = {
        text(f"figures.gaps.{part}"): [text.number(x, "+2") for x in table[part]]
        for part in ("mean", "low", "high")
    }
    return Caption(
        title=text("figures.gaps.title", **values),
        alt=text("figures.gaps.alt", **values),
        table=pd.DataFrame(shown, index=[text.label(name) for name in table.index]),
        claims={"no other gap lies lower": bool((table["mean"].iloc[1:] > values["mean"]).all())},
    )


FIGURES = {
    "dashboard": Figure(dashboard, size=(7.0, 2.7)),
    "alphas": Figure(alphas, size=(7.0, 2.6)),
    "length": Widget(length, values=LENGTHS, start=3, panels=(3, 7, 15), size=(8.4, 3.4)),
    "strangers": Figure(strangers, size=(7.0, 4.2)),
    "gaps": Figure(gaps, size=(7.0, 2.9)),
    "model": Figure(path_diagram, size=(8.0, 4.6)),
    "recipe": Widget(
        recipe_bars,
        values=tuple(RECIPES),
        start="centroid-scaled",
        panels=("centroid-scaled", "path-scaled", "centroid-raw"),
        size=(8.4, 2.8),
    ),
    "arrows": Figure(arrow_intervals, size=(7.4, 4.4)),
}
