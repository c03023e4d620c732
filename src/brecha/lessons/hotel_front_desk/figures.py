"""Figures of the case: marks, hotels as wide as their guests, the desk's clock, the design."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget

from .chain import chain
from .design import DIMENSIONS, HOTELS, HOURS

__all__ = ["FIGURES"]

SHARES = (25, 40, 55, 70)


def marks(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what guests expected and found, dimension by dimension, the lowest mark on top."""
    survey = lesson.data("survey")
    means = survey.groupby("dimension")[["expectation", "perception"]].mean()
    means = means.sort_values("perception")
    gap = means["perception"] - means["expectation"]
    places = range(len(means))
    ring = {"s": 105, "facecolor": "white", "edgecolor": COLOURS["blue"], "linewidth": 1.8}
    square = {"s": 30, "marker": "s", "color": COLOURS["blue"]}
    axes.hlines(places, means["perception"], means["expectation"], color=COLOURS["blue"])
    axes.scatter(means["expectation"], places, zorder=2, label=text.label("expected"), **ring)
    axes.scatter(means["perception"], places, zorder=3, label=text.label("found"), **square)
    for place, value in enumerate(gap):
        axes.text(6.75, place, text.number(value, "+2"), ha="right", va="center")
    axes.set_xlim(3.8, 6.8)
    axes.set_xticks(range(4, 7))
    axes.set_yticks(places, [text.label(name) for name in means.index])
    axes.set_ylim(len(means) - 0.4, -0.6)
    axes.set_xlabel(text("figures.marks.xlabel"))
    axes.figure.legend(loc="outside lower left", ncols=2, handletextpad=0.2)
    widest = gap.idxmin()
    values = {
        "lowest": means.index[0],
        "mark": means["perception"].iloc[0],
        "widest": widest,
        "gap": gap[widest],
        "rows": "; ".join(
            text("figures.marks.row", name=name, gap=gap[name], **means.loc[name])
            for name in means.index
        ),
    }
    table = pd.DataFrame(
        {
            text.label("expected"): means["expectation"].round(2),
            text.label("found"): means["perception"].round(2),
            text.label("gap"): gap.round(2),
        }
    )
    return Caption(
        title=text("figures.marks.title", **values),
        alt=text("figures.marks.alt", **values),
        table=table.rename(index=text.label).rename_axis(None),
        claims={
            "the first row has the lowest mark": survey.groupby("dimension")["perception"]
            .mean()
            .idxmin()
            == means.index[0],
            "another one has the largest gap": widest != means.index[0],
        },
    )


def share(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw each hotel as wide as its share of guests and as deep as its gap."""
    hotels = lesson.data("hotels").set_index("hotel")
    others = hotels["guests"].drop("harbour")
    width = pd.Series({"harbour": float(value), **(100 - value) * others / others.sum()})
    gap, left = hotels["gap"], 0.0
    pooled = float((width * gap).sum() / 100)
    for place, name in enumerate(HOTELS):
        first = name == "harbour"
        axes.bar(
            left,
            gap[name],
            width=width[name],
            align="edge",
            color=COLOURS["orange" if first else "sky"],
            hatch=HATCHES[1 if first else 0],
            edgecolor="black",
        )
        axes.text(
            left + width[name] / 2,
            0.05 + 0.13 * (place % 3),
            text.label(name),
            ha="center",
            va="bottom",
            fontsize="small",
        )
        left += width[name]
    axes.axhline(0, color="black", linewidth=0.8)
    for height, colour, line in ((pooled, "red", "-"), (gap.mean(), "blue", "--")):
        axes.axhline(height, color=COLOURS[colour], linestyle=line, linewidth=2)
    names = (text.label("mean-guest"), text.label("mean-hotel"))
    handles = [axes.lines[-2], axes.lines[-1]]
    if axes.get_subplotspec().is_first_col():
        axes.figure.legend(handles, names, loc="outside lower left", ncols=2)
    axes.set_xlim(0, 100)
    axes.set_ylim(gap.min() - 0.15, 0.5)
    ticks = (25, 50, 75)
    axes.set_xticks(ticks, [text.number(tick / 100, "percent") for tick in ticks])
    axes.set_xlabel(text("figures.share.xlabel"))
    axes.set_ylabel(text("figures.share.ylabel"))
    values = {"share": value / 100, "pooled": pooled, "mean": float(gap.mean())}
    table = pd.DataFrame(
        {text("figures.share.width"): width.round(1), text("figures.share.ylabel"): gap}
    )
    return Caption(
        title=text("figures.share.title", **values),
        alt=text("figures.share.alt", **values, harbour=gap["harbour"]),
        table=table.rename(index=text.label).rename_axis(None),
        claims={
            "the mean of guests lies below that of hotels": pooled < gap.mean() or value < 30,
            "the harbour has the largest shortfall": gap.idxmin() == "harbour",
        },
    )


def waits(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the mean wait of each hotel at each time of day; long ones are dark."""
    table = lesson.data("waits")
    rule = int(lesson.data("inside").set_index("quantity").loc["house_rule", "minutes"])
    grid = table.pivot(index="hotel", columns="hours", values="waited").loc[
        list(HOTELS), list(HOURS)
    ]
    _grid(axes, text, grid)
    late = table[table["waited"] > rule + 3]
    values = {
        "rule": rule,
        "harbour": grid.loc["harbour", "afternoon"],
        "oldtown": grid.loc["oldtown", "afternoon"],
        "rest": float(grid.to_numpy().ravel()[[0, 2, 3, 5, 6, 7, 8, 9, 10, 11]].max()),
    }
    return Caption(
        title=text("figures.waits.title", **values),
        alt=text("figures.waits.alt", **values),
        table=grid.rename(index=text.label, columns=text.label).rename_axis(
            index=None, columns=None
        ),
        claims={
            "only two afternoons are long": set(zip(late["hotel"], late["hours"], strict=True))
            == {("harbour", "afternoon"), ("oldtown", "afternoon")},
            "the rest keeps the rule": values["rest"] <= rule,
        },
    )


def _grid(axes: Any, text: Any, grid: pd.DataFrame) -> None:
    axes.grid(visible=False)
    axes.imshow(grid.to_numpy(float), cmap="Blues", vmin=0, vmax=22, aspect="auto")
    for (row, column), value in np.ndenumerate(grid.to_numpy(float)):
        colour = "white" if value > 13 else "black"
        axes.text(
            column,
            row,
            text.number(value, "1"),
            ha="center",
            va="center",
            color=colour,
            fontsize=12,
        )
    axes.set_xticks(range(len(HOURS)), [text.label(name) for name in HOURS])
    axes.set_yticks(range(len(HOTELS)), [text.label(name) for name in HOTELS])
    axes.tick_params(length=0)


def built_in(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what one minute at the desk was made to cost, and what guests' marks show of it."""
    truth = chain(lesson.parameters["seed"]).truth
    survey = lesson.data("survey")
    desk = survey[survey["dimension"] == "responsiveness"]
    gap = (desk["perception"] - desk["expectation"]).groupby([desk["hotel"], desk["hours"]]).mean()
    table = lesson.data("waits").set_index(["hotel", "hours"])
    found = pd.DataFrame({"waited": table["waited"], "gap": gap}).loc[table.index]
    base = truth.gaps[DIMENSIONS.index("responsiveness")]
    end = found["waited"].max() + 1.5
    axes.plot(
        [0, truth.standard, end],
        [base, base, base - truth.patience * (end - truth.standard)],
        color=COLOURS["grey"],
        linestyle="--",
        label=text.label("built"),
    )
    for name, marker in zip(HOTELS, "osD^", strict=True):
        mine = found.loc[name]
        axes.scatter(
            mine["waited"],
            mine["gap"],
            marker=marker,
            s=50,
            color=COLOURS["orange" if name in ("harbour", "oldtown") else "blue"],
            label=text.label(name),
            zorder=3,
        )
    axes.set_xlim(0, end)
    axes.set_xlabel(text("figures.built-in.xlabel"))
    axes.set_ylabel(text("figures.built-in.ylabel"))
    axes.legend(loc="lower left", fontsize="small")
    worst = found["gap"].idxmin()
    values = {
        "patience": truth.patience,
        "rule": truth.standard,
        "wait": found.loc[("harbour", "afternoon"), "waited"],
        "gap": found.loc[("harbour", "afternoon"), "gap"],
    }
    return Caption(
        title=text("figures.built-in.title", **values),
        alt=text("figures.built-in.alt", **values),
        table=found.round(2)
        .reset_index()
        .assign(
            hotel=lambda table: [text.label(name) for name in table["hotel"]],
            hours=lambda table: [text.label(name) for name in table["hours"]],
        )
        .rename(columns=text.label)
        .set_index(text.label("hotel")),
        claims={"the harbour's afternoon is lowest": worst == ("harbour", "afternoon")},
    )


FIGURES = {
    "marks": Figure(marks, size=(7.0, 3.8)),
    "share": Widget(share, values=SHARES, start=55, panels=(25, 55, 70), size=(9.0, 4.0)),
    "waits": Figure(waits, size=(6.0, 3.6)),
    "built-in": Figure(built_in, size=(6.5, 4.2)),
}
