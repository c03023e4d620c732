"""Figures of the case: firms that mark high or low, two r's a driver, and what resampling says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, Caption, Figure, Widget
from brecha.lessons.firsts import firsts

from .subsample import CLEAR, DRIVERS, LEADERS, SHARES, TURNED, goes_with

__all__ = ["FIGURES"]

NAMES = list(DRIVERS)
SHOWN, AGAIN = 40, 300
PERCENT = tuple(int(100 * share) for share in SHARES)


def strips(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the marks of forty firms as rows of colour, the highest level on top."""
    answers = lesson.data("answers").sort_values("level", ascending=False, kind="stable")
    columns = [*NAMES, "satisfaction"]
    places = np.linspace(0, len(answers) - 1, SHOWN).round().astype(int)
    shown = answers.iloc[places]
    image = axes.imshow(shown[columns], aspect="auto", cmap="cividis", vmin=1, vmax=10)
    axes.grid(visible=False)
    words = [text.label(name) for name in columns]
    axes.set_xticks(range(len(columns)), words, rotation=35, ha="right", rotation_mode="anchor")
    axes.set_yticks([])
    axes.set_ylabel(text("figures.strips.ylabel"))
    axes.axvline(len(NAMES) - 0.5, color="white", linewidth=3)
    bar = axes.figure.colorbar(image, ax=axes, pad=0.02)
    bar.set_label(text("figures.strips.mark"))
    quarter = len(answers) // 4
    top, bottom = answers.head(quarter)[columns].mean(), answers.tail(quarter)[columns].mean()
    values = {
        "shown": SHOWN,
        "customers": len(answers),
        "top": top["satisfaction"],
        "bottom": bottom["satisfaction"],
        "narrowest": (top - bottom)[NAMES].min(),
    }
    return Caption(
        title=text("figures.strips.title", **values),
        alt=text("figures.strips.alt", **values),
        table=pd.DataFrame(
            {
                text("figures.strips.upper"): top.to_numpy(),
                text("figures.strips.lower"): bottom.to_numpy(),
            },
            index=words,
        ),
        claims={
            "who marks high marks every question higher": bool((top - bottom).min() > 2),
            "satisfaction too": bool(top["satisfaction"] - bottom["satisfaction"] > 3),
        },
    )


def _two_points(axes: Any, text: Any, pairs: pd.DataFrame, styles: Any) -> None:
    """Draw two r's a driver on one line, the driver with the highest first r on top."""
    ranked = pairs.sort_values(pairs.columns[0], kind="stable")
    heights = range(len(ranked))
    axes.hlines(heights, ranked.min(axis=1), ranked.max(axis=1), color=COLOURS["grey"], linewidth=1)
    for column, (colour, marker) in zip(ranked, styles, strict=True):
        axes.scatter(
            ranked[column],
            heights,
            s=48,
            color=COLOURS[colour],
            marker=marker,
            zorder=3,
            label=column,
        )
    axes.set_yticks(heights, [text.label(name) for name in ranked.index])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)


def _numbers(text: Any, pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs.set_axis([text.label(name) for name in pairs.index])


def two_rs(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw each driver's r as the marks come, and with each firm's level taken out."""
    answers = lesson.data("answers")
    raw, own = pd.Series(goes_with(answers)), pd.Series(goes_with(answers, 1.0))
    pairs = pd.DataFrame({text("figures.two-rs.raw"): raw, text("figures.two-rs.own"): own})
    _two_points(axes, text, pairs, (("blue", "o"), ("red", "D")))
    axes.axvline(CLEAR, color=COLOURS["grey"], linestyle=":", linewidth=1.4)
    axes.set_xlabel(text("figures.two-rs.xlabel"))
    axes.set_xlim(-0.5, 1.0)
    stay = own[own > CLEAR].sort_values(ascending=False)
    values = {
        "least": raw.min(),
        "most": raw.max(),
        "stay": stay.index.to_list(),
        "clear": CLEAR,
        "lowest": own.idxmin(),
        "lowest_r": own.min(),
        "next_r": own.drop(stay.index).max(),
    }
    return Caption(
        title=text("figures.two-rs.title", **values),
        alt=text("figures.two-rs.alt", **values),
        table=_numbers(text, pairs),
        claims={
            "as they came all are clear": bool((raw > CLEAR).all()),
            "two stay": len(stay) == 2,
            "they are the same two that led": set(raw.nlargest(2).index) == set(stay.index),
        },
    )


def taken_out(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw the nine r's with so many percent of each firm's level taken out."""
    answers = lesson.data("answers")
    r = pd.Series(goes_with(answers, value / 100))
    # The order stays as the marks come, so that only the bars move.
    names = sorted(NAMES, key=goes_with(answers).__getitem__)
    first_two = r.nlargest(2).index
    styles = [("blue", "//") if name in first_two else ("sky", "") for name in names]
    axes.barh(
        range(len(names)),
        r[names],
        color=[COLOURS[colour] for colour, _ in styles],
        hatch=[hatch for _, hatch in styles],
    )
    axes.set_yticks(range(len(names)), [text.label(name) for name in names])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.axvline(CLEAR, color=COLOURS["grey"], linestyle=":", linewidth=1.4)
    axes.set_xlim(-0.5, 0.95)
    axes.set_xlabel(text("figures.taken-out.xlabel"))
    clear = int((r > CLEAR).sum())
    values = {
        "value": value,
        "first": first_two[0],
        "second": first_two[1],
        "first_r": r[first_two[0]],
        "second_r": r[first_two[1]],
        "lowest": r.idxmin(),
        "lowest_r": r.min(),
        "clear": clear,
        "line": CLEAR,
    }
    others = [x for name, x in goes_with(answers, value / 100).items() if name not in LEADERS]
    return Caption(
        title=text("figures.taken-out.title", **values),
        alt=text("figures.taken-out.alt", **values),
        table=pd.DataFrame(
            {text("figures.taken-out.xlabel"): r[names].to_numpy()[::-1]},
            index=[text.label(name) for name in names[::-1]],
        ),
        claims={
            "the same two lead": set(first_two) == LEADERS,
            "so many are clear": sum(x > CLEAR for x in others) + 2 == clear,
        },
    )


def one_column(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what the upside-down column did: each driver's r with it, and with it put right."""
    export, answers = lesson.data("export"), lesson.data("answers")
    wrong, right = pd.Series(goes_with(export)), pd.Series(goes_with(answers))
    pairs = pd.DataFrame(
        {text("figures.one-column.right"): right, text("figures.one-column.wrong"): wrong}
    )
    _two_points(axes, text, pairs, (("blue", "o"), ("orange", "X")))
    axes.set_xlabel(text("figures.two-rs.xlabel"))
    axes.set_xlim(-1.0, 1.0)
    values = {
        "turned": TURNED,
        "right": right[TURNED],
        "wrong": wrong[TURNED],
        "mean": answers[TURNED].mean(),
        "stored": export[TURNED].mean(),
    }
    return Caption(
        title=text("figures.one-column.title", **values),
        alt=text("figures.one-column.alt", **values),
        table=_numbers(text, pairs),
        claims={
            "put right it is first": right.idxmax() == TURNED,
            "upside down it is last": wrong.idxmin() == TURNED,
            "the others don't move": bool(np.allclose(right.drop(TURNED), wrong.drop(TURNED))),
            "its mean hardly moves": bool(abs(export[TURNED].mean() - answers[TURNED].mean()) < 1),
        },
    )


def first_place(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw how often each leader comes first when the learner's firms are drawn again."""
    own = lesson.data("answers")
    table = own[[*NAMES, "satisfaction"]].to_numpy(float)
    level = table[:, :-1].mean(axis=1, keepdims=True)
    rng = np.random.default_rng(lesson.parameters["seed"])
    rows = rng.integers(0, len(table), (AGAIN, len(table)))
    found = {
        text("figures.two-rs.raw"): firsts(table, rows, names=NAMES),
        text("figures.two-rs.own"): firsts(table - level, rows, names=NAMES),
    }
    leaders = [TURNED, *sorted(LEADERS - {TURNED})]
    shares = pd.DataFrame(
        {column: [*share[leaders], share.drop(leaders).sum()] for column, share in found.items()},
        index=[*leaders, "others"],
    )
    styles = (("blue", ""), ("red", "//"))
    for place, (column, (colour, hatch)) in enumerate(zip(shares, styles, strict=True)):
        heights = np.arange(len(shares))[::-1] + 0.2 - 0.4 * place
        axes.barh(
            heights, shares[column], height=0.38, color=COLOURS[colour], hatch=hatch, label=column
        )
        for height, share in zip(heights, shares[column], strict=True):
            axes.text(share + 0.01, height, text.number(share, "percent"), va="center")
    axes.set_yticks(range(len(shares)), [text.label(name) for name in shares.index[::-1]])
    marks = (0, 0.25, 0.5, 0.75, 1)
    axes.set_xticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_xlim(0, 1.12)
    axes.set_xlabel(text("figures.first-place.xlabel"))
    axes.legend(loc="lower right", frameon=False)
    raw, within = shares.iloc[:, 0], shares.iloc[:, 1]
    values = {
        "n": AGAIN,
        "customers": len(table),
        "raw": raw[TURNED],
        "own": within[TURNED],
        "raw_other": raw["customers"],
        "own_other": within["customers"],
        "rest": max(raw["others"], within["others"]),
    }
    printed = pd.DataFrame(
        {column: [text.number(x, "percent") for x in shares[column]] for column in shares},
        index=[text.label(name) for name in shares.index],
    )
    return Caption(
        title=text("figures.first-place.title", **values),
        alt=text("figures.first-place.alt", **values),
        table=printed,
        claims={"one of the two nearly always": bool(values["rest"] <= 0.1)},
    )


FIGURES = {
    "strips": Figure(strips, size=(7.0, 5.2)),
    "two-rs": Figure(two_rs, size=(7.4, 4.2)),
    "taken-out": Widget(taken_out, values=PERCENT, start=0, panels=(0, 50, 100), size=(9.0, 4.0)),
    "one-column": Figure(one_column, size=(7.4, 4.2)),
    "first-place": Figure(first_place, size=(7.4, 3.4)),
}
