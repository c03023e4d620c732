"""Lesson 03, private side: right answers, and the wrong computations behind wrong ones."""

from __future__ import annotations

from brecha.checking import Key
from brecha.lessons.customer_types.buyers import (
    BANDS,
    CUTOFFS,
    ENOUGH,
    MISSED,
    RECENT,
    best_at,
    cost_of,
    current_share,
    errors_at,
)
from brecha.lessons.customer_types.prospects import (
    LAST_YEAR,
    OFTEN,
    chain_readings,
    neighbour_readings,
    rule_readings,
)
from brecha.models import rolled_yield
from brecha.scenarios import next_door

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("complaints-each")
def complaints_each(lesson):
    return 6 / 20


@key.misconception("complaints-each", "of-all-complaints")
def _(lesson):
    return 6 / (6 + 12)


@key.misconception("complaints-each", "of-all-people")
def _(lesson):
    return 6 / (20 + 80)


@key.misconception("complaints-each", "morning")
def _(lesson):
    return 12 / 80


@key.misconception("complaints-each", "whole-day")
def _(lesson):
    return (6 + 12) / (20 + 80)


@key.misconception("complaints-each", "to-the-rest")
def _(lesson):
    return 6 / (20 - 6)


@key.misconception("complaints-each", "without-complaint")
def _(lesson):
    return (20 - 6) / 20


@key.reference("four-characteristics")
def four_characteristics(lesson):
    return "PVIN"


@key.reference("how-many-rows")
def how_many_rows(lesson):
    return "B"


# --- one file, many counts -----------------------------------------------------------------------


@key.reference("still-customers")
def still_customers(lesson):
    recent = int((lesson.data("customers")["days_since"] <= RECENT).sum())
    return "A" if recent < 250 else "B" if recent <= 500 else "C"


@key.reference("why-differ")
def why_differ(lesson):
    return "B"


@key.facts("still-customers")
@key.facts("why-differ")
def count_facts(lesson):
    customers = lesson.data("customers")
    silent = customers["days_since"]
    came = customers["returned"] == 1
    return {
        "people": len(customers),
        "orders": len(lesson.data("orders")),
        "month": int((silent <= 30).sum()),
        "quarter": int((silent <= RECENT).sum()),
        "half": int((silent <= 180).sum()),
        "returned": int(came.sum()),
        "silent_returned": int((came & (silent > 180)).sum()),
    }


# --- recently or periodically --------------------------------------------------------------------


def _rules_on(table):
    return table["days_since"] <= RECENT, table["orders"] >= ENOUGH


@key.reference("eight-customers")
def eight_customers(lesson):
    recent, often = _rules_on(lesson.data("eight"))
    return (recent | often).sum()


@key.misconception("eight-customers", "both")
def _(lesson):
    recent, often = _rules_on(lesson.data("eight"))
    return (recent & often).sum()


@key.misconception("eight-customers", "twice")
def _(lesson):
    recent, often = _rules_on(lesson.data("eight"))
    return recent.sum() + often.sum()


@key.misconception("eight-customers", "one-only")
def _(lesson):
    recent, often = _rules_on(lesson.data("eight"))
    return (recent != often).sum()


@key.misconception("eight-customers", "recent-alone")
def _(lesson):
    return _rules_on(lesson.data("eight"))[0].sum()


@key.misconception("eight-customers", "often-alone")
def _(lesson):
    return _rules_on(lesson.data("eight"))[1].sum()


@key.misconception("eight-customers", "the-others")
def _(lesson):
    recent, often = _rules_on(lesson.data("eight"))
    return (~recent & ~often).sum()


@key.facts("eight-customers")
def eight_facts(lesson):
    return _counts(lesson.data("eight"))


def _counts(table):
    recent, often = _rules_on(table)
    return {
        "recent": int(recent.sum()),
        "often": int(often.sum()),
        "both": int((recent & often).sum()),
        "people": len(table),
    }


@key.reference("current-customers")
def current_customers(lesson):
    customers = lesson.data("customers")
    recent = customers["days_since"] <= 90
    periodic = customers["orders"] >= 3
    return (recent | periodic).sum()


@key.misconception("current-customers", "both")
def _(lesson):
    recent, often = _rules_on(lesson.data("customers"))
    return (recent & often).sum()


@key.misconception("current-customers", "twice")
def _(lesson):
    recent, often = _rules_on(lesson.data("customers"))
    return recent.sum() + often.sum()


@key.misconception("current-customers", "one-only")
def _(lesson):
    recent, often = _rules_on(lesson.data("customers"))
    return (recent != often).sum()


@key.misconception("current-customers", "recent-alone")
def _(lesson):
    return _rules_on(lesson.data("customers"))[0].sum()


@key.misconception("current-customers", "often-alone")
def _(lesson):
    return _rules_on(lesson.data("customers"))[1].sum()


@key.misconception("current-customers", "share")
def _(lesson):
    recent, often = _rules_on(lesson.data("customers"))
    return (recent | often).mean()


@key.misconception("current-customers", "everybody")
def _(lesson):
    return lesson.data("customers")["customer"].count()


@key.misconception("current-customers", "the-others")
def _(lesson):
    recent, often = _rules_on(lesson.data("customers"))
    return (~recent & ~often).sum()


@key.facts("current-customers")
def current_facts(lesson):
    customers = lesson.data("customers")
    recent, often = _rules_on(customers)
    came = customers["returned"] == 1
    return _counts(customers) | {
        "month": int(((customers["days_since"] <= 30) | often).sum()),
        "half": int(((customers["days_since"] <= 180) | often).sum()),
        "others_returned": int((came & ~recent & ~often).sum()),
    }


# --- what a cut-off costs ------------------------------------------------------------------------


@key.reference("cheapest")
def cheapest(lesson):
    customers = lesson.data("customers")
    offered = {"A": 30, "B": 90, "C": 180, "D": CUTOFFS[-1]}
    return min(offered, key=lambda letter: cost_of(customers, offered[letter]))


@key.facts("cheapest")
def cheapest_facts(lesson):
    customers = lesson.data("customers")
    vain, forgotten = errors_at(customers, 180)
    return {
        "missed": MISSED,
        "vain": vain,
        "forgotten": forgotten,
        **{f"cost_{days}": int(cost_of(customers, days)) for days in (30, 90, 180, 272)},
        "best_even": best_at(customers, missed=1),
    }


@key.reference("return-rate")
def return_rate(lesson):
    customers = lesson.data("customers")
    return customers.groupby("band")["returned"].mean()


@key.misconception("return-rate", "how-many")
def _(lesson):
    return lesson.data("customers").groupby("band")["returned"].sum()


@key.misconception("return-rate", "customers")
def _(lesson):
    return lesson.data("customers").groupby("band")["returned"].count()


@key.misconception("return-rate", "of-those-who-returned")
def _(lesson):
    came = lesson.data("customers").groupby("band")["returned"].sum()
    return came / came.sum()


@key.misconception("return-rate", "of-everybody")
def _(lesson):
    customers = lesson.data("customers")
    return customers.groupby("band")["returned"].sum() / customers["customer"].count()


@key.misconception("return-rate", "orders")
def _(lesson):
    return lesson.data("customers").groupby("band")["orders"].mean()


@key.misconception("return-rate", "stayed-away")
def _(lesson):
    return 1 - lesson.data("customers").groupby("band")["returned"].mean()


@key.misconception("return-rate", "size-of-band")
def _(lesson):
    people = lesson.data("customers").groupby("band")["customer"].count()
    return people / people.sum()


@key.reference("first-letters")
def first_letters(lesson):
    return "C"


@key.facts("return-rate")
@key.facts("first-letters")
def band_facts(lesson):
    groups = lesson.data("customers").groupby("band")["returned"]
    rate, came, people = groups.mean(), groups.sum(), groups.count()
    first, last = BANDS[0], BANDS[-1]
    return {
        "fresh_rate": rate[first],
        "silent_rate": rate[last],
        "fresh_came": int(came[first]),
        "silent_came": int(came[last]),
        "fresh_people": int(people[first]),
        "silent_people": int(people[last]),
        "all_came": int(came.sum()),
        "silent_part": came[last] / came.sum(),
        "before_rate": rate["to-90"],
        "after_rate": rate["to-180"],
    }


# --- enquiries -----------------------------------------------------------------------------------


@key.reference("what-is-missing")
def what_is_missing(lesson):
    return "ANPWPA"


@key.reference("rule-cost")
def rule_cost(lesson):
    row = lesson.data("rules").iloc[0]
    return row["visited_nothing"] * row["visit"] + row["left_bought"] * row["contract"]


def _rule_reading(name):
    @key.misconception("rule-cost", name)
    def compute(lesson):
        return rule_readings(lesson.data("rules"))[name]

    return compute


for _name in (
    "other-rule",
    "prices-swapped",
    "visits-alone",
    "contracts-alone",
    "errors-counted",
    "all-left",
    "nothing-bought",
    "won-for-lost",
    "difference",
):
    _rule_reading(_name)


@key.convention("rule-cost", "all-visits")
def _(lesson):
    return rule_readings(lesson.data("rules"))["all-visits"]


@key.facts("rule-cost")
def rule_facts(lesson):
    strict, wide = (row for _, row in lesson.data("rules").iterrows())
    costs = rule_readings(lesson.data("rules"))
    more_vain = wide["visited_nothing"] - strict["visited_nothing"]
    fewer_left = strict["left_bought"] - wide["left_bought"]
    return {
        "in_vain": int(strict["visited_nothing"]),
        "left": int(strict["left_bought"]),
        "bought": int(strict["visited_bought"]),
        "visit": int(strict["visit"]),
        "contract": int(strict["contract"]),
        "wide_cost": int(costs["other-rule"]),
        "wide_wrong": int(wide["visited_nothing"] + wide["left_bought"]),
        "strict_wrong": int(costs["errors-counted"]),
        "turning": float(more_vain * strict["visit"] / fewer_left),
    }


# --- persons and steps ---------------------------------------------------------------------------


@key.reference("whose-need")
def whose_need(lesson):
    return "NLINLI"


@key.reference("without-failure")
def without_failure(lesson):
    steps = lesson.data("steps").set_index("step")["fail"]
    share = 1
    for fail in steps:
        share = share * (100 - fail) / 100
    return share


def _chain_reading(name):
    @key.misconception("without-failure", name)
    def compute(lesson):
        return chain_readings(lesson.data("steps")["fail"])[name]

    return compute


for _name in (
    "added",
    "mean",
    "weakest",
    "some-failure",
    "last",
    "all-fail",
    "failures-added",
    "not-all-fail",
    "average-step",
):
    _chain_reading(_name)


@key.facts("without-failure")
def chain_facts(lesson):
    fail = lesson.data("steps").set_index("step")["fail"]
    return {
        "worst": fail.idxmax(),
        "worst_fail": int(fail.max()),
        "last_fail": int(fail.iloc[-1]),
        "total": int(fail.sum()),
    }


@key.reference("together")
def together(lesson):
    fail = lesson.data("steps")["fail"] / 100
    apart, same = rolled_yield(fail), rolled_yield(fail, together=1)
    return "A" if same > apart else "B" if same < apart else "C"


@key.facts("together")
def together_facts(lesson):
    fail = lesson.data("steps")["fail"] / 100
    return {
        "apart": rolled_yield(fail),
        "half": rolled_yield(fail, together=0.5),
        "same": rolled_yield(fail, together=1),
    }


# --- the neighbour -------------------------------------------------------------------------------


@key.reference("other-share")
def other_share(lesson):
    other = lesson.data("other")
    recent = other["days_since"] <= 365
    periodic = other["orders"] >= 4
    return (recent | periodic).mean()


def _neighbour_reading(name):
    @key.misconception("other-share", name)
    def compute(lesson):
        return neighbour_readings(lesson.data("other"))[name]

    return compute


for _name in (
    "both",
    "twice",
    "recent-alone",
    "often-alone",
    "old-rules",
    "old-cutoff",
    "old-number",
    "one-only",
    "the-others",
    "mean-of-two",
    "turned-round",
    "more-than",
    "count",
):
    _neighbour_reading(_name)


@key.misconception("other-share", "record-shop")
def _(lesson):
    return current_share(lesson.data("customers"))


@key.facts("other-share")
def other_facts(lesson):
    readings = neighbour_readings(lesson.data("other"))
    return {
        "other": f"company-{next_door(lesson.parameters['company'])}",
        "people": len(lesson.data("other")),
        "old": readings["old-rules"],
        "year": LAST_YEAR,
        "often": OFTEN,
    }
