"""The toy lesson's numbers, computed in another way."""

import pandas as pd


def _rows(lesson):
    return lesson.data("tills").to_dict("records")


def share(lesson):
    rows = _rows(lesson)
    return sum(row["served"] for row in rows) / sum(row["customers"] for row in rows)


def losses(lesson):
    rows = [
        {
            "till": row["till"],
            "lost": row["customers"] - row["served"],
            "share": 1 - row["served"] / row["customers"],
        }
        for row in _rows(lesson)
    ]
    return pd.DataFrame(rows)


ORACLES = {
    "share": share,
    "customers": lambda lesson: 10_000,
    "by-till": lambda lesson: {
        row["till"]: row["served"] / row["customers"] for row in _rows(lesson)
    },
    "losses": losses,
}
