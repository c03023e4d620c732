"""Lesson 10, its pictures: cases and their days, a process map, channels, and what late costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.post_sale.cases import PROMISES, STEPS, UNTIL, share_within
from brecha.lessons.post_sale.offers import ANYWAY, CHANNELS, cost_per_extra

__all__ = ["FIGURES"]

_STATES = ("solved", "open", "gave-up")
_LOOK = {
    "solved": {"marker": "o", "color": COLOURS["blue"]},
    "open": {"marker": "s", "color": COLOURS["orange"]},
    "gave-up": {"marker": "^", "color": COLOURS["red"]},
}


# --- cases and their days ------------------------------------------------------------------------


def waiting(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw every case by its days: to the solution, so far, or until somebody gave up."""
    cases, log = lesson.data("cases"), lesson.data("log")
    ended = cases["case"].map(log.groupby("case")["arrived"].last())
    days = (ended.where(cases["state"] != "open", UNTIL) - cases["opened"]).astype(int)
    found = {state: days[cases["state"] == state] for state in _STATES}
    for place, state in enumerate(_STATES):
        marks = np.sort(found[state].to_numpy())
        # Cases of the same length above each other, so that each can be seen.
        same = pd.Series(marks).groupby(marks).cumcount().to_numpy()
        height = place + 0.3 - 0.6 * (same % 7) / 6
        axes.scatter(marks, height, s=18, linewidths=0, alpha=0.8, **_LOOK[state])
        axes.vlines(float(marks.mean()), place - 0.4, place + 0.4, color="black", linewidth=2)
        axes.annotate(
            text("figures.waiting.mean", mean=float(marks.mean())),
            (marks.mean(), place - 0.4),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    axes.set_yticks(range(len(_STATES)), [text.label(state) for state in _STATES])
    axes.set_ylim(len(_STATES) - 0.45, -0.65)
    axes.set_xlim(-1, None)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.waiting.xlabel"))
    values: dict[str, Any] = {
        "solved": float(found["solved"].mean()),
        "open": float(found["open"].mean()),
        "n_solved": len(found["solved"]),
        "n_open": len(found["open"]),
        "n_gone": len(found["gave-up"]),
        "gone": float(found["gave-up"].mean()),
    }
    table = pd.DataFrame(
        {
            text.label("cases"): {state: len(found[state]) for state in _STATES},
            text.label("mean-days"): {
                state: round(float(found[state].mean()), 1) for state in _STATES
            },
        }
    ).rename(index=text.label)
    return Caption(
        title=text("figures.waiting.title", **values),
        alt=text("figures.waiting.alt", **values),
        table=table,
        claims={
            "the open ones have waited longer": values["open"] > values["solved"],
            "every case stands in the figure": sum(map(len, found.values())) == len(cases),
        },
    )


def promise(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what share of the cases would see a promise of so many days kept."""
    cases = lesson.data("cases")
    shares = {
        "of-solved": share_within(cases, value, of="solved"),
        "of-all": share_within(cases, value),
    }
    for place, (code, share) in enumerate(shares.items()):
        axes.barh(
            place,
            share,
            color=COLOURS["orange" if code == "of-all" else "sky"],
            hatch=HATCHES[place],
            edgecolor="black",
            height=0.7,
        )
        axes.text(
            share + 0.015,
            place,
            text.number(share, "percent"),
            va="center",
            bbox={"boxstyle": "round,pad=0.1", "color": "white"},
        )
    axes.axvline(0.9, color="black", linestyle="--", linewidth=1)
    axes.set_yticks(range(2), [text.label(code) for code in shares])
    axes.set_ylim(1.5, -0.5)
    axes.set_xlim(0, 1.18)
    axes.set_xticks([0, 0.5, 0.9])
    axes.set_xticklabels([text.number(share, "percent") for share in (0, 0.5, 0.9)])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.promise.xlabel"))
    values = {"days": value, "solved": shares["of-solved"], "all": shares["of-all"]}
    return Caption(
        title=text("figures.promise.title", **values),
        alt=text("figures.promise.alt", **values),
        table=pd.Series(shares).round(2).to_frame(text.label("share")).rename(index=text.label),
        claims={
            "of all there are fewer": shares["of-all"] < shares["of-solved"],
            "nine in ten of all are not reached": shares["of-all"] < 0.9,
        },
    )


# --- the way through the house -------------------------------------------------------------------

_PLACES = {
    "desk": (0.0, 1.0),
    "visit": (1.0, 1.0),
    "parts": (2.0, 1.0),
    "workshop": (3.0, 1.0),
    "solved": (1.5, 2.0),
    "gave-up": (1.5, 0.0),
}


def process(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the process map that the log itself tells: who went where, and who is still there."""
    read = models.read_tickets(
        lesson.data("log"), until=UNTIL, closing={"solved"}, losing={"gave-up"}
    )
    still = (read.steps["waiting_now"] + read.steps["working_now"]).reindex(list(STEPS))
    still = still.fillna(0).astype(int)
    most = read.edges["count"].max()
    for source, target, count in read.edges[["source", "target", "count"]].itertuples(index=False):
        (x, y), (to_x, to_y) = _PLACES[source], _PLACES[target]
        colour = COLOURS["red"] if target == "gave-up" else COLOURS["grey"]
        axes.annotate(
            "",
            (to_x, to_y),
            (x, y),
            arrowprops={
                "arrowstyle": "-|>",
                "color": colour,
                "linewidth": 1 + 5 * count / most,
                "linestyle": "--" if target == "gave-up" else "-",
                # The boxes are wider than high.
                "shrinkA": 46 if y == to_y else 24,
                "shrinkB": 46 if y == to_y else 24,
            },
        )
        axes.text(
            x + 0.47 * (to_x - x),
            y + 0.47 * (to_y - y) + (0.13 if y == to_y else 0),
            str(int(count)),
            ha="center",
            va="center",
            bbox={"boxstyle": "round,pad=0.15", "color": "white"},
        )
    for code, (x, y) in _PLACES.items():
        word = text.label(code)
        if code in STEPS:
            word = text("figures.process.here", step=code, still=int(still[code]))
        axes.text(
            x,
            y,
            word,
            ha="center",
            va="center",
            bbox={
                "boxstyle": "round,pad=0.4",
                "facecolor": "white" if code in STEPS else COLOURS["yellow"],
                "edgecolor": "black",
            },
        )
    axes.set_xlim(-0.5, 3.5)
    axes.set_ylim(-0.35, 2.35)
    axes.axis("off")
    lost = read.steps["lost_after"].reindex(list(STEPS)).fillna(0).astype(int)
    values = {
        "people": len(read.cases),
        "solved": read.closed,
        "gone": read.lost,
        "open": read.open,
        "said": "; ".join(
            text("figures.process.way", source=source, target=target, count=int(count))
            for source, target, count in read.edges[["source", "target", "count"]].itertuples(
                index=False
            )
        ),
        "still": "; ".join(f"{text.label(step)}, {still[step]}" for step in STEPS),
    }
    table = pd.DataFrame(
        {
            text.label("came"): read.steps["visits"].reindex(list(STEPS)),
            text.label("still-here"): still,
            text.label("gave-up"): lost,
        }
    ).rename(index=text.label)
    return Caption(
        title=text("figures.process.title", **values),
        alt=text("figures.process.alt", **values),
        table=table.rename_axis(None),
        claims={
            "each case is solved, open or given up": read.closed + read.lost + read.open
            == len(lesson.data("cases")),
            "whoever is open stands at a step": int(still.sum()) == read.open,
        },
    )


def memo(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the mean wait at each step, as the memo does."""
    mean = lesson.data("steps").groupby("step")["waiting"].mean().reindex(list(STEPS))
    most = mean.idxmax()
    for place, (step, days) in enumerate(mean.items()):
        axes.barh(
            place,
            days,
            color=COLOURS["orange" if step == most else "sky"],
            hatch=HATCHES[1] if step == most else HATCHES[0],
            edgecolor="black",
        )
        axes.text(days + 0.01 * mean.max(), place, text.number(days, "1"), va="center")
    axes.set_yticks(range(len(mean)), [text.label(step) for step in mean.index])
    axes.set_ylim(len(mean) - 0.4, -0.6)
    axes.set_xlim(0, 1.12 * mean.max())
    axes.set_xticks(range(0, int(mean.max()) + 1, 5))
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.memo.xlabel"))
    values = {
        "parts": mean["parts"],
        "visit": mean["visit"],
        "said": "; ".join(
            f"{text.label(step)}, {text.number(days, '1')}" for step, days in mean.items()
        ),
    }
    return Caption(
        title=text("figures.memo.title", **values),
        alt=text("figures.memo.alt", **values),
        table=mean.round(1).to_frame(text.label("mean-days")).rename(index=text.label),
        claims={"the longest wait is for parts": most == "parts"},
    )


# --- channels, and what late help costs ----------------------------------------------------------


def anyway(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what each channel pays for one purchase more, if so many would have bought anyway."""
    cost = cost_per_extra(lesson.data("channels"), value)
    best: Any = cost.idxmin()
    for place, channel in enumerate(CHANNELS):
        marked = channel == best
        axes.barh(
            place,
            cost[channel],
            color=COLOURS["orange" if marked else "sky"],
            hatch=HATCHES[1] if marked else HATCHES[0],
            edgecolor="black",
            height=0.7,
        )
        axes.text(cost[channel] + 1.5, place, text.number(cost[channel], "0"), va="center")
    axes.set_yticks(range(len(CHANNELS)), [text.label(channel) for channel in CHANNELS])
    axes.set_ylim(len(CHANNELS) - 0.5, -0.5)
    top = cost_per_extra(lesson.data("channels"), ANYWAY[-1]).max()
    axes.set_xlim(0, 1.15 * top)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.anyway.xlabel"))
    values = {"anyway": value, "best": best, **{code: cost[code] for code in CHANNELS}}
    return Caption(
        title=text("figures.anyway.title", **values),
        alt=text("figures.anyway.alt", **values),
        table=cost.round(1)
        .to_frame(text.label("cost-per-extra"))
        .rename(index=text.label)
        .rename_axis(None),
        claims={"no channel is cheaper": bool((cost >= cost[best]).all())},
    )


def late(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw who bought again after quick help and after late help, with their opinion."""
    after = lesson.data("after").groupby("outcome")[["again", "opinion"]].mean()
    for place, outcome in enumerate(("quick", "late")):
        share = after.loc[outcome, "again"]
        axes.barh(
            place,
            share,
            color=COLOURS["orange" if outcome == "late" else "sky"],
            hatch=HATCHES[place],
            edgecolor="black",
            height=0.7,
        )
        axes.text(
            share + 0.015,
            place,
            text("figures.late.bar", share=share, opinion=after.loc[outcome, "opinion"]),
            va="center",
        )
    axes.set_yticks(range(2), [text.label(outcome) for outcome in ("quick", "late")])
    axes.set_ylim(1.5, -0.5)
    axes.set_xlim(0, 1.02)
    axes.set_xticks([0, 0.5, 1])
    axes.set_xticklabels([text.number(share, "percent") for share in (0, 0.5, 1)])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.late.xlabel"))
    values = {
        f"{outcome}_{column}": after.loc[outcome, column]
        for outcome in ("quick", "late")
        for column in ("again", "opinion")
    }
    return Caption(
        title=text("figures.late.title", **values),
        alt=text("figures.late.alt", **values),
        table=after.round(2).rename(index=text.label, columns=text.label).rename_axis(None),
        claims={
            "fewer buy again after late help": bool(
                after.loc["late", "again"] < after.loc["quick", "again"]
            ),
            "and think less of the house": bool(
                after.loc["late", "opinion"] < after.loc["quick", "opinion"]
            ),
        },
    )


FIGURES = {
    "waiting": Figure(waiting),
    "promise": Widget(promise, size=(7.0, 2.3), values=PROMISES, start=7, panels=(3, 7, 21)),
    "process": Figure(process, size=(8.0, 3.8)),
    "memo": Figure(memo, size=(7.0, 2.6)),
    "anyway": Widget(anyway, size=(7.0, 2.6), values=ANYWAY, start=0, panels=(0, 4, 8)),
    "late": Figure(late, size=(7.0, 2.2)),
}
