"""The numbers of the case computed in another way: row by row, or from the bookings."""

import pandas as pd

from brecha.models.funnel import cohort_funnel

from .design import FETCHING
from .showroom import showroom


def impossible(lesson):
    """Find the one return that brings money in."""
    (only,) = (
        row["visit"] for row in lesson.data("export").to_dict("records") if row["returns"] > 0
    )
    return only


def ready_share(lesson):
    """Follow visitors who came ready to the sellers who press."""
    rows = lesson.data("visits").to_dict("records")
    ready = [row for row in rows if row["came"] == "ready"]
    pressed = sum(row["style"] == "pressing" for row in ready)
    return cohort_funnel({"ready": len(ready), "pressed": pressed}).overall.value


def fair_net(lesson):
    """Weigh each visitor so that both styles have the showroom's mix."""
    rows = lesson.data("visits").to_dict("records")
    mix = {"ready": 0.4, "looking": 0.6}
    found = {}
    for style in ("listening", "pressing"):
        own = [row for row in rows if row["style"] == style]
        met = {came: sum(row["came"] == came for row in own) for came in mix}
        found[style] = sum(
            (row["sale"] + row["returns"] + row["complaints"] + row["again"])
            * mix[row["came"]]
            / met[row["came"]]
            for row in own
        )
    return pd.Series(found)


def horizon(lesson):
    """Add up month by month until listening has caught up."""
    lead = 0.0
    for row in lesson.data("months").to_dict("records"):
        lead += row["listening"] - row["pressing"]
        if lead > 0:
            return row["month"]
    return None


def turning_cost(lesson):
    """Try costs until both styles are level."""
    visits = showroom(lesson.parameters["seed"]).visits

    def lead(cost):
        money = visits["net"] + (FETCHING - cost) * (visits["returns"] < 0)
        means = money.groupby([visits["style"], visits["came"]]).mean()
        fair = {s: 0.4 * means[s, "ready"] + 0.6 * means[s, "looking"] for s in visits["style"]}
        return fair["listening"] - fair["pressing"]

    low, high = 0.0, 1000.0
    while high - low > 0.001:
        middle = (low + high) / 2
        low, high = (low, middle) if lead(middle) > 0 else (middle, high)
    return low


ORACLES = {
    "impossible": impossible,
    "ready-share": ready_share,
    "fair-net": fair_net,
    "horizon": horizon,
    "turning-cost": turning_cost,
}
