"""The marks: what patients can judge of doctors; and what both receptions have in common."""

from brecha.checking import Key

from .gaps import gap_facts

key = Key()


def apart(lesson, half, upper, lower, *, column="mark"):
    """Return a mean of the one half of the doctors minus that of the other."""
    by_half = lesson.data("doctors").groupby(half)[column].mean()
    return by_half[upper] - by_half[lower]


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


@key.reference("compare")
def compare(lesson):
    return "B"


@key.facts("compare")
def compare_facts(lesson):
    return {**gap_facts(lesson), **guideline_facts(lesson)}
