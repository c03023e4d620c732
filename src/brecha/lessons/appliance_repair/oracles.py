"""The numbers of the case computed in another way: row by row, without pandas."""

from .trial import trial


def rows(lesson):
    """Return the file as it came, as a list of rows."""
    return lesson.data("export").to_dict("records")


def impossible(lesson):
    """Find the charge that no bill of this service reaches."""
    (only,) = (row["request"] for row in rows(lesson) if row["charged"] > 1000)
    return only


def lost(lesson):
    """Add up the charges one by one, with the point where it belongs."""
    charged = [row["charged"] for row in rows(lesson) if row["lot"] == "usual"]
    return sum(x / 100 if x > 1000 else x for x in charged) / len(charged)


def eight(lesson):
    """Ask only those who have had two years."""
    known = [row["again"] for row in lesson.data("eight").to_dict("records") if row["seen"] >= 24]
    return known.count(1) / len(known)


def bought(lesson, lot):
    """Return the share who bought within two years, by the month in which they did."""
    months = [row["month"] for row in rows(lesson) if row["lot"] == lot and row["seen"] >= 24]
    return sum(month <= 24 for month in months) / len(months)


def difference(lesson):
    """Take the two shares one by one."""
    return bought(lesson, "trial") - bought(lesson, "usual")


def claims(lesson):
    """Round the share of the Weibull distribution itself."""
    own = trial(lesson.parameters["seed"])
    left = [round(1000 * (1 - own.life.failed(year))) for year in (2, 3)]
    return own.sold // 1000 * (left[0] - left[1])


def net(lesson):
    """Balance 10,000 customers with and without a bill."""
    with_it = 10_000 * 500 * bought(lesson, "trial")
    without = 10_000 * (500 * bought(lesson, "usual") + lost(lesson))
    return (with_it - without) / 10_000


ORACLES = {
    "impossible": impossible,
    "lost": lost,
    "eight": eight,
    "difference": difference,
    "claims": claims,
    "net": net,
}
