"""Two ways of selling: a report of everybody together, a fair comparison, nothing back."""

from brecha.checking import Key

from ..selling import fair_share, kept_with

key = Key()


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


def _kept(lesson, kind):
    return lesson.data(kind).groupby("technique")["kept"].mean()
