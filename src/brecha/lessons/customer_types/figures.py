"""Lesson 03: its pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.customer_types.buyers import BANDS, CUTOFFS, MISSED, RECENT, cost_of, errors_at
from brecha.models import rolled_yield

__all__ = ["FIGURES"]

LINES = {f"within-{days}": days for days in CUTOFFS[:-1]} | {"everybody": CUTOFFS[-1]}
SHARES = (0, 25, 50, 75, 100)


# --- one file, many counts -----------------------------------------------------------------------


def curve(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how many customers there are for every cut-off, from one day on."""
    silent = lesson.data("customers")["days_since"].to_numpy()
    days = np.arange(CUTOFFS[-1] + 1)
    counts = np.searchsorted(np.sort(silent), days, side="right")
    axes.step(days, counts, where="post", color=COLOURS["blue"], linewidth=2)
    shown = {limit: int(counts[limit]) for limit in (30, RECENT, 180)}
    for limit, count in shown.items():
        axes.plot([limit, limit], [0, count], color=COLOURS["grey"], linewidth=1)
        axes.plot(limit, count, "o", color=COLOURS["orange"], markeredgecolor="black")
        axes.annotate(
            str(count), (limit, count), xytext=(-6, 6), textcoords="offset points", ha="right"
        )
    axes.set_xticks([0, 30, 90, 180, 270])
    axes.set_xlim(0, CUTOFFS[-1])
    axes.set_ylim(0, 1.05 * len(silent))
    axes.set_xlabel(text("figures.curve.xlabel"))
    axes.set_ylabel(text("figures.curve.ylabel"))
    values = {
        "month": shown[30],
        "quarter": shown[RECENT],
        "half": shown[180],
        "people": len(silent),
        "times": shown[180] / shown[30],
    }
    table = pd.DataFrame(
        {text.label("customers"): list(shown.values())}, index=[str(limit) for limit in shown]
    )
    return Caption(
        title=text("figures.curve.title", **values),
        alt=text("figures.curve.alt", **values),
        table=table,
        claims={
            "it never falls": bool((np.diff(counts) >= 0).all()),
            "it ends with everybody": int(counts[-1]) == len(silent),
            "a longer cut-off counts more": shown[30] < shown[RECENT] < shown[180],
        },
    )


def cutoff(lesson: Any, text: Any, axes: Any, value: str) -> Caption:
    """Draw who is kept and who is dropped at a cut-off, and who of them bought again."""
    customers = lesson.data("customers")
    days = LINES[value]
    came = int(customers["returned"].sum())
    vain, forgotten = errors_at(customers, days)
    cost = int(cost_of(customers, days))
    counts = {
        "letter-again": came - forgotten,
        "letter-vain": vain,
        "none-forgotten": forgotten,
        "none-gone": len(customers) - came - vain,
    }
    wrong = ("letter-vain", "none-forgotten")
    for place, (code, count) in enumerate(counts.items()):
        axes.barh(
            place,
            count,
            color=COLOURS["orange" if code in wrong else "sky"],
            hatch=HATCHES[1] if code in wrong else HATCHES[0],
            edgecolor="black",
        )
        axes.text(count + 0.015 * len(customers), place, str(count), va="center")
    axes.set_yticks(range(len(counts)), [text.label(code) for code in counts])
    axes.set_ylim(len(counts) - 0.4, -0.6)
    axes.set_xlim(0, 1.1 * len(customers))
    axes.set_xticks([0, len(customers) // 2, len(customers)])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.cutoff.xlabel"))
    values = {
        "line": value,
        "kept": counts["letter-again"] + vain,
        "vain": vain,
        "forgotten": forgotten,
        "cost": cost,
        "kept_again": counts["letter-again"],
        "dropped_gone": counts["none-gone"],
    }
    table = pd.DataFrame({text.label("people"): counts}).rename(index=text.label)
    return Caption(
        title=text("figures.cutoff.title", **values),
        alt=text("figures.cutoff.alt", **values),
        table=table,
        claims={
            "everybody is kept or dropped": sum(counts.values()) == len(customers)
            and min(counts.values()) >= 0,
            "the cost is that of the two errors": cost == vain + MISSED * forgotten,
        },
    )


def returners(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how many of those who bought again had been silent for how long, as the memo does."""
    came = lesson.data("customers").groupby("band")["returned"].sum().reindex(list(BANDS))
    most = came.idxmax()
    for place, (band, count) in enumerate(came.items()):
        marked = band == most
        axes.barh(
            place,
            count,
            color=COLOURS["orange" if marked else "sky"],
            hatch=HATCHES[1] if marked else HATCHES[0],
            edgecolor="black",
        )
        axes.text(count + 1, place, str(int(count)), va="center")
    axes.set_yticks(range(len(came)), [text.label(band) for band in came.index])
    axes.set_ylim(len(came) - 0.4, -0.6)
    axes.set_xlim(0, 1.12 * came.max())
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.returners.xlabel"))
    values = {
        "most": int(came[most]),
        "band": most,
        "total": int(came.sum()),
        "said": "; ".join(f"{text.label(band)}, {int(count)}" for band, count in came.items()),
    }
    return Caption(
        title=text("figures.returners.title", **values),
        alt=text("figures.returners.alt", **values),
        table=came.astype(int)
        .to_frame(text.label("again"))
        .rename(index=text.label)
        .rename_axis(None),
        claims={
            "the longest silence has most": most == BANDS[-1],
            "no other band has as many": bool((came.drop(most) < came[most]).all()),
        },
    )


# --- a chain -------------------------------------------------------------------------------------


def together(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what passes each step, and the whole chain, when failures strike the same orders."""
    steps = lesson.data("steps").set_index("step")["fail"]
    whole = rolled_yield(steps / 100, together=value / 100)
    passed = (100 - steps).astype(float)
    shown = pd.concat([passed, pd.Series({"whole": 100 * whole})])
    for place, (code, share) in enumerate(shown.items()):
        marked = code == "whole"
        axes.barh(
            place,
            share,
            color=COLOURS["orange" if marked else "sky"],
            hatch=HATCHES[1] if marked else HATCHES[0],
            edgecolor="black",
        )
        axes.text(share + 1, place, text.number(share, "0"), va="center")
    axes.set_yticks(range(len(shown)), [text.label(code) for code in shown.index])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(0, 112)
    axes.set_xticks([0, 50, 100])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.together.xlabel"))
    values = {"share": value / 100, "whole": whole, "worst": passed.min() / 100}
    return Caption(
        title=text("figures.together.title", **values),
        alt=text("figures.together.alt", **values),
        table=shown.round(1).to_frame(text.label("passed")).rename(index=text.label),
        claims={
            "the chain is no better than its weakest step": bool(
                100 * whole <= passed.min() + 1e-9
            ),
            "nor worse than the product": bool(whole >= float(np.prod(passed / 100)) - 1e-9),
        },
    )


FIGURES = {
    "curve": Figure(curve),
    "cutoff": Widget(
        cutoff,
        values=tuple(LINES),
        start="within-90",
        panels=("within-30", "within-180", "everybody"),
        size=(7.0, 3.0),
    ),
    "together": Widget(together, values=SHARES, start=0, panels=(0, 50, 100)),
    "returners": Figure(returners, size=(7.0, 2.8)),
}
