"""What matters to customers: gaps by points, and which dimension comes first."""

from brecha.checking import Key

from ..exercises import priorities_at
from .gaps import gap_by_dimension

key = Key()


@key.reference("priorities")
def priorities(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    survey["weighted"] = survey["points"] / 100 * survey["gap"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("priorities", "sign")
def _(lesson):
    return -priorities(lesson)


@key.misconception("priorities", "unweighted")
def _(lesson):
    return gap_by_dimension(lesson)


@key.misconception("priorities", "hundred")
def _(lesson):
    return 100 * priorities(lesson)


@key.misconception("priorities", "product-of-means")
def _(lesson):
    return points_by_dimension(lesson) / 100 * gap_by_dimension(lesson)


@key.misconception("priorities", "ranks")
def _(lesson):
    return points_by_dimension(lesson).rank() / 15 * gap_by_dimension(lesson)


@key.misconception("priorities", "sum")
def _(lesson):
    return priorities(lesson) * lesson.data("survey")["respondent"].nunique()


@key.misconception("priorities", "own-weights")
def _(lesson):
    survey = lesson.data("survey")
    survey["times"] = survey["points"] * (survey["perception"] - survey["expectation"])
    groups = survey.groupby("dimension")
    return groups["times"].sum() / groups["points"].sum()


@key.misconception("priorities", "perception-alone")
def _(lesson):
    survey = lesson.data("survey")
    survey["weighted"] = survey["points"] / 100 * survey["perception"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("priorities", "share-alone")
def _(lesson):
    return points_by_dimension(lesson) / 100


@key.facts("priorities")
def priority_facts(lesson):
    found = priorities(lesson)
    return {**found, "score": found.sum(), "plain": gap_by_dimension(lesson).mean()}


@key.reference("points-to-lead")
def points_to_lead(lesson):
    worst = gap_by_dimension(lesson).idxmin()
    return "B" if _needed(lesson) > points_by_dimension(lesson)[worst] else "A"


@key.facts("points-to-lead")
def lead_facts(lesson):
    worst = gap_by_dimension(lesson).idxmin()
    return {
        "worst": worst,
        "points": points_by_dimension(lesson)[worst],
        "needed": _needed(lesson),
    }


@key.reference("first-priority")
def first_priority(lesson):
    return priorities(lesson).idxmin()


@key.misconception("first-priority", "gap-alone")
def _(lesson):
    return gap_by_dimension(lesson).idxmin()


@key.misconception("first-priority", "points-alone")
def _(lesson):
    return points_by_dimension(lesson).idxmax()


@key.misconception("first-priority", "largest-number")
def _(lesson):
    largest = priorities(lesson).idxmax()
    # Where the most important dimension has it, nobody can tell which way somebody went.
    return None if largest == points_by_dimension(lesson).idxmax() else largest


@key.facts("first-priority")
def first_facts(lesson):
    first, gap = first_priority(lesson), gap_by_dimension(lesson)
    points, found = points_by_dimension(lesson), priorities(lesson)
    worst, dearest = gap.idxmin(), points.idxmax()
    return {
        "first": first,
        "first_gap": gap[first],
        "first_points": points[first],
        "first_priority": found[first],
        "worst": worst,
        "worst_gap": gap[worst],
        "worst_points": points[worst],
        "worst_priority": found[worst],
        "dearest": dearest,
        "dearest_gap": gap[dearest],
        "dearest_points": points[dearest],
        "dearest_priority": found[dearest],
        "largest_priority": found.max(),
    }


def points_by_dimension(lesson):
    return lesson.data("survey").groupby("dimension")["points"].mean()


def _needed(lesson):
    """Find the fewest whole points with which the dimension with the largest gap leads.

    There always are some: with all 100 points nothing else is at stake.
    """
    survey = lesson.data("survey")
    worst = gap_by_dimension(lesson).idxmin()
    # Each dimension's priority is a straight line in the points, so two settings give the rest.
    none, all_points = priorities_at(survey, worst, 0), priorities_at(survey, worst, 100)
    moved = ((none + (all_points - none) * points / 100).idxmin() for points in range(101))
    return list(moved).index(worst)
