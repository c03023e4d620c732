"""Lesson 11: its pictures."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.loyalty.shoppers import AHEAD, BANDS, by_chance, model
from brecha.models import fit_sbg, retention_rates, word_of_mouth

__all__ = ["FIGURES", "REPORTED"]

SILENCES = (0, 4, 8, 12, 16, 20, 24, 28, 32)
"""Weeks since the last order."""

REPEATS = (1, 2, 4, 8, 16)

SHARES = (2, 4, 6, 8, 10, 12, 14, 16)
"""Of 100 people told, how many become customers who tell in their turn."""

TOLD = 6

REPORTED = (1000, 631, 468, 382, 326, 289, 262, 241)
"""Survivors of 1,000 contracts after 0 to 7 renewals, reported by Fader & Hardie (2007)."""


def pair(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the orders of two customers on one line of time each, up to the last day."""
    two = lesson.data("pair")
    orders = lesson.data("orders")
    end = pd.Timestamp("1997-09-30")
    marks = {}
    for place, row in enumerate(two.itertuples()):
        days = pd.to_datetime(orders.loc[orders["customer"] == row.customer, "date"]).unique()
        weeks = np.sort([(end - day).days / 7 for day in days])[::-1]
        marks[str(row.customer)] = weeks
        axes.hlines(place, -weeks[0], 0, color=COLOURS["grey"], linewidth=1, zorder=1)
        axes.scatter(
            -weeks,
            [place] * len(weeks),
            s=70,
            marker="os"[place],
            color=COLOURS[("blue", "orange")[place]],
            edgecolor="black",
            zorder=2,
        )
        axes.text(1, place, text.number(row.alive, "percent"), ha="left", va="center")
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks([0, 1], [text("figures.pair.row", who=who) for who in marks])
    axes.set_ylim(1.6, -0.6)
    axes.set_xlim(-40, 6)
    axes.set_xticks([-40, -30, -20, -10, 0], ["40", "30", "20", "10", "0"])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.pair.xlabel"))
    many, few = two["alive"]
    counts = [len(weeks) for weeks in marks.values()]
    silent = [float(weeks[-1]) for weeks in marks.values()]
    values = {
        "silent": round(float(two["silent"].iloc[0])),
        "many": many,
        "few": few,
        "many_days": counts[0],
        "few_days": counts[1],
    }
    return Caption(
        title=text("figures.pair.title", **values),
        alt=text("figures.pair.alt", **values),
        table=pd.DataFrame(
            {text.label("days"): counts, text.label("chance"): [many, few]}, index=list(marks)
        ),
        claims={
            "silent for as long, within two days": abs(silent[0] - silent[1]) <= 2 / 7 + 1e-9,
            "the one with more orders has the lower chance": counts[0] > counts[1] and many < few,
        },
    )


def silence(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw the chance to be a customer still, after so many weeks, by the number of purchases."""
    chances = model().alive(
        REPEATS, last=[AHEAD - value] * len(REPEATS), observed=[AHEAD] * len(REPEATS)
    )
    words = [text("figures.silence.row", times=times) for times in REPEATS]
    for place, share in enumerate(chances):
        above = share >= 0.5
        axes.barh(
            place,
            100 * share,
            color=COLOURS["sky" if above else "orange"],
            hatch=HATCHES[0 if above else 1],
            edgecolor="black",
        )
        axes.text(
            100 * share + 1.5,
            place,
            text.number(share, "percent"),
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    axes.axvline(50, color="black", linewidth=1, linestyle="--")
    axes.set_yticks(range(len(words)), words)
    axes.set_ylim(len(words) - 0.4, -0.6)
    axes.set_xlim(0, 115)
    axes.set_xticks([0, 50, 100])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(text("figures.silence.xlabel"))
    values = {
        "weeks": value,
        "once": chances[0],
        "often": chances[-1],
        "gone": int((chances < 0.5).sum()),
        "said": "; ".join(
            f"{word}, {text.number(share, 'percent')}"
            for word, share in zip(words, chances, strict=True)
        ),
    }
    return Caption(
        title=text("figures.silence.title", **values),
        alt=text("figures.silence.alt", **values),
        table=pd.DataFrame({text.label("chance"): chances}, index=words),
        claims={
            "chances are between none and certain": bool(((chances > 0) & (chances < 1)).all()),
            "from sixteen weeks on, the more purchases the lower": value < 16
            or bool((np.diff(chances) < 0).all()),
        },
    )


def chances(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the model's chance beside the share who bought, in four bands of chance."""
    bands = by_chance(lesson.data("customers"))
    places = np.arange(len(BANDS))
    for column, shift, colour, hatch in (
        ("chance", -0.2, "sky", HATCHES[0]),
        ("bought", 0.2, "orange", HATCHES[1]),
    ):
        bars = axes.bar(
            places + shift,
            100 * bands[column],
            width=0.4,
            color=COLOURS[colour],
            hatch=hatch,
            edgecolor="black",
            label=text.label(column),
        )
        for bar, share in zip(bars, bands[column], strict=True):
            axes.text(
                bar.get_x() + bar.get_width() / 2,
                bar.get_height() + 2,
                text.number(100 * share, "0"),
                ha="center",
            )
    axes.set_xticks(places, [text.label(band) for band in BANDS])
    axes.set_ylim(0, 119)
    axes.set_yticks([0, 50, 100])
    axes.set_xlabel(text("figures.chances.xlabel"))
    axes.set_ylabel(text("figures.chances.ylabel"))
    axes.legend(loc="upper left")
    first, last = bands.iloc[0], bands.iloc[-1]
    values = {
        "low_chance": first["chance"],
        "low_bought": first["bought"],
        "low_people": int(first["people"]),
        "high_chance": last["chance"],
        "high_bought": last["bought"],
    }
    shown = bands.rename(index=text.label, columns=text.label).rename_axis(None)
    return Caption(
        title=text("figures.chances.title", **values),
        alt=text("figures.chances.alt", **values),
        table=shown,
        claims={
            "more bought at the low end than the model says": bool(
                first["bought"] > first["chance"]
            ),
            "the share who bought rises with the chance": bool(
                bands["bought"].is_monotonic_increasing
            ),
        },
    )


def retention(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the reported retention, and that of a crowd in which nobody ever changes."""
    rates = retention_rates(REPORTED)
    same = _sorting().reindex(rates.index)
    axes.plot(
        rates.index, 100 * rates, "o", color=COLOURS["blue"], markersize=8, markeredgecolor="black"
    )
    for renewal, share in rates.items():
        axes.text(renewal, 100 * share + 4, text.number(share, "percent"), ha="center")
    axes.set_xlim(0.5, len(rates) + 0.5)
    axes.set_ylim(0, 110)
    axes.set_yticks([0, 50, 100])
    axes.set_xticks(list(rates.index))
    axes.set_xlabel(text("figures.retention.xlabel"))
    axes.set_ylabel(text("figures.retention.ylabel"))
    values = {"first": rates.iloc[0], "second": rates.iloc[1], "last": rates.iloc[-1]}
    return Caption(
        title=text("figures.retention.title", **values),
        alt=text("figures.retention.alt", **values),
        table=pd.DataFrame({text.label("stay"): rates}).rename_axis(None),
        claims={
            "it rises every year": bool(rates.is_monotonic_increasing),
            "sorting alone gives nearly the same": bool((same - rates).abs().max() < 0.02),
        },
    )


@lru_cache(maxsize=1)
def _sorting() -> pd.Series[float]:
    return fit_sbg(REPORTED).retention(len(REPORTED) - 1)


def chain(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw how many customers each step of a tale brings, when one talker tells six people."""
    found = word_of_mouth(TOLD, share=value / 100, generations=6)
    steps = found.generations.iloc[1:]
    axes.bar(
        steps.index, steps, color=COLOURS["sky"], edgecolor="black", width=0.7, hatch=HATCHES[0]
    )
    for step, count in steps.items():
        axes.text(step, count + 0.02, text.number(count, "2"), ha="center")
    axes.set_ylim(0, 1.1)
    axes.set_yticks([0, 0.5, 1])
    axes.set_xticks(list(steps.index))
    axes.set_xlabel(text("figures.chain.xlabel"))
    axes.set_ylabel(text("figures.chain.ylabel"))
    values = {
        "share": value,
        "told": TOLD,
        "m": found.m,
        "brought": found.brought,
        "first": steps.iloc[0],
        "sixth": steps.iloc[-1],
    }
    return Caption(
        title=text("figures.chain.title", **values),
        alt=text("figures.chain.alt", **values),
        table=pd.DataFrame({text.label("brought"): steps}).rename_axis(None),
        claims={
            "each step brings fewer": bool((steps.diff().dropna() < 0).all()),
            "the whole is at least the first step": found.brought >= steps.iloc[0],
        },
    )


FIGURES = {
    "pair": Figure(pair, size=(7.0, 2.4)),
    "silence": Widget(silence, values=SILENCES, start=4, panels=(0, 12, 28), size=(7.0, 2.8)),
    "chances": Figure(chances),
    "retention": Figure(retention, size=(7.0, 3.0)),
    "chain": Widget(chain, values=SHARES, start=4, panels=(2, 10, 16), size=(7.0, 2.8)),
}
