"""Lesson 06, its pictures: two techniques beside each other, and the moment to close."""

from __future__ import annotations

from typing import Any

import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.sales_techniques.selling import EXTRA, KINDS, TECHNIQUES, fair_share, kept_with
from brecha.lessons.sales_techniques.signals import HARM, HIT, SIGNALS

__all__ = ["FIGURES", "HARMS"]

HARMS = range(0, 201, 20)
"""What a false alarm costs, in the widget."""

_LOOK = {
    "asking": {"marker": "o", "s": 95, "color": COLOURS["blue"]},
    "pressing": {"marker": "s", "s": 70, "color": COLOURS["orange"], "edgecolor": "black"},
}


# --- two techniques ------------------------------------------------------------------------------


def kinds(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the share of kept sales all together and by kind of customer."""
    calls = lesson.data("calls")
    shares: Any = pd.DataFrame(
        {
            "together": calls.groupby("technique")["kept"].mean(),
            **{kind: lesson.data(kind).groupby("technique")["kept"].mean() for kind in KINDS},
        }
    ).T
    counts = {
        "together": calls.groupby("technique")["call"].count(),
        **{kind: lesson.data(kind).groupby("technique")["call"].count() for kind in KINDS},
    }
    words = [
        text(
            "figures.kinds.row",
            what=code,
            asking=int(counts[code]["asking"]),
            pressing=int(counts[code]["pressing"]),
        )
        for code in shares.index
    ]
    _pairs(axes, text, shares, words)
    axes.set_xlabel(text("figures.kinds.xlabel"))
    values = {
        f"{code}_{technique}": shares.loc[code, technique]
        for code in shares.index
        for technique in TECHNIQUES
    }
    return Caption(
        title=text("figures.kinds.title", **values),
        alt=text("figures.kinds.alt", **values),
        table=_table(shares, text),
        claims={
            "pressing leads all together": bool(
                shares.loc["together", "pressing"] > shares.loc["together", "asking"]
            ),
            "asking leads with each kind": bool(
                (shares.loc[list(KINDS), "asking"] > shares.loc[list(KINDS), "pressing"]).all()
            ),
        },
    )


def horizons(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the fair shares of what comes of a conversation, today and later."""
    calls = lesson.data("calls")
    outcomes = ("bought", "kept", "complained", "again")
    shares = pd.DataFrame({outcome: fair_share(calls, outcome) for outcome in outcomes}).T
    _pairs(axes, text, shares, [text.label(f"outcome-{outcome}") for outcome in outcomes])
    axes.set_xlabel(text("figures.horizons.xlabel"))
    values = {
        f"{technique}_{outcome}": shares.loc[outcome, technique]
        for outcome in outcomes
        for technique in TECHNIQUES
    }
    ahead = shares["pressing"] > shares["asking"]
    return Caption(
        title=text("figures.horizons.title", **values),
        alt=text("figures.horizons.alt", **values),
        table=_table(shares.rename(index=lambda code: f"outcome-{code}"), text),
        claims={
            "pressing sells more on the day": bool(ahead["bought"]),
            "it keeps less": not ahead["kept"],
            "more complain": bool(ahead["complained"]),
            "fewer buy again": not ahead["again"],
        },
    )


def _pairs(axes: Any, text: Any, shares: pd.DataFrame, words: list[str]) -> None:
    """Draw two marks in each row, a dot for asking and a square for pressing."""
    places = range(len(shares))
    axes.hlines(
        places, shares.min(axis=1), shares.max(axis=1), color=COLOURS["grey"], linewidth=2, zorder=1
    )
    for technique in TECHNIQUES:
        axes.scatter(
            shares[technique], places, zorder=2, label=text.label(technique), **_LOOK[technique]
        )
    for place, (_, row) in enumerate(shares.iterrows()):
        low, high = sorted(row)
        axes.text(low - 0.02, place, text.number(low, "percent"), ha="right", va="center")
        axes.text(high + 0.02, place, text.number(high, "percent"), ha="left", va="center")
    axes.set_xlim(-0.04, 0.9)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8])
    axes.set_xticklabels([text.number(share, "percent") for share in axes.get_xticks()])
    axes.set_yticks(places, words)
    axes.set_ylim(len(words) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.figure.legend(loc="outside lower left", ncols=2, handletextpad=0.2)


def _table(shares: pd.DataFrame, text: Any) -> pd.DataFrame:
    shown = shares.rename(index=text.label, columns=text.label).round(2)
    return shown.rename_axis(index=None, columns=None)


def returns(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw fair shares of kept sales if pressed buyers gave back more often by so much."""
    calls = lesson.data("calls")
    bought, kept = fair_share(calls, "bought"), kept_with(calls, value)
    for place, technique in enumerate(TECHNIQUES):
        axes.barh(
            place, bought[technique], color="white", edgecolor="black", linestyle="--", height=0.7
        )
        axes.barh(
            place,
            kept[technique],
            color=_LOOK[technique]["color"],
            hatch=HATCHES[place],
            edgecolor="black",
            height=0.7,
        )
        axes.text(
            bought[technique] + 0.015,
            place,
            text.number(kept[technique], "percent"),
            va="center",
            weight="bold",
        )
    axes.set_yticks(range(2), [text.label(technique) for technique in TECHNIQUES])
    axes.set_ylim(1.5, -0.5)
    axes.set_xlim(0, 0.8)
    axes.set_xticks([0, 0.2, 0.4, 0.6])
    axes.set_xticklabels([text.number(share, "percent") for share in axes.get_xticks()])
    axes.set_xlabel(text("figures.returns.xlabel"), fontsize=9)
    axes.tick_params(axis="y", length=0)
    first = str(kept.idxmax())
    values = {
        "extra": value,
        "asking": kept["asking"],
        "pressing": kept["pressing"],
        "asking_bought": bought["asking"],
        "pressing_bought": bought["pressing"],
        "first": first,
    }
    return Caption(
        title=text("figures.returns.title", **values),
        alt=text("figures.returns.alt", **values),
        table=_table(pd.DataFrame({"bought": bought, "kept": kept}), text),
        claims={"no technique keeps more": bool(kept.max() == kept[first])},
    )


# --- the moment to close -------------------------------------------------------------------------


def signals(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how many signals customers gave who were ready, and the others."""
    talks = lesson.data("other_talks")
    counts = pd.crosstab(talks["signals"], talks["ready"]).reindex(list(SIGNALS), fill_value=0)
    looks = ((1, "ready", "blue", -0.2), (0, "not-ready", "orange", 0.2))
    for ready, code, colour, shift in looks:
        axes.bar(
            [n + shift for n in SIGNALS],
            counts[ready],
            width=0.38,
            color=COLOURS[colour],
            hatch=HATCHES[1 - ready],
            edgecolor="black",
            label=text.label(code),
        )
    axes.set_xticks(list(SIGNALS))
    axes.set_xlabel(text("figures.signals.xlabel"))
    axes.set_ylabel(text("figures.signals.ylabel"))
    axes.locator_params(axis="y", integer=True)
    axes.grid(axis="x", visible=False)
    axes.grid(axis="y")
    axes.legend()
    means = talks.groupby("ready")["signals"].mean()
    many = talks[talks["signals"] >= 4]
    values = {
        "ready": means[1],
        "others": means[0],
        "n": len(talks),
        "many": int((many["ready"] == 0).sum()),
    }
    return Caption(
        title=text("figures.signals.title", **values),
        alt=text("figures.signals.alt", **values),
        table=counts.rename(
            columns={1: text.label("ready"), 0: text.label("not-ready")}
        ).rename_axis(index=None, columns=None),
        claims={
            "ready customers give more": bool(means[1] > means[0]),
            "some of the others give many": values["many"] > 0,
        },
    )


def harm(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw what each moment brings if a false alarm costs so much; the best one is marked."""
    moments = lesson.data("other_moments")
    result = HIT * moments["hits"] - value * moments["false_alarms"]
    best = int(result.idxmax())
    top = HIT * int(moments["hits"].max())
    floor = -0.5 * top
    for n in SIGNALS:
        marked = n == best
        axes.bar(
            n,
            max(result[n], floor),
            color=COLOURS["orange" if marked else "sky"],
            hatch=HATCHES[1] if marked else HATCHES[0],
            edgecolor="black",
        )
        if result[n] < floor:
            # The bar goes on below the picture.
            axes.plot(n, 0.93 * floor, marker="v", color="black", markersize=6)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.text(best, result[best] + 0.03 * top, text.number(result[best], "0"), ha="center")
    axes.set_ylim(floor, 1.15 * top)
    axes.set_xticks(list(SIGNALS))
    axes.grid(axis="x", visible=False)
    axes.grid(axis="y")
    axes.set_xlabel(text("figures.harm.xlabel"))
    axes.set_ylabel(text("figures.harm.ylabel"))
    values = {
        "harm": value,
        "best": best,
        "most": result[best],
        "everybody": result[0],
        "hits": int(moments["hits"][best]),
        "false": int(moments["false_alarms"][best]),
    }
    return Caption(
        title=text("figures.harm.title", **values),
        alt=text("figures.harm.alt", **values),
        table=pd.DataFrame({text.label("result"): result}),
        claims={"no moment brings more": bool((result <= result[best]).all())},
    )


FIGURES = {
    "kinds": Figure(kinds, size=(8.0, 3.2)),
    "horizons": Figure(horizons, size=(8.0, 3.4)),
    "returns": Widget(returns, size=(7.0, 2.4), values=EXTRA, start=20, panels=(0, 20, 40)),
    "signals": Figure(signals),
    "harm": Widget(harm, size=(7.0, 3.2), values=HARMS, start=HARM, panels=(0, 60, 200)),
}
