"""Reference answers of the toy lesson."""

from brecha.checking import AnyOf, Key

key = Key()


@key.reference("which-till")
@key.reference("worst")
def worst(lesson):
    return by_till(lesson).idxmin()


@key.reference("share")
def share(lesson):
    """Add up first, divide once."""
    tills = lesson.data("tills")
    return tills["served"].sum() / tills["customers"].sum()


@key.misconception("share", "mean-of-shares")
def mean_of_shares(lesson):
    tills = lesson.data("tills")
    return (tills["served"] / tills["customers"]).mean()


@key.convention("share", "per-ten")
def per_ten(lesson):
    return 10 * share(lesson)


@key.facts("share")
def share_facts(lesson):
    return {"apart": mean_of_shares(lesson) - share(lesson)}


@key.reference("customers")
def customers(lesson):
    return lesson.data("tills")["customers"].sum() * 100


@key.reference("by-till")
def by_till(lesson):
    tills = lesson.data("tills").set_index("till")
    return tills["served"] / tills["customers"]


@key.misconception("by-till", "turned-away")
def turned_away(lesson):
    return 1 - by_till(lesson)


@key.misconception("worst", "fewest-customers")
def fewest(lesson):
    return lesson.data("tills").set_index("till")["served"].idxmin()


@key.reference("why")
def why(lesson):
    return "B"


@key.reference("order")
def order(lesson):
    return AnyOf(["CADB", "ACDB"])


@key.reference("kinds")
def kinds(lesson):
    return "ABBA"


@key.reference("losses")
def losses(lesson):
    tills = lesson.data("tills")
    tills["lost"] = tills["customers"] - tills["served"]
    tills["share"] = tills["lost"] / tills["customers"]
    return tills


@key.misconception("losses", "share-of-all")
def share_of_all(lesson):
    tills = losses(lesson)
    tills["share"] = tills["lost"] / tills["customers"].sum()
    return tills


@key.reference("rate")
def rate(lesson):
    def rate(served, customers):
        if customers == 0:
            return 0
        return served / customers

    return rate


@key.misconception("rate", "nobody-came")
def nobody_came(lesson):
    return lambda served, customers: served / customers


@key.misconception("rate", "lost")
def lost(lesson):
    return lambda served, customers: 0 if customers == 0 else 1 - served / customers


@key.reference("bars")
def bars(lesson):
    return by_till(lesson)


@key.misconception("bars", "counts")
def counts(lesson):
    return lesson.data("tills").set_index("till")["served"]


@key.reference("memo")
def memo(lesson):
    return "kept"
