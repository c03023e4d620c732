"""The moment to close: hits and false alarms, what they bring, and when it is best."""

from brecha.checking import Key

from ..signals import HARM, HIT

key = Key()


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
