"""Lesson 12, its pictures: nearly all of them show what was expected and what was found."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.quality_gap.exercises import priorities_at
from brecha.models import DIMENSIONS

__all__ = ["FIGURES", "POINTS", "SHIFTS"]

SHIFTS = {
    "promise-less": -1.0,
    "promise-half-less": -0.5,
    "promise-same": 0.0,
    "promise-half-more": 0.5,
    "promise-more": 1.0,
}
"""What the widget does to a promise, in points of expectation."""

POINTS = range(0, 61, 10)
"""What the other widget gives the dimension with the largest gap."""

_ENDS = (1, 7)


# --- sheets --------------------------------------------------------------------------------------


def paper(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw a whole sheet as it was filled in."""
    answers = lesson.data("answers")
    respondent = lesson.data("sheet")["respondent"].iloc[0]
    rows = answers[answers["respondent"] == respondent]
    _sheet(axes, text, rows, width=74, numbers=False)
    values = {
        "people": answers["respondent"].nunique(),
        "respondent": respondent,
        "items": len(rows),
        "blank": int(rows["perception"].isna().sum()),
        "answered": int(rows["perception"].notna().sum()),
    }
    return Caption(
        title=text("figures.paper.title", **values),
        alt=text("figures.paper.alt", **values),
        table=_table(rows, text),
        claims={"somebody left something blank": values["blank"] > 0},
    )


def four(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the four statements whose mean gap is worked out by hand."""
    rows = lesson.data("four")
    _sheet(axes, text, rows, width=44, numbers=True)
    values = {"said": _said(rows, text)}
    return Caption(
        title=text("figures.four.title"),
        alt=text("figures.four.alt", **values),
        table=_table(rows, text),
    )


def sheet(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw four statements of which one is blank and one is worded negatively."""
    rows = lesson.data("sheet")
    _sheet(axes, text, rows, width=44, numbers=True)
    negative = rows[rows["reversed"]]["item"].iloc[0]
    blank = rows[rows["perception"].isna()]["item"].iloc[0]
    values = {"negative": negative, "blank": blank, "said": _said(rows, text)}
    return Caption(
        title=text("figures.sheet.title", **values),
        alt=text("figures.sheet.alt", **values),
        table=_table(rows, text),
        claims={
            "one is blank": int(rows["perception"].isna().sum()) == 1,
            "one is worded negatively": int(rows["reversed"].sum()) == 1,
            "they are two": bool(negative != blank),
        },
    )


def _sheet(axes: Any, text: Any, rows: pd.DataFrame, *, width: int, numbers: bool) -> None:
    """Draw both answers to each statement, the first statement on top."""
    size = 9
    words = [
        textwrap.fill(f"{item}  {text(f'items.{item}')}", width, subsequent_indent="      ")
        for item in rows["item"]
    ]
    low, high = _ENDS
    _pairs(
        axes,
        text,
        rows["expectation"],
        rows["perception"],
        words,
        limits=(low - 0.5, high + 0.5),
        numbers="0" if numbers else "",
    )
    longest = max(len(line) for words_ in words for line in words_.splitlines())
    axes.tick_params(axis="y", labelsize=size, pad=0.5 * size * longest + 4)
    for label in axes.get_yticklabels():
        label.set_horizontalalignment("left")
    axes.set_xticks(range(low, high + 1))
    axes.set_xlabel(text("figures.scale"))
    for place, blank in enumerate(rows["perception"].isna()):
        if blank:
            axes.text(
                4, place, text("figures.paper.blank"), ha="center", va="center", style="italic"
            )


def _said(rows: pd.DataFrame, text: Any) -> str:
    """Say row by row what was answered, for whoever can't see the picture."""
    said = []
    for _, row in rows.iterrows():
        values = {"item": row["item"], "words": text(f"items.{row['item']}")}
        if pd.isna(row["perception"]):
            said.append(text("figures.paper.row-blank", **values))
            continue
        values |= {column: int(row[column]) for column in ("expectation", "perception")}
        said.append(text("figures.paper.row", **values))
    return " ".join(said)


def _table(rows: pd.DataFrame, text: Any) -> pd.DataFrame:
    shown = rows.set_index("item")[["expectation", "perception"]]
    return shown.rename(columns=text.label).rename_axis(index=None)


# --- branches ------------------------------------------------------------------------------------


def branches(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw what each branch's customers expected and found, in the order of the report."""
    means = _means(lesson)
    words = [f"{place}. {text.label(code)}" for place, code in enumerate(means.index, start=1)]
    limits = (means["perception"].min() - 0.5, 7.1)
    _pairs(axes, text, means["expectation"], means["perception"], words, limits=limits, numbers="2")
    axes.set_xlabel(text("figures.branches.xlabel"))
    gap = means["perception"] - means["expectation"]
    first, last = means.index[0], means.index[-1]
    values = {
        "first": first,
        "last": last,
        "n": len(means),
        "first_gap": gap[first],
        "last_gap": gap[last],
        "customers": text(f"companies.{lesson.parameters['company']}.customers"),
    }
    return Caption(
        title=text("figures.branches.title", **values),
        alt=text("figures.branches.alt", **values),
        table=means.round(2).rename(index=text.label, columns=text.label).rename_axis(index=None),
        claims={
            "the last in the list has the best gap": bool(gap.idxmax() == last),
            "the first in the list has the worst gap": bool(gap.idxmin() == first),
        },
    )


def promise(lesson: Any, text: Any, axes: Any, value: str) -> Caption:
    """Draw the branches after the last one of the list has promised more, or less."""
    means = _means(lesson)
    branch = means.index[-1]
    survey = lesson.data("survey")
    mine = survey[survey["branch"] == branch]
    means.loc[branch, "expectation"] = (mine["expectation"] + SHIFTS[value]).clip(*_ENDS).mean()
    quality = means["expectation"] - means["perception"]
    places = quality.rank(ascending=False, method="first").astype(int)
    words = [text.label(code) for code in means.index]
    _pairs(
        axes,
        text,
        means["expectation"],
        means["perception"],
        words,
        limits=(means["perception"].min() - 0.35, 7.9),
        marked=len(means) - 1,
    )
    axes.set_xticks(range(4, 8))
    axes.set_xlabel(text("figures.branches.xlabel"))
    for row, place in enumerate(places):
        axes.text(7.45, row, str(place), ha="center", va="center", weight="bold")
    axes.text(7.45, -0.75, text("figures.promise.place"), ha="center", va="bottom", fontsize=8.5)
    values = {
        "branch": branch,
        "setting": value,
        "place": int(places[branch]),
        "n": len(means),
        "quality": quality[branch],
        "gap": -quality[branch],
        "perception": means["perception"][branch],
        "expectation": means["expectation"][branch],
    }
    return Caption(
        title=text("figures.promise.title", **values),
        alt=text("figures.promise.alt", **values),
        table=means.assign(quality=quality, places=places)
        .round(2)
        .rename(index=text.label, columns=text.label)
        .rename_axis(index=None),
        claims={
            "its place counts the branches with a higher number": (
                int((quality > quality[branch]).sum()) + 1 == int(places[branch])
            ),
        },
    )


def _means(lesson: Any) -> pd.DataFrame:
    """Average both answers branch by branch, in the order of the consultants' list."""
    survey: pd.DataFrame = lesson.data("survey")
    means = survey.groupby("branch")[["expectation", "perception"]].mean()
    return means.loc[list(lesson.data("report")["branch"])]


def _pairs(
    axes: Any,
    text: Any,
    expectation: pd.Series,
    perception: pd.Series,
    words: Sequence[str],
    *,
    limits: tuple[float, float],
    numbers: str = "",
    marked: int | None = None,
) -> None:
    """Draw pairs of marks, the first pair on top: a ring for what was expected, a square for found.

    Rings are wider than squares, so that both are seen where they meet.
    """
    places = range(len(words))
    colours = [COLOURS["orange" if place == marked else "blue"] for place in places]
    ring = {"s": 105, "facecolor": "white", "linewidth": 1.8}
    square = {"s": 30, "marker": "s"}
    axes.hlines(places, perception, expectation, color=colours, linewidth=2, zorder=1)
    axes.scatter(expectation, places, edgecolor=colours, zorder=2, **ring)
    axes.scatter(perception, places, color=colours, zorder=3, **square)
    for place, pair in enumerate(zip(expectation, perception, strict=True)):
        if numbers and not pd.isna(pair[0]):
            left, right = sorted(pair)
            space = 0.03 * (limits[1] - limits[0])
            axes.text(left - space, place, text.number(left, numbers), ha="right", va="center")
            axes.text(right + space, place, text.number(right, numbers), ha="left", va="center")
    axes.set_xlim(limits)
    axes.set_yticks(places, words)
    axes.set_ylim(len(words) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    if axes.get_subplotspec().is_first_col():
        axes.scatter([], [], edgecolor=COLOURS["blue"], label=text.label("expectation"), **ring)
        axes.scatter([], [], color=COLOURS["blue"], label=text.label("perception"), **square)
        # Below the axis, where the heading of a panel doesn't stand.
        axes.figure.legend(loc="outside lower left", ncols=2, handletextpad=0.2)


# --- dimensions ----------------------------------------------------------------------------------


def gaps(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the gap of each dimension, as the memo does."""
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    gap = survey.groupby("dimension")["gap"].mean().sort_values()
    _bars(axes, text, gap, first=gap.index[0])
    axes.set_xlabel(text("figures.gaps.xlabel"))
    values = {
        "worst": gap.index[0],
        "gap": gap.iloc[0],
        "next": gap.index[1],
        "next_gap": gap.iloc[1],
    }
    return Caption(
        title=text("figures.gaps.title", **values),
        alt=text("figures.gaps.alt", **values),
        table=gap.to_frame()
        .round(2)
        .rename(index=text.label, columns=text.label)
        .rename_axis(None),
        claims={
            "no other dimension has a larger shortfall": bool((gap.iloc[1:] > gap.iloc[0]).all())
        },
    )


def weights(lesson: Any, text: Any, axes: Any, value: int) -> Caption:
    """Draw the priorities after the dimension with the largest gap got some of the 100 points."""
    survey = lesson.data("survey")
    gap = (survey["perception"] - survey["expectation"]).groupby(survey["dimension"]).mean()
    moved = gap.idxmin()
    priority = priorities_at(survey, moved, value)
    place = int(priority.rank()[moved])
    shown = priority.reindex(list(DIMENSIONS))
    _bars(axes, text, shown, first=moved)
    # The same axis at every setting, so that a bar that grows is seen to grow.
    ends = pd.concat([priorities_at(survey, moved, points) for points in (POINTS[0], POINTS[-1])])
    axes.set_xlim(1.05 * ends.min(), max(0.02, 1.05 * ends.max()))
    axes.set_xlabel(text("figures.weights.xlabel"))
    values = {"points": value, "moved": moved, "place": place, "priority": priority[moved]}
    return Caption(
        title=text("figures.weights.title", **values),
        alt=text("figures.weights.alt", **values, first=priority.idxmin()),
        table=shown.to_frame("weighted")
        .round(3)
        .rename(index=text.label, columns=text.label)
        .rename_axis(None),
        claims={
            "its place counts the dimensions with more at stake": (
                int((priority < priority[moved]).sum()) + 1 == place
            ),
        },
    )


def _bars(axes: Any, text: Any, values: pd.Series, *, first: str) -> None:
    """Draw a bar for each dimension, the first on top; one of them is marked."""
    places = range(len(values))
    for place, (code, value) in enumerate(values.items()):
        marked = code == first
        axes.barh(
            place,
            value,
            color=COLOURS["orange" if marked else "sky"],
            hatch=HATCHES[1] if marked else HATCHES[0],
            edgecolor="black",
        )
    axes.axvline(0, color="black", linewidth=0.8)
    axes.locator_params(axis="x", nbins=4)
    axes.set_yticks(places, [text.label(code) for code in values.index])
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)


# --- one promise ---------------------------------------------------------------------------------


def minutes(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw one wait as six people would state it."""
    table = lesson.data("promise")
    places = range(len(table))
    axes.hlines(places, 0, table["minutes"], color=COLOURS["sky"], linewidth=2)
    axes.scatter(table["minutes"], places, s=58, color=COLOURS["blue"], zorder=3)
    for place, value in enumerate(table["minutes"]):
        axes.text(value + 0.03 * table["minutes"].max(), place, str(value), va="center")
    axes.set_yticks(places, [text.label(code) for code in table["quantity"]])
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(0, 1.1 * table["minutes"].max())
    axes.tick_params(axis="y", length=0)
    wait = text(f"companies.{lesson.parameters['company']}.wait")
    axes.set_xlabel(wait)
    said = [f"{text.label(row.quantity)} {row.minutes}" for row in table.itertuples()]
    shown = table.set_index("quantity").rename(index=text.label, columns=text.label)
    return Caption(
        title=text("figures.minutes.title", wait=wait),
        alt=text("figures.minutes.alt", wait=wait, said="; ".join(said)),
        table=shown.rename_axis(index=None),
    )


FIGURES = {
    "paper": Figure(paper, size=(8.8, 7.2)),
    "branches": Figure(branches),
    "four": Figure(four, size=(7.4, 2.8)),
    "promise": Widget(
        promise, values=tuple(SHIFTS), start="promise-same", panels=tuple(SHIFTS)[::2]
    ),
    "weights": Widget(weights, values=POINTS, start=10, panels=(10, 20, 50)),
    "sheet": Figure(sheet, size=(7.4, 2.8)),
    "minutes": Figure(minutes),
    "gaps": Figure(gaps, size=(7.0, 2.8)),
}
