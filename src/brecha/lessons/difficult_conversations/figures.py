"""Lesson 04, its pictures: two lists crossed, agreement without listening, letters and waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.difficult_conversations.counting import (
    TYPES,
    after_waiting,
    without_listening,
)

__all__ = ["FIGURES", "HABITS"]

HABITS = range(20, 91, 10)
"""How many percent of conversations get the same letter, whatever is said in them."""


def crossed(lesson: Any, text: Any, axes: Any) -> Caption:
    """Cross the letters of one coder with those of the other."""
    calls = lesson.data("calls")
    counts = pd.crosstab(calls["first"], calls["second"]).reindex(
        index=list(TYPES), columns=list(TYPES), fill_value=0
    )
    cells = counts.to_numpy()
    axes.imshow(cells, cmap="Blues", vmin=0, vmax=1.4 * cells.max(), aspect="auto")
    for row, column in ((row, column) for row in range(5) for column in range(5)):
        same = row == column
        axes.text(
            column,
            row,
            str(cells[row, column]),
            ha="center",
            va="center",
            weight="bold" if same else "normal",
        )
        if same:
            box = {"fill": False, "edgecolor": "black", "linewidth": 2}
            axes.add_patch(_square(column, row, **box))
    words = [f"{letter}  {text.label(f'type-{letter}')}" for letter in TYPES]
    axes.set_xticks(range(5), list(TYPES))
    axes.set_yticks(range(5), words)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.set_xlabel(text("figures.crossed.xlabel"))
    axes.set_ylabel(text("figures.crossed.ylabel"))
    off = int(cells.sum() - sum(cells[place, place] for place in range(5)))
    values = {"n": len(calls), "off": off, "on": len(calls) - off}
    return Caption(
        title=text("figures.crossed.title", **values),
        alt=text("figures.crossed.alt", **values),
        table=counts.rename_axis(index=None, columns=None),
        claims={
            "the rest was written alike": int((calls["first"] == calls["second"]).sum())
            == values["on"]
        },
    )


def _square(column: int, row: int, **look: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.5, row - 0.5), 1, 1, **look)


def habit(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw how often two people agree who never listened, beside the two who did."""
    calls = lesson.data("calls")
    share = float((calls["first"] == calls["second"]).mean())
    chance = without_listening(value)
    names = [text("figures.habit.chance"), text("figures.habit.coders")]
    _bars(axes, text, [chance, share], names)
    values = {"percent": value / 100, "chance": chance, "share": share}
    key = "above" if chance > share else "below"
    return Caption(
        title=text(f"figures.habit.title-{key}", **values),
        alt=text("figures.habit.alt", **values),
        table=_table(names, [chance, share], text),
        claims={"it is on that side": (chance > share) == (key == "above")},
    )


def waits(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how often a letter was written after short and after long waits."""
    found = after_waiting(lesson.data("twice"))
    names = [text("figures.waits.short", **found), text("figures.waits.long", **found)]
    _bars(axes, text, [found["short"], found["long"]], names)
    return Caption(
        title=text("figures.waits.title", **found),
        alt=text("figures.waits.alt", **found),
        table=_table(names, [found["short"], found["long"]], text),
        claims={"the letter is commoner after a long wait": found["long"] > found["short"]},
    )


def _bars(axes: Any, text: Any, shares: Sequence[float], names: Sequence[str]) -> None:
    """Draw two bars from 0 to 100 percent, told apart by colour, hatch and name."""
    for place, (share, colour, hatch) in enumerate(
        zip(shares, ("orange", "sky"), (HATCHES[1], HATCHES[0]), strict=True)
    ):
        axes.barh(place, share, color=COLOURS[colour], hatch=hatch, edgecolor="black", height=0.6)
        axes.text(share + 0.015, place, text.number(share, "percent"), va="center")
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1.08)
    ticks = (0, 0.4, 0.8)
    axes.set_xticks(ticks, [text.number(tick, "percent") for tick in ticks])
    axes.tick_params(axis="y", length=0)


def _table(names: Sequence[str], shares: Sequence[float], text: Any) -> pd.DataFrame:
    return pd.DataFrame({text("figures.share"): shares}, index=list(names)).round(2)


FIGURES = {
    "crossed": Figure(crossed, size=(6.2, 3.6)),
    "habit": Widget(habit, size=(6.4, 1.9), values=HABITS, start=30, panels=(20, 50, 80)),
    "waits": Figure(waits, size=(6.4, 1.9)),
}
