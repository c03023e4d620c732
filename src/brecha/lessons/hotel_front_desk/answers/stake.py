"""What is at stake: gaps by their weight, the first place, the order."""

import pandas as pd

from brecha.checking import Key

from ..chain import RANKED

key = Key()


def with_gap(lesson):
    """Return the survey with each gap."""
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    return survey


def by_dimension(lesson, column):
    """Return a column's mean over all guests, dimension by dimension."""
    return with_gap(lesson).groupby("dimension")[column].mean()


def ranking(values, *, ascending=True):
    """Put the letters of the four ranked dimensions into the order of some values."""
    ranked = pd.Series({letter: values[name] for letter, name in RANKED.items()})
    return "".join(ranked.sort_values(ascending=ascending).index)


@key.reference("at-stake")
def at_stake(lesson):
    survey = lesson.data("survey")
    survey["gap"] = survey["perception"] - survey["expectation"]
    survey["weighted"] = survey["points"] / 100 * survey["gap"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("at-stake", "sign")
def stake_sign(lesson):
    return -at_stake(lesson)


@key.misconception("at-stake", "unweighted")
def unweighted(lesson):
    return by_dimension(lesson, "gap")


@key.misconception("at-stake", "hundred")
def hundred(lesson):
    return 100 * at_stake(lesson)


@key.misconception("at-stake", "product-of-means")
def product_of_means(lesson):
    return by_dimension(lesson, "points") / 100 * by_dimension(lesson, "gap")


@key.misconception("at-stake", "hotel-means")
def stake_hotel_means(lesson):
    survey = with_gap(lesson)
    survey["weighted"] = survey["points"] / 100 * survey["gap"]
    by_hotel = survey.groupby(["hotel", "dimension"])["weighted"].mean()
    return by_hotel.groupby("dimension").mean()


@key.misconception("at-stake", "sum")
def stake_sum(lesson):
    return at_stake(lesson) * lesson.data("survey")["guest"].nunique()


@key.misconception("at-stake", "perception-alone")
def perception_alone(lesson):
    survey = lesson.data("survey")
    survey["weighted"] = survey["points"] / 100 * survey["perception"]
    return survey.groupby("dimension")["weighted"].mean()


@key.misconception("at-stake", "share-alone")
def share_alone(lesson):
    return by_dimension(lesson, "points") / 100


@key.misconception("at-stake", "own-weights")
def own_weights(lesson):
    survey = with_gap(lesson)
    survey["times"] = survey["points"] * survey["gap"]
    groups = survey.groupby("dimension")
    return groups["times"].sum() / groups["points"].sum()


@key.facts("at-stake")
def at_stake_facts(lesson):
    return dict(at_stake(lesson))


@key.reference("first-place")
def first_place(lesson):
    return at_stake(lesson).idxmin()


@key.facts("first-place")
def first_place_facts(lesson):
    marks, gaps = by_dimension(lesson, "perception"), by_dimension(lesson, "gap")
    points = by_dimension(lesson, "points")
    return {
        "stake": at_stake(lesson).min(),
        "gap": gaps[first_place(lesson)],
        "lowest": marks.idxmin(),
        "mark": marks.min(),
        "widest": gaps.idxmin(),
        "widest_gap": gaps.min(),
        "weightiest": points.idxmax(),
    }


@key.reference("order")
def order(lesson):
    return ranking(at_stake(lesson))


@key.misconception("order", "reversed")
def reversed_order(lesson):
    return order(lesson)[::-1]


@key.misconception("order", "lowest-mark")
def lowest_mark(lesson):
    return ranking(by_dimension(lesson, "perception"))


@key.misconception("order", "widest-gap")
def widest_gap(lesson):
    return ranking(by_dimension(lesson, "gap"))


@key.misconception("order", "importance")
def importance(lesson):
    return ranking(by_dimension(lesson, "points"), ascending=False)


@key.facts("order")
def order_facts(lesson):
    ranked = at_stake(lesson)[list(RANKED.values())].sort_values()
    second, third = ranked.index[1:3]
    return {
        "first": ranked.index[0],
        "second": second,
        "third": third,
        "last": ranked.index[-1],
        "step": ranked[third] - ranked[second],
    }
