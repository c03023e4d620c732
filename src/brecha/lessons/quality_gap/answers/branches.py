"""The consultants' list: the branch that leads it, the last one, and what it may promise."""

from brecha.checking import Key

key = Key()


@key.reference("best-branch")
def best_branch(lesson):
    means = _by_branch(lesson)
    best = (means["perception"] - means["expectation"]).idxmax()
    place = lesson.data("report").set_index("branch")["place"]
    return "A" if place[best] == 1 else "B" if place[best] == place.max() else "C"


@key.facts("best-branch")
@key.facts("why-last")
def branch_facts(lesson):
    means = _by_branch(lesson)
    report = lesson.data("report")
    people = lesson.data("levels").groupby("branch")["respondent"].count()
    first, last = report["branch"].iloc[0], report["branch"].iloc[-1]
    return {
        "first": first,
        "last": last,
        "branches": len(report),
        "first_expectation": means["expectation"][first],
        "first_perception": means["perception"][first],
        "last_expectation": means["expectation"][last],
        "last_perception": means["perception"][last],
        "last_quality": report["quality"].iloc[-1],
        "last_people": people[last],
        "apart_expectation": means["expectation"].max() - means["expectation"].min(),
        "apart_perception": means["perception"].max() - means["perception"].min(),
    }


@key.reference("why-last")
def why_last(lesson):
    return "B"


def _by_branch(lesson):
    return lesson.data("survey").groupby("branch")[["expectation", "perception"]].mean()


@key.reference("promise-more")
def promise_more(lesson):
    # It can't fall: no expectation does.
    return "A" if promised(lesson, 1) > promised(lesson, 0) else "C"


@key.facts("promise-more")
def promise_facts(lesson):
    before, more, less = (promised(lesson, points) for points in (0, 1, -1))
    branch = lesson.data("report")["branch"].iloc[-1]
    return {
        "branch": branch,
        "before": before,
        "more": more,
        "gap_before": -before,
        "gap_less": -less,
    }


def promised(lesson, points):
    """Compute the list's number for its last branch after it promised points more (or less)."""
    survey = lesson.data("survey")
    mine = survey[survey["branch"] == lesson.data("report")["branch"].iloc[-1]]
    return ((mine["expectation"] + points).clip(1, 7) - mine["perception"]).mean()
