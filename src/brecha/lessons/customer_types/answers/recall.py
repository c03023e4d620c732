"""Three things from earlier: complaints of each, four characteristics, how many rows."""

from brecha.checking import Key

key = Key()


@key.reference("complaints-each")
def complaints_each(lesson):
    return 6 / 20


@key.misconception("complaints-each", "of-all-complaints")
def _(lesson):
    return 6 / (6 + 12)


@key.misconception("complaints-each", "of-all-people")
def _(lesson):
    return 6 / (20 + 80)


@key.misconception("complaints-each", "morning")
def _(lesson):
    return 12 / 80


@key.misconception("complaints-each", "whole-day")
def _(lesson):
    return (6 + 12) / (20 + 80)


@key.misconception("complaints-each", "to-the-rest")
def _(lesson):
    return 6 / (20 - 6)


@key.misconception("complaints-each", "without-complaint")
def _(lesson):
    return (20 - 6) / 20


@key.reference("four-characteristics")
def four_characteristics(lesson):
    return "PVIN"


@key.reference("how-many-rows")
def how_many_rows(lesson):
    return "B"
