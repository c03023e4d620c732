"""The private side of the case: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from .forecast import LETTERS, LISTS
from .four import order_of
from .ladder import ladder
from .shop import PLANTED

key = Key()


def with_product(lesson):
    """Return the four customers with P(alive) times the purchases of somebody who is."""
    four = lesson.data("four")
    four["expected"] = four["alive"] * four["if_alive"]
    return four


def buyers(lesson):
    """Return how many of each list bought."""
    return lesson.data("lists").groupby("list")["bought"].sum()


# --- Bets -----------------------------------------------------------------------------------------


@key.reference("next-step")
def next_step(lesson):
    return "C"


@key.facts("next-step")
def next_step_facts(lesson):
    first, second, third, fourth = ladder(lesson.data("customers")["repeat_purchases"])
    return {"first": first, "second": second, "third": third, "fourth": fourth}


@key.reference("best-list")
def best_list(lesson):
    found = buyers(lesson).reindex(list(LISTS))
    return found.idxmax()


@key.facts("best-list")
def best_list_facts(lesson):
    return {**buyers(lesson).to_dict(), "lot": by_lot(lesson)}


# --- One count that can't be ----------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    return export.sort_values("repeat_purchases").tail(1)["customer"].sum()


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return lesson.data("export")["repeat_purchases"].idxmax()


@key.misconception("impossible", "row-position")
def row_position(lesson):
    return row_label(lesson) + 1


@key.misconception("impossible", "value")
def value(lesson):
    return lesson.data("export")["repeat_purchases"].max()


@key.misconception("impossible", "longest-observed")
def longest_observed(lesson):
    return lesson.data("export").sort_values("last_purchase").tail(1)["customer"].sum()


@key.facts("impossible")
def impossible_facts(lesson):
    export = lesson.data("export")
    row = export.sort_values("repeat_purchases").tail(1)
    return {"count": int(value(lesson)), "days": round(row["observed"].sum() * 7)}


@key.reference("true-count")
def true_count(lesson):
    return lesson.data("account").groupby("date")["cds"].sum().count() - 1


@key.misconception("true-count", "rows")
def rows(lesson):
    return lesson.data("account")["date"].count()


@key.misconception("true-count", "one-too-many")
def one_too_many(lesson):
    return true_count(lesson) + 1


@key.misconception("true-count", "discs")
def discs(lesson):
    total = lesson.data("account")["cds"].sum()
    return None if total <= rows(lesson) else total


@key.misconception("true-count", "as-written")
def as_written(lesson):
    return PLANTED + true_count(lesson)


@key.facts("true-count")
def true_count_facts(lesson):
    customers, export = lesson.data("customers"), lesson.data("export")
    return {
        "rows": int(rows(lesson)),
        "days": int(true_count(lesson)) + 1,
        "clean": customers["repeat_purchases"].mean(),
        "dirty": export["repeat_purchases"].mean(),
    }


# --- The ladder -----------------------------------------------------------------------------------


@key.reference("second-step")
def second_step(lesson):
    customers = lesson.data("customers")
    twice = (customers["repeat_purchases"] >= 2).sum()
    return twice / (customers["repeat_purchases"] >= 1).sum()


@key.misconception("second-step", "first-step")
def first_step(lesson):
    return (lesson.data("customers")["repeat_purchases"] >= 1).mean()


@key.misconception("second-step", "of-all")
def of_all(lesson):
    return (lesson.data("customers")["repeat_purchases"] >= 2).mean()


@key.misconception("second-step", "exactly-two")
def exactly_two(lesson):
    often = lesson.data("customers")["repeat_purchases"]
    return (often == 2).sum() / (often >= 1).sum()


@key.misconception("second-step", "those-who-did-not")
def those_who_did_not(lesson):
    return 1 - second_step(lesson)


@key.misconception("second-step", "third-step")
def third_step(lesson):
    often = lesson.data("customers")["repeat_purchases"]
    return (often >= 3).sum() / (often >= 2).sum()


@key.facts("second-step")
def second_step_facts(lesson):
    often = lesson.data("customers")["repeat_purchases"]
    return {
        "once": int((often >= 1).sum()),
        "twice": int((often >= 2).sum()),
        "everybody": len(often),
        "first": first_step(lesson),
        "second": second_step(lesson),
    }


@key.reference("why-rising")
def why_rising(lesson):
    return "B"


@key.facts("why-rising")
def why_rising_facts(lesson):
    return next_step_facts(lesson)


# --- Four customers -------------------------------------------------------------------------------


@key.reference("four-letters")
def four_letters(lesson):
    return order_of(with_product(lesson), "expected")


@key.misconception("four-letters", "by-count")
def by_count(lesson):
    return order_of(with_product(lesson), "repeat_purchases")


@key.misconception("four-letters", "by-silence")
def by_silence(lesson):
    return order_of(with_product(lesson), "silent")


@key.misconception("four-letters", "by-alive")
def by_alive(lesson):
    return order_of(with_product(lesson), "alive")


@key.misconception("four-letters", "reversed")
def reversed_order(lesson):
    return four_letters(lesson)[::-1]


@key.facts("four-letters")
def four_letters_facts(lesson):
    four = with_product(lesson).set_index("letter")
    often = four["repeat_purchases"].idxmax()
    never = four["repeat_purchases"].idxmin()
    return {
        **{f"product_{letter}": four.loc[letter, "expected"] for letter in "ABCD"},
        "often": often,
        "count": int(four.loc[often, "repeat_purchases"]),
        "weeks": int(four.loc[often, "silent"]),
        "alive": four.loc[often, "alive"],
        "never": never,
        "order": list(four_letters(lesson)),
    }


@key.reference("never-back")
def never_back(lesson):
    return "B"


@key.facts("never-back")
def never_back_facts(lesson):
    customers, envelope = lesson.data("customers"), lesson.data("envelope")
    never = customers["repeat_purchases"] == 0
    return {
        "never": int(never.sum()),
        "everybody": len(customers),
        "share": envelope["bought"].where(never).mean(),
        "longest": int(customers["silent"].where(never).max()),
        "expected": customers["expected"].where(never).mean(),
    }


# --- The envelope ---------------------------------------------------------------------------------


@key.reference("by-lot")
def by_lot(lesson):
    return 200 * lesson.data("envelope")["bought"].mean()


@key.misconception("by-lot", "everybody")
def everybody(lesson):
    return lesson.data("envelope")["bought"].sum()


@key.misconception("by-lot", "share")
def share(lesson):
    return lesson.data("envelope")["bought"].mean()


@key.misconception("by-lot", "purchases")
def purchases(lesson):
    return 200 * lesson.data("envelope")["purchases"].mean()


@key.misconception("by-lot", "of-the-lists")
def of_the_lists(lesson):
    return 200 * lesson.data("lists")["bought"].mean()


@key.facts("by-lot")
def by_lot_facts(lesson):
    found = buyers(lesson)
    return {
        **found.to_dict(),
        "share": share(lesson),
        "lot": by_lot(lesson),
        "less": by_lot(lesson) - found["winback"],
    }


@key.reference("may-say")
def may_say(lesson):
    return "D"


@key.facts("may-say")
def may_say_facts(lesson):
    found = buyers(lesson)
    return {**found.to_dict(), "share": found["frequent"] / LETTERS, "lot": by_lot(lesson)}


@key.reference("compare")
def compare(lesson):
    return "CBAAB"


@key.misconception("compare", "shared-exchanged")
def shared_exchanged(lesson):
    return "BCAAC"
