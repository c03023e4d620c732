"""The private side of the case: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from .fair import READY, fair, first_ahead
from .showroom import ranking, showroom

key = Key()


def by_style(lesson, column):
    """Return everybody's mean of a column, by style: the unfair comparison."""
    return lesson.data("visits").groupby("style")[column].mean()


# --- The bet --------------------------------------------------------------------------------------


@key.reference("ahead")
def ahead(lesson):
    return "C"


@key.facts("ahead")
def ahead_facts(lesson):
    year, all_together = fair_net(lesson), by_style(lesson, "net")
    today = fair(lesson.data("visits"), "sale")
    return {
        "pressing": year["pressing"],
        "listening": year["listening"],
        "lead": year["listening"] - year["pressing"],
        "crude": all_together["pressing"] - all_together["listening"],
        "today": today["pressing"] - today["listening"],
    }


# --- One return that can't be ---------------------------------------------------------------------


@key.reference("impossible")
def impossible(lesson):
    export = lesson.data("export")
    return export.sort_values("returns").tail(1)["visit"].sum()


@key.misconception("impossible", "row-label")
def row_label(lesson):
    return lesson.data("export")["returns"].idxmax()


@key.misconception("impossible", "row-position")
def row_position(lesson):
    return row_label(lesson) + 1


@key.misconception("impossible", "value")
def value(lesson):
    return lesson.data("export")["returns"].max()


@key.misconception("impossible", "largest-sale")
def largest_sale(lesson):
    export = lesson.data("export")
    return export["visit"][export["sale"].idxmax()]


@key.misconception("impossible", "largest-again")
def largest_again(lesson):
    export = lesson.data("export")
    return export["visit"][export["again"].idxmax()]


@key.misconception("impossible", "largest-loss")
def largest_loss(lesson):
    export = lesson.data("export")
    return export["visit"][export["returns"].idxmin()]


@key.facts("impossible")
def impossible_facts(lesson):
    export, visits = lesson.data("export"), lesson.data("visits")
    wrong = export.loc[export["returns"].idxmax()]
    money = int(wrong["returns"])
    true = visits.groupby("seller")["net"].mean()[wrong["seller"]]
    count = int((visits["seller"] == wrong["seller"]).sum())
    return {
        "money": money,
        "twice": 2 * money,
        "seller": wrong["seller"],
        "clean": true,
        "dirty": true + 2 * money / count,
    }


# --- Who meets whom -------------------------------------------------------------------------------


@key.reference("ready-share")
def ready_share(lesson):
    ready = lesson.data("ready")
    return (ready["style"] == "pressing").mean()


@key.misconception("ready-share", "of-their-own")
def of_their_own(lesson):
    return (lesson.data("pressing")["came"] == "ready").mean()


@key.misconception("ready-share", "of-all")
def of_all(lesson):
    return (lesson.data("pressing")["came"] == "ready").sum() / len(lesson.data("visits"))


@key.misconception("ready-share", "listening")
def those_who_listen(lesson):
    return 1 - ready_share(lesson)


@key.misconception("ready-share", "who-look")
def who_look(lesson):
    return (lesson.data("looking")["style"] == "pressing").mean()


@key.facts("ready-share")
def ready_share_facts(lesson):
    ready = lesson.data("ready")
    got = int((ready["style"] == "pressing").sum())
    return {"got": got, "ready": len(ready), "own": of_their_own(lesson)}


@key.reference("which-groups")
def which_groups(lesson):
    return "B"


@key.facts("which-groups")
def which_groups_facts(lesson):
    visits = lesson.data("visits")
    buyers = visits[visits["sale"] > 0].groupby("style")
    count = buyers["sale"].count()
    return {
        "buyer_pressing": buyers["net"].mean()["pressing"],
        "buyer_listening": buyers["net"].mean()["listening"],
        "buyers_pressing": int(count["pressing"]),
        "buyers_listening": int(count["listening"]),
        "ready_pressing": of_their_own(lesson),
        "ready_listening": (lesson.data("listening")["came"] == "ready").mean(),
    }


@key.reference("fair-net")
def fair_net(lesson):
    net_ready = lesson.data("ready").groupby("style")["net"].mean()
    net_looking = lesson.data("looking").groupby("style")["net"].mean()
    return 0.4 * net_ready + 0.6 * net_looking


def apart(lesson, column="net"):
    """Return the means of both kinds of visitor, by style."""
    return [lesson.data(came).groupby("style")[column].mean() for came in ("ready", "looking")]


@key.misconception("fair-net", "all-together")
def all_together(lesson):
    return by_style(lesson, "net")


@key.convention("fair-net", "half-and-half")
def half_and_half(lesson):
    ready, looking = apart(lesson)
    return (ready + looking) / 2


@key.misconception("fair-net", "weights-exchanged")
def weights_exchanged(lesson):
    ready, looking = apart(lesson)
    return (1 - READY) * ready + READY * looking


@key.misconception("fair-net", "today")
def today_only(lesson):
    ready, looking = apart(lesson, "sale")
    return READY * ready + (1 - READY) * looking


@key.misconception("fair-net", "unweighted")
def unweighted(lesson):
    ready, looking = apart(lesson)
    return ready + looking


@key.misconception("fair-net", "halved")
def halved(lesson):
    return fair_net(lesson) / 2


@key.misconception("fair-net", "ready-only")
def ready_only(lesson):
    return apart(lesson)[0]


@key.misconception("fair-net", "looking-only")
def looking_only(lesson):
    return apart(lesson)[1]


@key.facts("fair-net")
def fair_net_facts(lesson):
    ready, looking = apart(lesson)
    crude = all_together(lesson)
    return {
        **ahead_facts(lesson),
        "ready_lead": ready["listening"] - ready["pressing"],
        "looking_lead": looking["listening"] - looking["pressing"],
        "crude_pressing": crude["pressing"],
        "crude_listening": crude["listening"],
    }


# --- Seller by seller -----------------------------------------------------------------------------


def of_sellers(lesson):
    """Return the sellers' table with a column for the fair comparison."""
    sellers = lesson.data("sellers")
    sellers["fair"] = 0.4 * sellers["ready"] + 0.6 * sellers["looking"]
    return sellers.set_index("seller")


@key.reference("sellers")
def sellers(lesson):
    return ranking(of_sellers(lesson)["fair"])


@key.misconception("sellers", "by-today")
def by_today(lesson):
    return ranking(of_sellers(lesson)["today"])


@key.misconception("sellers", "by-year")
def by_year(lesson):
    return ranking(of_sellers(lesson)["year"])


@key.misconception("sellers", "by-ready")
def by_ready(lesson):
    return ranking(of_sellers(lesson)["ready"])


@key.misconception("sellers", "by-looking")
def by_looking(lesson):
    return ranking(of_sellers(lesson)["looking"])


@key.misconception("sellers", "reversed")
def reversed_order(lesson):
    return sellers(lesson)[::-1]


@key.facts("sellers")
def sellers_facts(lesson):
    table = of_sellers(lesson).sort_values("fair", ascending=False)
    names = list(table.index)
    return {
        **{f"fair_{name[0]}": table["fair"][name] for name in names},
        "first": names[0],
        "second": names[1],
        "third": names[2],
        "today_first": table["today"].idxmax(),
        "year_first": table["year"].idxmax(),
    }


# --- When, and at what cost -----------------------------------------------------------------------


def leads(lesson):
    """Return listening's lead at the end of each month."""
    months = lesson.data("months")
    return (months["listening"].cumsum() - months["pressing"].cumsum()).round(2).to_list()


@key.reference("horizon")
def horizon(lesson):
    months = lesson.data("months")
    lead = months["listening"].cumsum() - months["pressing"].cumsum()
    return (lead <= 0).sum()


@key.misconception("horizon", "last-behind")
def last_behind(lesson):
    return horizon(lesson) - 1


@key.misconception("horizon", "one-later")
def one_later(lesson):
    return horizon(lesson) + 1


@key.misconception("horizon", "month-alone")
def month_alone(lesson):
    months = lesson.data("months")
    return int(months["month"][months["listening"] > months["pressing"]].iloc[0])


@key.misconception("horizon", "the-end")
def the_end(lesson):
    return 12


@key.facts("horizon")
def horizon_facts(lesson):
    steps = leads(lesson)
    turn = first_ahead(steps)
    return {
        "before": -steps[turn - 1],
        "after": steps[turn],
        "last": turn - 1,
        "start": -steps[0],
        "end": steps[-1],
    }


def differences(lesson):
    """Return by how much pressing is ahead in dollars, and in returns of 100 visitors."""
    rows = lesson.data("assumption").set_index("style")
    return rows.loc["pressing"] - rows.loc["listening"]


@key.reference("turning-cost")
def turning_cost(lesson):
    more = differences(lesson)
    return more["before"] / (more["returns"] / 100)


@key.misconception("turning-cost", "per-hundred")
def per_hundred(lesson):
    more = differences(lesson)
    return more["before"] / more["returns"]


@key.misconception("turning-cost", "pressing-alone")
def pressing_alone(lesson):
    returns = lesson.data("assumption").set_index("style")["returns"]
    return 100 * differences(lesson)["before"] / returns["pressing"]


@key.misconception("turning-cost", "money-only")
def money_only(lesson):
    return differences(lesson)["before"]


@key.misconception("turning-cost", "as-booked")
def as_booked(lesson):
    return 300


@key.facts("turning-cost")
def turning_cost_facts(lesson):
    rows = lesson.data("assumption").set_index("style")
    more = differences(lesson)
    return {
        "money": more["before"],
        "returns": more["returns"],
        "pressing": rows["returns"]["pressing"],
        "listening": rows["returns"]["listening"],
    }


# --- What may be said -----------------------------------------------------------------------------


@key.reference("may-say")
def may_say(lesson):
    return "C"


@key.facts("may-say")
def may_say_facts(lesson):
    visits = lesson.data("visits")
    sold = visits[visits["sale"] > 0]
    back = (sold["returns"] < 0).groupby(sold["style"]).mean()
    pieces = visits[visits["returns"] < 0]
    returns = lesson.data("assumption").set_index("style")["returns"]
    return {
        **ahead_facts(lesson),
        "back_pressing": back["pressing"],
        "back_listening": back["listening"],
        "of_returns": (pieces["style"] == "pressing").mean(),
        "fair_pressing": returns["pressing"],
        "fair_listening": returns["listening"],
        "cost": turning_cost(lesson),
    }


@key.reference("compare")
def compare(lesson):
    return "ABCAB"


@key.misconception("compare", "cases-exchanged")
def cases_exchanged(lesson):
    return "ACBAC"


def truth(lesson):
    """Return the lead of listening that was built in."""
    true = showroom(lesson.parameters["seed"]).design.fair()
    return true["listening"] - true["pressing"]
