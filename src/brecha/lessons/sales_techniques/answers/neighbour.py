"""Another company: who would buy there again; and the verdict on the claim card."""

from brecha.checking import Key
from brecha.scenarios import next_door

from ..exercises import PLACES
from ..selling import fair_share
from .report import fair_kept

key = Key()


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


def _unlike_the_neighbours(lesson, own):
    """Return what was computed of the own company, or None where the neighbour's are as large."""
    other, new, known = (lesson.data(name) for name in ("other", "other_new", "other_known"))
    readings = [fair_share(other, outcome) for outcome in ("again", "kept", "bought")]
    readings += [part.groupby("technique")["again"].mean() for part in (other, new, known)]
    near = any((own - reading).abs().max() < 0.011 for reading in readings)
    return None if near else own
