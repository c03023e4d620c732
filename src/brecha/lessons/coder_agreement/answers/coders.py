"""Four coders, with blanks, and which coefficient is for what."""

from brecha import models
from brecha.checking import Key

from .. import counting
from ..codings import as_rows

key = Key()


@key.reference("four-coders")
def four_coders(lesson):
    codes = lesson.data("codes")
    return models.krippendorff_alpha(codes, level="nominal").value


@key.misconception("four-coders", "missing-as-code")
def _(lesson):
    return counting.alpha([[code or "-" for code in row] for row in _codes(lesson)])


@key.misconception("four-coders", "complete-calls")
def _(lesson):
    return counting.alpha(counting.complete(_codes(lesson)))


@key.misconception("four-coders", "mean-kappa")
def _(lesson):
    return counting.pairwise(_codes(lesson))["kappa"]


@key.misconception("four-coders", "agreement")
def _(lesson):
    return counting.pairwise(_codes(lesson))["agreement"]


@key.misconception("four-coders", "turned")
def _(lesson):
    return counting.alpha([list(column) for column in zip(*_codes(lesson), strict=True)])


@key.misconception("four-coders", "two-alone")
def _(lesson):
    return counting.alpha([row[:2] for row in _codes(lesson)])


@key.facts("four-coders")
def coder_facts(lesson):
    codes = _codes(lesson)
    alone = [row for row in codes if sum(code is not None for code in row) == 1]
    return {
        "n": len(codes),
        "missing": sum(code is None for row in codes for code in row),
        "complete": len(counting.complete(codes)),
        "dropped": len(codes) - len(counting.complete(codes)),
        "alone": len(alone),
        "units": len(codes) - len(alone),
        "complete_alpha": counting.alpha(counting.complete(codes)),
    }


def _codes(lesson):
    return as_rows(lesson.data("codes"))


@key.reference("which-coefficient")
def which_coefficient(lesson):
    return "WAKNA"
