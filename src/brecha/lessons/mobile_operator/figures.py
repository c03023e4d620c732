"""Figures of the case: a cloud, the map, its crosshair, the one wrong cell, and the resamples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, Caption, Figure, Widget
from brecha.lessons.firsts import firsts

from .placing import name_points
from .subsample import DRIVERS

__all__ = ["FIGURES"]

NAMES = list(DRIVERS)
AGAIN = 300
LINES = (5.5, 6.0, 6.5, 7.0, 7.5, 8.0)


def positions(table: pd.DataFrame) -> pd.DataFrame:
    """Return each driver's mean mark and its r with satisfaction."""
    satisfaction = table[["satisfaction_1", "satisfaction_2", "satisfaction_3"]].mean(axis=1)
    return pd.DataFrame({"mean": table[NAMES].mean(), "r": table[NAMES].corrwith(satisfaction)})


def all_words(text: Any) -> dict[str, str]:
    """Return the word for each driver."""
    return {name: text.label(name) for name in NAMES}


def cloud(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how customer service goes with satisfaction: a disc for each pair of marks."""
    answers = lesson.data("answers")
    r = answers["service"].corr(answers["satisfaction"])
    spots = answers.groupby(["service", "satisfaction"]).size().rename("customers").reset_index()
    axes.scatter(
        spots["service"],
        spots["satisfaction"],
        s=24 * spots["customers"],
        color=COLOURS["sky"],
        edgecolor=COLOURS["blue"],
        alpha=0.7,
    )
    axes.set_xticks(range(1, 11))
    axes.set_yticks(range(1, 11))
    axes.set_xlabel(text("figures.cloud.xlabel"))
    axes.set_ylabel(text("figures.cloud.ylabel"))
    by_mark = answers.groupby("service")["satisfaction"]
    nine = by_mark.get_group(9)
    values = {"r": r, "low": nine.min(), "high": nine.max()}
    return Caption(
        title=text("figures.cloud.title", **values),
        alt=text("figures.cloud.alt", **values),
        table=pd.DataFrame(
            {
                text("figures.cloud.customers"): by_mark.count(),
                text("figures.cloud.mean"): by_mark.mean(),
            }
        ).rename_axis(text.label("service")),
        claims={
            "the cloud rises": bool(r > 0.3),
            "it is no line": bool(r < 0.95),
            "customers with a nine for service differ": bool(nine.max() - nine.min() >= 1),
        },
    )


def _plane(axes: Any, points: pd.DataFrame, text: Any) -> None:
    axes.grid(visible=False)
    axes.set_xlabel(text("figures.map.xlabel"))
    axes.set_ylabel(text("figures.map.ylabel"))
    axes.set_ylim(points["r"].min() - 0.05, points["r"].max() + 0.05)


def _numbers(points: pd.DataFrame, text: Any) -> pd.DataFrame:
    shown = {
        text("figures.map.mean"): [text.number(value, "3") for value in points["mean"]],
        text("figures.map.r"): [text.number(value, "3") for value in points["r"]],
    }
    return pd.DataFrame(shown, index=[text.label(name) for name in points.index])


def drivers_map(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the seven drivers, with a crosshair at the means."""
    points = positions(lesson.data("answers"))
    across, up = points["mean"].mean(), points["r"].mean()
    _plane(axes, points, text)
    axes.set_xlim(points["mean"].min() - 0.35, points["mean"].max() + 0.35)
    axes.axvline(across, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    axes.axhline(up, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    axes.scatter(points["mean"], points["r"], s=45, color=COLOURS["blue"], zorder=3)
    name_points(axes, points, all_words(text))
    high, right = axes.get_ylim()[1], axes.get_xlim()[1]
    axes.text(across, high, text.number(across, "3"), ha="center", va="bottom", fontsize="small")
    axes.text(right, up, " " + text.number(up, "3"), ha="left", va="center", fontsize="small")
    low = points["mean"].nsmallest(3).index
    first = points["r"].idxmax()
    listed = "; ".join(
        text("figures.map.point", name=name, mean=row["mean"], r=row["r"])
        for name, row in points.iterrows()
    )
    values = {"first": first, "low": list(low), "across": across, "up": up, "points": listed}
    return Caption(
        title=text("figures.map.title", **values),
        alt=text("figures.map.alt", **values),
        table=_numbers(points, text),
        claims={
            "three drivers lie left of the line": int((points["mean"] < across).sum()) == 3,
            "what goes most with satisfaction is none of them": first not in low,
        },
    )


def crosshair(lesson: Any, text: Any, axes: Any, value: float) -> Caption:
    """Draw the map with the line across the marks where the learner puts it."""
    answers = lesson.data("answers")
    points = positions(answers)
    _plane(axes, points, text)
    axes.set_xlim(5.3, 8.6)
    poor = points["mean"] < value
    left = points["mean"][poor].sort_values().index.to_list()
    axes.axvspan(5.3, value, color=COLOURS["orange"], alpha=0.15, linewidth=0)
    axes.axvline(value, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    axes.axhline(points["r"].mean(), color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    for among, colour, marker in ((poor, "red", "v"), (~poor, "blue", "o")):
        axes.scatter(
            points["mean"][among],
            points["r"][among],
            s=45,
            color=COLOURS[colour],
            marker=marker,
            zorder=3,
        )
    name_points(axes, points, all_words(text))
    values = {"value": value, "left": left or ["nobody"]}
    return Caption(
        title=text("figures.crosshair.title", **values),
        alt=text("figures.crosshair.alt", **values),
        table=_numbers(points, text),
        claims={
            "at the middle of the scale nothing is poor": value != 5.5 or not left,
            "those named lie left, and no other": {
                name for name in NAMES if answers[name].mean() < value
            }
            == set(left),
        },
    )


def one_cell(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw where the wrong cell had put clear information, and where it stands without it."""
    points, wrong = positions(lesson.data("answers")), positions(lesson.data("export"))
    _plane(axes, points, text)
    start, end = wrong.loc["clarity"], points.loc["clarity"]
    axes.set_xlim(points["mean"].min() - 0.35, start["mean"] + 0.75)
    axes.set_ylim(start["r"] - 0.08, points["r"].max() + 0.08)
    others = points.drop("clarity")
    axes.scatter(others["mean"], others["r"], s=45, color=COLOURS["grey"], zorder=3)
    axes.scatter([end["mean"]], [end["r"]], s=60, color=COLOURS["blue"], zorder=3)
    axes.scatter([start["mean"]], [start["r"]], s=60, color=COLOURS["red"], marker="X", zorder=3)
    axes.annotate(
        "",
        xy=(end["mean"], end["r"]),
        xytext=(start["mean"], start["r"]),
        arrowprops={"arrowstyle": "->", "color": COLOURS["red"], "shrinkA": 7, "shrinkB": 7},
    )
    steps = np.linspace(start, end, 12)[1:-1]
    arrow = pd.DataFrame(steps, columns=points.columns, index=range(len(steps)))
    name_points(axes, pd.concat([points, arrow]), all_words(text))
    axes.text(start["mean"], start["r"] - 0.035, text.label("wrong-cell"), ha="center", va="top")
    values = {
        "mean": end["mean"],
        "r": end["r"],
        "wrong_mean": start["mean"],
        "wrong_r": start["r"],
    }
    return Caption(
        title=text("figures.one-cell.title", **values),
        alt=text("figures.one-cell.alt", **values),
        table=_numbers(pd.concat([points, wrong.loc[["clarity"]].set_axis(["wrong-cell"])]), text),
        claims={
            "with the 99 clarity has the highest mean": wrong["mean"].idxmax() == "clarity",
            "and the lowest r": wrong["r"].idxmin() == "clarity",
            "without it the highest r": points["r"].idxmax() == "clarity",
        },
    )


def first_place(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how often each driver comes first when the learner's customers are drawn again."""
    complete = lesson.data("answers")[[*NAMES, "satisfaction"]].dropna()
    rng = np.random.default_rng(lesson.parameters["seed"])
    rows = rng.integers(0, len(complete), (AGAIN, len(complete)))
    shares = firsts(complete.to_numpy(), rows, names=NAMES)
    shares = shares.sort_values(ascending=False, kind="stable")
    top = str(shares.idxmax())
    for place, (name, share) in enumerate(shares[::-1].items()):
        axes.barh(place, share, color=COLOURS["blue" if name == top else "sky"])
        axes.text(share + 0.01, place, text.number(share, "percent"), va="center")
    axes.set_yticks(range(len(shares)), [text.label(name) for name in shares.index[::-1]])
    marks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_xticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_xlim(0, 1.1)
    axes.set_xlabel(text("figures.first-place.xlabel"))
    values = {
        "top": top,
        "share": shares[top],
        "rest": 1 - shares[top],
        "n": AGAIN,
        "customers": len(complete),
    }
    table = pd.DataFrame(
        {text("figures.first-place.share"): [text.number(x, "percent") for x in shares]},
        index=[text.label(name) for name in shares.index],
    )
    return Caption(
        title=text("figures.first-place.title", **values),
        alt=text("figures.first-place.alt", **values),
        table=table,
        claims={
            "clear information comes first most often": top == "clarity",
            "more than half of the time": bool(shares[top] > 0.5),
        },
    )


FIGURES = {
    "cloud": Figure(cloud, size=(6.0, 4.2)),
    "map": Figure(drivers_map, size=(7.0, 4.4)),
    "crosshair": Widget(
        crosshair, values=LINES, start=5.5, panels=(5.5, 7.0, 8.0), size=(9.0, 4.0)
    ),
    "one-cell": Figure(one_cell, size=(7.0, 4.4)),
    "first-place": Figure(first_place),
}
