"""The numbers of the case computed in another way: row by row, without pandas."""

import statistics


def rows(lesson):
    """Return the log as the system wrote it, without the row that can't be."""
    return [
        row for row in lesson.data("export").to_dict("records") if row["ended"] >= row["arrived"]
    ]


def minutes(lesson):
    """Return every wait that can be."""
    return [row["ended"] - row["arrived"] for row in rows(lesson)]


def impossible(lesson):
    """Look for who was called before arriving."""
    (only,) = (
        row["visit"]
        for row in lesson.data("export").to_dict("records")
        if row["ended"] < row["arrived"]
    )
    return only


def clean_mean(lesson):
    """Average the waits that can be, of those who left, too."""
    return statistics.fmean(minutes(lesson))


def middle(lesson):
    """Take the median as the library has it."""
    return statistics.median(lesson.data("four")["wait"].tolist())


def over_15(lesson):
    """Count the waits of a quarter of an hour and more."""
    found = minutes(lesson)
    return sum(wait > 14 for wait in found) / len(found)


def communication_gap(lesson):
    """Subtract the two minutes of the poster from each wait."""
    return statistics.fmean(wait - 2 for wait in minutes(lesson))


def expectation(lesson):
    """Compare what patients expect in River, where no poster hangs, with the other two."""
    visits = lesson.data("visits").to_dict("records")
    river = [row["expected"] for row in visits if row["centre"] == "river"]
    others = [row["expected"] for row in visits if row["centre"] != "river"]
    return statistics.fmean(river) - statistics.fmean(others)


def guideline_marks(lesson):
    """Order the doctors by the prescriptions that follow the guideline; compare both halves."""
    ordered = sorted(lesson.data("doctors").to_dict("records"), key=lambda row: row["guideline"])
    marks = [row["mark"] for row in ordered]
    half = len(marks) // 2
    return statistics.fmean(marks[half:]) - statistics.fmean(marks[:half])


ORACLES = {
    "impossible": impossible,
    "clean-mean": clean_mean,
    "middle": middle,
    "over-15": over_15,
    "communication-gap": communication_gap,
    "expectation": expectation,
    "guideline-marks": guideline_marks,
}
