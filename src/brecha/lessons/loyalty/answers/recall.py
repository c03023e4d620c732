"""Three things from earlier: either of two rules, a tighter line, a fair comparison."""

from brecha.checking import Key

key = Key()


@key.reference("either-rule")
def either_rule(lesson):
    return 30 + 25 - 10


@key.misconception("either-rule", "twice")
def _(lesson):
    return 30 + 25


@key.misconception("either-rule", "both")
def _(lesson):
    return 10


@key.misconception("either-rule", "one-only")
def _(lesson):
    return 30 + 25 - 2 * 10


@key.misconception("either-rule", "recent-alone")
def _(lesson):
    return 30


@key.misconception("either-rule", "neither")
def _(lesson):
    return 200 - 45


@key.reference("tighter-line")
def tighter_line(lesson):
    return "B"


@key.reference("fair-comparison")
def fair_comparison(lesson):
    return "C"
