"""The numbers of the case computed in another way: row by row, without pandas."""

import math

QUESTIONS = ("satisfaction_1", "satisfaction_2", "satisfaction_3")


def rows(lesson):
    """Return the file as it came, as a list of rows."""
    return lesson.data("export").to_dict("records")


def clean(lesson):
    """Return pairs of clear information and satisfaction, without the impossible mark."""
    return [
        (row["clarity"], sum(row[name] for name in QUESTIONS) / 3)
        for row in rows(lesson)
        if 1 <= row["clarity"] <= 10
    ]


def impossible(lesson):
    """Read every mark of every respondent."""
    found = [
        row["respondent"]
        for row in rows(lesson)
        if any(not 1 <= mark <= 10 for name, mark in row.items() if name != "respondent")
    ]
    (only,) = found
    return only


def clean_mean(lesson):
    """Average the marks that can be."""
    marks = [mark for mark, _ in clean(lesson)]
    return sum(marks) / len(marks)


def bands(lesson):
    """Compare who marked 9 or 10 with who marked 6 or less."""
    high = [satisfied for mark, satisfied in clean(lesson) if mark >= 9]
    low = [satisfied for mark, satisfied in clean(lesson) if mark <= 6]
    return sum(high) / len(high) - sum(low) / len(low)


def clarity_r(lesson):
    """Pearson's r by its textbook formula of sums."""
    pairs = clean(lesson)
    n = len(pairs)
    sum_x, sum_y = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    sum_xy = sum(x * y for x, y in pairs)
    sum_xx, sum_yy = sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs)
    return (n * sum_xy - sum_x * sum_y) / math.sqrt(
        (n * sum_xx - sum_x**2) * (n * sum_yy - sum_y**2)
    )


ORACLES = {
    "impossible": impossible,
    "clean-mean": clean_mean,
    "bands": bands,
    "clarity-r": clarity_r,
}
