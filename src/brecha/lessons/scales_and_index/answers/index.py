"""The index: one respondent's by hand, and what a tick in a box does to it."""

from brecha import models
from brecha.checking import Key

from ..model import fitted
from ..readings import BLOCKS
from ..sample import POINT

key = Key()

# By the name that it has in the notebook: solutions are shown as lines that run there.
blocks = BLOCKS


@key.reference("index-by-hand")
def index_by_hand(lesson):
    return 100 * (_weighted(lesson) - 1) / (10 - 1)


@key.misconception("index-by-hand", "times-ten")
def times_ten(lesson):
    return 10 * _weighted(lesson)


@key.misconception("index-by-hand", "divided-by-ten")
def divided_by_ten(lesson):
    return 100 * (_weighted(lesson) - 1) / 10


@key.misconception("index-by-hand", "unweighted")
def unweighted(lesson):
    return 100 * (lesson.data("one")["answer"].mean() - 1) / (10 - 1)


@key.misconception("index-by-hand", "unstretched")
def unstretched(lesson):
    return _weighted(lesson)


@key.facts("index-by-hand")
def index_by_hand_facts(lesson):
    return {"weighted": _weighted(lesson), "plain": unweighted(lesson)}


def _weighted(lesson):
    rows = lesson.data("one")
    return (rows["answer"] * rows["weight"]).sum() / 100


@key.reference("tick-box")
def tick_box(lesson):
    size = abs(rise(lesson))
    return "A" if size < 0.1 else "B" if size < POINT else "C"


@key.facts("tick-box")
def tick_box_facts(lesson):
    scaled, raw = _index(lesson, "centroid-scaled"), _index(lesson, "centroid-raw")
    return {"scaled": scaled.value, "raw": raw.value, "rise": scaled.value - raw.value}


@key.reference("rise")
def rise(lesson):
    answers = lesson.data("answers")
    scaled = models.path_model(answers, blocks=blocks, paths=models.ECSI_PATHS, scaled=True)
    raw = models.path_model(answers, blocks=blocks, paths=models.ECSI_PATHS, scaled=False)
    ticked = models.satisfaction_index(
        answers, model=scaled, construct="satisfaction", low=1, high=10
    )
    other = models.satisfaction_index(answers, model=raw, construct="satisfaction", low=1, high=10)
    return ticked.value - other.value


@key.misconception("rise", "turned")
def rise_turned(lesson):
    return -rise(lesson)


@key.misconception("rise", "scheme")
def other_scheme(lesson):
    change = _index(lesson, "centroid-scaled").value - _index(lesson, "path-scaled").value
    # Where two decimals show nothing of it, nobody can tell it from "no change".
    return change if abs(change) > 0.02 else None


@key.misconception("rise", "index")
def index_alone(lesson):
    return _index(lesson, "centroid-scaled").value


@key.misconception("rise", "other-index")
def other_index(lesson):
    return _index(lesson, "centroid-raw").value


@key.misconception("rise", "no-change")
def no_change(lesson):
    return 0


@key.facts("rise")
def rise_facts(lesson):
    index = _index(lesson, "centroid-scaled")
    wander = models.mean_interval(index.respondents)
    return {
        "scaled": index.value,
        "raw": other_index(lesson),
        "low": wander.low,
        "high": wander.high,
        "half": (wander.high - wander.low) / 2,
    }


def _index(lesson, name):
    return fitted(lesson.parameters["seed"], name)[1]
