"""Lesson 10, private side: right answers, and the wrong computations behind wrong ones."""

from __future__ import annotations

from brecha.checking import Key
from brecha.lessons.post_sale.cases import PROMISES, STEPS, UNTIL, WEEK, readings, share_within
from brecha.lessons.post_sale.exercises import PLACES
from brecha.lessons.post_sale.offers import (
    CONTROL,
    cost_per_extra,
    letter_readings,
    loss_readings,
)
from brecha.lessons.post_sale.repairs import TERM, bill_readings
from brecha.scenarios import next_door

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("blank-in-a-mean")
def blank_in_a_mean(lesson):
    return (4 + 10) / 2


@key.misconception("blank-in-a-mean", "blank-as-zero")
def _(lesson):
    return (4 + 10 + 0) / 3


@key.misconception("blank-in-a-mean", "sum")
def _(lesson):
    return 4 + 10


@key.reference("three-steps")
def three_steps(lesson):
    return 0.9 * 0.8 * 0.5


@key.misconception("three-steps", "added")
def _(lesson):
    return 1 - (0.1 + 0.2 + 0.5)


@key.misconception("three-steps", "mean")
def _(lesson):
    return (0.9 + 0.8 + 0.5) / 3


@key.misconception("three-steps", "weakest")
def _(lesson):
    return 0.5


@key.reference("fair-group")
def fair_group(lesson):
    return "C"


# --- cases that are still open -------------------------------------------------------------------


@key.reference("still-open")
def still_open(lesson):
    times = _so_far(lesson).mean() / lesson.data("cases")["days"].mean()
    return "A" if times < 0.8 else "C" if times > 2 else "B"


@key.reference("why-flatters")
def why_flatters(lesson):
    return "B"


@key.facts("still-open")
@key.facts("why-flatters")
@key.facts("within-a-week")
def case_facts(lesson):
    cases = lesson.data("cases")
    state = cases["state"].value_counts()
    found = readings(cases)
    return {
        "people": len(cases),
        "solved": int(state["solved"]),
        "open": int(state["open"]),
        "gave_up": int(state["gave-up"]),
        "blank": int(state["open"] + state["gave-up"]),
        "quick": int(found["how-many"]),
        "mean": cases["days"].mean(),
        "longest": int(cases["days"].max()),
        "so_far": _so_far(lesson).mean(),
        "least": int(_so_far(lesson).min()),
        "of_solved": found["of-the-solved"],
        "three_weeks": share_within(cases, 21),
    }


def _so_far(lesson):
    cases = lesson.data("cases")
    return UNTIL - cases.loc[cases["state"] == "open", "opened"]


@key.reference("eight-cases")
def eight_cases(lesson):
    eight = lesson.data("eight")
    return (eight["days"] <= 7).mean()


@key.reference("within-a-week")
def within_a_week(lesson):
    cases = lesson.data("cases")
    quick = cases["days"] <= 7
    return quick.mean()


_COUNTS = (
    "of-the-solved",
    "without-given-up",
    "without-open",
    "blank-as-quick",
    "ever",
    "not-within",
    "how-many",
)
for _name in _COUNTS:

    @key.misconception("eight-cases", _name)
    def _(lesson, name=_name):
        return readings(lesson.data("eight"))[name]

    @key.misconception("within-a-week", _name)
    def _(lesson, name=_name):
        return readings(lesson.data("cases"))[name]


@key.misconception("within-a-week", "mean-days")
def _(lesson):
    return lesson.data("cases")["days"].mean()


@key.misconception("within-a-week", "everybody")
def _(lesson):
    return lesson.data("cases")["case"].count()


@key.facts("eight-cases")
def eight_facts(lesson):
    eight = lesson.data("eight")
    state = eight["state"].value_counts().reindex(["solved", "open", "gave-up"], fill_value=0)
    return {
        "quick": int((eight["days"] <= WEEK).sum()),
        "solved": int(state["solved"]),
        "open": int(state["open"]),
        "gave_up": int(state["gave-up"]),
        "blank": int(state["open"] + state["gave-up"]),
        "of_solved": readings(eight)["of-the-solved"],
    }


@key.reference("nine-in-ten")
def nine_in_ten(lesson):
    cases = lesson.data("cases")
    kept = [share_within(cases, days) >= 0.9 for days in (7, 14, 21)]
    return "ABC"[kept.index(True)] if any(kept) else "D"


@key.facts("nine-in-ten")
def nine_facts(lesson):
    cases = lesson.data("cases")
    return {
        "week": share_within(cases, 7),
        "fortnight": share_within(cases, 14),
        "three": share_within(cases, PROMISES[-1]),
        "three_solved": share_within(cases, PROMISES[-1], of="solved"),
        "half": next(day for day in range(UNTIL) if share_within(cases, day) >= 0.5),
    }


# --- what is done after the sale -----------------------------------------------------------------


@key.reference("four-values")
def four_values(lesson):
    return "PUAFUPFA"


@key.reference("stuck")
def stuck(lesson):
    manual = lesson.data("manual").set_index("step")
    return (manual["stuck"] / manual["reached"]).idxmax()


@key.misconception("stuck", "most-stuck")
def _(lesson):
    return lesson.data("manual").set_index("step")["stuck"].idxmax()


@key.misconception("stuck", "fewest-left")
def _(lesson):
    return lesson.data("manual").set_index("step")["reached"].idxmin()


@key.misconception("stuck", "fewest-stuck")
def _(lesson):
    return "unpack"


@key.facts("stuck")
def stuck_facts(lesson):
    manual = lesson.data("manual").set_index("step")
    most = manual["stuck"].idxmax()
    worst = stuck(lesson)
    through = manual["reached"].iloc[-1] - manual["stuck"].iloc[-1]
    return {
        "most_stuck": int(manual.loc[most, "stuck"]),
        "most_reached": int(manual.loc[most, "reached"]),
        "most_rate": manual.loc[most, "stuck"] / manual.loc[most, "reached"],
        "worst_stuck": int(manual.loc[worst, "stuck"]),
        "worst_reached": int(manual.loc[worst, "reached"]),
        "worst_rate": manual.loc[worst, "stuck"] / manual.loc[worst, "reached"],
        "through": int(through),
        "begun": int(manual["reached"].iloc[0]),
    }


@key.reference("bill")
def bill(lesson):
    repairs = lesson.data("repairs")
    theirs = (repairs["months"] > TERM) | (repairs["cause"] != "defect")
    return repairs.loc[theirs, "cost"].sum()


for _name in (
    "term-alone",
    "cause-alone",
    "wear-covered",
    "misuse-covered",
    "both-at-once",
    "the-house",
    "everything",
    "how-many",
):

    @key.misconception("bill", _name)
    def _(lesson, name=_name):
        return bill_readings(lesson.data("repairs"))[name]


@key.facts("bill")
def bill_facts(lesson):
    found = bill_readings(lesson.data("repairs"))
    return {
        "house": int(found["the-house"]),
        "late": int(found["term-alone"]),
        "early": int(found["right"] - found["term-alone"]),
        "all": int(found["everything"]),
        "bills": int(found["how-many"]),
    }


@key.reference("days-lost")
def days_lost(lesson):
    steps = lesson.data("steps")
    return steps.groupby("step")["waiting"].sum()


@key.misconception("days-lost", "per-case")
def _(lesson):
    return lesson.data("steps").groupby("step")["waiting"].mean()


@key.misconception("days-lost", "how-many-came")
def _(lesson):
    return lesson.data("steps").groupby("step")["waiting"].count()


@key.misconception("days-lost", "work")
def _(lesson):
    return lesson.data("steps").groupby("step")["working"].sum()


@key.misconception("days-lost", "work-too")
def _(lesson):
    return lesson.data("steps").groupby("step")[["waiting", "working"]].sum().sum(axis=1)


@key.misconception("days-lost", "solved-alone")
def _(lesson):
    steps, cases = lesson.data("steps"), lesson.data("cases")
    solved = cases.loc[cases["state"] == "solved", "case"]
    return steps[steps["case"].isin(solved)].groupby("step")["waiting"].sum()


@key.reference("extra-person")
def extra_person(lesson):
    return "C"


@key.facts("days-lost")
@key.facts("extra-person")
def step_facts(lesson):
    steps, cases = lesson.data("steps"), lesson.data("cases")
    waits = steps.groupby("step")["waiting"].agg(["sum", "mean", "count"])
    gone = cases.loc[cases["state"] == "gave-up", "case"]
    last = steps[steps["case"].isin(gone)].groupby("case")["step"].last()
    lost = last.value_counts().reindex(list(STEPS), fill_value=0)
    return {
        "visit_days": int(waits.loc["visit", "sum"]),
        "visit_mean": waits.loc["visit", "mean"],
        "visit_cases": int(waits.loc["visit", "count"]),
        "visit_lost": int(lost["visit"]),
        "parts_days": int(waits.loc["parts", "sum"]),
        "parts_mean": waits.loc["parts", "mean"],
        "parts_cases": int(waits.loc["parts", "count"]),
        "parts_lost": int(lost["parts"]),
        "share": waits.loc["visit", "sum"] / waits["sum"].sum(),
        "total": int(waits["sum"].sum()),
    }


# --- channels ------------------------------------------------------------------------------------


@key.reference("cheapest-channel")
def cheapest_channel(lesson):
    channels = lesson.data("channels")
    return "ABC"[list(channels["channel"]).index(cost_per_extra(channels, CONTROL).idxmin())]


@key.facts("cheapest-channel")
def channel_facts(lesson):
    channels = lesson.data("channels")
    naive, fair = cost_per_extra(channels, 0), cost_per_extra(channels, CONTROL)
    cost, bought = (channels.set_index("channel")[name] for name in ("cost", "bought"))
    return {
        "anyway": CONTROL,
        **{f"{channel}_naive": naive[channel] for channel in naive.index},
        **{f"{channel}_fair": fair[channel] for channel in fair.index},
        **{f"{channel}_cost": cost[channel] for channel in naive.index},
        **{f"{channel}_bought": bought[channel] for channel in naive.index},
    }


@key.reference("letter-effect")
def letter_effect(lesson):
    mailed = lesson.data("mailed")
    control = lesson.data("control")
    return mailed["bought"].mean() - control["bought"].mean()


for _name in (
    "no-control",
    "against-refused",
    "against-all-others",
    "relative",
    "ratio",
    "how-many",
):

    @key.misconception("letter-effect", _name)
    def _(lesson, name=_name):
        return letter_readings(lesson.data("letters"))[name]


@key.facts("letter-effect")
def letter_facts(lesson):
    letters = lesson.data("letters")
    bought = letters.groupby("group")["bought"]
    count, mean = bought.count(), bought.mean()
    agreed = int(count["mailed"] + count["control"])
    return {
        "mailed": int(count["mailed"]),
        "control": int(count["control"]),
        "refused": int(count["refused"]),
        "mailed_share": mean["mailed"],
        "control_share": mean["control"],
        "refused_share": mean["refused"],
        "agreed": agreed,
        "buyers": len(letters),
        "reach": agreed / len(letters),
        "per_hundred": 100 * (mean["mailed"] - mean["control"]),
        "overall": 100 * (mean["mailed"] - mean["control"]) * agreed / len(letters),
    }


# --- the neighbour -------------------------------------------------------------------------------


@key.reference("missing-purchases")
def missing_purchases(lesson):
    other_quick = lesson.data("other_quick")
    other_late = lesson.data("other_late")
    apart = other_quick["again"].mean() - other_late["again"].mean()
    return apart * other_late["again"].count()


for _name in (
    "share-alone",
    "all-buyers",
    "the-quick",
    "precedence",
    "counts",
    "would-have",
    "all-who-left",
):

    @key.misconception("missing-purchases", _name)
    def _(lesson, name=_name):
        return loss_readings(lesson.data("other_after"))[name]


@key.misconception("missing-purchases", "opinion")
def _(lesson):
    quick, late = (lesson.data(f"other_{code}") for code in ("quick", "late"))
    return (quick["opinion"].mean() - late["opinion"].mean()) * len(late)


@key.facts("missing-purchases")
def missing_facts(lesson):
    after = lesson.data("other_after")
    means = after.groupby("outcome")[["again", "opinion"]].mean()
    count = after.groupby("outcome")["again"].count()
    return {
        "other": f"company-{next_door(lesson.parameters['company'], among=PLACES)}",
        "quick": int(count["quick"]),
        "late": int(count["late"]),
        "quick_share": means.loc["quick", "again"],
        "late_share": means.loc["late", "again"],
        "quick_opinion": means.loc["quick", "opinion"],
        "late_opinion": means.loc["late", "opinion"],
    }
