"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

import math

from brecha import models
from brecha.checking import Key

from .records import GRINDER_REPAIR, REPAIR, THREE, TWO, costs, fit, readings
from .small import PRICE

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("both-steps")
def both_steps(lesson):
    return 0.9 * 0.8


@key.misconception("both-steps", "mean")
def mean_of_steps(lesson):
    return (0.9 + 0.8) / 2


@key.misconception("both-steps", "faults-added")
def faults_added(lesson):
    return 1 - 0.1 - 0.2


@key.misconception("both-steps", "weakest")
def weakest(lesson):
    return 0.8


@key.misconception("both-steps", "faulty")
def faulty(lesson):
    return 1 - 0.9 * 0.8


@key.reference("too-young")
def too_young(lesson):
    return "C"


@key.reference("two-batches")
def two_batches(lesson):
    return (20 + 10) / (200 + 50)


@key.misconception("two-batches", "mean-of-shares")
def mean_of_shares(lesson):
    return (20 / 200 + 10 / 50) / 2


@key.misconception("two-batches", "added")
def shares_added(lesson):
    return 20 / 200 + 10 / 50


@key.misconception("two-batches", "good-ones")
def good_ones(lesson):
    return 1 - (20 + 10) / (200 + 50)


# --- a curve by hand -----------------------------------------------------------------------------


@key.reference("by-then")
def by_then(lesson):
    found = readings(lesson.data("fleet"))
    share = found["curve"]
    return "A" if share < found["of-all"] + 0.05 else "B" if share < 0.75 else "C"


@key.facts("by-then")
@key.facts("by-three-years")
def curve_facts(lesson):
    fleet = lesson.data("fleet")
    found = readings(fleet)
    curve = models.kaplan_meier(fleet["months"], failed=fleet["failed"]).table
    last = curve[curve.index <= THREE].iloc[-1]
    return {
        "share": found["curve"],
        "low": 1 - last["high"],
        "high": 1 - last["low"],
        "of_all": found["of-all"],
        "machines": len(fleet),
        "failures": int(fleet["failed"].sum()),
        "old": int((fleet["placed"] >= THREE).sum()),
        "young": int((~fleet["failed"] & (fleet["months"] <= THREE)).sum()),
        "gone": int((fleet["months"] <= THREE).sum()),
        "age": fleet["months"][fleet["failed"]].mean(),
    }


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


# --- the fleet -----------------------------------------------------------------------------------


@key.reference("by-three-years")
def by_three_years(lesson):
    fleet = lesson.data("fleet")
    return 1 - models.kaplan_meier(fleet["months"], failed=fleet["failed"]).at(36)


@key.misconception("by-three-years", "still-working")
def still_working(lesson):
    return 1 - by_three_years(lesson)


@key.misconception("by-three-years", "of-all")
def of_all(lesson):
    return readings(lesson.data("fleet"))["of-all"]


@key.misconception("by-three-years", "within-of-all")
def within_of_all(lesson):
    return readings(lesson.data("fleet"))["within-of-all"]


@key.misconception("by-three-years", "as-failures")
def fleet_as_failures(lesson):
    return readings(lesson.data("fleet"))["as-failures"]


@key.misconception("by-three-years", "dropped")
def fleet_dropped(lesson):
    return readings(lesson.data("fleet"))["dropped"]


@key.misconception("by-three-years", "two-years")
def fleet_two_years(lesson):
    return readings(lesson.data("fleet"))["two-years"]


@key.convention("by-three-years", "old-ones")
def old_ones(lesson):
    return readings(lesson.data("fleet"))["old-ones"]


# --- a distribution ------------------------------------------------------------------------------


@key.reference("what-shape-says")
def what_shape_says(lesson):
    return "A"


@key.facts("what-shape-says")
def shape_facts(lesson):
    life = fit(lesson.data("fleet"))
    return {"shape": life.shape, "scale": life.scale, "times": (THREE / 12) ** (life.shape - 1)}


@key.reference("mean-life")
def mean_life(lesson):
    fleet = lesson.data("fleet")
    life = models.fit_weibull(fleet["months"], failed=fleet["failed"], unit="months")
    return life.mean


@key.misconception("mean-life", "mean-of-failed")
def mean_of_failed(lesson):
    fleet = lesson.data("fleet")
    return fleet["months"][fleet["failed"]].mean()


@key.misconception("mean-life", "mean-of-all")
def mean_of_all(lesson):
    return lesson.data("fleet")["months"].mean()


@key.misconception("mean-life", "scale")
def scale_for_mean(lesson):
    return fit(lesson.data("fleet")).scale


@key.misconception("mean-life", "median")
def median_for_mean(lesson):
    life = fit(lesson.data("fleet"))
    return life.scale * math.log(2) ** (1 / life.shape)


@key.misconception("mean-life", "time-per-failure")
def time_per_failure(lesson):
    fleet = lesson.data("fleet")
    return fleet["months"].sum() / fleet["failed"].sum()


@key.facts("mean-life")
def mean_life_facts(lesson):
    return {
        "of_failed": mean_of_failed(lesson),
        "scale": scale_for_mean(lesson),
        "oldest": lesson.data("fleet")["placed"].max(),
    }


@key.reference("same-mean")
def same_mean(lesson):
    shares = same_mean_facts(lesson)
    return "A" if shares["early"] > shares["late"] + 0.05 else "B"


@key.facts("same-mean")
def same_mean_facts(lesson):
    early, late = (_with_mean(shape, 40).failed(TWO) for shape in (0.7, 3))
    return {"early": early, "late": late}


def _with_mean(shape, mean):
    return models.Weibull(shape=shape, scale=mean / math.gamma(1 + 1 / shape), unit="months")


# --- policies ------------------------------------------------------------------------------------


@key.reference("repairs")
def repairs(lesson):
    contract = lesson.data("contract").iloc[0]
    return (contract["length"] / contract["scale"]) ** contract["shape"]


@key.misconception("repairs", "ratio")
@key.misconception("first-failures", "ratio")
def ratio(lesson):
    contract = lesson.data("contract").iloc[0]
    return contract["length"] / contract["scale"]


@key.misconception("repairs", "upside-down")
def upside_down(lesson):
    return 1 / repairs(lesson)


@key.misconception("repairs", "times-shape")
def times_shape(lesson):
    return ratio(lesson) * lesson.data("contract").iloc[0]["shape"]


@key.misconception("repairs", "first-failures")
@key.reference("first-failures")
def first_failures(lesson):
    return 1 - math.exp(-repairs(lesson))


@key.misconception("repairs", "survivors")
@key.misconception("first-failures", "survivors")
def survivors(lesson):
    return math.exp(-repairs(lesson))


@key.misconception("first-failures", "repairs")
def repairs_for_first(lesson):
    return repairs(lesson)


@key.misconception("first-failures", "one-minus-repairs")
def one_minus_repairs(lesson):
    return 1 - repairs(lesson)


@key.misconception("first-failures", "without-shape")
def without_shape(lesson):
    return 1 - math.exp(-ratio(lesson))


@key.facts("repairs")
@key.facts("first-failures")
def contract_facts(lesson):
    contract = lesson.data("contract").iloc[0]
    found = repairs(lesson)
    return {
        "shape": int(contract["shape"]),
        "scale": int(contract["scale"]),
        "length": int(contract["length"]),
        "repairs": found,
        "left": math.exp(-found),
        "first": 1 - math.exp(-found),
    }


@key.reference("which-policy")
def which_policy(lesson):
    return "RNFPF"


@key.misconception("which-policy", "as-good-as-new")
def as_good_as_new(lesson):
    return "NRFPF"


@key.misconception("which-policy", "every-visit")
def every_visit(lesson):
    return "RNFPR"


@key.reference("half-more")
def half_more(lesson):
    more = half_more_facts(lesson)["more"]
    return "A" if more < 0.45 else "B" if more < 0.55 else "C"


@key.facts("half-more")
def half_more_facts(lesson):
    life = fit(lesson.data("fleet"))
    return {"more": life.hazard_sum(THREE) / life.hazard_sum(TWO) - 1, "shape": life.shape}


@key.reference("set-aside")
def set_aside(lesson):
    fleet = lesson.data("fleet")
    life = models.fit_weibull(fleet["months"], failed=fleet["failed"], unit="months")
    return models.warranty_claims(life, length=36, policy="minimal-repair", cost=140).cost


@key.misconception("set-aside", "first-failure")
def aside_first(lesson):
    return REPAIR * fit(lesson.data("fleet")).failed(THREE)


@key.misconception("set-aside", "replacement")
def aside_new(lesson):
    return REPAIR * fit(lesson.data("fleet")).renewals(THREE)


@key.misconception("set-aside", "of-all")
def aside_of_all(lesson):
    return REPAIR * of_all(lesson)


@key.misconception("set-aside", "two-years")
def aside_two_years(lesson):
    return costs(fit(lesson.data("fleet")), REPAIR)["two"]


@key.misconception("set-aside", "years-for-months")
def years_for_months(lesson):
    return REPAIR * fit(lesson.data("fleet")).hazard_sum(3)


@key.misconception("set-aside", "claims")
def claims_for_cost(lesson):
    return fit(lesson.data("fleet")).hazard_sum(THREE)


@key.misconception("set-aside", "as-it-stands")
def as_it_stands(lesson):
    return REPAIR * fit(lesson.data("fleet")).failed(TWO)


@key.misconception("set-aside", "pro-rata")
def aside_pro_rata(lesson):
    life = fit(lesson.data("fleet"))
    return models.warranty_claims(life, length=THREE, policy="pro-rata", cost=REPAIR).cost


@key.facts("set-aside")
def set_aside_facts(lesson):
    life = fit(lesson.data("fleet"))
    return {
        "claims": life.hazard_sum(THREE),
        "first": life.failed(THREE),
        "first_cost": aside_first(lesson),
        "three": REPAIR * life.hazard_sum(THREE),
        "two": aside_two_years(lesson),
    }


@key.reference("third-year")
def third_year(lesson):
    fleet = lesson.data("fleet")
    life = models.fit_weibull(fleet["months"], failed=fleet["failed"], unit="months")
    three = models.warranty_claims(life, length=36, policy="minimal-repair", cost=140).cost
    two = models.warranty_claims(life, length=24, policy="minimal-repair", cost=140).cost
    return three - two


@key.misconception("third-year", "half-of-two")
def half_of_two(lesson):
    return _costs(lesson)["half-of-two"]


@key.misconception("third-year", "third-of-three")
def third_of_three(lesson):
    return _costs(lesson)["third-of-three"]


@key.misconception("third-year", "whole")
def whole_three(lesson):
    return _costs(lesson)["three"]


@key.misconception("third-year", "two")
def whole_two(lesson):
    return _costs(lesson)["two"]


@key.misconception("third-year", "first-failure")
def third_first(lesson):
    return _costs(lesson)["first-failure"]


@key.misconception("third-year", "first-year")
def first_year(lesson):
    return _costs(lesson)["first-year"]


@key.misconception("third-year", "replacement")
def third_new(lesson):
    life = fit(lesson.data("fleet"))
    return REPAIR * (life.renewals(THREE) - life.renewals(TWO))


@key.facts("third-year")
def third_year_facts(lesson):
    found = _costs(lesson)
    return {"two": found["two"], "three": found["three"], "half": found["half-of-two"]}


def _costs(lesson):
    return costs(fit(lesson.data("fleet")), REPAIR)


@key.reference("pro-rata")
def pro_rata(lesson):
    late = lesson.data("late")
    late = late[late["months"] <= 36]
    return (1800 * (36 - late["months"]) / 36).sum()


@key.misconception("pro-rata", "used-part")
def used_part(lesson):
    late = lesson.data("late")
    return (PRICE * late["months"][late["months"] <= THREE] / THREE).sum()


@key.misconception("pro-rata", "free")
def free(lesson):
    return PRICE * 4


@key.misconception("pro-rata", "late-one-too")
def late_one_too(lesson):
    return (PRICE * (1 - lesson.data("late")["months"] / THREE)).sum()


@key.misconception("pro-rata", "mean")
def mean_refund(lesson):
    return pro_rata(lesson) / 4


@key.misconception("pro-rata", "half-price")
def half_price(lesson):
    return PRICE * 4 / 2


@key.misconception("pro-rata", "all-five")
def all_five(lesson):
    return PRICE * 5


@key.misconception("pro-rata", "two-years")
def against_two_years(lesson):
    months = lesson.data("late")["months"]
    return (PRICE * (1 - months[months <= TWO] / TWO)).sum()


@key.facts("pro-rata")
def pro_rata_facts(lesson):
    months = lesson.data("late")["months"]
    return {
        "first": int(months.iloc[0]),
        "last": int(months.iloc[-1]),
        "refund": PRICE * (1 - months.iloc[0] / THREE),
        "late": PRICE * (months.iloc[-1] / THREE - 1),
        "fourth": int(months.iloc[3]),
        "fourth_refund": PRICE * (1 - months.iloc[3] / THREE),
        "free": PRICE * 4,
        "total": pro_rata(lesson),
    }


# --- maintenance ---------------------------------------------------------------------------------


@key.reference("best-age")
def best_age(lesson):
    found = best_age_facts(lesson)
    return "B" if found["age"] < 0.85 * found["mean"] else "A"


@key.facts("best-age")
@key.facts("interval")
def interval_facts(lesson):
    part = lesson.data("parts").loc["pump"]
    life = _part(lesson, "pump")
    found = models.maintenance_interval(life, planned=part["planned"], failure=part["failure"])
    return {
        "age": found.interval,
        "mean": life.mean,
        "rate": found.cost_rate,
        "waiting": found.waiting_rate,
        "failed": life.failed(found.interval),
        "planned": part["planned"],
        "failure": part["failure"],
    }


best_age_facts = interval_facts


def _part(lesson, name):
    part = lesson.data("parts").loc[name]
    return models.Weibull(shape=part["shape"], scale=part["scale"], unit="months")


@key.reference("interval")
def interval(lesson):
    parts = lesson.data("parts")
    planned = parts["planned"]["pump"]
    failure = parts["failure"]["pump"]
    pump = models.Weibull(shape=parts["shape"]["pump"], scale=parts["scale"]["pump"], unit="months")
    return models.maintenance_interval(pump, planned=planned, failure=failure).interval


@key.misconception("interval", "mean-life")
def mean_life_of_pump(lesson):
    return _part(lesson, "pump").mean


@key.misconception("interval", "scale")
def scale_of_pump(lesson):
    return _part(lesson, "pump").scale


@key.misconception("interval", "half-failed")
def half_failed(lesson):
    life = _part(lesson, "pump")
    return life.scale * math.log(2) ** (1 / life.shape)


@key.misconception("interval", "cost")
def cost_for_age(lesson):
    return interval_facts(lesson)["rate"]


@key.misconception("interval", "share-of-cost")
def share_of_cost(lesson):
    found = interval_facts(lesson)
    return found["mean"] * found["planned"] / found["failure"]


@key.reference("control-board")
def control_board(lesson):
    return "D"


@key.facts("control-board")
def board_facts(lesson):
    life = _part(lesson, "board")
    return {
        "shape": life.shape,
        "mean": life.mean,
        "first": life.hazard_sum(12),
        "later": life.hazard_sum(36) - life.hazard_sum(24),
    }


# --- a register that closes, and grinders --------------------------------------------------------


@key.reference("closed-register")
def closed_register(lesson):
    return "B"


@key.facts("closed-register")
def register_facts(lesson):
    found = readings(lesson.data("fleet"))
    row = lesson.data("register").iloc[-1]
    return {
        "claims": int(row["claims"]),
        "machines": int(row["machines"]),
        "two": 1 - found["two-years"],
        "third": (found["curve"] - found["two-years"]) / (1 - found["two-years"]),
    }


@key.reference("grinders")
def grinders(lesson):
    grinders = lesson.data("grinders")
    life = models.fit_weibull(grinders["months"], failed=grinders["failed"], unit="months")
    three = models.warranty_claims(life, length=36, policy="minimal-repair", cost=60).cost
    two = models.warranty_claims(life, length=24, policy="minimal-repair", cost=60).cost
    return three - two


@key.misconception("grinders", "half-of-two")
def grinders_half_of_two(lesson):
    return _grinder_costs(lesson)["half-of-two"]


@key.misconception("grinders", "third-of-three")
def grinders_third_of_three(lesson):
    return _grinder_costs(lesson)["third-of-three"]


@key.misconception("grinders", "whole")
def grinders_whole(lesson):
    return _grinder_costs(lesson)["three"]


@key.misconception("grinders", "first-failure")
def grinders_first(lesson):
    return _grinder_costs(lesson)["first-failure"]


@key.misconception("grinders", "two")
def grinders_two(lesson):
    return _grinder_costs(lesson)["two"]


@key.misconception("grinders", "first-year")
def grinders_first_year(lesson):
    return _grinder_costs(lesson)["first-year"]


@key.misconception("grinders", "machines")
def machines_for_grinders(lesson):
    return _costs(lesson)["third"]


@key.misconception("grinders", "machine-cost")
def machine_cost(lesson):
    return grinders(lesson) * REPAIR / GRINDER_REPAIR


@key.facts("grinders")
def grinder_facts(lesson):
    found = _grinder_costs(lesson)
    life = fit(lesson.data("grinders"))
    return {
        "shape": life.shape,
        "first": GRINDER_REPAIR * life.hazard_sum(12),
        "two": found["two"],
        "three": found["three"],
        "half": found["half-of-two"],
        "machines": _costs(lesson)["third"],
    }


def _grinder_costs(lesson):
    return costs(fit(lesson.data("grinders")), GRINDER_REPAIR)
