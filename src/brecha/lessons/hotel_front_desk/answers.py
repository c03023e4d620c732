"""The private side of the case: references, wrong turns, and facts for what is said."""

import pandas as pd

from brecha.checking import Key

from .chain import RANKED
from .design import DIMENSIONS, HOTELS

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


def bad_afternoon(lesson, column="waited", *, hotel="harbour"):
    """Return one number of the desk of a hotel in the afternoon."""
    waits = lesson.data("waits").set_index(["hotel", "hours"])
    return waits.loc[(hotel, "afternoon"), column]


def minutes(lesson, quantity):
    """Return one of the four quantities of the promise."""
    return lesson.data("inside").set_index("quantity").loc[quantity, "minutes"]


# --- One hotel on another scale -------------------------------------------------------------------


@key.reference("old-form")
def old_form(lesson):
    return lesson.data("export").groupby("hotel")["perception"].max().idxmin()


@key.misconception("old-form", "largest")
def largest(lesson):
    return lesson.data("hotels").set_index("hotel")["guests"].idxmax()


@key.misconception("old-form", "best-marked")
def best_marked(lesson):
    return lesson.data("export").groupby("hotel")["perception"].mean().idxmax()


@key.facts("old-form")
def old_form_facts(lesson):
    typed = lesson.data("export").groupby("hotel")["perception"].mean()
    clean = lesson.data("survey").groupby("hotel")["perception"].mean()
    name = old_form(lesson)
    return {
        "typed": typed[name],
        "clean": clean[name],
        "place": int(clean.rank(ascending=False)[name]),
        "last": clean.idxmin(),
    }


@key.reference("on-seven")
def on_seven(lesson):
    old = lesson.data("old_form")
    return 1 + (old["perception"].mean() - 1) * 6 / 4


@key.misconception("on-seven", "unchanged")
def unchanged(lesson):
    return lesson.data("old_form")["perception"].mean()


@key.misconception("on-seven", "seven-fifths")
def seven_fifths(lesson):
    return unchanged(lesson) * 7 / 5


@key.misconception("on-seven", "plus-two")
def plus_two(lesson):
    return unchanged(lesson) + 2


@key.misconception("on-seven", "no-shift")
def no_shift(lesson):
    return unchanged(lesson) * 6 / 4


@key.misconception("on-seven", "wrong-anchor")
def wrong_anchor(lesson):
    return (unchanged(lesson) - 1) * 6 / 4


@key.misconception("on-seven", "no-parentheses")
def no_parentheses(lesson):
    return 1 + unchanged(lesson) - 1 * 6 / 4


@key.misconception("on-seven", "wrong-way")
def wrong_way(lesson):
    return 1 + (unchanged(lesson) - 1) * 4 / 6


@key.facts("on-seven")
def on_seven_facts(lesson):
    return {"hotel": old_form(lesson), "old": unchanged(lesson), **old_form_facts(lesson)}


# --- The mean of a guest --------------------------------------------------------------------------


@key.reference("guest-mean")
def guest_mean(lesson):
    hotels = lesson.data("hotels")
    return (hotels["guests"] * hotels["gap"]).sum() / hotels["guests"].sum()


@key.misconception("guest-mean", "hotel-means")
def hotel_means(lesson):
    return lesson.data("hotels")["gap"].mean()


@key.misconception("guest-mean", "shortfall")
def shortfall(lesson):
    return -guest_mean(lesson)


@key.misconception("guest-mean", "not-divided")
def not_divided(lesson):
    hotels = lesson.data("hotels")
    return (hotels["guests"] * hotels["gap"]).sum()


@key.misconception("guest-mean", "divided-by-four")
def divided_by_four(lesson):
    return not_divided(lesson) / 4


@key.misconception("guest-mean", "largest-alone")
def largest_alone(lesson):
    return lesson.data("hotels").set_index("hotel")["gap"][largest(lesson)]


@key.facts("guest-mean")
def guest_mean_facts(lesson):
    hotels = lesson.data("hotels").set_index("hotel")
    return {
        "hotel_means": hotel_means(lesson),
        "guests": int(hotels["guests"].sum()),
        "harbour": int(hotels.loc["harbour", "guests"]),
        "share": hotels.loc["harbour", "guests"] / hotels["guests"].sum(),
    }


# --- What is at stake -----------------------------------------------------------------------------


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


# --- Where it gets lost ---------------------------------------------------------------------------


@key.reference("delivery")
def delivery(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "house_rule")


@key.misconception("delivery", "sign")
def delivery_sign(lesson):
    return -delivery(lesson)


@key.misconception("delivery", "all-guests")
def all_guests(lesson):
    waits = lesson.data("waits")
    mean = (waits["guests"] * waits["waited"]).sum() / waits["guests"].sum()
    return mean - minutes(lesson, "house_rule")


@key.misconception("delivery", "all-rows")
def all_rows(lesson):
    return lesson.data("waits")["waited"].mean() - minutes(lesson, "house_rule")


@key.misconception("delivery", "all-day")
def all_day(lesson):
    waits = lesson.data("waits")
    here = waits[waits["hotel"] == "harbour"]
    mean = (here["guests"] * here["waited"]).sum() / here["guests"].sum()
    return mean - minutes(lesson, "house_rule")


@key.misconception("delivery", "communication")
def communication(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "promised")


@key.misconception("delivery", "service")
def service(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "guests_expect")


@key.misconception("delivery", "wait-alone")
def wait_alone(lesson):
    return bad_afternoon(lesson)


@key.misconception("delivery", "plus-handled")
def plus_handled(lesson):
    return delivery(lesson) + bad_afternoon(lesson, "handled")


@key.facts("delivery")
def delivery_facts(lesson):
    rule, promised = minutes(lesson, "house_rule"), minutes(lesson, "promised")
    return {
        "waited": bad_afternoon(lesson),
        "rule": int(rule),
        "promised": int(promised),
        "expected_wait": int(minutes(lesson, "guests_expect")),
        "all": all_guests(lesson) + rule,
        "communication": communication(lesson),
        "knowledge": int(minutes(lesson, "management_believes") - minutes(lesson, "guests_expect")),
    }


@key.reference("cause")
def cause(lesson):
    return "C"


@key.facts("cause")
def cause_facts(lesson):
    survey = lesson.data("survey")
    by_hotel = survey[survey["dimension"] == "tangibles"].groupby("hotel")["perception"].mean()
    waits = lesson.data("waits").set_index(["hotel", "hours"])
    return {
        "lobby": by_hotel["oldtown"],
        "others": by_hotel.drop("oldtown").max(),
        "oldtown_wait": bad_afternoon(lesson, hotel="oldtown"),
        "handled": bad_afternoon(lesson, "handled"),
        "morning": waits.loc[("harbour", "morning"), "handled"],
        "early": waits.loc[("harbour", "morning"), "waited"],
        "waited": bad_afternoon(lesson),
        "rule": int(minutes(lesson, "house_rule")),
        "promised": int(minutes(lesson, "promised")),
        "left": delivery(lesson),
    }


# --- What guests can't judge ----------------------------------------------------------------------


@key.reference("doors")
def doors(lesson):
    inspection = lesson.data("inspection").set_index("hotel")
    return (inspection["failing"] / inspection["doors"]).idxmax()


@key.facts("doors")
def doors_facts(lesson):
    inspection = lesson.data("inspection").set_index("hotel")
    worst = inspection.loc[doors(lesson)]
    return {
        "failing": int(worst["failing"]),
        "doors": int(worst["doors"]),
        "mark": worst["assurance"],
        "others": int(inspection["failing"].sum() - worst["failing"]),
        "others_doors": int(inspection["doors"].sum() - worst["doors"]),
    }


@key.reference("judge")
def judge(lesson):
    return "ABBAAB"


@key.misconception("judge", "exchanged")
def judge_exchanged(lesson):
    return "BAABBA"


@key.misconception("judge", "guests-judge-all")
def guests_judge_all(lesson):
    return "AAAAAA"


@key.misconception("judge", "guests-judge-nothing")
def guests_judge_nothing(lesson):
    return "BBBBBB"


@key.facts("judge")
def judge_facts(lesson):
    marks = by_dimension(lesson, "perception")
    return {"best": marks.idxmax(), "mark": marks.max()}


# --- compare --------------------------------------------------------------------------------------


@key.reference("compare")
def compare(lesson):
    return "ABCCB"


@key.misconception("compare", "exchanged")
def compare_exchanged(lesson):
    return "BACCA"


@key.misconception("compare", "all-shared")
def all_shared(lesson):
    return "CCCCC"


@key.facts("compare")
def compare_facts(lesson):
    return {"hotels": len(HOTELS), "dimensions": len(DIMENSIONS)}
