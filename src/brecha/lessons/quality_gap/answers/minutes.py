"""One promise in minutes: the gap between what is expected and what is found."""

from brecha.checking import Key

key = Key()


@key.reference("gap-five")
def gap_five(lesson):
    minutes = _minutes(lesson)
    return minutes["perceived"] - minutes["customers_expect"]


@key.readings(
    "gap-five",
    "turned-round",
    "sum-of-four",
    "promise-for-expectation",
    "delivered-for-perceived",
    "standard-for-expectation",
    "belief-for-expectation",
    "seeming",
    "knowledge",
    "standards",
    "delivery",
    "delivery-turned",
    "communication",
    "communication-turned",
)
def wrong_gaps(lesson):
    minutes = _minutes(lesson)
    four, perceived = _four_gaps(minutes), minutes["perceived"]
    return {
        "turned-round": -gap_five(lesson),
        "sum-of-four": sum(four.values()),
        "promise-for-expectation": perceived - minutes["promised"],
        "delivered-for-perceived": minutes["delivered"] - minutes["customers_expect"],
        "standard-for-expectation": perceived - minutes["standard"],
        "belief-for-expectation": perceived - minutes["management_believes"],
        "seeming": perceived - minutes["delivered"],
        **four,
        "delivery-turned": -four["delivery"],
        "communication-turned": -four["communication"],
    }


@key.facts("gap-five")
def minute_facts(lesson):
    minutes = _minutes(lesson)
    return {
        **minutes,
        **_four_gaps(minutes),
        "seeming": minutes["perceived"] - minutes["delivered"],
        "four": sum(_four_gaps(minutes).values()),
    }


def _minutes(lesson):
    return {row.quantity: row.minutes for row in lesson.data("promise").itertuples()}


def _four_gaps(minutes):
    return {
        "knowledge": minutes["management_believes"] - minutes["customers_expect"],
        "standards": minutes["standard"] - minutes["management_believes"],
        "delivery": minutes["delivered"] - minutes["standard"],
        "communication": minutes["delivered"] - minutes["promised"],
    }
