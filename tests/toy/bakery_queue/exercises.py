"""A lesson of four tills with an exercise of every kind: small enough to be worked by hand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brecha.checking import (
    Choice,
    Drawing,
    Exercise,
    Frame,
    FreeText,
    Function,
    Label,
    Number,
    Ranking,
    Series,
    Sorting,
)
from brecha.lessons import Lesson, Parameter

TILLS = ("east", "north", "south", "west")


def tables(parameters: Mapping[str, Any]) -> dict[str, Any]:
    shift = parameters["seed"] % 5
    return {
        "tills": pd.DataFrame(
            {
                "till": list(TILLS),
                "customers": [10, 20, 30, 40],
                "served": [9, 12, 27 - shift, 16],
            }
        )
    }


def customers_of_a_day(random: Any) -> list[tuple[int, int]]:
    """Try an easy day, a day when nobody came, and ten that are drawn."""
    drawn = [(int(random.integers(1, came)), came) for came in range(5, 15)]
    return [(3, 4), (0, 0), *drawn]


LESSON = Lesson(
    slug="bakery-queue",
    notebook="notebooks/{language}/99-bakery-queue.ipynb",
    number=99,
    parameters=(Parameter.company("hotel", "clinic", "bank"), Parameter.seed()),
    tables=tables,
    terms=("gap",),
    predictions=(Exercise("which-till", Label(TILLS)),),
    exercises=(
        Exercise("share", Number(share=True), ("B5",), code="line"),
        Exercise("customers", Number(tolerance=0), ("B5",)),
        Exercise("by-till", Series("till", TILLS, Number(share=True)), ("B5",), code="line"),
        Exercise("worst", Label(TILLS), ("B5",)),
        Exercise("why", Choice("ABC"), ("B5",)),
        Exercise("order", Ranking("ABCD"), ("B5",)),
        Exercise("kinds", Sorting("1234", "AB"), ("B5",)),
        Exercise("losses", Frame(("till",), ("lost", "share")), ("B5",), code="lines"),
        Exercise("rate", Function(customers_of_a_day, Number(share=True)), ("B5",), code="lines"),
        Exercise("bars", Drawing("bars", "till", TILLS, Number(share=True)), ("B5",), code="lines"),
        Exercise("memo", FreeText()),
    ),
)
