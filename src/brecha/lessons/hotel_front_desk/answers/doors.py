"""The doors: what guests can't judge; and what carries over to another case."""

from brecha.checking import Key

from ..design import DIMENSIONS, HOTELS
from .stake import by_dimension

key = Key()


@key.reference("doors")
def doors(lesson):
    inspection = lesson.data("inspection").set_index("hotel")
    return (inspection["failing"] / inspection["doors"]).idxmax()


@key.facts("doors")
def doors_facts(lesson):
    inspection = lesson.data("inspection").set_index("hotel")
    worst = inspection.loc[doors(lesson)]
    return {
        "failing": int(worst["failing"]),
        "doors": int(worst["doors"]),
        "mark": worst["assurance"],
        "others": int(inspection["failing"].sum() - worst["failing"]),
        "others_doors": int(inspection["doors"].sum() - worst["doors"]),
    }


@key.reference("judge")
def judge(lesson):
    return "ABBAAB"


@key.misconception("judge", "exchanged")
def judge_exchanged(lesson):
    return "BAABBA"


@key.misconception("judge", "guests-judge-all")
def guests_judge_all(lesson):
    return "AAAAAA"


@key.misconception("judge", "guests-judge-nothing")
def guests_judge_nothing(lesson):
    return "BBBBBB"


@key.facts("judge")
def judge_facts(lesson):
    marks = by_dimension(lesson, "perception")
    return {"best": marks.idxmax(), "mark": marks.max()}


@key.reference("compare")
def compare(lesson):
    return "ABCCB"


@key.misconception("compare", "exchanged")
def compare_exchanged(lesson):
    return "BACCA"


@key.misconception("compare", "all-shared")
def all_shared(lesson):
    return "CCCCC"


@key.facts("compare")
def compare_facts(lesson):
    return {"hotels": len(HOTELS), "dimensions": len(DIMENSIONS)}
