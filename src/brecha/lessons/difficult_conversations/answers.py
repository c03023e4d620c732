"""Lesson 04, private side: right answers, and the wrong counts behind wrong ones."""

from __future__ import annotations

from itertools import product

from brecha.checking import AnyOf, Key
from brecha.lessons.difficult_conversations.coding import AMBIGUOUS, TRANSCRIPTS
from brecha.lessons.difficult_conversations.counting import (
    LONG_WAIT,
    after_waiting,
    by_chance,
    totals,
    without_listening,
)
from brecha.lessons.difficult_conversations.exercises import TABLE_ELEVEN
from brecha.models.dialogue import walks
from brecha.scenarios import next_door

key = Key()


# --- recall --------------------------------------------------------------------------------------


@key.reference("components")
def components(lesson):
    return "CMUK"


@key.reference("one-line-per-shift")
def one_line_per_shift(lesson):
    return "B"


@key.reference("inside")
def inside(lesson):
    return "C"


# --- conversations -------------------------------------------------------------------------------


@key.reference("table-eleven")
def table_eleven(lesson):
    return AnyOf([walk.path for walk in walks(TABLE_ELEVEN) if walk.acceptable])


@key.facts("table-eleven")
def table_eleven_facts(lesson):
    return {
        "ways": sum(1 for _ in walks(TABLE_ELEVEN)),
        "fine": sum(1 for walk in walks(TABLE_ELEVEN) if walk.acceptable),
        "least_trust": TABLE_ELEVEN.trust.least,
        "least_clarity": TABLE_ELEVEN.clarity.least,
        "most_minutes": TABLE_ELEVEN.minutes,
    }


@key.reference("rules")
def rules(lesson):
    return "FEOCFOC"


@key.reference("code-ten")
def code_ten(lesson):
    readings = [AMBIGUOUS.get(n, letter) for n, letter in enumerate(TRANSCRIPTS, start=1)]
    both = ["".join(letters) for letters in product(*readings)]
    # The reading that was meant first stands first: a wrong one is held against the nearest.
    return AnyOf(sorted(both, key=lambda letters: letters != TRANSCRIPTS))


# --- two coders ----------------------------------------------------------------------------------


@key.reference("calls-agree")
def calls_agree(lesson):
    share = agree_all(lesson)
    return "A" if share >= 0.85 else "B" if share >= 0.65 else "C"


@key.reference("why-apart")
def why_apart(lesson):
    return "B"


@key.facts("calls-agree")
@key.facts("why-apart")
def calls_facts(lesson):
    calls = lesson.data("calls")
    differ = calls[calls["first"] != calls["second"]]
    pairs = differ[["first", "second"]].agg("".join, axis=1).map(lambda two: "".join(sorted(two)))
    counts = pairs.value_counts()
    one, other = counts.index[0]
    return {
        "n": len(calls),
        "off": len(differ),
        "on": len(calls) - len(differ),
        "one": f"type-{one}",
        "other": f"type-{other}",
        "pair_n": int(counts.iloc[0]),
        "pairs": 10,
    }


@key.reference("agree-ten")
def agree_ten(lesson):
    ten = lesson.data("ten")
    same = ten["first"] == ten["second"]
    return same.mean()


@key.misconception("agree-ten", "count")
def _(lesson):
    return 10 * agree_ten(lesson)


@key.misconception("agree-ten", "differences")
def _(lesson):
    return 1 - agree_ten(lesson)


@key.misconception("agree-ten", "totals")
def _(lesson):
    ten = lesson.data("ten")
    return totals(ten["first"], ten["second"])


@key.misconception("agree-ten", "example")
def _(lesson):
    example = lesson.data("example")
    return (example["first"] == example["second"]).mean()


@key.misconception("agree-ten", "of-all-letters")
def _(lesson):
    return agree_ten(lesson) / 2


@key.facts("agree-ten")
def agree_ten_facts(lesson):
    return {"on": round(10 * agree_ten(lesson)), "off": round(10 - 10 * agree_ten(lesson))}


@key.reference("agree-all")
def agree_all(lesson):
    calls = lesson.data("calls")
    same = calls["first"] == calls["second"]
    return same.mean()


@key.misconception("agree-all", "count")
def _(lesson):
    calls = lesson.data("calls")
    return (calls["first"] == calls["second"]).sum()


@key.misconception("agree-all", "differences")
def _(lesson):
    return 1 - agree_all(lesson)


@key.misconception("agree-all", "totals")
def _(lesson):
    calls = lesson.data("calls")
    return totals(calls["first"], calls["second"])


@key.misconception("agree-all", "letter-by-letter")
def _(lesson):
    calls = lesson.data("calls")
    same = calls["first"] == calls["second"]
    return same.groupby(calls["first"]).mean().mean()


@key.misconception("agree-all", "without-the-commonest")
def _(lesson):
    calls = lesson.data("calls")
    rest = calls[calls["first"] != calls["first"].value_counts().index[0]]
    return (rest["first"] == rest["second"]).mean()


@key.misconception("agree-all", "of-all-letters")
def _(lesson):
    return agree_all(lesson) / 2


@key.misconception("agree-all", "habit")
def _(lesson):
    calls = lesson.data("calls")
    return by_chance(calls["first"], calls["second"])


@key.facts("agree-all")
def agree_all_facts(lesson):
    calls = lesson.data("calls")
    return {
        "n": len(calls),
        "off": int((calls["first"] != calls["second"]).sum()),
        "chance": by_chance(calls["first"], calls["second"]),
        "commonest": f"type-{calls['first'].value_counts().index[0]}",
        "commonest_n": int(calls["first"].value_counts().iloc[0]),
    }


@key.reference("nobody-listens")
def nobody_listens(lesson):
    share = 10 * without_listening(80)
    return "A" if share < 2 else "B" if share < 5 else "C"


@key.facts("nobody-listens")
def nobody_listens_facts(lesson):
    return {"chance": without_listening(80), "both": 0.8 * 0.8}


# --- the same customer again ---------------------------------------------------------------------


@key.reference("again")
def again(lesson):
    twice = lesson.data("twice")
    same = twice["first_call"] == twice["second_call"]
    return same.mean()


@key.misconception("again", "count")
def _(lesson):
    twice = lesson.data("twice")
    return (twice["first_call"] == twice["second_call"]).sum()


@key.misconception("again", "differences")
def _(lesson):
    return 1 - again(lesson)


@key.misconception("again", "totals")
def _(lesson):
    twice = lesson.data("twice")
    return totals(twice["first_call"], twice["second_call"])


@key.misconception("again", "waits")
def _(lesson):
    twice = lesson.data("twice")
    return (twice["first_wait"] == twice["second_wait"]).mean()


@key.misconception("again", "itself")
def _(lesson):
    twice = lesson.data("twice")
    return (twice["first_call"] == twice["first_call"]).mean()


@key.misconception("again", "own")
def _(lesson):
    return agree_all(lesson)


@key.misconception("again", "long-waits")
def _(lesson):
    return (lesson.data("twice")["first_wait"] > LONG_WAIT).mean()


@key.facts("again")
def again_facts(lesson):
    twice = lesson.data("twice")
    return {
        "n": len(twice),
        "kept": int((twice["first_call"] == twice["second_call"]).sum()),
        "totals": totals(twice["first_call"], twice["second_call"]),
        "chance": by_chance(twice["first_call"], twice["second_call"]),
        **after_waiting(twice),
    }


# --- two cover sheets ----------------------------------------------------------------------------


@key.reference("by-cover")
def by_cover(lesson):
    covers = lesson.data("covers")
    return covers.groupby("cover")["insecure"].mean()


@key.misconception("by-cover", "sum")
def _(lesson):
    return lesson.data("covers").groupby("cover")["insecure"].sum()


@key.misconception("by-cover", "composition")
def _(lesson):
    insecure = lesson.data("covers").groupby("cover")["insecure"].sum()
    return insecure / insecure.sum()


@key.misconception("by-cover", "not-insecure")
def _(lesson):
    return 1 - by_cover(lesson)


@key.misconception("by-cover", "rows")
def _(lesson):
    return lesson.data("covers").groupby("cover")["insecure"].count()


@key.misconception("by-cover", "of-all-rows")
def _(lesson):
    covers = lesson.data("covers")
    return covers.groupby("cover")["insecure"].sum() / covers["insecure"].count()


@key.facts("by-cover")
def cover_facts(lesson):
    covers = lesson.data("covers")
    shares = by_cover(lesson)
    return {
        "n": covers["transcript"].nunique(),
        "young": shares["age-24"],
        "old": shares["age-71"],
        "more": int((shares["age-71"] - shares["age-24"]) * covers["transcript"].nunique() + 0.5),
    }


# --- a memo, and the neighbours ------------------------------------------------------------------


@key.reference("memo")
def memo(lesson):
    return "B"


@key.facts("memo")
def memo_facts(lesson):
    calls = lesson.data("calls")
    return {
        "totals": totals(calls["first"], calls["second"]),
        "agreement": agree_all(lesson),
        "again": again(lesson),
        "n": len(calls),
    }


@key.reference("other-agree")
def other_agree(lesson):
    other = lesson.data("other")
    same = other["first"] == other["second"]
    return same.mean()


@key.misconception("other-agree", "count")
def _(lesson):
    other = lesson.data("other")
    return (other["first"] == other["second"]).sum()


@key.misconception("other-agree", "differences")
def _(lesson):
    return 1 - other_agree(lesson)


@key.misconception("other-agree", "totals")
def _(lesson):
    other = lesson.data("other")
    return totals(other["first"], other["second"])


@key.misconception("other-agree", "own")
def _(lesson):
    return agree_all(lesson)


@key.misconception("other-agree", "of-all-letters")
def _(lesson):
    return other_agree(lesson) / 2


@key.misconception("other-agree", "habit")
def _(lesson):
    other = lesson.data("other")
    return by_chance(other["first"], other["second"])


@key.facts("other-agree")
def other_facts(lesson):
    calls, other = lesson.data("calls"), lesson.data("other")
    return {
        "own_share": agree_all(lesson),
        "own_chance": by_chance(calls["first"], calls["second"]),
        "chance": by_chance(other["first"], other["second"]),
        "company": f"company-{lesson.parameters['company']}",
        "neighbour": f"company-{next_door(lesson.parameters['company'])}",
        "n": len(other),
    }
