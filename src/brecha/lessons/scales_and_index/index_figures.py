"""Figures on the index: the path model, what its recipes change, and how far arrows wander."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pandas as pd

from brecha.lessons import COLOURS, Caption

from .model import AGAIN, fitted
from .readings import RECIPES

__all__ = ["arrow_intervals", "path_diagram", "recipe_bars"]

PLACES = MappingProxyType(
    {
        "image": (0.0, 2.0),
        "expectation": (0.0, 0.0),
        "quality": (1.35, -0.75),
        "value": (1.75, 1.0),
        "satisfaction": (2.9, 0.9),
        "complaints": (4.2, 0.0),
        "loyalty": (4.2, 2.0),
    }
)
"""Where each construct stands in the diagram."""

INTO = ("image", "expectation", "quality", "value")
"""What points at satisfaction."""


def path_diagram(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the seven constructs and the arrows between them, with their coefficients."""
    paths: Any = fitted(lesson.parameters["seed"], "centroid-scaled")[0].paths
    axes.set_axis_off()
    axes.set_xlim(-0.6, 4.8)
    axes.set_ylim(-1.2, 2.5)
    for (source, target), coefficient in paths.items():
        _arrow(axes, source, target, width=0.6 + 4 * max(coefficient, 0))
        x, y = _on_the_way(source, target)
        axes.text(
            x,
            y,
            text.number(coefficient, "2"),
            ha="center",
            va="center",
            fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    for name, (x, y) in PLACES.items():
        axes.text(
            x,
            y,
            text.label(name),
            ha="center",
            va="center",
            bbox={
                "facecolor": "#EEF4F9",
                "edgecolor": COLOURS["blue"],
                "boxstyle": "round,pad=0.4",
            },
        )
    into = paths.xs("satisfaction", level="target")
    first = str(into.idxmax())
    values = {"first": first, "coefficient": into[first], "said": _said(paths, text)}
    return Caption(
        title=text("figures.model.title", **values),
        alt=text("figures.model.alt", **values),
        table=_numbers(paths.to_frame("estimate"), text),
        claims={
            "no other arrow into satisfaction is as large": bool(
                (into.drop(first) < into[first]).all()
            )
        },
    )


def _arrow(axes: Any, source: str, target: str, *, width: float) -> None:
    axes.annotate(
        "",
        xy=PLACES[target],
        xytext=PLACES[source],
        arrowprops={
            "arrowstyle": "-|>",
            "color": COLOURS["grey"],
            "linewidth": width,
            "shrinkA": 24,
            "shrinkB": 30,
        },
    )


def _on_the_way(source: str, target: str) -> tuple[float, float]:
    """Return where a coefficient stands: off the middle, where arrows cross less."""
    (x, y), (u, v) = PLACES[source], PLACES[target]
    share = 0.45
    return x + share * (u - x), y + share * (v - y)


def _said(paths: Any, text: Any) -> str:
    return "; ".join(
        text("figures.model.arrow", source=source, target=target, number=number)
        for (source, target), number in paths.items()
    )


def _named(pairs: Any, text: Any) -> list[str]:
    return [text("figures.arrows.name", source=source, target=target) for source, target in pairs]


def _numbers(table: pd.DataFrame, text: Any) -> pd.DataFrame:
    shown = {
        text(f"figures.arrows.{part}"): [text.number(x, "3") for x in table[part]]
        for part in table.columns
    }
    return pd.DataFrame(shown, index=_named(table.index, text))


def recipe_bars(lesson: Any, text: Any, axes: Any, value: str) -> Caption:
    """Draw the arrows into satisfaction as one recipe gives them."""
    seed = lesson.parameters["seed"]
    model, found = fitted(seed, value)
    paths, index = model.paths, found.value
    scheme, scaled = RECIPES[value]
    twin = fitted(seed, f"{scheme}-{'raw' if scaled else 'scaled'}")[1].value
    into = paths.xs("satisfaction", level="target").reindex(list(INTO))
    for place, (name, number) in enumerate(into.items()):
        axes.barh(place, number, color=COLOURS["blue" if name == into.idxmax() else "sky"])
        axes.text(max(number, 0) + 0.015, place, text.number(number, "2"), va="center")
    axes.set_yticks(range(len(into)), [text.label(name) for name in into.index])
    axes.set_ylim(len(into) - 0.4, -0.6)
    axes.set_xlim(-0.05, 0.8)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.recipe.xlabel", index=index))
    values = {"recipe": value, "index": index, "first": into.idxmax(), **into}
    return Caption(
        title=text("figures.recipe.title", **values),
        alt=text("figures.recipe.alt", **values),
        table=pd.DataFrame(
            {text("figures.arrows.estimate"): [text.number(x, "3") for x in into]},
            index=_named([(name, "satisfaction") for name in into.index], text),
        ),
        claims={
            "quality has the largest arrow": into.idxmax() == "quality",
            "it is lower where answers aren't standardised": (index > twin) == scaled,
        },
    )


def arrow_intervals(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how far each arrow wanders when the respondents are drawn again."""
    table = lesson.data("arrows").sort_values("estimate", ascending=False)
    table = table.set_index(["source", "target"])
    places = range(len(table))
    axes.hlines(places, table["low"], table["high"], color=COLOURS["blue"], linewidth=2.5)
    axes.scatter(table["estimate"], places, s=40, color=COLOURS["blue"], zorder=3)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(places, _named(table.index, text))
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.arrows.xlabel"))
    listed = "; ".join(
        text("figures.arrows.point", source=source, target=target, **row)
        for (source, target), row in table.iterrows()
    )
    values = {"n": AGAIN, "points": listed, "total": len(table)}
    return Caption(
        title=text("figures.arrows.title", **values),
        alt=text("figures.arrows.alt", **values),
        table=_numbers(table, text),
        claims={
            "some intervals reach zero": bool((table["low"] <= 0).any()),
            "and not all": bool((table["low"] > 0).any()),
        },
    )
