"""What three years cost: to set aside, for the third year alone, and pro rata."""

from brecha import models
from brecha.checking import Key

from ..records import REPAIR, THREE, TWO, costs, fit, readings
from ..small import PRICE

key = Key()


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


@key.readings(
    "set-aside",
    "first-failure",
    "replacement",
    "of-all",
    "two-years",
    "years-for-months",
    "claims",
    "as-it-stands",
    "pro-rata",
)
def wrong_sums(lesson):
    fleet = lesson.data("fleet")
    life = fit(fleet)
    return {
        "first-failure": REPAIR * life.failed(THREE),
        "replacement": REPAIR * life.renewals(THREE),
        "of-all": REPAIR * readings(fleet)["of-all"],
        "two-years": REPAIR * life.hazard_sum(TWO),
        "years-for-months": REPAIR * life.hazard_sum(3),
        "claims": life.hazard_sum(THREE),
        "as-it-stands": REPAIR * life.failed(TWO),
        "pro-rata": models.warranty_claims(life, length=THREE, policy="pro-rata", cost=REPAIR).cost,
    }


@key.facts("set-aside")
def set_aside_facts(lesson):
    life = fit(lesson.data("fleet"))
    return {
        "claims": life.hazard_sum(THREE),
        "first": life.failed(THREE),
        "first_cost": REPAIR * life.failed(THREE),
        "three": REPAIR * life.hazard_sum(THREE),
        "two": REPAIR * life.hazard_sum(TWO),
    }


@key.reference("third-year")
def third_year(lesson):
    fleet = lesson.data("fleet")
    life = models.fit_weibull(fleet["months"], failed=fleet["failed"], unit="months")
    three = models.warranty_claims(life, length=36, policy="minimal-repair", cost=140).cost
    two = models.warranty_claims(life, length=24, policy="minimal-repair", cost=140).cost
    return three - two


@key.readings(
    "third-year", "half-of-two", "third-of-three", "whole", "two", "first-failure", "first-year"
)
def wrong_third_years(lesson):
    found = costs_of_machines(lesson)
    return {**found, "whole": found["three"]}


@key.misconception("third-year", "replacement")
def third_new(lesson):
    life = fit(lesson.data("fleet"))
    return REPAIR * (life.renewals(THREE) - life.renewals(TWO))


@key.facts("third-year")
def third_year_facts(lesson):
    found = costs_of_machines(lesson)
    return {"two": found["two"], "three": found["three"], "half": found["half-of-two"]}


def costs_of_machines(lesson):
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
