"""The zone of tolerance, and what a judgement rests on."""

from brecha.checking import Key

key = Key()


@key.reference("adequacy")
def adequacy(lesson):
    levels = lesson.data("levels")
    return levels["perceived"].mean() - levels["adequate"].mean()


@key.misconception("adequacy", "turned-round")
def _(lesson):
    return -adequacy(lesson)


@key.misconception("adequacy", "superiority")
def _(lesson):
    levels = lesson.data("levels")
    return levels["perceived"].mean() - levels["desired"].mean()


@key.misconception("adequacy", "superiority-turned")
def _(lesson):
    levels = lesson.data("levels")
    return levels["desired"].mean() - levels["perceived"].mean()


@key.misconception("adequacy", "width")
def _(lesson):
    levels = lesson.data("levels")
    return levels["desired"].mean() - levels["adequate"].mean()


@key.misconception("adequacy", "width-turned")
def _(lesson):
    levels = lesson.data("levels")
    return levels["adequate"].mean() - levels["desired"].mean()


@key.misconception("adequacy", "two-scales")
def _(lesson):
    return lesson.data("survey")["perception"].mean() - lesson.data("levels")["adequate"].mean()


@key.facts("adequacy")
def zone_facts(lesson):
    levels = lesson.data("levels")
    return {
        "superiority": (levels["perceived"] - levels["desired"]).mean(),
        "below": (levels["perceived"] < levels["adequate"]).mean(),
        "inside": levels["perceived"].between(levels["adequate"], levels["desired"]).mean(),
        "seven": lesson.data("survey")["perception"].mean(),
    }


@key.reference("bases")
def bases(lesson):
    return "BDAC"
