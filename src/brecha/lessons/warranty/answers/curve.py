"""Those that still work: a curve by hand, as a function, and in a published table."""

from brecha import models
from brecha.checking import Key

from ..records import TWO

key = Key()


@key.reference("lasting-by-hand")
def lasting_by_hand(lesson):
    share = 1.0
    for n, failed in _bench(lesson):
        share = share * (n - 1) / n if failed else share
    return share


@key.misconception("lasting-by-hand", "share-failed")
def share_failed(lesson):
    return 1 - lasting_by_hand(lesson)


@key.misconception("lasting-by-hand", "as-survivors")
def as_survivors(lesson):
    return 5 / 8


@key.misconception("lasting-by-hand", "as-failures")
def as_failures(lesson):
    return 3 / 8


@key.misconception("lasting-by-hand", "dropped")
def dropped(lesson):
    return 3 / 6


@key.misconception("lasting-by-hand", "sum")
def sum_of_steps(lesson):
    return 1 - sum(1 / n for n, failed in _bench(lesson) if failed)


@key.misconception("lasting-by-hand", "at-start")
def at_start(lesson):
    return (7 / 8) ** 3


@key.misconception("lasting-by-hand", "last-step")
def last_step(lesson):
    return [1 - 1 / n for n, failed in _bench(lesson) if failed][-1]


@key.facts("lasting-by-hand")
def bench_facts(lesson):
    steps = [f"{n - 1}/{n}" for n, failed in _bench(lesson) if failed]
    return {"steps": " · ".join(steps), "first": steps[0]}


def _bench(lesson):
    """Return how many were still there at each month before 24, and whether one failed."""
    bench = lesson.data("bench")
    bench = bench[bench["months"] <= TWO]
    return [(8 - place, failed) for place, failed in enumerate(bench["failed"])]


@key.reference("lasting")
def lasting_function(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return (1 - rows["failed"] / rows["at_risk"]).prod()

    return lasting


@key.misconception("lasting", "share-failed")
def function_failed(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return 1 - (1 - rows["failed"] / rows["at_risk"]).prod()

    return lasting


@key.misconception("lasting", "product-of-risks")
def product_of_risks(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return (rows["failed"] / rows["at_risk"]).prod()

    return lasting


@key.misconception("lasting", "at-start")
def function_at_start(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return 1 - rows["failed"].sum() / table["at_risk"].iloc[0]

    return lasting


@key.misconception("lasting", "whole-table")
def whole_table(lesson):
    def lasting(table, month):
        return (1 - table["failed"] / table["at_risk"]).prod()

    return lasting


@key.misconception("lasting", "strictly-before")
def strictly_before(lesson):
    def lasting(table, month):
        rows = table[table["month"] < month]
        return (1 - rows["failed"] / rows["at_risk"]).prod()

    return lasting


@key.misconception("lasting", "mean")
def mean_of_shares_left(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return (1 - rows["failed"] / rows["at_risk"]).mean()

    return lasting


@key.misconception("lasting", "sum")
def function_sum(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return 1 - (rows["failed"] / rows["at_risk"]).sum()

    return lasting


@key.misconception("lasting", "last-row")
def last_row(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return (1 - rows["failed"] / rows["at_risk"]).iloc[-1]

    return lasting


@key.misconception("lasting", "pooled")
def pooled(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        return 1 - rows["failed"].sum() / rows["at_risk"].sum()

    return lasting


@key.misconception("lasting", "as-failures")
def function_as_failures(lesson):
    def lasting(table, month):
        rows = table[table["month"] <= month]
        left = rows["at_risk"] - rows["failed"]
        return left.iloc[-1] / table["at_risk"].iloc[0]

    return lasting


@key.reference("half")
def half(lesson):
    remission = lesson.data("remission")
    return models.kaplan_meier(remission["weeks"], failed=remission["relapse"]).median


@key.misconception("half", "relapses-alone")
def relapses_alone(lesson):
    remission = lesson.data("remission")
    return remission["weeks"][remission["relapse"]].median()


@key.misconception("half", "all-as-relapses")
def all_as_relapses(lesson):
    return lesson.data("remission")["weeks"].median()


@key.misconception("half", "just-above")
def just_above(lesson):
    return 22


@key.misconception("half", "mean-of-relapses")
def mean_of_relapses(lesson):
    remission = lesson.data("remission")
    return remission["weeks"][remission["relapse"]].mean()


@key.misconception("half", "mean-of-all")
def mean_of_all_weeks(lesson):
    return lesson.data("remission")["weeks"].mean()
