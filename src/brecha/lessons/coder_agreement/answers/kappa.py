"""Kappa, by hand on a small table and as a function."""

import numpy as np

from brecha import models
from brecha.checking import Key

from .. import counting

key = Key()


@key.reference("kappa-by-hand")
def kappa_by_hand(lesson):
    return models.kappa_of_table(lesson.data("small")).value


@key.readings(
    "kappa-by-hand",
    "agreement",
    "chance",
    "not-divided",
    "uniform",
    "yes-alone",
    "differences",
    "divided-by-agreement",
    "calls-with-yes",
)
def wrong_by_hand(lesson):
    found = _small(lesson)
    observed, one_sided = found["observed"], found["one-sided"]
    return {
        **found,
        "agreement": observed,
        "yes-alone": (observed - one_sided) / (1 - one_sided),
        "differences": 1 - observed,
        "divided-by-agreement": found["not-divided"] / observed,
        "calls-with-yes": found["either"],
    }


@key.convention("kappa-by-hand", "pooled")
def _(lesson):
    return _small(lesson)["scott"]


@key.facts("kappa-by-hand")
def small_facts(lesson):
    found = _small(lesson)
    table = lesson.data("small").to_numpy()
    return {
        "observed": found["observed"],
        "chance": found["chance"],
        "over": found["not-divided"],
        "room": 1 - found["chance"],
        "yes_alone": found["one-sided"],
        "first_yes": int(table[0].sum()),
        "second_yes": int(table[:, 0].sum()),
        "same": int(np.trace(table)),
    }


def _small(lesson):
    return counting.two_by_two(*lesson.data("small").to_numpy().ravel().tolist())


@key.reference("kappa")
def kappa_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) / n * table.sum() / n).sum()
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "agreement")
def agreement_function(lesson):
    def kappa(table):
        return table.to_numpy().trace() / table.sum().sum()

    return kappa


@key.misconception("kappa", "not-divided")
def not_divided_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        return table.to_numpy().trace() / n - (table.sum(axis=1) * table.sum()).sum() / n**2

    return kappa


@key.misconception("kappa", "uniform")
def uniform_function(lesson):
    def kappa(table):
        observed = table.to_numpy().trace() / table.sum().sum()
        chance = 1 / len(table)
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "rows-alone")
def rows_alone_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) ** 2).sum() / n**2
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "columns-alone")
def columns_alone_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum() ** 2).sum() / n**2
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-once")
def divided_once_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-by-chance")
def divided_by_chance_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n**2
        return (observed - chance) / chance

    return kappa


@key.misconception("kappa", "fifty")
def fifty_function(lesson):
    def kappa(table):
        observed = table.to_numpy().trace() / 50
        chance = (table.sum(axis=1) / 50 * table.sum() / 50).sum()
        return (observed - chance) / (1 - chance)

    return kappa


@key.misconception("kappa", "divided-by-agreement")
def divided_by_agreement_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (table.sum(axis=1) * table.sum()).sum() / n**2
        return (observed - chance) / observed

    return kappa


@key.convention("kappa", "pooled")
def pooled_function(lesson):
    def kappa(table):
        n = table.sum().sum()
        observed = table.to_numpy().trace() / n
        chance = (((table.sum(axis=1) + table.sum()) / (2 * n)) ** 2).sum()
        return (observed - chance) / (1 - chance)

    return kappa
