"""The numbers of the case computed in another way: firm by firm, without pandas."""

import math

DRIVERS = (
    "prices",
    "increases",
    "volume",
    "proof",
    "customers",
    "reach",
    "exposure",
    "distribution",
    "areas",
)


def firms(lesson):
    """Return the file as it came, as rows, with the upside-down column put right."""
    rows = lesson.data("export").to_dict("records")
    for row in rows:
        row["volume"] = {mark: 11 - mark for mark in range(1, 11)}[row["volume"]]
        row["level"] = sum(row[name] for name in DRIVERS) / len(DRIVERS)
    return rows


def pearson(pairs):
    """Pearson's r by its textbook formula of sums."""
    n = len(pairs)
    sum_x, sum_y = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    sum_xy = sum(x * y for x, y in pairs)
    sum_xx, sum_yy = sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs)
    return (n * sum_xy - sum_x * sum_y) / math.sqrt(
        (n * sum_xx - sum_x**2) * (n * sum_yy - sum_y**2)
    )


def turned_mean(lesson):
    """Average the marks that were meant."""
    marks = [row["volume"] for row in firms(lesson)]
    return sum(marks) / len(marks)


def own_mark(lesson):
    """Look the second of the four firms up in the file."""
    by_number = {row["firm"]: row for row in firms(lesson)}
    row = by_number[lesson.data("four")["firm"].to_list()[1]]
    return row["volume"] - row["level"]


def level_r(lesson):
    """Pair each firm's level with its satisfaction."""
    return pearson([(row["level"], row["satisfaction"]) for row in firms(lesson)])


def own_r(lesson):
    """Pair both marks, each measured from the firm's level."""
    return pearson(
        [
            (row["volume"] - row["level"], row["satisfaction"] - row["level"])
            for row in firms(lesson)
        ]
    )


def how_many(lesson):
    """Count the drivers that stay clear."""
    rows = firms(lesson)
    found = [
        pearson([(row[name] - row["level"], row["satisfaction"] - row["level"]) for row in rows])
        for name in DRIVERS
    ]
    return sum(r > 0.2 for r in found)


ORACLES = {
    "turned-mean": turned_mean,
    "own-mark": own_mark,
    "level-r": level_r,
    "own-r": own_r,
    "how-many": how_many,
}
