"""Three meanings of expected failures, and which policy pays for which."""

import math

from brecha.checking import Key

key = Key()


@key.reference("repairs")
def repairs(lesson):
    contract = lesson.data("contract").iloc[0]
    return (contract["length"] / contract["scale"]) ** contract["shape"]


@key.misconception("repairs", "ratio")
@key.misconception("first-failures", "ratio")
def ratio(lesson):
    contract = lesson.data("contract").iloc[0]
    return contract["length"] / contract["scale"]


@key.misconception("repairs", "upside-down")
def upside_down(lesson):
    return 1 / repairs(lesson)


@key.misconception("repairs", "times-shape")
def times_shape(lesson):
    return ratio(lesson) * lesson.data("contract").iloc[0]["shape"]


@key.misconception("repairs", "first-failures")
@key.reference("first-failures")
def first_failures(lesson):
    return 1 - math.exp(-repairs(lesson))


@key.misconception("repairs", "survivors")
@key.misconception("first-failures", "survivors")
def survivors(lesson):
    return math.exp(-repairs(lesson))


@key.facts("repairs")
@key.facts("first-failures")
def contract_facts(lesson):
    contract = lesson.data("contract").iloc[0]
    found = repairs(lesson)
    return {
        "shape": int(contract["shape"]),
        "scale": int(contract["scale"]),
        "length": int(contract["length"]),
        "repairs": found,
        "left": math.exp(-found),
        "first": 1 - math.exp(-found),
    }


@key.misconception("first-failures", "repairs")
def repairs_for_first(lesson):
    return repairs(lesson)


@key.misconception("first-failures", "one-minus-repairs")
def one_minus_repairs(lesson):
    return 1 - repairs(lesson)


@key.misconception("first-failures", "without-shape")
def without_shape(lesson):
    return 1 - math.exp(-ratio(lesson))


@key.reference("which-policy")
def which_policy(lesson):
    return "RNFPF"


@key.misconception("which-policy", "as-good-as-new")
def as_good_as_new(lesson):
    return "NRFPF"


@key.misconception("which-policy", "every-visit")
def every_visit(lesson):
    return "RNFPR"
