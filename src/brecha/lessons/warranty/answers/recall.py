"""Three things from earlier: two steps that must both go well, young machines, two batches."""

from brecha.checking import Key

key = Key()


@key.reference("both-steps")
def both_steps(lesson):
    return 0.9 * 0.8


@key.misconception("both-steps", "mean")
def mean_of_steps(lesson):
    return (0.9 + 0.8) / 2


@key.misconception("both-steps", "faults-added")
def faults_added(lesson):
    return 1 - 0.1 - 0.2


@key.misconception("both-steps", "weakest")
def weakest(lesson):
    return 0.8


@key.misconception("both-steps", "faulty")
def faulty(lesson):
    return 1 - 0.9 * 0.8


@key.reference("too-young")
def too_young(lesson):
    return "C"


@key.reference("two-batches")
def two_batches(lesson):
    return (20 + 10) / (200 + 50)


@key.misconception("two-batches", "mean-of-shares")
def mean_of_shares(lesson):
    return (20 / 200 + 10 / 50) / 2


@key.misconception("two-batches", "added")
def shares_added(lesson):
    return 20 / 200 + 10 / 50


@key.misconception("two-batches", "good-ones")
def good_ones(lesson):
    return 1 - (20 + 10) / (200 + 50)
