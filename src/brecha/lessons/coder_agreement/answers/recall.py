"""Three things from earlier: agreement on ten rows, equal totals, two habits by lot."""

from brecha.checking import Key

key = Key()


@key.reference("ten-rows")
def ten_rows(lesson):
    return 6 / 10


@key.misconception("ten-rows", "differences")
def _(lesson):
    return 4 / 10


@key.misconception("ten-rows", "totals")
def _(lesson):
    return 9 / 10


@key.misconception("ten-rows", "count")
def _(lesson):
    return 6


@key.misconception("ten-rows", "of-all-letters")
def _(lesson):
    return 6 / 20


@key.reference("equal-totals")
def equal_totals(lesson):
    return "C"


@key.reference("both-by-lot")
def both_by_lot(lesson):
    return 0.8 * 0.8 + 0.2 * 0.2


@key.misconception("both-by-lot", "one-side")
def _(lesson):
    return 0.8 * 0.8


@key.misconception("both-by-lot", "even")
def _(lesson):
    return 0.5


@key.misconception("both-by-lot", "habit-itself")
def _(lesson):
    return 0.8


@key.misconception("both-by-lot", "differ")
def _(lesson):
    return 2 * 0.8 * 0.2


@key.misconception("both-by-lot", "one-of-each")
def _(lesson):
    return 0.8 * 0.2


@key.misconception("both-by-lot", "yes-side")
def _(lesson):
    return 0.2 * 0.2
