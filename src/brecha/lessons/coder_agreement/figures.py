"""The pictures: habit and what is over, tables of two coders, and a yes that gets rarer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget

from . import counting
from .codings import TYPES
from .exercises import GRADES

__all__ = ["FIGURES", "YES"]

YES = range(5, 51, 5)
"""How many of a hundred calls each coder marks, while they agree on ninety."""


def marks(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw for each mark how far habit goes, and how far the coders go beyond it."""
    found = {
        name: counting.kappa(counting.crossed(table["first"], table["second"], codes))
        for name, codes in (("types", list(TYPES)), ("rude", ["yes", "no"]))
        for table in [lesson.data(name)]
    }
    for place, one in enumerate(found.values()):
        _stack(axes, text, place, one)
    axes.set_yticks(range(2), [text.label(f"mark-{name}") for name in found])
    axes.set_ylim(1.55, -0.55)
    _shares(axes, text)
    axes.set_xlabel(text("figures.marks.xlabel"))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.32), ncols=2, frameon=False)
    values = {
        f"{name}_{part}": one[part]
        for name, one in found.items()
        for part in ("observed", "chance", "kappa")
    }
    types, rude = found["types"], found["rude"]
    shown = pd.DataFrame(found).T[["observed", "chance", "kappa"]]
    return Caption(
        title=text("figures.marks.title", **values),
        alt=text("figures.marks.alt", **values),
        table=shown.round(2)
        .rename(index=lambda name: text.label(f"mark-{name}"), columns=text.label)
        .rename_axis(index=None),
        claims={
            "rudeness has the higher agreement": rude["observed"] > types["observed"],
            "and less of it is beyond habit": rude["not-divided"] < types["not-divided"],
        },
    )


def _stack(axes: Any, text: Any, place: int, found: dict[str, float]) -> None:
    """Draw what habit gives, and behind it what the coders add."""
    chance, observed = found["chance"], found["observed"]
    named = {} if place else {"label": text("figures.marks.habit")}
    axes.barh(
        place, chance, color="white", hatch=HATCHES[1], edgecolor="black", height=0.55, **named
    )
    named = {} if place else {"label": text("figures.marks.beyond")}
    axes.barh(
        place,
        observed - chance,
        left=chance,
        color=COLOURS["blue"],
        edgecolor="black",
        height=0.55,
        **named,
    )
    axes.text(observed + 0.015, place, text.number(observed, "percent"), va="center", weight="bold")


def _shares(axes: Any, text: Any) -> None:
    axes.set_xlim(0, 1.12)
    ticks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_xticks(ticks, [text.number(tick, "percent") for tick in ticks])
    axes.tick_params(axis="y", length=0)


# --- two coders crossed --------------------------------------------------------------------------


def hand(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the learner's own table of two by two."""
    table = lesson.data("small")
    words = [text.label(code) for code in table.index]
    _crossed(axes, table.to_numpy(), words, words, totals=True)
    _coders(axes, text)
    values = _cells(table.to_numpy())
    return Caption(
        title=text("figures.hand.title", **values),
        alt=text("figures.hand.alt", **values),
        table=table.rename(index=text.label, columns=text.label).rename_axis(
            index=None, columns=None
        ),
    )


def rude(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw who marked which calls as rude."""
    calls = lesson.data("rude")
    counts = counting.crossed(calls["first"], calls["second"], ["yes", "no"]).astype(int)
    words = [text.label(code) for code in ("yes", "no")]
    _crossed(axes, counts, words, words, totals=True)
    _coders(axes, text)
    marked = int(counts.sum() - counts[1, 1])
    values = {**_cells(counts), **counting.kappa(counts), "marked": marked}
    return Caption(
        title=text("figures.rude.title", **values),
        alt=text("figures.rude.alt", **values),
        table=pd.DataFrame(counts, index=words, columns=words),
        claims={
            "that many were marked by somebody": int(
                ((calls["first"] == "yes") | (calls["second"] == "yes")).sum()
            )
            == values["marked"]
        },
    )


def winnipeg(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how two neurologists graded the same patients."""
    table = lesson.data("winnipeg").to_numpy()
    words = [text.label(grade) for grade in GRADES]
    _crossed(axes, table, words, words, totals=True)
    axes.set_xlabel(text("figures.winnipeg.xlabel"))
    axes.set_ylabel(text("figures.winnipeg.ylabel"))
    rows = [", ".join(map(str, row)) for row in table.tolist()]
    values = {"n": int(table.sum()), "same": int(np.trace(table)), "rows": rows}
    return Caption(
        title=text("figures.winnipeg.title", **values),
        alt=text("figures.winnipeg.alt", **values),
        table=pd.DataFrame(table, index=words, columns=words),
        claims={"that many were graded alike": sum(table[i, i] for i in range(4)) == 64},
    )


def _coders(axes: Any, text: Any) -> None:
    axes.set_xlabel(text("figures.second"))
    axes.set_ylabel(text("figures.first"))


def _cells(counts: Any) -> dict[str, int]:
    (both, first), (second, neither) = np.asarray(counts).tolist()
    return {
        "both": int(both),
        "first": int(first),
        "second": int(second),
        "neither": int(neither),
        "n": int(both + first + second + neither),
    }


def _crossed(
    axes: Any, counts: Any, rows: Sequence[str], columns: Sequence[str], *, totals: bool
) -> None:
    """Write a table of counts, its diagonal framed, the totals outside it."""
    from matplotlib.patches import Rectangle

    size = len(counts)
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=1.6 * counts.max(), aspect="auto")
    for row in range(size):
        for column in range(size):
            weight = "bold" if row == column else "normal"
            axes.text(
                column, row, str(counts[row, column]), ha="center", va="center", weight=weight
            )
        axes.add_patch(
            Rectangle((row - 0.5, row - 0.5), 1, 1, fill=False, edgecolor="black", linewidth=2)
        )
    if totals:
        grey = {"ha": "center", "va": "center", "color": "#444444", "style": "italic"}
        for place in range(size):
            axes.text(size - 0.2, place, str(int(counts[place].sum())), **grey)
            axes.text(place, size - 0.25, str(int(counts[:, place].sum())), **grey)
        axes.text(size - 0.2, size - 0.25, str(int(counts.sum())), **grey)
    axes.set_xlim(-0.5, size + 0.1)
    axes.set_ylim(size, -0.5)
    axes.set_xticks(range(size), columns)
    axes.set_yticks(range(size), rows)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)


# --- a yes that gets rarer -----------------------------------------------------------------------


def prevalence(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw agreement, habit and kappa while a yes gets rarer and agreement stays."""
    found = counting.kappa(counting.prevalent(value))
    named = ("observed", "chance", "kappa")
    looks = (("blue", HATCHES[0]), ("sky", HATCHES[1]), ("orange", HATCHES[2]))
    for place, (name, (colour, hatch)) in enumerate(zip(named, looks, strict=True)):
        axes.barh(
            place, found[name], color=COLOURS[colour], hatch=hatch, edgecolor="black", height=0.6
        )
        shown = text.number(found[name], "2")
        axes.text(max(found[name], 0) + 0.015, place, shown, va="center")
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(range(3), [text.label(name) for name in named])
    axes.set_ylim(2.6, -0.6)
    axes.set_xlim(-0.08, 1.12)
    axes.set_xticks((0, 0.5, 1))
    axes.tick_params(axis="y", length=0)
    (both, first), (second, neither) = counting.prevalent(value).tolist()
    values = {
        **found,
        "share": value / 100,
        "both": both,
        "apart": first + second,
        "neither": neither,
    }
    return Caption(
        title=text("figures.prevalence.title", **values),
        alt=text("figures.prevalence.alt", **values),
        table=pd.DataFrame(
            {text("figures.value"): [found[name] for name in named]},
            index=[text.label(name) for name in named],
        ).round(2),
        claims={"they agree on ninety of a hundred": both + neither == 90},
    )


FIGURES = {
    "marks": Figure(marks, size=(7.0, 2.6)),
    "hand": Figure(hand, size=(4.6, 2.6)),
    "rude": Figure(rude, size=(4.6, 2.6)),
    "prevalence": Widget(prevalence, size=(6.2, 2.0), values=YES, start=50, panels=(50, 20, 5)),
    "winnipeg": Figure(winnipeg, size=(6.6, 3.4)),
}
