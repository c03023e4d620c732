"""The inventory, private side: the view that the evidence supports best.

Nobody is told in this notebook. The outcomes are for the end of the course.
"""

from __future__ import annotations

from brecha.checking import Key

key = Key()


@key.reference("falling-number")
def falling_number(lesson):
    return "B"


@key.reference("judge")
def judge(lesson):
    return "C"


@key.reference("cards")
def cards(lesson):
    return "A"


@key.reference("two-branches")
def two_branches(lesson):
    return "C"


@key.reference("complaints-rise")
def complaints_rise(lesson):
    return "B"


@key.reference("telling")
def telling(lesson):
    return "A"


@key.reference("leaving")
def leaving(lesson):
    return "B"


@key.reference("six-times")
def six_times(lesson):
    return "C"


@key.reference("bonus")
def bonus(lesson):
    return "A"


@key.reference("defects")
def defects(lesson):
    return "C"


@key.reference("five-types")
def five_types(lesson):
    return "A"


@key.reference("closing")
def closing(lesson):
    return "B"
