"""Lesson 06, private side: right answers, and the wrong computations behind wrong ones."""

from __future__ import annotations

from brecha.checking import AnyOf, Key
from brecha.lessons.sales_techniques.exercises import PLACES, TOO_DEAR
from brecha.lessons.sales_techniques.selling import fair_share, kept_with
from brecha.lessons.sales_techniques.signals import HARM, HIT
from brecha.models.dialogue import walks
from brecha.scenarios import next_door

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("who-could-buy")
def who_could_buy(lesson):
    return "B"


@key.reference("both-together")
def both_together(lesson):
    return (8 + 10) / (10 + 40)


@key.misconception("both-together", "mean-of-shares")
def _(lesson):
    return (8 / 10 + 10 / 40) / 2


@key.misconception("both-together", "the-others")
def _(lesson):
    return 1 - both_together(lesson)


@key.misconception("both-together", "morning")
def _(lesson):
    return 8 / 10


@key.misconception("both-together", "afternoon")
def _(lesson):
    return 10 / 40


@key.misconception("both-together", "of-the-afternoon")
def _(lesson):
    return (8 + 10) / 40


@key.reference("one-line-kept")
def one_line_kept(lesson):
    return "C"


# --- two ways of selling -------------------------------------------------------------------------


@key.reference("split")
def split(lesson):
    new, known = _kept(lesson, "new"), _kept(lesson, "known")
    ahead = sum(shares["asking"] > shares["pressing"] for shares in (new, known))
    return "ABC"[ahead]


@key.reference("why-turned")
def why_turned(lesson):
    return "B"


@key.facts("split")
@key.facts("why-turned")
def split_facts(lesson):
    calls, new, known = lesson.data("calls"), _kept(lesson, "new"), _kept(lesson, "known")
    pooled = calls.groupby("technique")["kept"].mean()
    met = (calls["kind"] == "known").groupby(calls["technique"]).mean()
    kinds = calls.groupby("kind")["kept"].mean()
    few = lesson.data("new").groupby("technique")["call"].count()["pressing"]
    return {
        "asking": pooled["asking"],
        "pressing": pooled["pressing"],
        "new_asking": new["asking"],
        "new_pressing": new["pressing"],
        "known_asking": known["asking"],
        "known_pressing": known["pressing"],
        "new_kept": kinds["new"],
        "known_kept": kinds["known"],
        "asking_known": met["asking"],
        "pressing_known": met["pressing"],
        "n": len(calls),
        "few": int(few),
    }


@key.reference("fair-kept")
def fair_kept(lesson):
    new = lesson.data("new")
    known = lesson.data("known")
    kept_new = new.groupby("technique")["kept"].mean()
    kept_known = known.groupby("technique")["kept"].mean()
    return (kept_new + kept_known) / 2


@key.misconception("fair-kept", "all-together")
def _(lesson):
    return lesson.data("calls").groupby("technique")["kept"].mean()


@key.misconception("fair-kept", "not-halved")
def _(lesson):
    return _kept(lesson, "new") + _kept(lesson, "known")


@key.misconception("fair-kept", "precedence")
def _(lesson):
    return _kept(lesson, "new") + _kept(lesson, "known") / 2


@key.misconception("fair-kept", "new-alone")
def _(lesson):
    return _kept(lesson, "new")


@key.misconception("fair-kept", "known-alone")
def _(lesson):
    return _kept(lesson, "known")


@key.misconception("fair-kept", "bought")
def _(lesson):
    return fair_share(lesson.data("calls"), "bought")


@key.misconception("fair-kept", "of-the-sales")
def _(lesson):
    sales = lesson.data("calls")
    return fair_share(sales[sales["bought"] == 1], "kept")


@key.misconception("fair-kept", "difference")
def _(lesson):
    return _kept(lesson, "known") - _kept(lesson, "new")


@key.facts("fair-kept")
def fair_facts(lesson):
    calls = lesson.data("calls")
    kept, bought = fair_kept(lesson), fair_share(calls, "bought")
    complained, again = fair_share(calls, "complained"), fair_share(calls, "again")
    pooled = calls.groupby("technique")["kept"].mean()
    return {
        "asking": kept["asking"],
        "pressing": kept["pressing"],
        "asking_bought": bought["asking"],
        "pressing_bought": bought["pressing"],
        "asking_complained": complained["asking"],
        "pressing_complained": complained["pressing"],
        "asking_again": again["asking"],
        "pressing_again": again["pressing"],
        "report_asking": pooled["asking"],
        "report_pressing": pooled["pressing"],
    }


@key.reference("nothing-back")
def nothing_back(lesson):
    kept = kept_with(lesson.data("calls"), 0)
    apart = kept["pressing"] - kept["asking"]
    return "C" if abs(apart) < 0.01 else "A" if apart > 0 else "B"


@key.facts("nothing-back")
def nothing_back_facts(lesson):
    calls = lesson.data("calls")
    none, ten = kept_with(calls, 0), kept_with(calls, 10)
    back = calls[calls["bought"] == 1].groupby(["kind", "technique"])["returned"].mean()
    fair = back.groupby("technique").mean()
    return {
        "asking": none["asking"],
        "pressing": none["pressing"],
        "even": 10 * (none["pressing"] - none["asking"]) / (none["pressing"] - ten["pressing"]),
        "built": 100 * (fair["pressing"] - fair["asking"]),
    }


# --- the moment to close -------------------------------------------------------------------------


@key.reference("hit-rate")
def hit_rate(lesson):
    hits, _, ready, _ = _counts(lesson)
    return hits / ready


@key.misconception("hit-rate", "of-the-closed")
def _(lesson):
    hits, false, _, _ = _counts(lesson)
    return hits / (hits + false)


@key.misconception("hit-rate", "of-all")
def _(lesson):
    return _counts(lesson)[0] / 10


@key.misconception("hit-rate", "false-alarms")
def _(lesson):
    _, false, _, other = _counts(lesson)
    return false / other


@key.misconception("hit-rate", "missed")
def _(lesson):
    return 1 - hit_rate(lesson)


@key.misconception("hit-rate", "right-calls")
def _(lesson):
    hits, false, _, other = _counts(lesson)
    return (hits + other - false) / 10


@key.misconception("hit-rate", "more-than-three")
def _(lesson):
    ten = lesson.data("ten")
    return (ten.loc[ten["ready"] == 1, "signals"] > 3).mean()


@key.facts("hit-rate")
def hit_facts(lesson):
    hits, false, ready, other = _counts(lesson)
    return {
        "hits": hits,
        "ready": ready,
        "false": false,
        "others": other,
        "closed": hits + false,
        "missed": ready - hits,
        "false_rate": false / other,
        "right_calls": hits + other - false,
    }


@key.reference("result")
def result(lesson):
    moments = lesson.data("moments")
    return 40 * moments["hits"] - 60 * moments["false_alarms"]


@key.misconception("result", "no-harm")
def _(lesson):
    return HIT * lesson.data("moments")["hits"]


@key.misconception("result", "added")
def _(lesson):
    moments = lesson.data("moments")
    return HIT * moments["hits"] + HARM * moments["false_alarms"]


@key.misconception("result", "swapped")
def _(lesson):
    moments = lesson.data("moments")
    return HARM * moments["hits"] - HIT * moments["false_alarms"]


@key.misconception("result", "one-to-one")
def _(lesson):
    moments = lesson.data("moments")
    return moments["hits"] - moments["false_alarms"]


@key.misconception("result", "misses-charged")
def _(lesson):
    return result(lesson) - HIT * lesson.data("moments")["misses"]


@key.misconception("result", "misses-for-alarms")
def _(lesson):
    moments = lesson.data("moments")
    return HIT * moments["hits"] - HARM * moments["misses"]


@key.misconception("result", "both-mistakes")
def _(lesson):
    return result(lesson) - HARM * lesson.data("moments")["misses"]


@key.misconception("result", "peace-rewarded")
def _(lesson):
    return result(lesson) + HIT * lesson.data("moments")["rejections"]


@key.convention("result", "per-conversation")
def _(lesson):
    return result(lesson) / len(lesson.data("talks"))


@key.facts("result")
def result_facts(lesson):
    found, moments = result(lesson), lesson.data("moments")
    best = int(found.idxmax())
    return {
        "everybody": found[0],
        "best": best,
        "most": found[best],
        "hits": int(moments["hits"][best]),
        "false": int(moments["false_alarms"][best]),
        "n": len(lesson.data("talks")),
    }


@key.reference("dearer")
def dearer(lesson):
    apart = _best(lesson, "other_moments", harm=200) - _best(lesson, "other_moments", harm=HARM)
    return "A" if apart < 0 else "C" if apart > 0 else "B"


@key.facts("dearer")
def dearer_facts(lesson):
    return {
        "free": _best(lesson, "other_moments", harm=0),
        "now": _best(lesson, "other_moments", harm=HARM),
        "dear": _best(lesson, "other_moments", harm=200),
    }


@key.reference("best-moment")
def best_moment(lesson):
    return _best(lesson, harm=HARM)


@key.misconception("best-moment", "most-hits")
def _(lesson):
    return _best(lesson, harm=0)


@key.misconception("best-moment", "one-to-one")
def _(lesson):
    return _best(lesson, harm=HIT)


@key.misconception("best-moment", "fewest-alarms")
def _(lesson):
    return int(lesson.data("moments")["false_alarms"].idxmin())


@key.misconception("best-moment", "amount")
def _(lesson):
    return result(lesson).max()


@key.facts("best-moment")
def best_facts(lesson):
    moments, found = lesson.data("moments"), result(lesson)
    best = best_moment(lesson)
    row, lower = moments.loc[best], moments.loc[best - 1]
    return {
        "everybody_hits": int(moments["hits"][0]),
        "everybody_false": int(moments["false_alarms"][0]),
        "everybody": found[0],
        "one": _best(lesson, harm=HIT),
        "hits": int(row["hits"]),
        "false": int(row["false_alarms"]),
        "misses": int(row["misses"]),
        "most": found[best],
        "last": found[6],
        "last_hits": int(moments["hits"][6]),
        "last_false": int(moments["false_alarms"][6]),
        "below": best - 1,
        "more_hits": int(lower["hits"] - row["hits"]),
        "more_false": int(lower["false_alarms"] - row["false_alarms"]),
    }


# --- conversations and offices -------------------------------------------------------------------


@key.reference("too-dear")
def too_dear(lesson):
    fine = [walk for walk in walks(TOO_DEAR) if walk.acceptable]
    # The quickest first, and of those the one in which she signs.
    return AnyOf([walk.path for walk in sorted(fine, key=lambda w: (w.minutes, w.end.name))])


@key.facts("too-dear")
def too_dear_facts(lesson):
    ways = list(walks(TOO_DEAR))
    return {
        "ways": len(ways),
        "fine": sum(walk.acceptable for walk in ways),
        "least_trust": TOO_DEAR.trust.least,
        "least_clarity": TOO_DEAR.clarity.least,
        "most_minutes": TOO_DEAR.minutes,
    }


@key.reference("pressure")
def pressure(lesson):
    return "RIGRHI"


@key.reference("who-sells")
def who_sells(lesson):
    return "OPCSF"


@key.reference("organise")
def organise(lesson):
    return "MNVCPTKX"


# --- another company -----------------------------------------------------------------------------


@key.reference("other-again")
def other_again(lesson):
    other_new = lesson.data("other_new")
    other_known = lesson.data("other_known")
    again_new = other_new.groupby("technique")["again"].mean()
    again_known = other_known.groupby("technique")["again"].mean()
    return (again_new + again_known) / 2


@key.misconception("other-again", "all-together")
def _(lesson):
    return lesson.data("other").groupby("technique")["again"].mean()


@key.misconception("other-again", "kept")
def _(lesson):
    return fair_share(lesson.data("other"), "kept")


@key.misconception("other-again", "not-halved")
def _(lesson):
    return 2 * other_again(lesson)


@key.misconception("other-again", "known-alone")
def _(lesson):
    return lesson.data("other_known").groupby("technique")["again"].mean()


@key.misconception("other-again", "new-alone")
def _(lesson):
    return lesson.data("other_new").groupby("technique")["again"].mean()


@key.misconception("other-again", "bought")
def _(lesson):
    return fair_share(lesson.data("other"), "bought")


@key.misconception("other-again", "precedence")
def _(lesson):
    new, known = (lesson.data(name) for name in ("other_new", "other_known"))
    return new.groupby("technique")["again"].mean() + known.groupby("technique")["again"].mean() / 2


@key.misconception("other-again", "own")
def _(lesson):
    return _unlike_the_neighbours(lesson, fair_share(lesson.data("calls"), "again"))


@key.misconception("other-again", "own-kept")
def _(lesson):
    return _unlike_the_neighbours(lesson, fair_kept(lesson))


@key.facts("other-again")
def other_facts(lesson):
    again = other_again(lesson)
    bought = fair_share(lesson.data("other"), "bought")
    pooled = lesson.data("other").groupby("technique")["again"].mean()
    return {
        "other": f"company-{next_door(lesson.parameters['company'], among=PLACES)}",
        "asking": again["asking"],
        "pressing": again["pressing"],
        "asking_bought": bought["asking"],
        "pressing_bought": bought["pressing"],
        "together_asking": pooled["asking"],
        "together_pressing": pooled["pressing"],
    }


@key.reference("verdict")
def verdict(lesson):
    return "kept"


# --- what several of the above need --------------------------------------------------------------


def _unlike_the_neighbours(lesson, own):
    """Return what was computed of the own company, or None where the neighbour's are as large."""
    other, new, known = (lesson.data(name) for name in ("other", "other_new", "other_known"))
    readings = [fair_share(other, outcome) for outcome in ("again", "kept", "bought")]
    readings += [part.groupby("technique")["again"].mean() for part in (other, new, known)]
    near = any((own - reading).abs().max() < 0.011 for reading in readings)
    return None if near else own


def _kept(lesson, kind):
    return lesson.data(kind).groupby("technique")["kept"].mean()


def _counts(lesson):
    """Count hits, false alarms, the ready and the others, closing from three signals on."""
    ten = lesson.data("ten")
    closed, ready = ten["signals"] >= 3, ten["ready"] == 1
    return (
        int((closed & ready).sum()),
        int((closed & ~ready).sum()),
        int(ready.sum()),
        int((~ready).sum()),
    )


def _best(lesson, table="moments", *, harm):
    moments = lesson.data(table)
    return int((HIT * moments["hits"] - harm * moments["false_alarms"]).idxmax())
