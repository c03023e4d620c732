"""The numbers of the notebook computed in another way: loops, sums, and arrays from scratch."""

import math

import numpy as np

from brecha.models import ECSI_PATHS


def column(frame, name):
    """Take a column as a list."""
    return [float(value) for value in frame[name]]


def mean(values):
    """Divide the sum by the count."""
    return sum(values) / len(values)


def variance(values):
    """Average squared distances from the mean, by n - 1."""
    middle = mean(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)


def correlation(one, other):
    """Pearson's r by its definition."""
    m, n = mean(one), mean(other)
    together = sum((x - m) * (y - n) for x, y in zip(one, other, strict=True))
    return together / ((len(one) - 1) * math.sqrt(variance(one) * variance(other)))


def no_answer(lesson):
    """Leave the code out where it stands."""
    marks = [mark for mark in (8, -99, 6, 9) if mark != -99]
    return mean(marks)


def turned(lesson):
    """Look the answer up on a scale that is written down backwards."""
    return dict(zip(range(1, 11), range(10, 0, -1), strict=True))[3]


def in_the_zone(lesson):
    """Ask of each of the four customers."""
    rows = [(4, 3, 7), (5, 6, 8), (6, 7, 8), (5, 9, 8)]
    return sum(low <= found <= high for low, found, high in rows) / len(rows)


def turned_expectations(lesson):
    """Take the three questions out of the export, the third one turned."""
    export = lesson.data("export")
    return [column(export, "q06"), column(export, "q07"), [11 - x for x in column(export, "q08")]]


def expectation_alpha(lesson):
    """Compare the mean covariance of two questions with the mean variance of one."""
    items = turned_expectations(lesson)
    grid = np.cov(np.array(items))
    between = (grid.sum() - np.trace(grid)) / 6
    inside = np.trace(grid) / 3
    return 3 * between / (inside + 2 * between)


def how_many(lesson):
    """Add questions one by one until Spearman and Brown's formula reaches .70."""
    a, b, c = turned_expectations(lesson)
    r = mean([correlation(a, b), correlation(a, c), correlation(b, c)])
    questions = 1
    while questions * r / (1 + (questions - 1) * r) < 0.7:
        questions += 1
    return questions


def between(lesson):
    """Correlate each pair of a customer's and a stranger's answers."""
    strangers = lesson.data("strangers")
    found = [
        correlation(column(strangers, f"own_{m}"), column(strangers, f"other_{n}"))
        for m in range(1, 8)
        for n in range(1, 8)
    ]
    return mean(found)


def gap_reliability(lesson):
    """Take true variance over all variance, by the formula that models have."""
    rows = lesson.data("parts").to_dict("records")
    quality, expectation, difference = (row["variance"] for row in rows)
    true = quality + expectation - rows[0]["error"] - rows[1]["error"]
    shared = quality + expectation - difference
    return (true - shared) / difference


def explained(lesson):
    """Fit a line by least squares and see what is left."""
    answers = lesson.data("answers")
    quality = answers[[f"quality_{n}" for n in range(1, 8)]].to_numpy().mean(axis=1)
    expectation = answers[[f"expectation_{n}" for n in range(1, 4)]].to_numpy().mean(axis=1)
    satisfied = answers[[f"satisfaction_{n}" for n in range(1, 4)]].to_numpy().mean(axis=1)
    slope, start = np.polyfit(quality - expectation, satisfied, 1)
    left = satisfied - (start + slope * (quality - expectation))
    return 1 - left.var() / satisfied.var()


def below_zero(lesson):
    """Count the dimensions whose gap lies 1.96 standard errors below zero."""
    gaps = {}
    for row in lesson.data("hotel").to_dict("records"):
        gaps.setdefault(row["dimension"], []).append(row["perception"] - row["expectation"])
    return sum(
        mean(found) + 1.959964 * math.sqrt(variance(found) / len(found)) < 0
        for found in gaps.values()
    )


def segment(lesson):
    """Subtract what both halves found, as the table has it."""
    rows = lesson.data("segments").to_dict("records")
    found = {row["segment"]: row["perception"] for row in rows}
    return found["easy-going"] - found["demanding"]


def index_by_hand(lesson):
    """Stretch each answer first, and weigh afterwards."""
    return sum(
        row["weight"] * (row["answer"] - 1) / 9 for row in lesson.data("one").to_dict("records")
    )


def index(answers, blocks, *, scaled):
    """Estimate the index of satisfaction from scratch: mode A, centroid scheme, on the answers."""
    names = list(blocks)
    joined = {
        name: {other for other in names if other in ECSI_PATHS.get(name, ())}
        | {other for other in names if name in ECSI_PATHS.get(other, ())}
        for name in names
    }
    marks = {name: answers[blocks[name]].to_numpy(float) for name in names}
    grids = {name: grid - grid.mean(axis=0) for name, grid in marks.items()}
    if scaled:
        grids = {name: grid / grid.std(axis=0, ddof=1) for name, grid in grids.items()}
    weights = {name: np.ones(grid.shape[1]) for name, grid in grids.items()}
    for _ in range(40):
        scores = {name: standard(grids[name] @ weights[name]) for name in names}
        for name in names:
            guess = sum(
                np.sign(np.corrcoef(scores[name], scores[other])[0, 1]) * scores[other]
                for other in joined[name]
            )
            weights[name] = grids[name].T @ guess
    own = weights["satisfaction"]
    if scaled:
        own = own / marks["satisfaction"].std(axis=0, ddof=1)
    return float((100 * (marks["satisfaction"] - 1) / 9 @ (own / own.sum())).mean())


def standard(score):
    """Bring a score to mean 0 and standard deviation 1."""
    return (score - score.mean()) / score.std(ddof=1)


def blocks_of(answers):
    """Tell the questions of each construct by their names."""
    found = {}
    for name in answers.columns:
        start, _, number = name.partition("_")
        if number or name == "complaints":
            found.setdefault(start, []).append(name)
    return found


def rise(lesson):
    """Estimate both indices without the models."""
    answers = lesson.data("answers")
    blocks = blocks_of(answers)
    return index(answers, blocks, scaled=True) - index(answers, blocks, scaled=False)


def clear_arrows(lesson):
    """Count the rows of the table one by one."""
    return len([row for row in lesson.data("arrows").itertuples() if row.low > 0])


ORACLES = {
    "no-answer": no_answer,
    "turned": turned,
    "in-the-zone": in_the_zone,
    "expectation-alpha": expectation_alpha,
    "how-many": how_many,
    "between": between,
    "gap-reliability": gap_reliability,
    "explained": explained,
    "below-zero": below_zero,
    "segment": segment,
    "index-by-hand": index_by_hand,
    "rise": rise,
    "clear-arrows": clear_arrows,
}
