"""The desk in the afternoon: where the minutes get lost, and what the gap points to."""

from brecha.checking import Key

key = Key()


def bad_afternoon(lesson, column="waited", *, hotel="harbour"):
    """Return one number of the desk of a hotel in the afternoon."""
    waits = lesson.data("waits").set_index(["hotel", "hours"])
    return waits.loc[(hotel, "afternoon"), column]


def minutes(lesson, quantity):
    """Return one of the four quantities of the promise."""
    return lesson.data("inside").set_index("quantity").loc[quantity, "minutes"]


@key.reference("delivery")
def delivery(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "house_rule")


@key.misconception("delivery", "sign")
def delivery_sign(lesson):
    return -delivery(lesson)


@key.misconception("delivery", "all-guests")
def all_guests(lesson):
    waits = lesson.data("waits")
    mean = (waits["guests"] * waits["waited"]).sum() / waits["guests"].sum()
    return mean - minutes(lesson, "house_rule")


@key.misconception("delivery", "all-rows")
def all_rows(lesson):
    return lesson.data("waits")["waited"].mean() - minutes(lesson, "house_rule")


@key.misconception("delivery", "all-day")
def all_day(lesson):
    waits = lesson.data("waits")
    here = waits[waits["hotel"] == "harbour"]
    mean = (here["guests"] * here["waited"]).sum() / here["guests"].sum()
    return mean - minutes(lesson, "house_rule")


@key.misconception("delivery", "communication")
def communication(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "promised")


@key.misconception("delivery", "service")
def service(lesson):
    return bad_afternoon(lesson) - minutes(lesson, "guests_expect")


@key.misconception("delivery", "wait-alone")
def wait_alone(lesson):
    return bad_afternoon(lesson)


@key.misconception("delivery", "plus-handled")
def plus_handled(lesson):
    return delivery(lesson) + bad_afternoon(lesson, "handled")


@key.facts("delivery")
def delivery_facts(lesson):
    rule, promised = minutes(lesson, "house_rule"), minutes(lesson, "promised")
    return {
        "waited": bad_afternoon(lesson),
        "rule": int(rule),
        "promised": int(promised),
        "expected_wait": int(minutes(lesson, "guests_expect")),
        "all": all_guests(lesson) + rule,
        "communication": communication(lesson),
        "knowledge": int(minutes(lesson, "management_believes") - minutes(lesson, "guests_expect")),
    }


@key.reference("cause")
def cause(lesson):
    return "C"


@key.facts("cause")
def cause_facts(lesson):
    survey = lesson.data("survey")
    by_hotel = survey[survey["dimension"] == "tangibles"].groupby("hotel")["perception"].mean()
    waits = lesson.data("waits").set_index(["hotel", "hours"])
    return {
        "lobby": by_hotel["oldtown"],
        "others": by_hotel.drop("oldtown").max(),
        "oldtown_wait": bad_afternoon(lesson, hotel="oldtown"),
        "handled": bad_afternoon(lesson, "handled"),
        "morning": waits.loc[("harbour", "morning"), "handled"],
        "early": waits.loc[("harbour", "morning"), "waited"],
        "waited": bad_afternoon(lesson),
        "rule": int(minutes(lesson, "house_rule")),
        "promised": int(minutes(lesson, "promised")),
        "left": delivery(lesson),
    }
