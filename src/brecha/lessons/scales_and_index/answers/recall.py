"""Three things from earlier: a mark that isn't there, one turned round, the zone."""

from brecha.checking import Key

from ..readings import MIDPOINT

key = Key()


@key.reference("no-answer")
def no_answer(lesson):
    return (8 + 6 + 9) / 3


@key.misconception("no-answer", "code-counted")
def code_counted(lesson):
    return (8 - 99 + 6 + 9) / 4


@key.misconception("no-answer", "zero")
def zero(lesson):
    return (8 + 0 + 6 + 9) / 4


@key.misconception("no-answer", "midpoint")
def midpoint_for_no_answer(lesson):
    return (8 + MIDPOINT + 6 + 9) / 4


@key.misconception("no-answer", "sum")
def sum_of_marks(lesson):
    return 8 + 6 + 9


@key.reference("turned")
def turned(lesson):
    return 11 - 3


@key.misconception("turned", "ten-minus")
def ten_minus(lesson):
    return 10 - 3


@key.misconception("turned", "eight-minus")
def eight_minus(lesson):
    return 8 - 3


@key.misconception("turned", "as-it-stands")
def as_it_stands(lesson):
    return 3


@key.reference("in-the-zone")
def in_the_zone(lesson):
    return 2 / 4


@key.misconception("in-the-zone", "from-means")
def from_means(lesson):
    return 1


@key.misconception("in-the-zone", "above-the-floor")
def above_the_floor(lesson):
    return 3 / 4


@key.misconception("in-the-zone", "below-the-floor")
def below_the_floor(lesson):
    return 1 / 4
