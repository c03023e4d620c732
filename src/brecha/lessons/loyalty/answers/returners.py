"""Those who came back, those who still may, and what was forecast of them."""

from brecha.checking import Key

from ..shoppers import RECENT, WATCHED, by_chance, came_back_readings

key = Key()


@key.reference("came-back")
def came_back(lesson):
    eight = lesson.data("eight")
    watched = eight["watched"] >= 30
    in_time = eight["second_after"] <= 30
    return (watched & in_time).sum() / watched.sum()


@key.readings(
    "came-back",
    "everybody",
    "ever",
    "ever-watched",
    "of-all",
    "not-yet-left-out",
    "of-those-back",
    "others",
)
def came_back_turns(lesson):
    return came_back_readings(lesson.data("eight"))


@key.facts("came-back")
def came_back_facts(lesson):
    eight = lesson.data("eight")
    whole, soon = eight["watched"] >= WATCHED, eight["second_after"] <= WATCHED
    return {
        "whole": int(whole.sum()),
        "open": int((~whole).sum()),
        "in_time": int((whole & soon).sum()),
        "open_back": int((~whole & soon).sum()),
        "late": int((whole & (eight["second_after"] > WATCHED)).sum()),
    }


@key.reference("repeat-rate")
def repeat_rate(lesson):
    customers = lesson.data("customers")
    return customers.groupby("joined")["in_time"].mean()


@key.misconception("repeat-rate", "to-date")
def _(lesson):
    return lesson.data("customers").groupby("joined")["back"].mean()


@key.misconception("repeat-rate", "how-many")
def _(lesson):
    return lesson.data("customers").groupby("joined")["in_time"].sum()


@key.misconception("repeat-rate", "customers")
def _(lesson):
    return lesson.data("customers").groupby("joined")["in_time"].count()


@key.misconception("repeat-rate", "of-everybody")
def _(lesson):
    customers = lesson.data("customers")
    return customers.groupby("joined")["in_time"].sum() / customers["in_time"].count()


@key.misconception("repeat-rate", "of-those-who-came-back")
def _(lesson):
    came = lesson.data("customers").groupby("joined")["in_time"].sum()
    return came / came.sum()


@key.misconception("repeat-rate", "orders")
def _(lesson):
    return lesson.data("customers").groupby("joined")["repeat"].mean()


@key.facts("repeat-rate")
def window_facts(lesson):
    rates = lesson.data("customers").groupby("joined")[["back", "in_time"]].mean()
    return {
        f"{month}_{column}": float(rates.loc[month, column])
        for month in ("january", "march")
        for column in ("back", "in_time")
    }


@key.reference("likely-current")
def likely_current(lesson):
    returners = lesson.data("returners")
    return returners["alive"].sum()


@key.misconception("likely-current", "at-least-half")
def _(lesson):
    return (lesson.data("returners")["alive"] >= 0.5).sum()


@key.misconception("likely-current", "recent")
def _(lesson):
    return (lesson.data("returners")["silent"] <= RECENT).sum()


@key.misconception("likely-current", "share")
def _(lesson):
    return lesson.data("returners")["alive"].mean()


@key.misconception("likely-current", "everybody")
def _(lesson):
    return lesson.data("returners")["alive"].count()


@key.misconception("likely-current", "once-as-well")
def _(lesson):
    return lesson.data("customers")["alive"].sum()


@key.misconception("likely-current", "purchases")
def _(lesson):
    return lesson.data("returners")["repeat"].sum()


@key.facts("likely-current")
def likely_facts(lesson):
    returners, customers = lesson.data("returners"), lesson.data("customers")
    return {
        "people": len(returners),
        "half": int((returners["alive"] >= 0.5).sum()),
        "recent": int((returners["silent"] <= RECENT).sum()),
        "once": len(customers) - len(returners),
        "bought": int((customers.loc[customers["repeat"] > 0, "later"] > 0).sum()),
        "once_bought": float((customers.loc[customers["repeat"] == 0, "later"] > 0).mean()),
    }


@key.reference("forecast-missed")
def forecast_missed(lesson):
    customers = lesson.data("customers")
    return customers["later"].sum() - customers["expected"].sum()


@key.misconception("forecast-missed", "sign")
def _(lesson):
    return -forecast_missed(lesson)


@key.misconception("forecast-missed", "each")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].mean() - customers["expected"].mean()


@key.misconception("forecast-missed", "times")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].sum() / customers["expected"].sum()


@key.misconception("forecast-missed", "rows")
def _(lesson):
    customers = lesson.data("customers")
    return customers["later"].count() - customers["expected"].sum()


@key.misconception("forecast-missed", "what-came")
def _(lesson):
    return lesson.data("customers")["later"].sum()


@key.misconception("forecast-missed", "what-was-forecast")
def _(lesson):
    return lesson.data("customers")["expected"].sum()


@key.misconception("forecast-missed", "only-returners")
def _(lesson):
    customers = lesson.data("customers")
    came = customers[customers["repeat"] > 0]
    return came["later"].sum() - came["expected"].sum()


@key.misconception("forecast-missed", "people")
def _(lesson):
    customers = lesson.data("customers")
    return (customers["later"] > 0).sum() - customers["expected"].sum()


@key.facts("forecast-missed")
def forecast_facts(lesson):
    customers = lesson.data("customers")
    came, said = customers["later"].sum(), customers["expected"].sum()
    harsh = by_chance(customers).iloc[0]
    return {
        "came": int(came),
        "said": round(float(said)),
        "part": float(1 - said / came),
        "low_chance": float(harsh["chance"]),
        "low_bought": float(harsh["bought"]),
    }
