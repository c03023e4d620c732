"""Arrows: which of the twelve are clear of zero, and what may be said of them."""

import numpy as np

from brecha.checking import Key

key = Key()


@key.reference("clear-arrows")
def clear_arrows(lesson):
    return int((lesson.data("arrows")["low"] > 0).sum())


@key.misconception("clear-arrows", "above-zero")
def above_zero(lesson):
    return int((lesson.data("arrows")["estimate"] > 0).sum())


@key.misconception("clear-arrows", "the-others")
def other_arrows(lesson):
    found = 12 - clear_arrows(lesson)
    return None if found == clear_arrows(lesson) else found


@key.facts("clear-arrows")
def arrow_facts(lesson):
    arrows = lesson.data("arrows")
    there = arrows[arrows["low"] > 0]
    strongest = there.loc[there["estimate"].idxmax()]
    unsure = arrows[arrows["low"] <= 0]
    return {
        "source": strongest["source"],
        "target": strongest["target"],
        "estimate": strongest["estimate"],
        "low": strongest["low"],
        "high": strongest["high"],
        "unsure": len(unsure),
        "above": above_zero(lesson),
    }


@key.reference("may-say")
def may_say(lesson):
    return "C"


@key.facts("may-say")
def may_say_facts(lesson):
    arrows = lesson.data("arrows").set_index(["source", "target"])["estimate"]
    answers = lesson.data("answers")
    return {
        "image": arrows["image", "satisfaction"],
        "quality": arrows["quality", "satisfaction"],
        "both_ways": np.corrcoef(answers["quality"], answers["satisfaction"])[0, 1],
    }
