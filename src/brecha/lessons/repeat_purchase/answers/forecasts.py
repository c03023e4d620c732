"""Forecasts: the days of one customer, of four, of part of the file, and what one is worth."""

from brecha.checking import Key

from ..fits import AHEAD, SPEND, WEEKS
from ..made import orders_of
from ..shop import known_readings, total_readings, worth_readings
from .orders import columns_of, shop_facts

key = Key()

# By the names that they have in the notebook: solutions are shown as lines that run there.
model, spend = WEEKS, SPEND


@key.reference("one-customer")
def one_customer(lesson):
    known = lesson.data("known")
    ahead = model.forecast(
        39,
        purchases=known["repeat_purchases"],
        last=known["last_purchase"],
        observed=known["observed"],
    )
    return ahead.sum()


@key.readings(
    "one-customer",
    "same-rate",
    "silence-for-last",
    "alive",
    "so-far",
    "new-customer",
    "first-counted",
    "while-active",
)
def wrong_forecasts(lesson):
    return known_readings(lesson.data("known"))


@key.facts("one-customer")
def one_facts(lesson):
    known = lesson.data("known")
    row, found = known.iloc[0], known_readings(known)
    return {
        "x": int(row["repeat_purchases"]),
        "last": row["last_purchase"],
        "silent": row["observed"] - row["last_purchase"],
        "rate": found["same-rate"],
        "alive": found["alive"],
        "active": found["while-active"],
        "came": int(row["later"]),
    }


@key.reference("who-first")
def who_first(lesson):
    return orders_of(lesson.data("four"))["right"]


@key.readings("who-first", "by-purchases", "by-last", "by-alive")
def wrong_orders(lesson):
    return orders_of(lesson.data("four"))


@key.facts("who-first")
def four_facts(lesson):
    four = lesson.data("four")
    ahead = WEEKS.forecast(AHEAD, **columns_of(four))
    alive = WEEKS.alive(**{name: list(values) for name, values in columns_of(four).items()})
    busy = int(four["repeat_purchases"].to_numpy().argmax())
    never = int(four["repeat_purchases"].to_numpy().argmin())
    return {
        "busy": four["customer"][busy],
        "busy_x": int(four["repeat_purchases"][busy]),
        "busy_alive": float(alive[busy]),
        "busy_ahead": float(ahead[busy]),
        "never": four["customer"][never],
        "never_ahead": float(ahead[never]),
        **{f"ahead_{letter}": float(n) for letter, n in zip("ABCD", ahead, strict=True)},
    }


@key.reference("together")
def together(lesson):
    yours = lesson.data("yours")
    ahead = model.forecast(
        39,
        purchases=yours["repeat_purchases"],
        last=yours["last_purchase"],
        observed=yours["observed"],
    )
    return ahead.sum()


@key.readings(
    "together", "mean", "active", "new-customers", "same-again", "counted", "share-of-all"
)
def wrong_totals(lesson):
    return total_readings(lesson.data("yours"))


@key.facts("together")
def together_facts(lesson):
    yours = lesson.data("yours")
    found = total_readings(yours)
    return {
        "people": len(yours),
        "counted": int(found["counted"]),
        "before": int(found["same-again"]),
        "active": found["active"],
        "most": int(yours["later"].max()),
    }


@key.reference("why-short")
def why_short(lesson):
    return "C"


key.facts("why-short")(shop_facts)


@key.reference("worth")
def worth(lesson):
    big = lesson.data("big")
    days = model.forecast(
        39, purchases=big["repeat_purchases"], last=big["last_purchase"], observed=big["observed"]
    )
    each = spend.expected(big["repeat_purchases"], mean_spend=big["mean_spend"])
    return (days * each).sum()


@key.readings("worth", "own-mean", "mean-of-all", "spend-alone", "forecast-alone", "same-again")
def wrong_worths(lesson):
    return worth_readings(lesson.data("big"))


@key.facts("worth")
def worth_facts(lesson):
    big = lesson.data("big")
    found = worth_readings(big)
    return {
        "own": found["same-again"],
        "each": found["spend-alone"],
        "all": SPEND.mean,
        "days": found["forecast-alone"],
        "came": int(big["later"].iloc[0]),
    }
