"""Lesson 03: every answer worked out by hand on a few rows, and what must hold on every seed."""

import itertools
from functools import partial

import numpy as np
import pandas as pd
import pytest

from brecha import datasets
from brecha.errors import DataError
from brecha.lessons import find
from brecha.lessons.customer_types import answers, buyers, figures, prospects
from brecha.lessons.customer_types.buyers import BANDS, CUTOFFS
from brecha.lessons.picture import draw
from brecha.scenarios import COMPANIES
from brecha.text import LANGUAGES
from by_hand import Paper, computed, plain, unmatched

LESSON = find("customer-types")
KEY = LESSON.key()

few = pytest.mark.parametrize("seed", range(12))


class ByHand(Paper):
    """Tables small enough to be worked out on paper."""

    def customers(self):
        # Recent: 1, 2, 3. Often: 3, 4, 5. Both: 3. Neither: 6, 7, 8.
        return pd.DataFrame(
            {
                "customer": range(1, 9),
                "days_since": [5, 90, 60, 91, 170, 181, 200, 272],
                "orders": [1, 2, 3, 4, 3, 2, 1, 1],
                "band": [
                    "to-30",
                    "to-90",
                    "to-90",
                    "to-180",
                    "to-180",
                    "over-180",
                    "over-180",
                    "over-180",
                ],
                "returned": [1, 1, 0, 1, 0, 1, 0, 0],
            }
        )

    def eight(self):
        return self.customers()[["customer", "days_since", "orders"]]

    def orders(self):
        return pd.DataFrame({"customer": [1, 2, 2]})

    def rules(self):
        return pd.DataFrame(
            {
                "rule": ["all-three", "two-of-three"],
                "visited_bought": [10, 15],
                "visited_nothing": [4, 20],
                "left_bought": [7, 2],
                "left_nothing": [79, 63],
                "visit": [30, 30],
                "contract": [200, 200],
            }
        )

    def steps(self):
        return pd.DataFrame({"step": prospects.STEPS, "fail": [10, 20, 0, 50]})

    def other(self):
        # Recent: 1, 2, 3. Often: 3, 4.
        return pd.DataFrame(
            {
                "customer": range(1, 6),
                "days_since": [80, 365, 100, 366, 700],
                "orders": [1, 1, 4, 5, 3],
            }
        )


def by(*values):
    return dict(zip(BANDS, values, strict=True))


BY_HAND = {
    "complaints-each": {
        "": 0.3,
        "of-all-complaints": 1 / 3,
        "of-all-people": 0.06,
        "morning": 0.15,
        "whole-day": 0.18,
        "to-the-rest": 3 / 7,
        "without-complaint": 0.7,
    },
    "eight-customers": {
        "": 5,
        "both": 1,
        "twice": 6,
        "one-only": 4,
        "recent-alone": 3,
        "often-alone": 3,
        "the-others": 3,
    },
    "current-customers": {
        "": 5,
        "both": 1,
        "twice": 6,
        "one-only": 4,
        "recent-alone": 3,
        "often-alone": 3,
        "share": 5 / 8,
        "everybody": 8,
        "the-others": 3,
    },
    "return-rate": {
        "": by(1, 0.5, 0.5, 1 / 3),
        "how-many": by(1, 1, 1, 1),
        "customers": by(1, 2, 2, 3),
        "of-those-who-returned": by(0.25, 0.25, 0.25, 0.25),
        "of-everybody": by(0.125, 0.125, 0.125, 0.125),
        "orders": by(1, 2.5, 3.5, 4 / 3),
        "stayed-away": by(0, 0.5, 0.5, 2 / 3),
        "size-of-band": by(0.125, 0.25, 0.25, 0.375),
    },
    "rule-cost": {
        "": 1520,  # 4 x 30 + 7 x 200
        "other-rule": 1000,  # 20 x 30 + 2 x 200
        "prices-swapped": 1010,  # 4 x 200 + 7 x 30
        "visits-alone": 120,
        "contracts-alone": 1400,
        "errors-counted": 11,
        "all-left": 17320,  # 120 + 86 x 200
        "all-visits": 1820,  # 14 x 30 + 1400
        "nothing-bought": 2490,  # 83 x 30
        "won-for-lost": 2120,  # 120 + 10 x 200
        "difference": 520,
    },
    "without-failure": {
        "": 0.36,  # .9 x .8 x 1 x .5
        "added": 0.2,
        "mean": 0.8,
        "weakest": 0.5,
        "some-failure": 0.64,
        "last": 0.5,
        "all-fail": 0,
        "failures-added": 0.8,
        "not-all-fail": 1,
        "average-step": 0.4096,  # .8 x .8 x .8 x .8
    },
    "other-share": {
        "": 0.8,
        "both": 0.2,
        "twice": 1.0,
        "recent-alone": 0.6,
        "often-alone": 0.4,
        "old-rules": 0.8,  # 1, and 3 to 5 by their orders
        "old-cutoff": 0.6,  # 1, 3, 4
        "old-number": 1,  # 5 as well, by its 3 orders
        "one-only": 0.6,  # 1, 2, 4
        "the-others": 0.2,
        "mean-of-two": 0.5,
        "turned-round": 0.8,  # 2, 3, 4, 5
        "more-than": 0.8,  # 4 has 5 orders
        "count": 4,
        "record-shop": 5 / 8,
    },
}
CASES = [(slug, name) for slug, values in BY_HAND.items() for name in values]

compute = partial(computed, KEY)


@pytest.mark.parametrize("slug, name", CASES)
def test_by_hand(slug, name):
    assert plain(compute(slug, name, ByHand())) == pytest.approx(BY_HAND[slug][name])


def test_every_computation_is_worked_out_by_hand():
    assert unmatched(LESSON, BY_HAND) == {}


def test_the_predictions_by_hand():
    lesson = ByHand()
    assert answers.rules.still_customers(lesson) == "A"
    # Costs 4 a forgotten one, 1 a letter in vain: 12 + 0, 8 + 1, 4 + 2, 0 + 4.
    assert [buyers.cost_of(lesson.customers(), days) for days in (30, 90, 180, 272)] == [
        12,
        9,
        6,
        4,
    ]
    assert answers.cutoff.cheapest(lesson) == "D"
    assert answers.jobs.together(lesson) == "A"
    facts = answers.jobs.together_facts(lesson)
    assert facts["apart"] == pytest.approx(0.36)
    assert facts["same"] == pytest.approx(0.5)
    assert facts["half"] == pytest.approx(0.43)


def test_facts_by_hand():
    facts = answers.rules.count_facts(ByHand())
    assert (facts["month"], facts["quarter"], facts["half"]) == (1, 3, 5)
    assert (facts["people"], facts["orders"]) == (8, 3)
    facts = answers.rules.current_facts(ByHand())
    assert (facts["recent"], facts["often"], facts["both"]) == (3, 3, 1)
    # Within 30 days or three orders: 1, 3, 4, 5. Within 180: 2 as well.
    assert (facts["month"], facts["half"]) == (4, 5)
    assert facts["others_returned"] == 1
    facts = answers.cutoff.band_facts(ByHand())
    assert (facts["silent_came"], facts["silent_people"], facts["all_came"]) == (1, 3, 4)
    assert facts["silent_part"] == 0.25
    facts = answers.jobs.rule_facts(ByHand())
    assert (facts["strict_wrong"], facts["wide_wrong"], facts["wide_cost"]) == (11, 22, 1000)
    assert facts["turning"] == 96  # 16 visits more in vain, 5 contracts fewer lost: 16 x 30 / 5
    chain = answers.jobs.chain_facts(ByHand())
    assert (chain["worst"], chain["worst_fail"], chain["total"]) == ("invoiced", 50, 80)


def test_at_the_turning_price_both_rules_cost_the_same():
    rules = ByHand().rules()
    rules["contract"] = 96
    costs = prospects.rule_readings(rules)
    assert costs["right"] == costs["other-rule"]


# --- The real customers ---------------------------------------------------------------------------


def test_everyone_is_the_file_of_the_literature():
    # cdnow_customers was counted by others, from the same orders.
    mine = buyers.everyone().set_index("customer")
    theirs = datasets.load("cdnow_customers").set_index("customer")
    assert len(mine) == 2357
    assert (mine["orders"] - 1).tolist() == theirs["repeat_purchases"].tolist()
    since = (theirs["observed"] - theirs["last_purchase"]) * 7
    np.testing.assert_allclose(mine["days_since"], since, atol=0.11)


def test_what_the_file_shows_with_all_customers():
    everyone = buyers.everyone()
    assert all(buyers.conditions(everyone).values())
    recent, often = everyone["days_since"] <= 90, everyone["orders"] >= 3
    assert (recent.sum(), often.sum(), (recent | often).sum()) == (411, 507, 613)
    assert buyers.errors_at(everyone, 90) == (124, 397)
    rates = everyone.groupby("band")["returned"].mean()
    assert rates[list(BANDS)].round(3).tolist() == [0.749, 0.661, 0.477, 0.152]
    assert everyone["returned"].sum() == 684


@few
def test_a_version_is_a_part_of_the_real_file(seed):
    own = buyers.buyers(seed)
    everyone = buyers.everyone().set_index("customer")
    assert len(own.customers) == own.customers["customer"].nunique() == 1000
    pd.testing.assert_frame_equal(
        own.customers.set_index("customer"), everyone.loc[own.customers["customer"]]
    )
    assert set(own.orders["customer"]) == set(own.customers["customer"])
    assert pd.to_datetime(own.orders["date"]).max() <= pd.Timestamp("1997-09-30")
    assert all(buyers.conditions(own.customers).values())


@few
def test_eight_customers_tell_all_ways_of_counting_apart(seed):
    eight = buyers.buyers(seed).eight
    assert len(eight) == 8
    found = [compute("eight-customers", name, ByHand(eight=eight)) for name in NAMES]
    assert len({int(value) for value in found}) == len(NAMES)


NAMES = ["", "both", "twice", "one-only", "recent-alone", "often-alone", "the-others"]


def test_the_eight_do_not_have_one_answer_for_everybody():
    found = {int(answers.rules.eight_customers(LESSON.version(seed=seed))) for seed in range(12)}
    assert found == {6, 7}


def test_seeds_differ_and_each_gives_the_same_customers_again():
    one = buyers.buyers(3).customers
    buyers.buyers.cache_clear()
    pd.testing.assert_frame_equal(buyers.buyers(3).customers, one)
    assert not buyers.buyers(4).customers["customer"].equals(one["customer"])


def test_about_one_draw_in_five_is_put_back_as_the_page_says():
    draws = [buyers.buyers(seed).draws for seed in range(100)]
    assert 0.15 <= 1 - len(draws) / sum(draws) <= 0.27


def test_another_file_on_which_nothing_holds_is_refused(monkeypatch):
    flat = buyers.everyone().assign(returned=1)
    monkeypatch.setattr(buyers, "everyone", lambda: flat)
    monkeypatch.setattr(
        buyers, "first_draw", lambda *args, **kept: first_draw(*args, **kept, most=3)
    )
    with pytest.raises(DataError, match="None of 3 draws"):
        buyers.buyers.__wrapped__(1)


first_draw = buyers.first_draw


@few
def test_the_count_grows_with_the_cut_off_and_so_do_letters_in_vain(seed):
    customers = buyers.buyers(seed).customers
    errors = [buyers.errors_at(customers, days) for days in CUTOFFS]
    vain, forgotten = zip(*errors, strict=True)
    assert list(vain) == sorted(vain)
    assert list(forgotten) == sorted(forgotten, reverse=True)
    assert forgotten[-1] == 0


@few
def test_the_finding_of_the_memo_and_its_flaw_hold(seed):
    groups = buyers.buyers(seed).customers.groupby("band")["returned"]
    assert groups.sum().idxmax() == "over-180"
    assert groups.mean().idxmin() == "over-180"
    assert groups.mean()["over-180"] < 0.25 < 0.5 < groups.mean()["to-30"]


@few
def test_the_cheapest_line_moves_with_the_price_and_is_180_days_among_four(seed):
    customers = buyers.buyers(seed).customers
    assert answers.cutoff.cheapest(LESSON.version(seed=seed)) == "C"
    assert buyers.best_at(customers, missed=1) < 180
    assert buyers.best_at(customers, missed=12) == CUTOFFS[-1]


# --- The simulated parts --------------------------------------------------------------------------


@pytest.mark.parametrize("company", COMPANIES)
def test_the_simulated_tables_are_built_as_the_page_says(company):
    for seed in range(40):
        rules = prospects.rules(company, seed)
        counts = rules.filter(regex="visited|left")
        assert (counts.sum(axis=1) == 100).all()
        assert (counts >= 0).all(axis=None)
        bought = rules["visited_bought"] + rules["left_bought"]
        assert bought.nunique() == 1, "who would buy doesn't hang on the rule"
        costs = prospects.rule_readings(rules)
        strict, wide = rules["visited_nothing"] + rules["left_bought"]
        assert wide > strict
        assert costs["other-rule"] < costs["right"]
        assert len(prospects.chain(company, seed)) == 4
        neighbours = prospects.neighbours(company, seed)
        assert 70 <= len(neighbours) <= 110
        assert neighbours["days_since"].between(0, 730).all()
        assert neighbours["orders"].min() >= 1


@pytest.mark.parametrize(
    "readings",
    [
        lambda company, seed: prospects.rule_readings(prospects.rules(company, seed)),
        lambda company, seed: prospects.chain_readings(prospects.chain(company, seed)["fail"]),
        lambda company, seed: prospects.neighbour_readings(prospects.neighbours(company, seed)),
    ],
)
def test_no_two_readings_of_a_simulated_table_meet(readings):
    for company, seed in itertools.product(COMPANIES, range(15)):
        values = readings(company, seed).values()
        assert min(abs(a - b) for a, b in itertools.combinations(values, 2)) >= 0.012


def test_the_case_of_each_company_is_whole_in_both_languages():
    for language in LANGUAGES:
        text = LESSON.text(language)
        for company in COMPANIES:
            told = text("lesson.case", **text.under(f"companies.{company}"))
            assert "{" not in told
            assert "CDNOW" in told


# --- What is said ---------------------------------------------------------------------------------


def test_the_widget_prices_what_the_prediction_prices():
    version, text = LESSON.version(seed=2024), LESSON.text("en")
    facts = answers.cutoff.cheapest_facts(version)
    for setting, days in (("within-30", 30), ("within-180", 180), ("everybody", 272)):
        title = draw(figures.FIGURES["cutoff"], version, text, setting).caption.title
        assert title.endswith(f"cost {facts[f'cost_{days}']:,}")
