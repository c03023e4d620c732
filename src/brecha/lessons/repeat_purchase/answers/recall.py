"""Three things from earlier: a silence, two rates together, a second renewal."""

from brecha.checking import Key

key = Key()


@key.reference("same-silence")
def same_silence(lesson):
    return "A"


@key.reference("both-together")
def both_together(lesson):
    return (2 + 8) / (26 + 40)


@key.misconception("both-together", "mean-of-rates")
def _(lesson):
    return (2 / 26 + 8 / 40) / 2


@key.misconception("both-together", "rates-added")
def _(lesson):
    return 2 / 26 + 8 / 40


@key.misconception("both-together", "longest")
def _(lesson):
    return (2 + 8) / 40


@key.misconception("both-together", "turned")
def _(lesson):
    return (26 + 40) / (2 + 8)


@key.reference("second-renewal")
def second_renewal(lesson):
    return 468 / 631


@key.misconception("second-renewal", "of-all")
def _(lesson):
    return 468 / 1000


@key.misconception("second-renewal", "first")
def _(lesson):
    return 631 / 1000


@key.misconception("second-renewal", "left")
def _(lesson):
    return 1 - 468 / 631


@key.misconception("second-renewal", "left-of-all")
def _(lesson):
    return (631 - 468) / 1000
