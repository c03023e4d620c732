"""The numbers of the case computed in another way: member by member, or from other tables."""

from itertools import pairwise

from brecha.models.retention import retention_rates


def impossible(lesson):
    """Walk down both tiers, and stop where a cohort grows."""
    rows = lesson.data("export").to_dict("records")
    (only,) = (
        after[tier]
        for before, after in pairwise(rows)
        for tier in ("regular", "premium")
        if after[tier] > before[tier]
    )
    return only


def true_count(lesson):
    """Count the members who have renewed that often without a break."""
    wrong = impossible(lesson)
    (year,) = (r["year"] for r in lesson.data("export").to_dict("records") if r["regular"] == wrong)
    return sum(often >= year for often in lesson.data("regular")["renewals"].tolist())


def second_renewal(lesson):
    """Take the model's own function on the survivors."""
    return retention_rates(lesson.data("survivors")["regular"]).loc[2]


def left_premium(lesson):
    """Take the last row of the survivors."""
    last = lesson.data("survivors").to_dict("records")[-1]
    return 1 - last["regular"] / (last["regular"] + last["premium"])


def years_paid(lesson):
    """Add up who pays in each year."""
    there = lesson.data("survivors")["regular"].tolist()
    return sum(there) / there[0]


def kept(lesson):
    """Send each kind through two renewals: would renew, less those who renewed both times."""
    rows = lesson.data("kinds").to_dict("records")
    first = sum(r["members"] * r["renews"] for r in rows)
    both = sum(r["members"] * r["renews"] ** 2 for r in rows)
    return (first - both) / (sum(r["members"] for r in rows) - first)


def break_even(lesson):
    """Search for the number of members saved at which the discount costs nothing."""
    (row,) = lesson.data("offer").to_dict("records")
    plain = row["renewed"] * row["margin"]
    low, high = 0.0, float(10 * row["joined"])
    for _ in range(60):
        middle = (low + high) / 2
        better = (row["renewed"] + middle) * (row["margin"] - row["discount"]) >= plain
        low, high = (low, middle) if better else (middle, high)
    return high


ORACLES = {
    "impossible": impossible,
    "true-count": true_count,
    "second-renewal": second_renewal,
    "left-premium": left_premium,
    "years-paid": years_paid,
    "kept": kept,
    "break-even": break_even,
}
