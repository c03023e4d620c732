"""What to mend: the fields of importance and performance."""

from brecha import models
from brecha.checking import Key

from .. import readings
from ..readings import ATTRIBUTES, MIDPOINT, STATED

key = Key()


@key.reference("fields")
def fields(lesson):
    return readings.fields(lesson.data("attributes"))


@key.misconception("fields", "axes-swapped")
def axes_swapped(lesson):
    return readings.fields(lesson.data("attributes"), swapped=True)


@key.misconception("fields", "midpoint")
def midpoint(lesson):
    return readings.fields(lesson.data("attributes"), line=MIDPOINT)


@key.misconception("fields", "stated")
def stated(lesson):
    return readings.fields(lesson.data("attributes"), importance="stated")


@key.facts("fields")
def fields_facts(lesson):
    table, answers = lesson.data("attributes").set_index("attribute"), lesson.data("answers")
    marks = answers[list(ATTRIBUTES.values())].set_axis(list(ATTRIBUTES), axis="columns")
    beta = models.derived_importance(marks, overall=answers["satisfaction"], method="beta")
    found = fields(lesson)
    concentrate = [name for name, letter in zip(ATTRIBUTES, found, strict=True) if letter == "A"]
    return {
        **{f"{name}_mean": table["performance"][name] for name in ATTRIBUTES},
        **{f"{name}_r": table["r"][name] for name in ATTRIBUTES},
        "mean_line": table["performance"].mean(),
        "r_line": table["r"].mean(),
        "concentrate": concentrate or ["nobody"],
        "least": beta.idxmin(),
        "least_r": table["r"][beta.idxmin()],
        "least_beta": beta.min(),
        "said": max(STATED, key=lambda name: STATED[name]),
    }
