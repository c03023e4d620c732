"""What a cut-off costs, and who returns on either side of it."""

from brecha.checking import Key

from ..buyers import BANDS, CUTOFFS, MISSED, best_at, cost_of, errors_at

key = Key()


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
