"""The private side of the case: references, wrong turns, and facts for what is said."""

from itertools import pairwise

from brecha.checking import Key

from .club import club, projected

key = Key()


def counts(lesson):
    """Return the regular members who never left, after 0 to 7 renewals."""
    return lesson.data("survivors")["regular"].to_list()


def rates(lesson):
    """Return the share of regular members who renew, at each of seven renewals."""
    there = counts(lesson)
    return [after / before for before, after in pairwise(there)]


# --- Bets -----------------------------------------------------------------------------------------


@key.reference("next-renewal")
def next_renewal(lesson):
    return "C"


@key.facts("next-renewal")
def next_renewal_facts(lesson):
    first, second, third, *_, last = rates(lesson)
    return {"first": first, "second": second, "third": third, "last": last}


@key.reference("year-seven")
def year_seven(lesson):
    return "C"


@key.facts("year-seven")
def year_seven_facts(lesson):
    own = club(lesson.parameters["seed"])
    found = {}
    for tier in ("regular", "premium"):
        there = own.survivors[tier].to_list()
        found[f"{tier}_expected"] = round(1000 * projected(own.early[tier]))
        found[f"{tier}_found"] = round(1000 * there[-1] / there[0])
    return found


# --- One count that can't be ----------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")["regular"]
    return int(export.where(export.diff() > 0).max())


@key.misconception("impossible", "the-year")
def the_year(lesson):
    return lesson.data("export")["regular"].to_list().index(impossible(lesson))


@key.misconception("impossible", "year-before")
def year_before(lesson):
    return lesson.data("export")["regular"].to_list()[the_year(lesson) - 1]


@key.misconception("impossible", "year-after")
def year_after(lesson):
    return lesson.data("export")["regular"].to_list()[the_year(lesson) + 1]


@key.misconception("impossible", "largest-drop")
def largest_drop(lesson):
    return lesson.data("export")["regular"].to_list()[1]


@key.misconception("impossible", "premium-beside")
def premium_beside(lesson):
    return lesson.data("export")["premium"].to_list()[the_year(lesson)]


@key.facts("impossible")
def impossible_facts(lesson):
    return {"year": the_year(lesson), "before": year_before(lesson)}


@key.reference("true-count")
def true_count(lesson):
    return int(lesson.data("ledger")["members"].to_list()[0])


@key.misconception("true-count", "as-written")
def as_written(lesson):
    return int(lesson.data("ledger")["members"].sum())


@key.misconception("true-count", "returned-left-in")
def returned_left_in(lesson):
    renewed, returned, _ = lesson.data("ledger")["members"].to_list()
    return renewed + returned


@key.misconception("true-count", "joined-left-in")
def joined_left_in(lesson):
    renewed, _, joined = lesson.data("ledger")["members"].to_list()
    return renewed + joined


@key.misconception("true-count", "the-added")
def the_added(lesson):
    return as_written(lesson) - true_count(lesson)


@key.misconception("true-count", "like-the-year-before")
def like_the_year_before(lesson):
    return year_before(lesson)


@key.facts("true-count")
def true_count_facts(lesson):
    _, returned, joined = lesson.data("ledger")["members"].to_list()
    before = year_before(lesson)
    return {
        "returned": returned,
        "joined": joined,
        "before": before,
        "wrong": as_written(lesson),
        "clean": true_count(lesson) / before,
        "dirty": as_written(lesson) / before,
    }


# --- Retention ------------------------------------------------------------------------------------


@key.reference("second-renewal")
def second_renewal(lesson):
    regular = lesson.data("regular")
    twice = (regular["renewals"] >= 2).sum()
    return twice / (regular["renewals"] >= 1).sum()


@key.misconception("second-renewal", "survivors")
def survivors(lesson):
    return (lesson.data("regular")["renewals"] >= 2).mean()


@key.misconception("second-renewal", "first-renewal")
def first_renewal(lesson):
    return (lesson.data("regular")["renewals"] >= 1).mean()


@key.misconception("second-renewal", "third-renewal")
def third_renewal(lesson):
    return rates(lesson)[2]


@key.misconception("second-renewal", "who-left")
def who_left(lesson):
    return 1 - second_renewal(lesson)


@key.misconception("second-renewal", "exactly-two")
def exactly_two(lesson):
    often = lesson.data("regular")["renewals"]
    return (often == 2).sum() / (often >= 1).sum()


@key.facts("second-renewal")
def second_renewal_facts(lesson):
    everybody, once, twice, *_ = counts(lesson)
    return {
        "everybody": everybody,
        "once": once,
        "twice": twice,
        "first": first_renewal(lesson),
        "second": second_renewal(lesson),
    }


@key.reference("left-premium")
def left_premium(lesson):
    _, regular, _, premium = lesson.data("tiers")["members"].to_list()
    return premium / (regular + premium)


@key.misconception("left-premium", "at-the-start")
def at_the_start(lesson):
    regular, _, premium, _ = lesson.data("tiers")["members"].to_list()
    return premium / (regular + premium)


@key.misconception("left-premium", "of-the-premium")
def of_the_premium(lesson):
    *_, joined, premium = lesson.data("tiers")["members"].to_list()
    return premium / joined


@key.misconception("left-premium", "per-regular")
def per_regular(lesson):
    _, regular, _, premium = lesson.data("tiers")["members"].to_list()
    return premium / regular


@key.misconception("left-premium", "of-all-who-joined")
def of_all_who_joined(lesson):
    regular, _, joined, premium = lesson.data("tiers")["members"].to_list()
    return premium / (regular + joined)


@key.misconception("left-premium", "regular-share")
def regular_share(lesson):
    return 1 - left_premium(lesson)


@key.misconception("left-premium", "survival")
def survival(lesson):
    regular, left, joined, premium = lesson.data("tiers")["members"].to_list()
    return (left + premium) / (regular + joined)


@key.facts("left-premium")
def left_premium_facts(lesson):
    regular, left, joined, premium = lesson.data("tiers")["members"].to_list()
    return {
        "premium": premium,
        "left": left + premium,
        "start": at_the_start(lesson),
        "end": left_premium(lesson),
        "stayed": premium / joined,
        "regular_stayed": left / regular,
    }


@key.reference("why-rising")
def why_rising(lesson):
    return "B"


@key.facts("why-rising")
def why_rising_facts(lesson):
    model = club(lesson.parameters["seed"]).model.retention(7).to_list()
    return {
        **next_renewal_facts(lesson),
        "fourth": rates(lesson)[3],
        "model_first": model[0],
        "model_last": model[-1],
    }


# --- Years, and who is saved ----------------------------------------------------------------------


@key.reference("years-paid")
def years_paid(lesson):
    regular = lesson.data("regular")
    return (regular["renewals"] + 1).mean()


@key.misconception("years-paid", "renewals-only")
def renewals_only(lesson):
    return lesson.data("regular")["renewals"].mean()


@key.misconception("years-paid", "one-over-first-churn")
def one_over_first_churn(lesson):
    return 1 / (1 - first_renewal(lesson))


@key.misconception("years-paid", "one-over-mean-churn")
def one_over_mean_churn(lesson):
    found = rates(lesson)
    return 1 / (1 - sum(found) / len(found))


@key.misconception("years-paid", "leavers-only")
def leavers_only(lesson):
    often = lesson.data("regular")["renewals"]
    return often.where(often <= 6).mean() + 1


@key.facts("years-paid")
def years_paid_facts(lesson):
    there, found = counts(lesson), rates(lesson)
    return {
        "by_first": one_over_first_churn(lesson),
        "churn": 1 - found[0],
        "mean_rate": sum(found) / len(found),
        "still": there[-1] / there[0],
        "last_left": 1 - found[-1],
    }


def both_kinds(lesson):
    """Return members, chance to renew, and who leaves in month 12, of each kind."""
    table = lesson.data("kinds")
    table["leave"] = table["members"] * (1 - table["renews"])
    return table


@key.reference("kept")
def kept(lesson):
    table = both_kinds(lesson)
    return (table["leave"] * table["renews"]).sum() / table["leave"].sum()


@key.misconception("kept", "like-those-who-stayed")
def like_those_who_stayed(lesson):
    table = both_kinds(lesson)
    stay = table["members"] * table["renews"]
    return (stay * table["renews"]).sum() / stay.sum()


@key.misconception("kept", "like-everybody")
def like_everybody(lesson):
    table = both_kinds(lesson)
    return (table["members"] * table["renews"]).sum() / table["members"].sum()


@key.misconception("kept", "middle-of-two")
def middle_of_two(lesson):
    return lesson.data("kinds")["renews"].mean()


@key.misconception("kept", "curious-only")
def curious_only(lesson):
    return lesson.data("kinds")["renews"].min()


@key.misconception("kept", "of-all-members")
def of_all_members(lesson):
    table = both_kinds(lesson)
    return (table["leave"] * table["renews"]).sum() / table["members"].sum()


@key.misconception("kept", "steady-only")
def steady_only(lesson):
    return lesson.data("kinds")["renews"].max()


@key.misconception("kept", "leave-again")
def leave_again(lesson):
    return 1 - kept(lesson)


@key.misconception("kept", "wanted-to-leave")
def wanted_to_leave(lesson):
    table = both_kinds(lesson)
    return table["leave"].sum() / table["members"].sum()


@key.facts("kept")
def kept_facts(lesson):
    table = both_kinds(lesson)
    leave = table["leave"].round().astype(int).to_list()
    again = (table["leave"] * table["renews"]).to_list()
    return {
        "steady": leave[0],
        "curious": leave[1],
        "leave": sum(leave),
        "again_steady": again[0],
        "again_curious": again[1],
        "again": sum(again),
        "stayers": like_those_who_stayed(lesson),
    }


@key.reference("break-even")
def break_even(lesson):
    offer = lesson.data("offer")
    cost = offer["renewed"] * offer["discount"]
    return (cost / (offer["margin"] - offer["discount"])).sum()


@key.misconception("break-even", "saved-pay-in-full")
def saved_pay_in_full(lesson):
    offer = lesson.data("offer")
    return (offer["renewed"] * offer["discount"] / offer["margin"]).sum()


@key.misconception("break-even", "everybody")
def everybody(lesson):
    offer = lesson.data("offer")
    return (offer["joined"] * offer["discount"] / (offer["margin"] - offer["discount"])).sum()


@key.misconception("break-even", "leavers")
def leavers(lesson):
    offer = lesson.data("offer")
    return (offer["left"] * offer["discount"] / (offer["margin"] - offer["discount"])).sum()


@key.misconception("break-even", "dollars")
def dollars(lesson):
    offer = lesson.data("offer")
    return (offer["renewed"] * offer["discount"]).sum()


@key.misconception("break-even", "share-of-leavers")
def share_of_leavers(lesson):
    return break_even(lesson) / lesson.data("offer")["left"].sum()


@key.facts("break-even")
def break_even_facts(lesson):
    offer = lesson.data("offer")
    joined, renewed, left, margin, discount = offer.loc[0].to_list()
    return {
        "joined": int(joined),
        "renewed": int(renewed),
        "left": int(left),
        "margin": int(margin),
        "discount": int(discount),
        "net": int(margin - discount),
        "cost": int(renewed * discount),
        "share": break_even(lesson) / left,
        "welcome": int(joined * discount),
    }


# --- The pair -------------------------------------------------------------------------------------


@key.reference("compare")
def compare(lesson):
    return "BCAAAB"


@key.misconception("compare", "exchanged")
def exchanged(lesson):
    return "CBAAAC"
