"""Three things from earlier: who could buy, morning and afternoon together, one line kept."""

from brecha.checking import Key

key = Key()


@key.reference("who-could-buy")
def who_could_buy(lesson):
    return "B"


@key.reference("both-together")
def both_together(lesson):
    return (8 + 10) / (10 + 40)


@key.misconception("both-together", "mean-of-shares")
def _(lesson):
    return (8 / 10 + 10 / 40) / 2


@key.misconception("both-together", "the-others")
def _(lesson):
    return 1 - both_together(lesson)


@key.misconception("both-together", "morning")
def _(lesson):
    return 8 / 10


@key.misconception("both-together", "afternoon")
def _(lesson):
    return 10 / 40


@key.misconception("both-together", "of-the-afternoon")
def _(lesson):
    return (8 + 10) / 40


@key.reference("one-line-kept")
def one_line_kept(lesson):
    return "C"
