"""The rest of the morning's jobs: enquiries, whose need it is, and steps that can fail."""

from brecha.checking import Key
from brecha.models import rolled_yield

from ..prospects import chain_readings, rule_readings

key = Key()


@key.reference("what-is-missing")
def what_is_missing(lesson):
    return "ANPWPA"


@key.reference("rule-cost")
def rule_cost(lesson):
    row = lesson.data("rules").iloc[0]
    return row["visited_nothing"] * row["visit"] + row["left_bought"] * row["contract"]


@key.readings(
    "rule-cost",
    "other-rule",
    "prices-swapped",
    "visits-alone",
    "contracts-alone",
    "errors-counted",
    "all-left",
    "nothing-bought",
    "won-for-lost",
    "difference",
)
def rule_turns(lesson):
    return rule_readings(lesson.data("rules"))


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


@key.readings(
    "without-failure",
    "added",
    "mean",
    "weakest",
    "some-failure",
    "last",
    "all-fail",
    "failures-added",
    "not-all-fail",
    "average-step",
)
def chain_turns(lesson):
    return chain_readings(lesson.data("steps")["fail"])


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
