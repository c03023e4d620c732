"""Figures of the case: returns, two kinds of visitor, the year at any cost, and luck."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.models.shares import wilson

from .design import FETCHING, LAST
from .fair import CAME, READY, STYLES, fair, fair_months, first_ahead
from .showroom import showroom

__all__ = ["FIGURES"]

AGAIN = 300
COSTS = tuple(range(0, 331, 30))
_COLOUR = {"listening": COLOURS["blue"], "pressing": COLOURS["orange"]}
_MARKER = {"listening": "o", "pressing": "s"}


def returns(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the share of sales that came back, with Wilson's interval."""
    visits = lesson.data("visits")
    sold = visits[visits["sale"] > 0].assign(back=lambda rows: rows["returns"] < 0)
    counts = sold.groupby(["came", "style"])["back"].agg(["sum", "count"])
    found = {}
    for place, (came, style) in enumerate(product(CAME, STYLES)):
        row = counts.loc[(came, style)]
        share = found[came, style] = wilson(int(row["sum"]), of=int(row["count"]))
        at = place + (0.4 if place > 1 else 0)
        axes.bar(
            at,
            share.value,
            color=_COLOUR[style],
            hatch=HATCHES[STYLES.index(style)],
            edgecolor="white",
            label=text.label(style) if place < len(STYLES) else None,
        )
        whiskers = [[share.value - share.low], [share.high - share.value]]
        axes.errorbar(at, share.value, yerr=whiskers, color="black", capsize=4)
    axes.set_xticks([0.5, 2.9], [text.label(came) for came in CAME])
    marks = (0, 0.1, 0.2, 0.3, 0.4)
    axes.set_yticks(marks, [text.number(mark, "percent") for mark in marks])
    axes.set_ylabel(text("figures.returns.ylabel"))
    axes.legend(loc="upper left")
    values = {f"{came}_{style}": share.value for (came, style), share in found.items()}
    table = pd.DataFrame(
        {
            text("figures.returns.share"): [share.value for share in found.values()],
            text("figures.returns.low"): [share.low for share in found.values()],
            text("figures.returns.high"): [share.high for share in found.values()],
        },
        index=[f"{text.label(came)}: {text.label(style)}" for came, style in found],
    )
    return Caption(
        title=text("figures.returns.title", **values),
        alt=text("figures.returns.alt", **values),
        table=table,
        claims={
            f"more of what was pressed came back: {came}": found[came, "pressing"].value
            > found[came, "listening"].value
            for came in CAME
        },
    )


def kinds(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw money per visitor after a year: everybody, and the two kinds apart."""
    visits = lesson.data("visits")
    rows = {"all": visits.groupby("style")["net"].mean()}
    for came in CAME:
        rows[came] = visits[visits["came"] == came].groupby("style")["net"].mean()
    rows["fair"] = fair(visits, "net")
    order = list(rows)[::-1]
    for place, name in enumerate(order):
        axes.plot(
            [rows[name][style] for style in STYLES],
            [place, place],
            color=COLOURS["grey"],
            zorder=1,
        )
        for style in STYLES:
            axes.scatter(
                rows[name][style],
                place,
                s=70,
                color=_COLOUR[style],
                marker=_MARKER[style],
                zorder=2,
                label=text.label(style) if place == 0 else None,
            )
    axes.set_yticks(range(len(order)), [text.label(f"row-{name}") for name in order])
    axes.set_ylim(-0.6, len(order) - 0.4)
    axes.set_xlabel(text("figures.kinds.xlabel"))
    axes.legend(loc="lower right")
    values = {f"{name}_{style}": row[style] for name, row in rows.items() for style in STYLES}
    table = pd.DataFrame(
        {text.label(style): [rows[name][style] for name in rows] for style in STYLES},
        index=[text.label(f"row-{name}") for name in rows],
    )
    return Caption(
        title=text("figures.kinds.title", **values),
        alt=text("figures.kinds.alt", **values),
        table=table,
        claims={
            "all together pressing is ahead": rows["all"]["pressing"] > rows["all"]["listening"],
            **{
                f"listening is ahead: {name}": rows[name]["listening"] > rows[name]["pressing"]
                for name in (*CAME, "fair")
            },
        },
    )


def cost(lesson: Any, text: Any, axes: Any, value: float) -> Caption:
    """Draw both styles' money through the year, for a cost of fetching a piece back."""
    own = showroom(lesson.parameters["seed"])
    running = _running(own, value)
    for style in STYLES:
        axes.plot(
            running.index,
            running[style],
            color=_COLOUR[style],
            marker=_MARKER[style],
            markersize=5,
            linestyle="-" if style == "listening" else "--",
            label=text.label(style),
        )
    lead = running["listening"] - running["pressing"]
    turn = first_ahead(lead.to_list())
    if turn is not None:
        axes.axvline(turn, color=COLOURS["grey"], linewidth=1)
    axes.set_xticks(range(0, LAST + 1, 2))
    axes.set_ylim(80, 220)
    axes.set_xlabel(text("figures.cost.xlabel"))
    axes.set_ylabel(text("figures.cost.ylabel"))
    axes.legend(loc="upper right")
    end = running.iloc[-1]
    ahead = "listening" if turn is not None else "pressing"
    values = {
        "value": value,
        "turn": turn if turn is not None else LAST,
        "listening": end["listening"],
        "pressing": end["pressing"],
        "lead": abs(end["listening"] - end["pressing"]),
        "ahead": ahead,
    }
    word = "turns" if turn is not None else "stays"
    return Caption(
        title=text(f"figures.cost.title_{word}", **values),
        alt=text(f"figures.cost.alt_{word}", **values),
        table=running.rename(columns={style: text.label(style) for style in STYLES}),
        claims={
            "who is said to be ahead is ahead": bool(end[ahead] == end.max()),
            "pressing is ahead on the day": bool(lead.iloc[0] < 0),
        },
    )


def _running(own: Any, value: float) -> pd.DataFrame:
    """Add up both styles' months, as if fetching had cost `value` instead."""
    events = own.events
    kept = own.visits.set_index("visit")["sale"]
    # A booking that takes away more than the sale brought is a return; it holds the fetching.
    sold = events["visit"].map(kept)
    back = (sold > 0) & (events["money"] == -(sold + FETCHING))
    money = events["money"] + (FETCHING - value) * back
    months = fair_months(events.assign(money=money), own.visits, last=LAST)
    return months.set_index("month").cumsum()


def again(lesson: Any, text: Any, axes: Any) -> Caption:
    """Draw the fair lead of listening when the learner's visitors are drawn again."""
    own = showroom(lesson.parameters["seed"])
    lead = leads_again(own.visits, seed=lesson.parameters["seed"])
    axes.hist(lead, bins=24, color=COLOURS["sky"], edgecolor="white")
    axes.axvline(0, color=COLOURS["grey"], linestyle="--")
    true = own.design.fair()
    built = true["listening"] - true["pressing"]
    axes.axvline(built, color=COLOURS["red"])
    axes.set_xlabel(text("figures.again.xlabel"))
    axes.set_ylabel(text("figures.again.ylabel"))
    low, high = np.quantile(lead, [0.025, 0.975])
    values = {
        "share": float((lead > 0).mean()),
        "built": built,
        "low": low,
        "high": high,
        "n": AGAIN,
    }
    table = pd.DataFrame(
        {text("figures.again.xlabel"): [low, float(np.median(lead)), high]},
        index=["2.5%", "50%", "97.5%"],
    )
    return Caption(
        title=text("figures.again.title", **values),
        alt=text("figures.again.alt", **values),
        table=table,
        claims={
            "what was built in lies in between": bool(low < built < high),
            "more often ahead than not": bool((lead > 0).mean() > 0.5),
            "not always": bool(low < 0),
        },
    )


def leads_again(visits: pd.DataFrame, *, seed: int, times: int = AGAIN) -> np.ndarray:
    """Draw each style's visitors of each kind again, and compare fairly each time.

    Parameters
    ----------
    visits : DataFrame
        ``style``, ``came`` and ``net``.
    seed : int
        Where chance begins.
    times : int
        How often.

    Returns
    -------
    ndarray, shape (times,)
        Dollars per visitor by which listening is ahead.
    """
    rng = np.random.default_rng([seed, 1])
    lead = np.zeros(times)
    for (style, came), part in visits.groupby(["style", "came"])["net"]:
        net = part.to_numpy(float)
        means = net[rng.integers(0, len(net), (times, len(net)))].mean(axis=1)
        weight = READY if came == "ready" else 1 - READY
        lead += (weight if style == "listening" else -weight) * means
    return lead


FIGURES = {
    "returns": Figure(returns, size=(7.0, 3.6)),
    "kinds": Figure(kinds, size=(7.0, 3.2)),
    "cost": Widget(cost, values=COSTS, start=300, panels=(0, 150, 300), size=(7.0, 3.8)),
    "again": Figure(again, size=(7.0, 3.2)),
}
