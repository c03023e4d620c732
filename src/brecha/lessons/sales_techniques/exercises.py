"""Lesson 06, public side: what is asked, and the tables that it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from brecha.checking import Choice, Exercise, FreeText, Number, ScenePath, Series, Sorting
from brecha.lessons import Lesson, Parameter
from brecha.lessons.sales_techniques.scenes import SCENES
from brecha.lessons.sales_techniques.selling import KINDS, TECHNIQUES, selling
from brecha.lessons.sales_techniques.signals import SIGNALS
from brecha.scenarios import next_door

__all__ = ["LESSON", "PLACES", "TOO_DEAR", "moments"]

PLACES = ("hotel", "bank", "gym", "shop")
"""The companies that the lesson's text fits: something is offered for a year, and can come back."""

TOO_DEAR = SCENES["shop-too-dear"]


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the company's conversations, whole and by kind of customer, and the neighbour's.

    The moment to close is explored on the neighbour's, so that nobody reads one's own off a figure.
    """
    own = selling(parameters["company"], parameters["seed"])
    other = selling(next_door(parameters["company"], among=PLACES), parameters["seed"])
    return {
        "calls": own.calls,
        **{kind: partial(_of_kind, own.calls, kind) for kind in KINDS},
        "report": partial(_report, own.calls),
        **{f"example_{kind}": partial(_example, kind) for kind in KINDS},
        "talks": own.talks,
        "ten": own.ten,
        "moments": partial(moments, own.talks),
        "other": other.calls,
        "other_talks": other.talks,
        "other_moments": partial(moments, other.talks),
        **{f"other_{kind}": partial(_of_kind, other.calls, kind) for kind in KINDS},
    }


def _of_kind(calls: pd.DataFrame, kind: str) -> pd.DataFrame:
    return calls[calls["kind"] == kind].reset_index(drop=True)


def _report(calls: pd.DataFrame) -> pd.DataFrame:
    """Write the report as its author did: everybody together."""
    shares = calls.groupby("technique")[["bought", "kept"]].mean().round(2)
    shares.insert(0, "conversations", calls.groupby("technique")["call"].count())
    return shares.sort_values("kept", ascending=False).reset_index()


_EXAMPLE = {
    ("new", "asking"): (8, 40),
    ("new", "pressing"): (1, 10),
    ("known", "asking"): (7, 10),
    ("known", "pressing"): (24, 40),
}


def _example(kind: str) -> pd.DataFrame:
    """Conversations that are the same for everybody, so that prose can work them out."""
    rows = [
        (technique, int(place < _EXAMPLE[kind, technique][0]))
        for technique in TECHNIQUES
        for place in range(_EXAMPLE[kind, technique][1])
    ]
    return pd.DataFrame(rows, columns=["technique", "kept"])


def moments(talks: pd.DataFrame) -> pd.DataFrame:
    """Count what comes of closing from so many signals on.

    Parameters
    ----------
    talks : DataFrame
        ``signals`` and ``ready``, 1 or 0.

    Returns
    -------
    DataFrame
        One row for each number of signals: hits, misses, false alarms, rejections.

    Examples
    --------
    >>> talks = pd.DataFrame({"signals": [0, 2, 2], "ready": [0, 0, 1]})
    >>> moments(talks).loc[1, ["hits", "false_alarms"]].to_list()
    [1, 1]
    """
    ready = talks["ready"] == 1
    rows = []
    for signals in SIGNALS:
        close = talks["signals"] >= signals
        rows.append(
            {
                "signals": signals,
                "hits": int((close & ready).sum()),
                "misses": int((~close & ready).sum()),
                "false_alarms": int((close & ~ready).sum()),
                "rejections": int((~close & ~ready).sum()),
            }
        )
    return pd.DataFrame(rows)


_SHARES = Series("technique", TECHNIQUES, Number(low=0, high=1))

LESSON = Lesson(
    slug="sales-techniques",
    number=6,
    notebook="notebooks/{language}/06-sales-techniques.ipynb",
    parameters=(Parameter.company(*PLACES), Parameter.seed()),
    tables=tables,
    terms=(
        "selling",
        "consultative-selling",
        "hard-close",
        "simpsons-paradox",
        "objection",
        "closing",
        "buying-signal",
        "false-alarm",
    ),
    predictions=(
        Exercise("split", Choice("ABC")),
        Exercise("nothing-back", Choice("ABC")),
        Exercise("dearer", Choice("ABC")),
    ),
    exercises=(
        Exercise("who-could-buy", Choice("ABC"), ("A6",), recall=True),
        Exercise("both-together", Number(share=True), recall=True),
        Exercise("one-line-kept", Choice("ABC"), recall=True),
        Exercise("why-turned", Choice("ABCD"), ("A8",)),
        Exercise("fair-kept", _SHARES, ("A8",), code="line"),
        Exercise("hit-rate", Number(share=True), ("A10",)),
        Exercise(
            "result",
            Series("signals", tuple(map(str, SIGNALS)), Number(tolerance=0.5)),
            ("A10",),
            code="line",
        ),
        Exercise("too-dear", ScenePath(TOO_DEAR), ("A8", "A10")),
        Exercise("pressure", Sorting("123456", "RIGH"), ("A8",)),
        Exercise("who-sells", Sorting("12345", "SPOFC"), ("A7",)),
        Exercise("organise", Sorting("12345678", "MCNVPTKX"), ("A9",)),
        Exercise("best-moment", Number(tolerance=0, low=0, high=6), ("A10",)),
        Exercise("other-again", _SHARES, ("A8",), code="lines"),
        Exercise("verdict", FreeText(), ("A8",)),
    ),
)
