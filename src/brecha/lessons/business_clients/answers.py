"""The private side of the case: references, wrong turns, and facts for what is said."""

import pandas as pd

from brecha.checking import Key

from .subsample import CLEAR, DRIVERS, TURNED, goes_with

key = Key()

NAMES = list(DRIVERS)


def raw_r(lesson):
    """Compare each driver with satisfaction, as the marks come."""
    return pd.Series(goes_with(lesson.data("answers")))


def own_r_all(lesson):
    """Compare the same with each firm's level taken out."""
    return pd.Series(goes_with(lesson.data("answers"), 1.0))


# --- Before the data ------------------------------------------------------------------------------


@key.reference("level-place")
def level_place(lesson):
    return "C"


@key.facts("level-place")
def level_place_facts(lesson):
    r = raw_r(lesson)
    return {"level": level_r(lesson), "most": r.max(), "first": r.idxmax(), "least": r.min()}


@key.reference("how-many")
def how_many(lesson):
    return int((own_r_all(lesson) > CLEAR).sum())


@key.facts("how-many")
def how_many_facts(lesson):
    r = own_r_all(lesson)
    ranked = r.sort_values(ascending=False)
    return {
        "first": ranked.index[0],
        "first_r": ranked.iloc[0],
        "second": ranked.index[1],
        "second_r": ranked.iloc[1],
        "proof": r["proof"],
        "increases": r["increases"],
        "distribution": r["distribution"],
    }


# --- One column upside down -----------------------------------------------------------------------


@key.reference("upside-down")
def upside_down(lesson):
    export = lesson.data("export")
    found = export[NAMES].corrwith(export["satisfaction"])
    return found.idxmin()


@key.misconception("upside-down", "weakest")
def weakest(lesson):
    export = lesson.data("export")
    return export[NAMES].corrwith(export["satisfaction"]).abs().idxmin()


@key.misconception("upside-down", "strongest")
def strongest(lesson):
    export = lesson.data("export")
    return export[NAMES].corrwith(export["satisfaction"]).idxmax()


@key.facts("upside-down")
def upside_down_facts(lesson):
    export = lesson.data("export")
    found = export[NAMES].corrwith(export["satisfaction"])
    return {
        "r": found[TURNED],
        "among": export[TURNED].corr(export["prices"]),
        "least": found.drop(TURNED).min(),
        "mean": export[TURNED].mean(),
    }


@key.reference("turned-mean")
def turned_mean(lesson):
    export = lesson.data("export")
    turned = 11 - export["volume"]
    return turned.mean()


@key.misconception("turned-mean", "as-stored")
def as_stored(lesson):
    return lesson.data("export")["volume"].mean()


@key.misconception("turned-mean", "ten-minus")
def ten_minus(lesson):
    return (10 - lesson.data("export")["volume"]).mean()


@key.misconception("turned-mean", "eight-minus")
def eight_minus(lesson):
    return (8 - lesson.data("export")["volume"]).mean()


@key.misconception("turned-mean", "minus-sign")
def minus_sign(lesson):
    return -lesson.data("export")["volume"].mean()


@key.facts("turned-mean")
def turned_mean_facts(lesson):
    means = lesson.data("answers")[NAMES].mean()
    return {"stored": as_stored(lesson), "best": means.idxmax(), "best_mean": means.max()}


# --- A firm's own level ---------------------------------------------------------------------------


@key.reference("own-mark")
def own_mark(lesson):
    four = lesson.data("four")
    own = four["volume"] - four["level"]
    return own.iloc[1]


@key.misconception("own-mark", "mark")
def mark(lesson):
    return lesson.data("four")["volume"].iloc[1]


@key.misconception("own-mark", "level")
def level(lesson):
    return lesson.data("four")["level"].iloc[1]


@key.misconception("own-mark", "sign")
def sign(lesson):
    return -own_mark(lesson)


@key.misconception("own-mark", "first-firm")
def first_firm(lesson):
    four = lesson.data("four")
    return (four["volume"] - four["level"]).iloc[0]


@key.facts("own-mark")
def own_mark_facts(lesson):
    four = lesson.data("four")
    first, second = four.iloc[0], four.iloc[1]
    return {
        "first_mark": int(first["volume"]),
        "first_level": int(first["level"]),
        "first_below": int(first["level"] - first["volume"]),
        "mark": int(second["volume"]),
        "level": int(second["level"]),
    }


@key.reference("level-r")
def level_r(lesson):
    answers = lesson.data("answers")
    return answers["level"].corr(answers["satisfaction"])


@key.misconception("level-r", "a-driver")
def a_driver(lesson):
    return raw_r(lesson)["volume"]


@key.misconception("level-r", "worked-column")
def worked_column(lesson):
    return raw_r(lesson)["proof"]


@key.misconception("level-r", "percent")
def level_percent(lesson):
    return 100 * level_r(lesson)


@key.facts("level-r")
def level_r_facts(lesson):
    r = raw_r(lesson)
    answers = lesson.data("answers")
    return {
        "most": r.max(),
        "first": r.idxmax(),
        "least": r.min(),
        "flat": int((answers[NAMES].nunique(axis=1) == 1).sum()),
    }


@key.reference("own-r")
def own_r(lesson):
    answers = lesson.data("answers")
    own_volume = answers["volume"] - answers["level"]
    own_satisfaction = answers["satisfaction"] - answers["level"]
    return own_volume.corr(own_satisfaction)


@key.misconception("own-r", "with-level")
def with_level(lesson):
    return raw_r(lesson)["volume"]


@key.misconception("own-r", "driver-alone")
def driver_alone(lesson):
    answers = lesson.data("answers")
    return (answers["volume"] - answers["level"]).corr(answers["satisfaction"])


@key.misconception("own-r", "satisfaction-alone")
def satisfaction_alone(lesson):
    answers = lesson.data("answers")
    return answers["volume"].corr(answers["satisfaction"] - answers["level"])


@key.misconception("own-r", "worked-column")
def own_worked_column(lesson):
    return own_r_all(lesson)["proof"]


@key.misconception("own-r", "turned-round")
def turned_round(lesson):
    return -own_r(lesson)


@key.misconception("own-r", "as-stored")
def own_as_stored(lesson):
    answers = lesson.data("answers")
    stored = lesson.data("export")["volume"] - answers["level"]
    return stored.corr(answers["satisfaction"] - answers["level"])


@key.misconception("own-r", "percent")
def own_percent(lesson):
    return 100 * own_r(lesson)


@key.facts("own-r")
def own_r_facts(lesson):
    return {"raw": with_level(lesson), "proof": own_worked_column(lesson)}


# --- What stays -----------------------------------------------------------------------------------


def fields(r):
    """Sort the drivers by an r each: clear, near 0, clearly below."""
    return "".join("A" if r[name] > CLEAR else "C" if r[name] < -CLEAR else "B" for name in NAMES)


@key.reference("what-stays")
def what_stays(lesson):
    return fields(own_r_all(lesson))


@key.misconception("what-stays", "as-they-came")
def as_they_came(lesson):
    return fields(raw_r(lesson))


@key.misconception("what-stays", "without-sign")
def without_sign(lesson):
    return fields(own_r_all(lesson).abs())


@key.misconception("what-stays", "line-at-zero")
def line_at_zero(lesson):
    return "".join("A" if r > 0 else "C" for r in own_r_all(lesson))


@key.misconception("what-stays", "upright")
def upright(lesson):
    return what_stays(lesson).translate(str.maketrans("AC", "CA"))


@key.facts("what-stays")
def what_stays_facts(lesson):
    raw, own = raw_r(lesson), own_r_all(lesson)
    return {
        **{f"{name}_r": own[name] for name in NAMES},
        **{f"{name}_raw": raw[name] for name in NAMES},
        "least": raw.min(),
        "stay": own.sort_values(ascending=False).index[:2].to_list(),
        "below": own[own < -CLEAR].sort_values().index.to_list() or ["nobody"],
        "proof_lost": raw["proof"] - own["proof"],
    }


@key.reference("negative")
def negative(lesson):
    return "B"


@key.facts("negative")
def negative_facts(lesson):
    own = own_r_all(lesson)
    return {
        "r": own["distribution"],
        "raw": raw_r(lesson)["distribution"],
        "mean": lesson.data("answers")["distribution"].mean(),
        "below_zero": int((own < 0).sum()),
    }


# --- What it may say, and of whom -----------------------------------------------------------------


@key.reference("may-say")
def may_say(lesson):
    return "C"


@key.facts("may-say")
def may_say_facts(lesson):
    raw, own = raw_r(lesson), own_r_all(lesson)
    return {
        "raw": raw["volume"],
        "own": own["volume"],
        "least": raw.min(),
        "customers_raw": raw["customers"],
        "customers_own": own["customers"],
    }


@key.reference("compare")
def compare(lesson):
    return "ACABCAB"


@key.misconception("compare", "one-law")
def one_law(lesson):
    return "AAAAAAA"


@key.misconception("compare", "swapped")
def swapped(lesson):
    return compare(lesson).translate(str.maketrans("BC", "CB"))


@key.facts("compare")
def compare_facts(lesson):
    means = lesson.data("answers")[NAMES].mean()
    return {"lowest": means.idxmin(), "lowest_mean": means.min(), "r": raw_r(lesson)["volume"]}
