"""Figures of the case: two comparisons, who buys when, and where the verdict turns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.models.shares import wilson
from brecha.models.survival import kaplan_meier

from .trial import TWO_YEARS

__all__ = ["FIGURES"]

MARGINS = (200, 300, 400, 500, 600, 700, 800)


def comparisons(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw who buys again in Rubén's comparison and in the one by lot, with intervals."""
    ruben, finished = lesson.data("ruben"), lesson.data("finished")
    groups = {
        "usual-paid": ruben[ruben["bill"] == "paid"],
        "usual-free": ruben[ruben["bill"] == "free"],
        "lot-usual": finished[finished["lot"] == "usual"],
        "lot-trial": finished[finished["lot"] == "trial"],
    }
    found = {name: wilson(int(rows["again"].sum()), of=len(rows)) for name, rows in groups.items()}
    for place, (name, share) in zip((0, 1, 2.6, 3.6), found.items(), strict=True):
        free = name in ("usual-free", "lot-trial")
        axes.bar(
            place,
            share.value,
            color=COLOURS["orange" if free else "blue"],
            hatch=HATCHES[1 if free else 0],
            edgecolor="white",
            width=0.8,
        )
        axes.vlines(place, share.low, share.high, color="black", linewidth=1.4)
        axes.text(place + 0.08, share.high + 0.005, text.number(share.value, "percent"))
    axes.set_xticks((0, 1, 2.6, 3.6), [text(f"figures.comparisons.{name}") for name in found])
    axes.set_ylim(0, 0.62)
    marks = (0, 0.2, 0.4, 0.6)
    axes.set_yticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_ylabel(text("figures.comparisons.ylabel"))
    axes.grid(visible=False, axis="x")
    values = {name.replace("-", "_"): share.value for name, share in found.items()}
    table = pd.DataFrame(
        {
            text("figures.comparisons.share"): [s.value for s in found.values()],
            text("figures.comparisons.low"): [s.low for s in found.values()],
            text("figures.comparisons.high"): [s.high for s in found.values()],
        },
        index=[text(f"figures.comparisons.{name}").replace("\n", " ") for name in found],
    )
    return Caption(
        title=text("figures.comparisons.title", **values),
        alt=text("figures.comparisons.alt", **values),
        table=table,
        claims={
            "the loudest buy less": found["usual-free"].value < found["usual-paid"].value,
            "by lot free repair brings more": found["lot-trial"].value > found["lot-usual"].value,
            "these two intervals don't touch": found["lot-trial"].low > found["lot-usual"].high,
        },
    )


def curves(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the share who have bought by each month, everybody taken in for as long as seen."""
    repairs = lesson.data("repairs")
    months = np.arange(0, TWO_YEARS + 1)
    found = {}
    for lot, (colour, line) in {"trial": ("orange", "-"), "usual": ("blue", "--")}.items():
        rows = repairs[repairs["lot"] == lot]
        times = rows["month"].fillna(rows["seen"].clip(upper=TWO_YEARS))
        curve = kaplan_meier(times, failed=rows["month"].notna())
        found[lot] = np.array([1 - curve.at(float(month)) for month in months])
        # Half a month more, so that the last step shows.
        axes.step(
            [*months, TWO_YEARS + 0.5],
            [*found[lot], found[lot][-1]],
            where="post",
            color=COLOURS[colour],
            linestyle=line,
            label=text.label(lot),
        )
    axes.set_xlim(0, TWO_YEARS + 0.5)
    axes.set_xticks(range(0, TWO_YEARS + 1, 6))
    marks = (0, 0.2, 0.4)
    axes.set_yticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_ylim(0, 0.5)
    axes.set_xlabel(text("figures.curves.xlabel"))
    axes.set_ylabel(text("figures.curves.ylabel"))
    axes.legend(loc="upper left")
    end = {lot: float(line[-1]) for lot, line in found.items()}
    year = {f"{lot}_year": float(line[12]) for lot, line in found.items()}
    values = {**end, **year, "n": len(repairs)}
    shares = lesson.data("finished").groupby("lot")["again"].mean()
    return Caption(
        title=text("figures.curves.title", **values),
        alt=text("figures.curves.alt", **values),
        table=pd.DataFrame(
            {text.label(lot): line for lot, line in found.items()}, index=months
        ).iloc[::3],
        claims={
            "free repair lies higher at the end": end["trial"] > end["usual"] + 0.1,
            "most buy in the second year": all(
                end[lot] - year[f"{lot}_year"] > year[f"{lot}_year"] for lot in end
            ),
            "near the shares of those whose time is over": all(
                abs(end[lot] - shares[lot]) < 0.08 for lot in end
            ),
        },
    )


def verdict(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what a free repair gives up and what it brings, at a margin."""
    usual, finished = lesson.data("repairs"), lesson.data("finished")
    lost = usual[usual["lot"] == "usual"]["charged"].mean()
    shares = finished.groupby("lot")["again"].mean()
    gain = value * (shares["trial"] - shares["usual"])
    bars = {"given-up": lost, "brought": gain}
    for place, height in enumerate(bars.values()):
        axes.bar(
            place,
            height,
            color=COLOURS["blue" if place == 0 else "orange"],
            hatch=HATCHES[place],
            edgecolor="white",
            width=0.6,
        )
        axes.text(place, height + 2, text.number(height, "0"), ha="center", va="bottom")
    axes.axhline(lost, color=COLOURS["grey"], linestyle="--", linewidth=1.2)
    axes.set_xticks((0, 1), [text(f"figures.verdict.{name}") for name in bars])
    axes.set_ylim(0, 235)
    axes.set_ylabel(text("figures.verdict.ylabel"))
    axes.grid(visible=False, axis="x")
    worth = bool(gain > lost)
    values = {"value": value, "lost": lost, "gain": gain, "net": gain - lost}
    return Caption(
        title=text("figures.verdict.title", **values),
        alt=text("figures.verdict.alt", **values),
        table=pd.DataFrame(
            {text("figures.verdict.ylabel"): list(bars.values())},
            index=[text(f"figures.verdict.{name}").replace("\n", " ") for name in bars],
        ),
        claims={"it pays from 400 and not below": worth == (value >= 400)},
    )


FIGURES = {
    "comparisons": Figure(comparisons, size=(7.0, 3.8)),
    "curves": Figure(curves, size=(7.0, 3.6)),
    "verdict": Widget(verdict, values=MARGINS, start=500, panels=(200, 400, 600), size=(9.0, 3.4)),
}
