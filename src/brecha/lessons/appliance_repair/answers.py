"""The private side of the case: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from .trial import DESIGN, TWO_YEARS

key = Key()


def shares(table, column="lot"):
    """Return who bought again, by a column; what is blank is left out."""
    return table.groupby(column)["again"].mean()


# --- One charge that can't be ---------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    return export.sort_values("charged").tail(1)["request"].sum()


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return lesson.data("export")["charged"].idxmax()


@key.misconception("impossible", "value")
def value(lesson):
    return lesson.data("export")["charged"].max()


@key.misconception("impossible", "rows")
def rows(lesson):
    return len(lesson.data("export"))


@key.facts("impossible")
def impossible_facts(lesson):
    true = lesson.data("bill")["amount"].sum()
    return {
        "value": value(lesson),
        "first": int(lesson.data("export")["request"].min()),
        "true": true,
    }


@key.reference("lost")
def lost(lesson):
    usual = lesson.data("usual")
    true = lesson.data("bill")["amount"].sum()
    return (usual["charged"].sum() - 100 * true + true) / usual["charged"].count()


@key.misconception("lost", "left-in")
def left_in(lesson):
    return lesson.data("usual")["charged"].mean()


@key.misconception("lost", "not-put-back")
def not_put_back(lesson):
    charged = lesson.data("usual")["charged"]
    return (charged.sum() - charged.max()) / charged.count()


@key.convention("lost", "left-out")
def left_out(lesson):
    charged = lesson.data("usual")["charged"]
    return (charged.sum() - charged.max()) / (charged.count() - 1)


@key.misconception("lost", "one-too-few")
def one_too_few(lesson):
    charged, true = lesson.data("usual")["charged"], lesson.data("bill")["amount"].sum()
    return (charged.sum() - charged.max() + true) / (charged.count() - 1)


@key.misconception("lost", "per-bill")
def per_bill(lesson):
    repairs = lesson.data("repairs")
    return repairs[repairs["bill"] == "paid"]["charged"].mean()


@key.misconception("lost", "all-cities")
def all_cities(lesson):
    return lesson.data("repairs")["charged"].mean()


@key.misconception("lost", "no-parentheses")
def no_parentheses(lesson):
    charged, true = lesson.data("usual")["charged"], lesson.data("bill")["amount"].sum()
    return charged.sum() - charged.max() + true / charged.count()


@key.facts("lost")
def lost_facts(lesson):
    usual = lesson.data("usual")
    return {
        "clean": lost(lesson),
        "dirty": left_in(lesson),
        "bill": per_bill(lesson),
        "n": len(usual),
        "free": int((usual["bill"] == "free").sum()),
    }


# --- Rubén's comparison ---------------------------------------------------------------------------


@key.reference("free-buyers")
def free_buyers(lesson):
    return "B"


@key.facts("free-buyers")
def ruben_facts(lesson):
    ruben = lesson.data("ruben")
    found, calls = shares(ruben, "bill"), ruben.groupby("bill")["calls"].mean()
    return {
        "free": found["free"],
        "paid": found["paid"],
        "calls_free": calls["free"],
        "calls_paid": calls["paid"],
        "n_free": int((ruben["bill"] == "free").sum()),
    }


@key.reference("why-less")
def why_less(lesson):
    return "B"


@key.facts("why-less")
def why_less_facts(lesson):
    return ruben_facts(lesson)


# --- Who has had two years ------------------------------------------------------------------------


@key.reference("eight")
def by_hand(lesson):
    eight = lesson.data("eight")
    bought = ((eight["seen"] >= 24) * eight["again"]).sum()
    return bought / (eight["seen"] >= 24).sum()


@key.misconception("eight", "open-as-lost")
def eight_as_lost(lesson):
    return lesson.data("eight")["again"].sum() / 8


@key.misconception("eight", "early-kept")
def eight_early(lesson):
    return lesson.data("eight")["again"].mean()


@key.misconception("eight", "of-all")
def eight_of_all(lesson):
    eight = lesson.data("eight")
    return eight[eight["seen"] >= TWO_YEARS]["again"].sum() / 8


@key.misconception("eight", "early-on-top")
def eight_on_top(lesson):
    eight = lesson.data("eight")
    return eight["again"].sum() / (eight["seen"] >= TWO_YEARS).sum()


@key.misconception("eight", "not-bought")
def eight_not(lesson):
    return 1 - by_hand(lesson)


@key.facts("eight")
def eight_facts(lesson):
    eight = lesson.data("eight")
    over = eight[eight["seen"] >= TWO_YEARS]
    return {
        "over": len(over),
        "bought": int(over["again"].sum()),
        "open": 8 - len(over),
        "early": int(eight["again"].sum() - over["again"].sum()),
    }


@key.reference("difference")
def difference(lesson):
    finished = lesson.data("finished")
    by_lot = finished.groupby("lot")["again"].mean()
    return by_lot["trial"] - by_lot["usual"]


@key.misconception("difference", "sign")
def sign(lesson):
    return -difference(lesson)


@key.misconception("difference", "open-as-lost")
def open_as_lost(lesson):
    by_lot = lesson.data("repairs").groupby("lot")["again"]
    found = by_lot.sum() / by_lot.size()
    return found["trial"] - found["usual"]


@key.misconception("difference", "early-kept")
def early_kept(lesson):
    found = shares(lesson.data("repairs"))
    return found["trial"] - found["usual"]


@key.misconception("difference", "by-bill")
def by_bill(lesson):
    found = shares(lesson.data("finished"), "bill")
    return found["free"] - found["paid"]


@key.misconception("difference", "loudest")
def loudest(lesson):
    found = shares(lesson.data("ruben"), "bill")
    return found["free"] - found["paid"]


@key.misconception("difference", "trial-alone")
def trial_alone(lesson):
    return shares(lesson.data("finished"))["trial"]


@key.misconception("difference", "usual-alone")
def usual_alone(lesson):
    return shares(lesson.data("finished"))["usual"]


@key.misconception("difference", "ratio")
def ratio(lesson):
    return trial_alone(lesson) / usual_alone(lesson)


@key.misconception("difference", "complaints")
def complaints(lesson):
    found = lesson.data("finished").groupby("lot")["complained"].mean()
    return found["trial"] - found["usual"]


@key.misconception("difference", "heads")
def heads(lesson):
    found = lesson.data("finished").groupby("lot")["again"].sum()
    return found["trial"] - found["usual"]


@key.facts("difference")
def difference_facts(lesson):
    finished = lesson.data("finished")
    found = shares(finished)
    return {
        "trial": found["trial"],
        "usual": found["usual"],
        "n": len(finished),
        "fair": difference(lesson),
        "hundred": round(100 * difference(lesson)),
        "open": len(lesson.data("repairs")) - len(finished),
    }


# --- What it costs, and what it brings ------------------------------------------------------------


def left(lesson, year):
    """Return how many of 1,000 reach the end of a year without a failure."""
    return int(lesson.data("lifetimes").set_index("year").loc[year, "left"])


def sold(lesson):
    """Return how many machines begin their third year."""
    return int(lesson.data("sold")["machines"].sum())


@key.reference("claims")
def claims(lesson):
    return sold(lesson) * (left(lesson, 2) - left(lesson, 3)) / 1000


@key.misconception("claims", "three-years")
def three_years(lesson):
    return sold(lesson) * (1000 - left(lesson, 3)) / 1000


@key.misconception("claims", "warranty-years")
def warranty_years(lesson):
    return sold(lesson) * (1000 - left(lesson, 2)) / 1000


@key.misconception("claims", "of-those-left")
def of_those_left(lesson):
    return sold(lesson) * (left(lesson, 2) - left(lesson, 3)) / left(lesson, 2)


@key.misconception("claims", "without-failure")
def without_failure(lesson):
    return sold(lesson) * left(lesson, 3) / 1000


@key.misconception("claims", "row-late")
def row_late(lesson):
    return sold(lesson) * (left(lesson, 3) - left(lesson, 4)) / 1000


@key.misconception("claims", "row-early")
def row_early(lesson):
    return sold(lesson) * (left(lesson, 1) - left(lesson, 2)) / 1000


@key.misconception("claims", "a-third")
def a_third(lesson):
    return three_years(lesson) / 3


@key.misconception("claims", "of-a-thousand")
def of_a_thousand(lesson):
    return left(lesson, 2) - left(lesson, 3)


@key.facts("claims")
def claims_facts(lesson):
    return {
        "sold": sold(lesson),
        "gone": left(lesson, 2) - left(lesson, 3),
        "later": left(lesson, 3) - left(lesson, 4),
        "two": left(lesson, 2),
        "three": left(lesson, 3),
        "revenue": claims(lesson) * lost(lesson),
    }


@key.reference("net")
def net(lesson):
    return 500 * difference(lesson) - lost(lesson)


@key.misconception("net", "all-buyers")
def all_buyers(lesson):
    return DESIGN.margin * trial_alone(lesson) - lost(lesson)


@key.misconception("net", "gain-alone")
def gain_alone(lesson):
    return DESIGN.margin * difference(lesson)


@key.misconception("net", "bills-alone")
def bills_alone(lesson):
    return -lost(lesson)


@key.misconception("net", "sign")
def net_sign(lesson):
    return -net(lesson)


@key.misconception("net", "year")
def net_year(lesson):
    return claims(lesson) * net(lesson)


@key.misconception("net", "left-in")
def net_left_in(lesson):
    return DESIGN.margin * difference(lesson) - left_in(lesson)


@key.misconception("net", "per-bill")
def net_per_bill(lesson):
    return DESIGN.margin * difference(lesson) - per_bill(lesson)


@key.misconception("net", "loudest")
def net_loudest(lesson):
    return DESIGN.margin * loudest(lesson) - lost(lesson)


@key.misconception("net", "early-kept")
def net_early(lesson):
    return DESIGN.margin * early_kept(lesson) - lost(lesson)


@key.misconception("net", "open-as-lost")
def net_open(lesson):
    return DESIGN.margin * open_as_lost(lesson) - lost(lesson)


@key.facts("net")
def net_facts(lesson):
    return {
        "gain": gain_alone(lesson),
        "lost": lost(lesson),
        "dirty": net_left_in(lesson),
        "year": claims(lesson) * net(lesson),
        "trial": trial_alone(lesson),
        "usual": shares(lesson.data("finished"))["usual"],
    }


@key.reference("turning")
def turning(lesson):
    return lost(lesson) / difference(lesson)


@key.facts("turning")
def turning_facts(lesson):
    return {"lost": lost(lesson), "fair": difference(lesson)}


@key.reference("may-say")
def may_say(lesson):
    return "B"


@key.facts("may-say")
def may_say_facts(lesson):
    return {**net_facts(lesson), "fair": difference(lesson), "turn": turning(lesson)}


# --- compare --------------------------------------------------------------------------------------


@key.reference("compare")
def compare(lesson):
    return "ACBAA"


@key.misconception("compare", "bins-swapped")
def compare_swapped(lesson):
    return "ABCAA"
