"""Four hotels: one on another scale, and the mean of a guest instead of theirs."""

from brecha.checking import Key

key = Key()


@key.reference("old-form")
def old_form(lesson):
    return lesson.data("export").groupby("hotel")["perception"].max().idxmin()


@key.misconception("old-form", "largest")
def largest(lesson):
    return lesson.data("hotels").set_index("hotel")["guests"].idxmax()


@key.misconception("old-form", "best-marked")
def best_marked(lesson):
    return lesson.data("export").groupby("hotel")["perception"].mean().idxmax()


@key.facts("old-form")
def old_form_facts(lesson):
    typed = lesson.data("export").groupby("hotel")["perception"].mean()
    clean = lesson.data("survey").groupby("hotel")["perception"].mean()
    name = old_form(lesson)
    return {
        "typed": typed[name],
        "clean": clean[name],
        "place": int(clean.rank(ascending=False)[name]),
        "last": clean.idxmin(),
    }


@key.reference("on-seven")
def on_seven(lesson):
    old = lesson.data("old_form")
    return 1 + (old["perception"].mean() - 1) * 6 / 4


@key.misconception("on-seven", "unchanged")
def unchanged(lesson):
    return lesson.data("old_form")["perception"].mean()


@key.misconception("on-seven", "seven-fifths")
def seven_fifths(lesson):
    return unchanged(lesson) * 7 / 5


@key.misconception("on-seven", "plus-two")
def plus_two(lesson):
    return unchanged(lesson) + 2


@key.misconception("on-seven", "no-shift")
def no_shift(lesson):
    return unchanged(lesson) * 6 / 4


@key.misconception("on-seven", "wrong-anchor")
def wrong_anchor(lesson):
    return (unchanged(lesson) - 1) * 6 / 4


@key.misconception("on-seven", "no-parentheses")
def no_parentheses(lesson):
    return 1 + unchanged(lesson) - 1 * 6 / 4


@key.misconception("on-seven", "wrong-way")
def wrong_way(lesson):
    return 1 + (unchanged(lesson) - 1) * 4 / 6


@key.facts("on-seven")
def on_seven_facts(lesson):
    return {"hotel": old_form(lesson), "old": unchanged(lesson), **old_form_facts(lesson)}


@key.reference("guest-mean")
def guest_mean(lesson):
    hotels = lesson.data("hotels")
    return (hotels["guests"] * hotels["gap"]).sum() / hotels["guests"].sum()


@key.misconception("guest-mean", "hotel-means")
def hotel_means(lesson):
    return lesson.data("hotels")["gap"].mean()


@key.misconception("guest-mean", "shortfall")
def shortfall(lesson):
    return -guest_mean(lesson)


@key.misconception("guest-mean", "not-divided")
def not_divided(lesson):
    hotels = lesson.data("hotels")
    return (hotels["guests"] * hotels["gap"]).sum()


@key.misconception("guest-mean", "divided-by-four")
def divided_by_four(lesson):
    return not_divided(lesson) / 4


@key.misconception("guest-mean", "largest-alone")
def largest_alone(lesson):
    return lesson.data("hotels").set_index("hotel")["gap"][largest(lesson)]


@key.facts("guest-mean")
def guest_mean_facts(lesson):
    hotels = lesson.data("hotels").set_index("hotel")
    return {
        "hotel_means": hotel_means(lesson),
        "guests": int(hotels["guests"].sum()),
        "harbour": int(hotels.loc["harbour", "guests"]),
        "share": hotels.loc["harbour", "guests"] / hotels["guests"].sum(),
    }
