"""Three things from earlier: the five dimensions, a blank rating, one line per group."""

from brecha.checking import Key

key = Key()


@key.reference("five-dimensions")
def five_dimensions(lesson):
    return "AERST"


@key.reference("blank-rating")
def blank_rating(lesson):
    return (6 + 3 + 6) / 3


@key.misconception("blank-rating", "zero")
def _(lesson):
    return (6 + 3 + 0 + 6) / 4


@key.misconception("blank-rating", "midpoint")
def _(lesson):
    return (6 + 3 + 4 + 6) / 4


@key.misconception("blank-rating", "sum")
def _(lesson):
    return 6 + 3 + 6


@key.misconception("blank-rating", "middle")
def _(lesson):
    return 6


@key.reference("one-line-per-group")
def one_line_per_group(lesson):
    return "A"
