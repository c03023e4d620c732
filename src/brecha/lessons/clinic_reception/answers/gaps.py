"""Two gaps and their causes: what was promised, what the poster does, what mends which."""

from brecha.checking import Key

from ..reception import PROMISED, STANDARD
from .log import clean_mean, left_in, report, the_middle

key = Key()


@key.reference("larger")
def larger(lesson):
    delivered = clean_mean(lesson)
    return "communication" if delivered - PROMISED > delivered - STANDARD else "delivery"


@key.reference("communication-gap")
def communication_gap(lesson):
    return clean_mean(lesson) - PROMISED


@key.misconception("communication-gap", "sign")
def gap_sign(lesson):
    return -communication_gap(lesson)


@key.misconception("communication-gap", "delivery")
def delivery_gap(lesson):
    return clean_mean(lesson) - STANDARD


@key.misconception("communication-gap", "report")
def gap_report(lesson):
    return report(lesson) - PROMISED


@key.misconception("communication-gap", "left-in")
def gap_left_in(lesson):
    return left_in(lesson) - PROMISED


@key.misconception("communication-gap", "early")
def gap_early(lesson):
    return lesson.data("visits").groupby("slot")["wait"].mean()["early"] - PROMISED


@key.misconception("communication-gap", "median")
def gap_median(lesson):
    return the_middle(lesson) - PROMISED


@key.misconception("communication-gap", "standard-promise")
def standard_promise(lesson):
    return STANDARD - PROMISED


@key.convention("communication-gap", "slogan")
def slogan(lesson):
    return clean_mean(lesson)


def gap_facts(lesson):
    """Return what the two gaps need, for several messages."""
    visits = lesson.data("visits")
    by_slot = visits.groupby("slot")["wait"].mean()
    return {
        "delivered": clean_mean(lesson),
        "communication": communication_gap(lesson),
        "delivery": delivery_gap(lesson),
        "median": the_middle(lesson),
        "early": by_slot["early"],
        "later": by_slot["later"],
        "report": report(lesson),
    }


key.facts("larger")(gap_facts)

key.facts("communication-gap")(gap_facts)

key.facts("mends")(gap_facts)


@key.reference("expectation")
def expectation(lesson):
    visits = lesson.data("visits")
    by_poster = visits.groupby("poster")["expected"].mean()
    return by_poster["no"] - by_poster["yes"]


@key.misconception("expectation", "sign")
def expectation_sign(lesson):
    return -expectation(lesson)


@key.misconception("expectation", "mean-of-centres")
def expectation_centres(lesson):
    by_centre = lesson.data("visits").groupby("centre")["expected"].mean()
    return by_centre["river"] - (by_centre["central"] + by_centre["park"]) / 2


@key.misconception("expectation", "wait")
def expectation_wait(lesson):
    by_poster = lesson.data("visits").groupby("poster")["wait"].mean()
    return by_poster["no"] - by_poster["yes"]


@key.misconception("expectation", "felt")
def expectation_felt(lesson):
    by_poster = lesson.data("visits").groupby("poster")["felt"].mean()
    found = by_poster["no"] - by_poster["yes"]
    return found if abs(found - expectation_wait(lesson)) > 0.03 else None


@key.misconception("expectation", "one-alone")
def without_alone(lesson):
    return lesson.data("visits").groupby("poster")["expected"].mean()["no"]


@key.misconception("expectation", "other-alone")
def with_alone(lesson):
    return lesson.data("visits").groupby("poster")["expected"].mean()["yes"]


@key.misconception("expectation", "promised")
def from_promise(lesson):
    return without_alone(lesson) - PROMISED


@key.misconception("expectation", "from-all")
def from_all(lesson):
    visits = lesson.data("visits")
    return without_alone(lesson) - visits["expected"].mean()


@key.misconception("expectation", "counts")
def counts(lesson):
    by_poster = lesson.data("visits").groupby("poster")["expected"].count()
    return by_poster["no"] - by_poster["yes"]


@key.facts("expectation")
def expectation_facts(lesson):
    by_poster = lesson.data("visits").groupby("poster")
    expected, wait, felt = (by_poster[name].mean() for name in ("expected", "wait", "felt"))
    return {
        "with": expected["yes"],
        "without": expected["no"],
        "wait_with": wait["yes"],
        "wait_without": wait["no"],
        "gap_with": felt["yes"] - expected["yes"],
        "gap_without": felt["no"] - expected["no"],
        "n_with": int(by_poster["expected"].count()["yes"]),
        "n_without": int(by_poster["expected"].count()["no"]),
    }


@key.reference("mends")
def mends(lesson):
    return "BCADD"


@key.misconception("mends", "desk-only")
def desk_only(lesson):
    return "BAADD"


@key.misconception("mends", "on-paper")
def on_paper(lesson):
    return "BCDDD"
