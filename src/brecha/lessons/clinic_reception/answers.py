"""The private side of the case: references, wrong turns, and facts for what is said."""

import numpy as np

from brecha.checking import Key

from .reception import PROMISED, STANDARD

key = Key()


def waits(lesson):
    """Return the minutes from arrival to the end of the wait, as the system has them."""
    export = lesson.data("export")
    return export["ended"] - export["arrived"]


def seen(table):
    """Return the rows of those who were called."""
    return table[table["outcome"] == "seen"]


def apart(lesson, half, upper, lower, *, column="mark"):
    """Return a mean of the one half of the doctors minus that of the other."""
    by_half = lesson.data("doctors").groupby(half)[column].mean()
    return by_half[upper] - by_half[lower]


# --- One row that can't be ------------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    export["wait"] = export["ended"] - export["arrived"]
    return export.sort_values("wait").head(1)["visit"].sum()


@key.misconception("impossible", "longest")
def longest(lesson):
    export = lesson.data("export")
    return export["visit"][waits(lesson).idxmax()]


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return waits(lesson).idxmin()


@key.misconception("impossible", "row-position")
def row_position(lesson):
    return row_label(lesson) + 1


@key.misconception("impossible", "value")
def value(lesson):
    return waits(lesson).min()


@key.misconception("impossible", "arrival")
def arrival(lesson):
    return lesson.data("export")["arrived"][row_label(lesson)]


@key.facts("impossible")
def impossible_facts(lesson):
    row = lesson.data("export").iloc[waits(lesson).argmin()]
    return {
        "wait": int(waits(lesson).min()),
        "arrived": int(row["arrived"]),
        "ended": int(row["ended"]),
        "row": int(waits(lesson).argmin()),
        "nearest": int(row["arrived"]) - 300,
    }


@key.reference("clean-mean")
def clean_mean(lesson):
    export = lesson.data("export")
    wait = export["ended"] - export["arrived"]
    return (wait.sum() - wait.min()) / (wait.count() - 1)


@key.misconception("clean-mean", "report")
def report(lesson):
    return waits(lesson)[lesson.data("export")["outcome"] == "seen"].mean()


@key.misconception("clean-mean", "left-in")
def left_in(lesson):
    return waits(lesson).mean()


@key.misconception("clean-mean", "only-seen")
def only_seen(lesson):
    return seen(lesson.data("visits"))["wait"].mean()


@key.misconception("clean-mean", "sign-off")
def sign_off(lesson):
    return waits(lesson).abs().mean()


@key.misconception("clean-mean", "mean-of-two")
def mean_of_two(lesson):
    return lesson.data("visits").groupby("outcome")["wait"].mean().mean()


@key.misconception("clean-mean", "left-as-none")
def left_as_none(lesson):
    visits = lesson.data("visits")
    return seen(visits)["wait"].sum() / len(visits)


@key.misconception("clean-mean", "still-counted")
def still_counted(lesson):
    wait = waits(lesson)
    return (wait.sum() - wait.min()) / wait.count()


@key.misconception("clean-mean", "minus-kept")
def minus_kept(lesson):
    wait = waits(lesson)
    return (wait.sum() + wait.min()) / (wait.count() - 1)


@key.misconception("clean-mean", "no-parentheses")
def no_parentheses(lesson):
    wait = waits(lesson)
    return wait.sum() - wait.min() / wait.count() - 1


@key.misconception("clean-mean", "mean-of-centres")
def mean_of_centres(lesson):
    return lesson.data("visits").groupby("centre")["wait"].mean().mean()


@key.misconception("clean-mean", "middle")
def the_middle(lesson):
    return lesson.data("visits")["wait"].median()


@key.convention("clean-mean", "mended")
def mended(lesson):
    return (waits(lesson).sum() + 300) / waits(lesson).count()


@key.facts("clean-mean")
def clean_mean_facts(lesson):
    visits = lesson.data("visits")
    return {
        "clean": clean_mean(lesson),
        "report": report(lesson),
        "dirty": left_in(lesson),
        "seen": only_seen(lesson),
        "left": int((visits["outcome"] == "left").sum()),
        "wait": int(waits(lesson).min()),
    }


# --- The middle, and the share over a quarter of an hour ------------------------------------------


@key.reference("middle")
def middle(lesson):
    return np.sort(lesson.data("four")["wait"])[1:3].mean()


@key.misconception("middle", "mean")
def four_mean(lesson):
    return lesson.data("four")["wait"].mean()


@key.misconception("middle", "unsorted")
def unsorted(lesson):
    return lesson.data("four")["wait"].iloc[1:3].mean()


@key.misconception("middle", "only-seen")
def middle_seen(lesson):
    return np.sort(lesson.data("four")["wait"])[1]


@key.misconception("middle", "third")
def third(lesson):
    return np.sort(lesson.data("four")["wait"])[2]


@key.misconception("middle", "ends")
def ends(lesson):
    wait = lesson.data("four")["wait"]
    return (wait.min() + wait.max()) / 2


@key.facts("middle")
def middle_facts(lesson):
    ordered = np.sort(lesson.data("four")["wait"])
    return {
        "first": int(ordered[0]),
        "second": int(ordered[1]),
        "third": int(ordered[2]),
        "longest": int(ordered[3]),
        "mean": ordered.mean(),
        "all": float(lesson.data("visits")["wait"].median()),
    }


@key.reference("over-15")
def over_15(lesson):
    visits = lesson.data("visits")
    return (visits["wait"] >= 15).mean()


@key.misconception("over-15", "only-seen")
def over_seen(lesson):
    return (seen(lesson.data("visits"))["wait"] >= 15).mean()


@key.misconception("over-15", "left-as-short")
def left_as_short(lesson):
    visits = lesson.data("visits")
    return (seen(visits)["wait"] >= 15).sum() / len(visits)


@key.misconception("over-15", "mean-of-centres")
def over_centres(lesson):
    visits = lesson.data("visits")
    return (visits["wait"] >= 15).groupby(visits["centre"]).mean().mean()


@key.misconception("over-15", "within")
def within(lesson):
    return 1 - over_15(lesson)


@key.misconception("over-15", "count")
def count_over(lesson):
    return (lesson.data("visits")["wait"] >= 15).sum()


@key.misconception("over-15", "standard")
def over_standard(lesson):
    return (lesson.data("visits")["wait"] >= STANDARD).mean()


@key.facts("over-15")
def over_facts(lesson):
    visits = lesson.data("visits")
    over = visits["wait"] >= 15
    early = visits["slot"] == "early"
    return {
        "over": int(over.sum()),
        "everybody": len(visits),
        "left": int((visits["outcome"] == "left").sum()),
        "seen": over_seen(lesson),
        "share": over.mean(),
        "early": over[early].mean(),
        "later": over[~early].mean(),
        "quarter": int(over.sum()) - int((visits["outcome"] == "left").sum()),
    }


# --- Two gaps -------------------------------------------------------------------------------------


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


# --- What patients can judge ----------------------------------------------------------------------


@key.reference("follow")
def follow(lesson):
    return "B"


@key.facts("follow")
def follow_facts(lesson):
    return {"difference": guideline_marks(lesson), "courtesy": courtesy_marks(lesson)}


@key.reference("guideline-marks")
def guideline_marks(lesson):
    doctors = lesson.data("doctors")
    by_half = doctors.groupby("guideline_half")["mark"].mean()
    return by_half["high"] - by_half["low"]


@key.misconception("guideline-marks", "courtesy")
def courtesy_marks(lesson):
    return apart(lesson, "courtesy_half", "high", "low")


@key.misconception("guideline-marks", "sign")
def marks_sign(lesson):
    return -guideline_marks(lesson)


@key.misconception("guideline-marks", "wrong-column")
def wrong_column(lesson):
    return apart(lesson, "guideline_half", "high", "low", column="guideline")


@key.misconception("guideline-marks", "one-alone")
def high_alone(lesson):
    return lesson.data("doctors").groupby("guideline_half")["mark"].mean()["high"]


@key.misconception("guideline-marks", "other-alone")
def low_alone(lesson):
    return lesson.data("doctors").groupby("guideline_half")["mark"].mean()["low"]


@key.misconception("guideline-marks", "wait")
def wait_marks(lesson):
    return apart(lesson, "wait_half", "long", "short")


@key.facts("guideline-marks")
def guideline_facts(lesson):
    by_half = lesson.data("doctors").groupby("guideline_half")
    return {
        "courtesy": courtesy_marks(lesson),
        "wait": wait_marks(lesson),
        "high": by_half["guideline"].mean()["high"],
        "low": by_half["guideline"].mean()["low"],
        "difference": guideline_marks(lesson),
        "mark": lesson.data("doctors")["mark"].mean(),
    }


@key.reference("may-say")
def may_say(lesson):
    return "C"


key.facts("may-say")(guideline_facts)


# --- compare --------------------------------------------------------------------------------------


@key.reference("compare")
def compare(lesson):
    return "B"


@key.facts("compare")
def compare_facts(lesson):
    return {**gap_facts(lesson), **guideline_facts(lesson)}
