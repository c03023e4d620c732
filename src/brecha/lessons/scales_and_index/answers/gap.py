"""A gap that is one: dimensions surely below zero, and two halves of the guests."""

from brecha.checking import Key

from .. import readings

key = Key()


@key.reference("below-zero")
def below_zero(lesson):
    return int((readings.by_dimension(lesson.data("hotel"))["high"] < 0).sum())


@key.misconception("below-zero", "without-interval")
def without_interval(lesson):
    return int((readings.by_dimension(lesson.data("hotel"))["mean"] < 0).sum())


@key.misconception("below-zero", "the-others")
def the_others(lesson):
    found = 5 - below_zero(lesson)
    # Two and a half can't be: but with four below zero both may name the same number.
    return None if found in (below_zero(lesson), without_interval(lesson)) else found


@key.facts("below-zero")
def below_zero_facts(lesson):
    hotel = lesson.data("hotel")
    table = readings.by_dimension(hotel)
    worst = table.index[0]
    rows = hotel[hotel["dimension"] == worst]
    unsure = table[(table["mean"] < 0) & (table["high"] >= 0)]
    return {
        "worst": worst,
        "worst_expectation": rows["expectation"].mean(),
        "worst_perception": rows["perception"].mean(),
        "unsure": list(unsure.index),
        "below": without_interval(lesson),
        "people": hotel["respondent"].nunique(),
    }


@key.reference("segment")
def segment(lesson):
    rows = _segments(lesson)
    return rows["perception"]["easy-going"] - rows["perception"]["demanding"]


@key.misconception("segment", "gap")
def segment_gap(lesson):
    rows = _segments(lesson)
    return rows["gap"]["easy-going"] - rows["gap"]["demanding"]


@key.misconception("segment", "gap-turned")
def segment_gap_turned(lesson):
    return -segment_gap(lesson)


@key.misconception("segment", "expectation")
def segment_expectation(lesson):
    rows = _segments(lesson)
    return rows["expectation"]["demanding"] - rows["expectation"]["easy-going"]


@key.misconception("segment", "turned")
def segment_turned(lesson):
    return -segment(lesson)


@key.facts("segment")
def segment_facts(lesson):
    rows = _segments(lesson)
    return {
        "gap": segment_gap(lesson),
        "expectation": segment_expectation(lesson),
        "demanding_gap": rows["gap"]["demanding"],
        "easy_gap": rows["gap"]["easy-going"],
    }


def _segments(lesson):
    return lesson.data("segments").set_index("segment")
