"""The numbers of the case computed in another way: row by row, without pandas."""


def impossible(lesson):
    """Find who has more days with an order than days."""
    (only,) = (
        row["customer"]
        for row in lesson.data("export").to_dict("records")
        if row["repeat_purchases"] > row["observed"] * 7
    )
    return only


def true_count(lesson):
    """Count the customer's days one by one, without the first."""
    days = sorted({row["date"] for row in lesson.data("account").to_dict("records")})
    return len(days[1:])


def second_step(lesson):
    """Follow those who came back."""
    back = [n for n in lesson.data("customers")["repeat_purchases"].tolist() if n > 0]
    return sum(n > 1 for n in back) / len(back)


def by_lot(lesson):
    """Average over each customer's chance to be drawn."""
    rows = lesson.data("envelope").to_dict("records")
    return sum(row["purchases"] > 0 for row in rows) * (200 / len(rows))


ORACLES = {
    "impossible": impossible,
    "true-count": true_count,
    "second-step": second_step,
    "by-lot": by_lot,
}
