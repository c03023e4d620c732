"""The pictures: a forecast beside what came, silence, two cohorts, and a launch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha import models
from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget

from .curves import GROUPS, by_purchases, weekly
from .fits import AHEAD, PARETO, WEEKS
from .made import LENGTHS, OBSERVED, launch_fit, projected, spread

__all__ = ["FIGURES", "PURCHASES"]

PURCHASES = (0, 1, 2, 4, 8, 16)
"""How many repeat purchases the silent customer had made."""

KNOWN = 5
"""So many counts of each cohort are used: years 0 to 4."""


def holdout(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw repeat order days week by week, and the forecast beside those that were held back."""
    table = weekly()
    before = int(lesson.data("everyone")["repeat_purchases"].sum())
    ahead = table.loc[0:] - before
    looks = (("counted", "blue", "-"), ("other", "green", ":"), ("forecast", "orange", "--"))
    for (name, colour, line), offset in zip(looks, (3, 4, -8), strict=True):
        axes.plot(
            ahead.index,
            ahead[name],
            color=COLOURS[colour],
            linestyle=line,
            linewidth=2.2,
            label=text(f"figures.holdout.{name}"),
        )
        axes.annotate(
            text.number(float(ahead[name].iloc[-1]), "0"),
            (AHEAD, ahead[name].iloc[-1]),
            xytext=(5, offset),
            textcoords="offset points",
            va="center",
        )
    axes.set_xlim(0, AHEAD + 4)
    axes.set_ylim(0, None)
    axes.set_xticks([0, 13, 26, 39], text("figures.holdout.ticks").split(" · "))
    axes.set_xlabel(text("figures.holdout.xlabel"))
    axes.set_ylabel(text("figures.holdout.ylabel"))
    axes.legend(loc="upper left", frameon=False)
    ends = {name: round(float(ahead[name].iloc[-1])) for name in ahead.columns}
    values = {
        **ends,
        "before": before,
        "weeks": AHEAD,
        "short": 1 - ends["forecast"] / ends["counted"],
    }
    shown = ahead[["counted", "forecast", "other"]].rename(columns=text.label)
    return Caption(
        title=text("figures.holdout.title", **values),
        alt=text("figures.holdout.alt", **values),
        table=shown.loc[[13, 26, 39]]
        .round()
        .astype(int)
        .rename_axis(index=text("figures.holdout.week")),
        claims={
            "the forecast is too low": ends["forecast"] < ends["counted"],
            "the other model is nearer, and hardly": 0
            < ends["other"] - ends["forecast"]
            < 0.1 * (ends["counted"] - ends["forecast"]),
            "fewer came than before": ends["counted"] < before,
            "the gap grows in the first and in the second quarter": bool(
                (ahead["counted"] - ahead["forecast"]).loc[[0, 13, 26]].diff().iloc[1:].min() > 50
            ),
        },
    )


def groups(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what came and what was forecast, by how often customers had come back before."""
    table = by_purchases()
    looks = (("counted", "blue", 0), ("forecast", "orange", 1), ("other", "green", 2))
    for place, (name, colour, hatch) in enumerate(looks):
        axes.bar(
            table.index + 0.27 * (place - 1),
            table[name],
            width=0.26,
            color=COLOURS[colour],
            hatch=HATCHES[hatch],
            edgecolor="black",
            label=text.label(name),
        )
    last = text("figures.groups.last", n=GROUPS)
    axes.set_xticks(table.index, [*map(str, table.index[:-1]), last])
    axes.set_xlabel(text("figures.groups.xlabel"))
    axes.set_ylabel(text("figures.groups.ylabel"))
    axes.legend(loc="upper left", frameon=False)
    rows = {"none": table.iloc[0], "one": table.iloc[1], "many": table.iloc[-1]}
    values: dict[str, Any] = {
        f"{which}_{name}": row[name]
        for which, row in rows.items()
        for name in ("counted", "forecast", "other")
    }
    values |= {"n": GROUPS, "none_people": int(rows["none"]["customers"])}
    names = ["counted", "forecast", "other"]
    shown = table[["customers", *names]].rename(columns=text.label)
    lacking = table["counted"] - table["forecast"]
    return Caption(
        title=text("figures.groups.title", **values),
        alt=text("figures.groups.alt", **values),
        table=shown.round(2).rename_axis(index=text("figures.groups.xlabel")),
        claims={
            "all rise from group to group": bool((table[names].diff().iloc[1:] > 0).all(axis=None)),
            "BG/NBD is too low in every group": bool((lacking > 0).all()),
            "least so for those who never came back": bool(lacking.idxmin() == 0),
        },
    )


def silence(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what each model makes of a customer's silence."""
    silent = np.linspace(0, OBSERVED - 1, 76)
    last = OBSERVED - silent if value else np.zeros_like(silent)
    # Who never came back has been silent for as long as the shop knows them.
    observed = np.full_like(silent, OBSERVED) if value else silent + 0.01
    found = {}
    looks = (("bg-nbd", WEEKS, "blue", "-"), ("pareto-nbd", PARETO, "orange", "--"))
    for name, model, colour, line in looks:
        found[name] = model.alive(np.full_like(silent, value), last=last, observed=observed)
        axes.plot(
            silent,
            found[name],
            color=COLOURS[colour],
            linestyle=line,
            linewidth=2,
            label=text.label(name),
        )
    axes.set_ylim(0, 1.08)
    axes.set_xlim(0, OBSERVED)
    axes.set_xlabel(text("figures.silence.xlabel"))
    if axes.get_subplotspec().is_first_col():
        axes.set_ylabel(text("figures.silence.ylabel"))
        axes.figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=2)
    at = {
        f"{name}-{week}": _near(silent, curve, week)
        for name, curve in found.items()
        for week in (5, 15, 30)
    }
    values = {
        "n": value,
        "bg": at["bg-nbd-15"],
        "pareto": at["pareto-nbd-15"],
        "bg_late": at["bg-nbd-30"],
        "pareto_late": at["pareto-nbd-30"],
    }
    table = pd.DataFrame(
        {
            text.label(name): [text.number(at[f"{name}-{week}"], "2") for week in (5, 15, 30)]
            for name in found
        },
        index=pd.Index([5, 15, 30], name=text("figures.silence.xlabel")),
    )
    return Caption(
        title=text("figures.silence.title", **values),
        alt=text("figures.silence.alt", **values),
        table=table,
        claims={
            "without a repeat purchase BG/NBD stays at 1": value > 0
            or bool((found["bg-nbd"] == 1).all()),
            "silence lowers both, or only Pareto": bool(
                (np.diff(found["pareto-nbd"]) < 0).all()
                and (value == 0 or (np.diff(found["bg-nbd"]) < 0).all())
            ),
        },
    )


def _near(silent: Any, curve: Any, week: float) -> float:
    return float(np.interp(week, silent, curve))


def cohorts(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw who is left of two cohorts, and what five counts of each say of the other three."""
    table = lesson.data("survivors")
    values: dict[str, Any] = {"known": KNOWN - 1}
    shown = {}
    claims = {}
    for name, colour, marker in (("high_end", "blue", "o"), ("regular", "orange", "s")):
        counts = table[name]
        found = projected(name, KNOWN)
        line = 1000 * found.survivors(7)
        axes.plot(counts.index, counts, marker, color=COLOURS[colour], markersize=7)
        axes.plot(line.index, line, "--", color=COLOURS[colour], linewidth=1.8)
        axes.annotate(text.label(name), (1.4, counts[1]), xytext=(4, 2), textcoords="offset points")
        rate = models.retention_rates(counts)
        values |= {
            f"{name}_counted": int(counts[7]),
            f"{name}_projected": round(float(line[7])),
            f"{name}_first": float(rate[1]),
            f"{name}_last": float(rate[7]),
        }
        shown[text("figures.cohorts.reported", name=name)] = counts.to_numpy()
        shown[text("figures.cohorts.projected", name=name)] = line.round().astype(int).to_numpy()
        claims[f"{name}: too few are projected"] = bool(line[7] < counts[7] - 0.5)
        claims[f"{name}: retention rises"] = bool(rate[7] > rate[1])
    axes.axvspan(KNOWN - 0.5, 7.4, color="#EEF4F9", zorder=0)
    axes.text(KNOWN - 0.4, 960, text("figures.cohorts.ahead"), va="top")
    axes.set_xlim(-0.3, 7.4)
    axes.set_ylim(0, 1050)
    axes.set_xlabel(text("figures.cohorts.xlabel"))
    axes.set_ylabel(text("figures.cohorts.ylabel"))
    return Caption(
        title=text("figures.cohorts.title", **values),
        alt=text("figures.cohorts.alt", **values),
        table=pd.DataFrame(shown, index=pd.RangeIndex(8, name=text("figures.cohorts.xlabel"))),
        claims=claims,
    )


def first_periods(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw the launch, and the curve that its first periods give."""
    table = lesson.data("launch")
    seed = lesson.parameters["seed"]
    found = launch_fit(seed, value)
    sold = table["sales"].to_numpy()
    known = table["period"] <= value
    axes.bar(
        table["period"][known], sold[known], color=COLOURS["blue"], edgecolor="black", width=0.8
    )
    axes.bar(
        table["period"][~known],
        sold[~known],
        color="white",
        edgecolor=COLOURS["grey"],
        hatch=HATCHES[1],
        width=0.8,
    )
    line = found.sales(len(table))
    axes.plot(table["period"], line, color=COLOURS["orange"], linewidth=2.4)
    axes.set_ylim(0, 1.9 * sold.max())
    axes.set_xlim(0.3, len(table) + 0.7)
    axes.set_xticks([1, 5, 10, 14])
    axes.set_xlabel(text("figures.first-periods.xlabel"))
    if axes.get_subplotspec().is_first_col():
        axes.set_ylabel(text("figures.first-periods.ylabel"))
    truth = spread(seed)
    peak = int(table["period"][sold.argmax()])
    values = {
        "n": value,
        "m": round(found.m),
        "truth": round(truth.m),
        "time": found.peak_time,
        "peak": peak,
        "most": int(sold.max()),
    }
    return Caption(
        title=text("figures.first-periods.title", **values),
        alt=text("figures.first-periods.alt", **values),
        table=pd.DataFrame(
            {
                text("figures.first-periods.fitted"): [
                    text.number(found.p, "3"),
                    text.number(found.q, "3"),
                    text.number(found.m, "0"),
                    text.number(found.peak_time, "1"),
                ]
            },
            index=[text(f"figures.first-periods.{name}") for name in ("p", "q", "m", "time")],
        ),
        claims={
            "sales peak there": bool(sold[peak - 1] == sold.max()),
            "with all periods m is near": value < LENGTHS[-1] or abs(found.m / truth.m - 1) <= 0.15,
        },
    )


FIGURES = {
    "holdout": Figure(holdout, size=(7.4, 3.8)),
    "groups": Figure(groups, size=(7.0, 3.2)),
    "silence": Widget(silence, size=(8.4, 3.2), values=PURCHASES, start=2, panels=(0, 2, 8)),
    "cohorts": Figure(cohorts, size=(7.0, 3.4)),
    "first-periods": Widget(
        first_periods, size=(8.6, 3.2), values=LENGTHS, start=14, panels=(6, 9, 14)
    ),
}
