"""A sheet with a blank and a statement worded negatively."""

from brecha.checking import Key

from ..exercises import readings

key = Key()


@key.reference("clean-sheet")
def clean_sheet(lesson):
    return _turned(lesson, 8).mean()


@key.misconception("clean-sheet", "not-reversed")
def _(lesson):
    return lesson.data("sheet")["perception"].mean()


@key.misconception("clean-sheet", "seven-minus")
def _(lesson):
    return _turned(lesson, 7).mean()


@key.misconception("clean-sheet", "blank-as-zero")
def _(lesson):
    return _turned(lesson, 8).fillna(0).mean()


@key.misconception("clean-sheet", "blank-as-midpoint")
def _(lesson):
    return _turned(lesson, 8).fillna(4).mean()


@key.misconception("clean-sheet", "all-reversed")
def _(lesson):
    return (8 - lesson.data("sheet")["perception"]).mean()


@key.misconception("clean-sheet", "as-it-stands")
def _(lesson):
    return lesson.data("sheet")["perception"].fillna(0).mean()


@key.misconception("clean-sheet", "left-out")
def _(lesson):
    found = readings(lesson.data("sheet"))
    left_out = found.pop("left-out")
    # On a few sheets it is one of the others; then nobody can tell which way somebody went.
    return None if any(abs(left_out - value) < 0.02 for value in found.values()) else left_out


@key.facts("clean-sheet")
def sheet_facts(lesson):
    sheet = lesson.data("sheet")
    negative = sheet[sheet["reversed"]].iloc[0]
    return {
        "blank": sheet[sheet["perception"].isna()]["item"].iloc[0],
        "negative": negative["item"],
        "given": int(negative["perception"]),
        "turned": int(8 - negative["perception"]),
        "seven": int(7 - negative["perception"]),
    }


def _turned(lesson, ends):
    """Turn the negative statement by subtracting it from a number; 8 is the right one, 1 + 7."""
    sheet = lesson.data("sheet")
    return sheet["perception"].where(~sheet["reversed"], ends - sheet["perception"])
