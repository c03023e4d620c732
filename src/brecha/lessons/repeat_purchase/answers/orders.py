"""What an order book gives: three numbers a customer, and how many came back."""

from brecha.checking import Key

from ..curves import weekly
from ..fits import AHEAD, PARETO, WEEKS
from ..shop import LAST_DAY, day_readings, week_readings

key = Key()


@key.reference("again")
def again(lesson):
    everyone = lesson.data("everyone")
    share = everyone["later"].sum() / everyone["repeat_purchases"].sum()
    return "A" if share > 0.9 else "B" if share > 0.6 else "C"


@key.facts("again")
def shop_facts(lesson):
    everyone = lesson.data("everyone")
    columns = columns_of(everyone)
    ahead = float(WEEKS.forecast(AHEAD, **columns).sum())
    other = float(PARETO.forecast(AHEAD, **columns).sum())
    before, later = int(everyone["repeat_purchases"].sum()), int(everyone["later"].sum())
    return {
        "before": before,
        "later": later,
        "share": later / before,
        "ahead": round(ahead),
        "other": round(other),
        "short": 1 - ahead / later,
        **_spells(),
    }


def _spells():
    """Count what came, and what the forecast lacked, in each quarter of the 39 weeks."""
    table = weekly()
    lacking = table["counted"] - table["forecast"]
    ends = {"autumn": (0, 13), "winter": (13, 26), "spring": (26, 39)}
    return {name: round(lacking[to] - lacking[since]) for name, (since, to) in ends.items()}


def columns_of(table):
    return {
        "purchases": table["repeat_purchases"],
        "last": table["last_purchase"],
        "observed": table["observed"],
    }


@key.reference("repeat-purchases")
def repeat_purchases(lesson):
    orders = lesson.data("orders")
    before = orders[orders["date"] <= "1997-09-30"]
    return before["date"].nunique() - 1


@key.readings("repeat-purchases", "with-first", "before", "later-too", "after", "rows")
def wrong_days(lesson):
    return day_readings(lesson.data("orders"))


@key.reference("last-purchase")
def last_purchase(lesson):
    orders = lesson.data("orders")
    before = orders[orders["date"] <= "1997-09-30"]
    return (before["date"].max() - before["date"].min()).days / 7


@key.readings("last-purchase", "silence", "observed", "later-too", "days")
def wrong_weeks(lesson):
    return week_readings(lesson.data("orders"))


@key.facts("repeat-purchases")
@key.facts("last-purchase")
def orders_facts(lesson):
    orders = lesson.data("orders")
    before = orders.loc[orders["date"] <= LAST_DAY, "date"]
    counted = day_readings(orders)
    weeks = week_readings(orders)
    return {
        "orders": len(before),
        "days": counted["with-first"],
        "after": len(orders) - len(before),
        "first": before.min().date(),
        "last": before.max().date(),
        "silent": weeks["silence"],
        "observed": weeks["observed"],
    }
