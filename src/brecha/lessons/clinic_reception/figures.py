"""Figures of the case: the waits, two walls, a promise that can be moved, and what marks follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, Caption, Figure, Widget

from .reception import PROMISED, STANDARD

__all__ = ["FIGURES"]

WIDTH, LONGEST = 3, 60
PROMISES = (2, 5, 10, 15, 20, 30)


def waits(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how long everybody waited, with the promise, the standard, the median and the mean."""
    visits = lesson.data("visits")
    wait, left = visits["wait"], visits["outcome"] == "left"
    edges = np.arange(0, max(LONGEST, int(wait.max())) + WIDTH + 1, WIDTH)
    seen, gone = (np.histogram(wait[among], edges)[0] for among in (~left, left))
    at = edges[:-1] + WIDTH / 2
    axes.bar(at, seen, WIDTH * 0.92, color=COLOURS["sky"], label=text.label("seen"))
    axes.bar(
        at,
        gone,
        WIDTH * 0.92,
        bottom=seen,
        color=COLOURS["red"],
        hatch="//",
        edgecolor="white",
        label=text.label("left"),
    )
    top = (seen + gone).max()
    marks = {
        "promised": PROMISED,
        "median": wait.median(),
        "standard": STANDARD,
        "mean": wait.mean(),
    }
    for height, (name, value) in zip((1.42, 1.3, 1.18, 1.06), marks.items(), strict=True):
        axes.plot([value, value], [0, top * height], color=COLOURS["grey"], linewidth=1.2)
        words = f"{text.label(name)}: {text.number(value, '1')}"
        axes.text(value + 0.5, top * height, words, va="top", fontsize="small")
    axes.set_ylim(0, top * 1.48)
    axes.set_xlim(0, edges[-1])
    axes.set_xlabel(text("figures.waits.xlabel"))
    axes.set_ylabel(text("figures.waits.ylabel"))
    axes.legend(loc="center right")
    share = float((wait >= 15).mean())
    values = {
        "median": float(wait.median()),
        "mean": wait.mean(),
        "share": share,
        "left": int(left.sum()),
        "shortest": int(wait[left].min()),
        "longest": int(wait.max()),
        "n": len(wait),
    }
    bands = pd.cut(wait, [-1, 4, 9, 14, 29, np.inf], labels=["0–4", "5–9", "10–14", "15–29", "30–"])
    table = pd.crosstab(bands, visits["outcome"])[["seen", "left"]].rename_axis(
        index=None, columns=None
    )
    return Caption(
        title=text("figures.waits.title", **values),
        alt=text("figures.waits.alt", **values),
        table=table.rename(columns={name: text.label(name) for name in ("seen", "left")}),
        claims={
            "the median keeps the standard": bool(wait.median() < STANDARD),
            "the mean doesn't": bool(wait.mean() > STANDARD),
            "who left had waited over a quarter of an hour": bool(wait[left].min() > 15),
        },
    )


def posters(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what patients expected, waited and felt, with and without the poster."""
    by_poster = lesson.data("visits").groupby("poster")
    means = pd.DataFrame({name: by_poster[name].mean() for name in ("expected", "wait", "felt")})
    rows = ("yes", "no")
    plain: dict[Any, dict[Any, float]] = means.to_dict("index")
    looks = {"expected": ("green", "D"), "wait": ("blue", "o"), "felt": ("orange", "s")}
    places = {
        "expected": (0, 0.16, "center", "top"),
        "wait": (0, -0.16, "center", "bottom"),
        "felt": (0.3, 0, "left", "center"),
    }
    for place, row in enumerate(rows):
        found = plain[row]
        axes.plot(
            [found["expected"], found["felt"]],
            [place, place],
            color=COLOURS["grey"],
            linewidth=1.2,
            zorder=1,
        )
        for name, (colour, marker) in looks.items():
            axes.scatter([found[name]], [place], s=70, color=COLOURS[colour], marker=marker)
            # Three numbers that may stand close together: below, above and beside their marks.
            across, down, how, upright = places[name]
            axes.text(
                found[name] + across,
                place + down,
                text.number(found[name], "1"),
                ha=how,
                va=upright,
                fontsize="small",
            )
    for name, (colour, marker) in looks.items():
        axes.scatter([], [], color=COLOURS[colour], marker=marker, label=text.label(name))
    axes.set_yticks([0, 1], [text(f"figures.posters.{row}") for row in rows])
    axes.set_ylim(1.5, -0.5)
    axes.set_xlim(0, means.to_numpy().max() + 2)
    axes.set_xlabel(text("figures.posters.xlabel"))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)
    values = {f"{name}_{row}": plain[row][name] for row in rows for name in means.columns}
    table = means.loc[list(rows)].map(lambda value: text.number(value, "1"))
    table.index = [text(f"figures.posters.{row}") for row in rows]
    return Caption(
        title=text("figures.posters.title", **values),
        alt=text("figures.posters.alt", **values),
        table=table.rename(columns={name: text.label(name) for name in means.columns}),
        claims={
            "waits are alike": abs(plain["yes"]["wait"] - plain["no"]["wait"]) <= 1.1,
            "expectations aren't": plain["no"]["expected"] - plain["yes"]["expected"] > 4,
            "with the poster it feels far longer than expected": plain["yes"]["felt"]
            > plain["yes"]["expected"] + 5,
        },
    )


def promise(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw to how many patients a promise of so many minutes is kept, early and later."""
    visits = lesson.data("visits")
    minutes = np.arange(0, 46)
    called = np.where(visits["outcome"] == "seen", visits["wait"], np.inf)
    shares = {}
    for slot, colour, line in (("later", "blue", "-"), ("early", "red", "--")):
        among = called[(visits["slot"] == slot).to_numpy()]
        kept = np.array([(among <= minute).mean() for minute in minutes])
        axes.step(minutes, kept, where="post", color=COLOURS[colour], linestyle=line)
        shares[slot] = float((among <= value).mean())
        axes.scatter([value], [shares[slot]], color=COLOURS[colour], zorder=3)
        # Under the line, where it has left the name's room free.
        axes.text(
            45, kept[26] - 0.08, text.label(slot), color=COLOURS[colour], ha="right", va="top"
        )
    axes.axvline(value, color=COLOURS["grey"], linewidth=1.2)
    ticks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_yticks(ticks, [text.number(tick, "percent") for tick in ticks])
    axes.set_ylim(0, 1.05)
    axes.set_xlim(0, 45)
    axes.set_xlabel(text("figures.promise.xlabel"))
    axes.set_ylabel(text("figures.promise.ylabel"))
    values = {"value": value, "share": float((called <= value).mean()), **shares}
    table = pd.DataFrame(
        {
            text.label(slot): [
                text.number(
                    float((called[(visits["slot"] == slot).to_numpy()] <= m).mean()), "percent"
                )
                for m in PROMISES
            ]
            for slot in ("early", "later")
        },
        index=list(PROMISES),
    ).rename_axis(text("figures.promise.xlabel"))
    return Caption(
        title=text("figures.promise.title", **values),
        alt=text("figures.promise.alt", **values),
        table=table,
        claims={
            "later it is kept at least as often": shares["later"] >= shares["early"],
            "two minutes are kept to few": value != PROMISED or values["share"] < 0.15,
        },
    )


def halves(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the mean mark of the lower and the upper half of the doctors, by three measures."""
    doctors = lesson.data("doctors")
    looks = {
        "courtesy": ("low", "high", "green", "D", "-"),
        "wait": ("long", "short", "blue", "o", "-"),
        "guideline": ("low", "high", "red", "s", "--"),
    }
    steps, rows = {}, {}
    for name, (worse, better, colour, marker, line) in looks.items():
        by_half = doctors.groupby(f"{name}_half")["mark"].mean()
        ends = [by_half[worse], by_half[better]]
        steps[name], rows[text(f"figures.halves.{name}")] = ends[1] - ends[0], ends
        axes.plot(
            [0, 1],
            ends,
            color=COLOURS[colour],
            marker=marker,
            linestyle=line,
            label=text(f"figures.halves.{name}"),
        )
    heads = [text("figures.halves.worse"), text("figures.halves.better")]
    axes.set_xticks([0, 1], heads)
    axes.set_xlim(-0.25, 1.25)
    axes.set_ylabel(text("figures.halves.ylabel"))
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    numbers = pd.DataFrame(rows, index=heads).T.map(lambda value: text.number(value, "2"))
    return Caption(
        title=text("figures.halves.title"),
        alt=text("figures.halves.alt", **steps),
        table=numbers,
        claims={
            "marks go with courtesy": bool(steps["courtesy"] > 0.4),
            "and with waiting": bool(steps["wait"] > 0.2),
            "and not with the guideline": bool(abs(steps["guideline"]) < 0.15),
        },
    )


FIGURES = {
    "waits": Figure(waits, size=(7.0, 3.8)),
    "posters": Figure(posters, size=(7.0, 3.2)),
    "promise": Widget(promise, values=PROMISES, start=2, panels=(2, 10, 30), size=(7.0, 3.4)),
    "halves": Figure(halves, size=(7.6, 3.4)),
}
