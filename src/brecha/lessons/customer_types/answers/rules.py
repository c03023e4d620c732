"""Two rules for one file: who is still a customer, recently or periodically."""

from brecha.checking import Key

from ..buyers import ENOUGH, RECENT

key = Key()


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
