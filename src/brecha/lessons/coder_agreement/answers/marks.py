"""Two marks of the same calls: types that failed a seal, and rudeness that passed it."""

from brecha import models
from brecha.checking import Key

from .. import counting
from ..codings import TYPES, readings

key = Key()


@key.reference("further-from-habit")
def further_from_habit(lesson):
    types, rude = kappa_of_types(lesson), _rude(lesson)["kappa"]
    return "A" if types > rude + 0.05 else "B" if rude > types + 0.05 else "C"


@key.reference("kappa-of-types")
def kappa_of_types(lesson):
    types = lesson.data("types")
    table = models.agreement_table(types["first"], types["second"])
    return models.kappa_of_table(table).value


@key.readings("kappa-of-types", "agreement", "chance", "uniform", "not-divided", "totals")
def wrong_of_types(lesson):
    return as_misconceptions(of_types(lesson))


@key.reference("why-so-low")
def why_so_low(lesson):
    return "B"


@key.reference("when-one-says-yes")
def when_one_says_yes(lesson):
    return _rude(lesson)["yes"]


@key.readings(
    "when-one-says-yes",
    "agreement",
    "of-all",
    "of-ruth",
    "of-abel",
    "counted-once",
    "alone",
    "noes",
    "kappa",
)
def wrong_of_rude(lesson):
    found = _rude(lesson)
    return {
        **found,
        "agreement": found["observed"],
        "of-ruth": found["of-first"],
        "of-abel": found["of-second"],
        "counted-once": found["yes"] / 2,
        "alone": 1 - found["yes"],
        "noes": marks_facts(lesson)["no"],
    }


@key.convention("when-one-says-yes", "calls")
def _(lesson):
    return _rude(lesson)["either"]


@key.facts("further-from-habit")
@key.facts("kappa-of-types")
@key.facts("why-so-low")
@key.facts("when-one-says-yes")
@key.facts("rarer")
def marks_facts(lesson):
    types, rude = of_types(lesson), _rude(lesson)
    (both, first), (second, neither) = _rude_counts(lesson).astype(int).tolist()
    named = ("observed", "chance", "kappa")
    return {
        "n": len(lesson.data("rude")),
        **{f"types_{name}": types[name] for name in named},
        **{f"rude_{name}": rude[name] for name in named},
        "types_apart": round(len(lesson.data("types")) * (1 - types["observed"])),
        "types_over": types["not-divided"],
        "types_room": 1 - types["chance"],
        "both": both,
        "ruth_alone": first,
        "abel_alone": second,
        "neither": neither,
        "apart": first + second,
        "marks": 2 * both + first + second,
        "shared": 2 * both,
        "calls": both + first + second,
        "yes": rude["yes"],
        "no": 2 * neither / (2 * neither + first + second),
    }


def of_types(lesson):
    return readings(lesson.data("types"), TYPES)


def as_misconceptions(found):
    """Give two readings the names that they have as misconceptions."""
    return {**found, "agreement": found["observed"], "totals": found["in-common"]}


def _rude(lesson):
    return counting.two_by_two(*_rude_counts(lesson).ravel().tolist())


def _rude_counts(lesson):
    rude = lesson.data("rude")
    return counting.crossed(rude["first"], rude["second"], ["yes", "no"])


@key.reference("rarer")
def rarer(lesson):
    common, rare = (counting.kappa(counting.prevalent(percent))["kappa"] for percent in (50, 10))
    return "A" if rare > common else "C" if rare < common else "B"
