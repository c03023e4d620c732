"""Lesson 00: the one picture, of the finding."""

from __future__ import annotations

from typing import Any

from brecha.lessons import COLOURS, HATCHES, Caption, Figure
from brecha.lessons.start_here.day import SHIFTS

__all__ = ["FIGURES"]


def two_answers(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the mean wait of each shift, with its people and complaints beside the bar."""
    grouped = lesson.data("waits").groupby("shift")["waited"]
    table = grouped.mean().to_frame("wait").assign(people=grouped.count())
    table["complaints"] = lesson.data("book").set_index("shift")["complaints"]
    table = table.loc[list(SHIFTS)]
    slow, busy = table["wait"].idxmax(), table["complaints"].idxmax()
    for place, shift in enumerate(reversed(SHIFTS)):
        row = table.loc[shift]
        colour = "orange" if shift == slow else "sky"
        hatch = HATCHES[1] if shift == busy else HATCHES[0]
        axes.barh(place, row["wait"], color=COLOURS[colour], hatch=hatch, edgecolor="black")
        said = text("figures.two-answers.bar", people=row["people"], complaints=row["complaints"])
        axes.text(row["wait"] + 0.02 * table["wait"].max(), place, said, va="center")
    axes.set_yticks(range(3), [text.label(shift) for shift in reversed(SHIFTS)])
    axes.set_xlim(0, 1.45 * table["wait"].max())
    axes.set_xlabel(text("figures.two-answers.xlabel"))
    values = {
        "slow": slow,
        "busy": busy,
        "slow_wait": table["wait"][slow],
        "busy_wait": table["wait"][busy],
        "slow_complaints": table["complaints"][slow],
        "busy_complaints": table["complaints"][busy],
    }
    shown = table.rename(
        index=text.label,
        columns={name: text(f"figures.two-answers.{name}") for name in table.columns},
    )
    return Caption(
        title=text("figures.two-answers.title", **values),
        alt=text("figures.two-answers.alt", **values),
        table=shown.rename_axis(index=None),
        claims={
            "people wait longest in the slow shift": bool(
                (grouped.mean().drop(slow) < table["wait"][slow]).all()
            ),
            "most complaints come from the busy shift": bool(
                (table["complaints"].drop(busy) < table["complaints"][busy]).all()
            ),
            "they are two different shifts": slow != busy,
        },
    )


FIGURES = {"two-answers": Figure(two_answers)}
