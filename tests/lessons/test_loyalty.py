"""Lesson 11: every answer worked out by hand on a few rows, and what must hold on every seed."""

import itertools
from functools import partial

import numpy as np
import pandas as pd
import pytest

from brecha import datasets
from brecha.errors import DataError
from brecha.lessons import find
from brecha.lessons.loyalty import answers, figures, programme, shoppers
from brecha.models import fit_bg_nbd, lifetime_value, retention_rates
from brecha.scenarios import COMPANIES
from brecha.text import LANGUAGES
from by_hand import Paper, computed, plain, unmatched

LESSON = find("loyalty")
KEY = LESSON.key()

few = pytest.mark.parametrize("seed", range(8))


class ByHand(Paper):
    """Tables small enough to be worked out on paper."""

    def eight(self):
        # Watched for 30 weeks: 1 to 5. Of these in time: 1, 2. Too late: 3. Open: 6 to 8.
        return pd.DataFrame(
            {
                "customer": range(1, 9),
                "watched": [38.0, 30.0, 37.0, 36.0, 31.0, 29.0, 28.0, 27.0],
                "second_after": [4.0, 30.0, 33.0, np.nan, np.nan, 1.0, 2.0, np.nan],
            }
        )

    def customers(self):
        return pd.DataFrame(
            {
                "customer": range(1, 7),
                "joined": ["january", "january", "february", "february", "march", "march"],
                "repeat": [5, 0, 2, 1, 0, 1],
                "silent": [3.0, 38.0, 13.0, 20.0, 27.0, 14.0],
                "back": [1, 0, 1, 1, 0, 1],
                "in_time": [1, 0, 1, 0, 0, 1],
                "alive": [0.9, 1.0, 0.6, 0.2, 1.0, 0.5],
                "expected": [2.0, 0.5, 1.0, 0.5, 0.5, 1.5],
                "later": [4, 0, 2, 1, 3, 0],
            }
        )

    def returners(self):
        customers = self.customers()
        kept = customers.loc[customers["repeat"] > 0, ["customer", "repeat", "silent", "alive"]]
        return kept.reset_index(drop=True)

    def pair(self):
        return pd.DataFrame(
            {
                "customer": [7, 8],
                "repeat": [6, 2],
                "active": [18.0, 20.0],
                "silent": [14.0, 14.1],
                "alive": [0.2, 0.6],
                "later": [0, 3],
            }
        )

    def trial(self):
        return pd.DataFrame(
            {
                "group": programme.GROUPS,
                "purchases": [400, 450, 600],
                "margin": [20, 20, 20],
                "discount": [0, 3, 3],
            }
        )

    def contracts(self):
        return pd.DataFrame(
            {"start": [200], "stayed": [160], "new": [20], "margin": [100], "interest": [10]}
        )


def by(*values):
    return dict(zip(shoppers.MONTHS, values, strict=True))


BY_HAND = {
    "either-rule": {
        "": 45,
        "twice": 55,
        "both": 10,
        "one-only": 35,
        "recent-alone": 30,
        "neither": 155,
    },
    "came-back": {
        "": 2 / 5,
        "everybody": 4 / 8,
        "ever": 5 / 8,
        "ever-watched": 3 / 5,
        "of-all": 2 / 8,
        "not-yet-left-out": 4 / 7,
        "of-those-back": 2 / 5,
        "others": 3 / 5,
    },
    "repeat-rate": {
        "": by(0.5, 0.5, 0.5),
        "to-date": by(0.5, 1, 0.5),
        "how-many": by(1, 1, 1),
        "customers": by(2, 2, 2),
        "of-everybody": by(1 / 6, 1 / 6, 1 / 6),
        "of-those-who-came-back": by(1 / 3, 1 / 3, 1 / 3),
        "orders": by(2.5, 1.5, 0.5),
    },
    "likely-current": {
        "": 2.2,  # .9 + .6 + .2 + .5
        "at-least-half": 3,
        "recent": 2,
        "share": 0.55,
        "everybody": 4,
        "once-as-well": 4.2,
        "purchases": 9,
    },
    "forecast-missed": {
        "": 4,  # 10 came, 6 were expected
        "sign": -4,
        "each": 4 / 6,
        "times": 10 / 6,
        "rows": 0,
        "what-came": 10,
        "what-was-forecast": 6,
        "only-returners": 2,  # 7 came, 5 were expected
        "people": -2,
    },
    "card-effect": {
        "": -350,  # 50 x 20 - 450 x 3
        "asked": 2200,  # 200 x 20 - 600 x 3
        "extra-alone": 1000,
        "discount-on-extra": 850,
        "discount-alone": -1350,
        "subsidy-alone": -200,
        "everything": 7650,
        "per-customer": -3.5,
        "sign": 350,
    },
    "other-value": {
        "": 800 / 3,  # 80 / .30
        "certain": 1000 / 3,
        "now": 1100 / 3,
        "with-new": 450,  # 90 / .20
        "of-the-end": 100 * (8 / 9) / (1.1 - 8 / 9),
        "no-interest": 400,
        "years": 500,
        "leavers": 20 / 0.9,
        "next-year": 80,
        "one-year": 80 / 1.1,
        "percent": 80 / 10.2,
    },
}
CASES = [(slug, name) for slug, values in BY_HAND.items() for name in values]

compute = partial(computed, KEY)


@pytest.mark.parametrize("slug, name", CASES)
def test_by_hand(slug, name):
    assert plain(compute(slug, name, ByHand())) == pytest.approx(BY_HAND[slug][name])


def test_every_computation_is_worked_out_by_hand():
    assert unmatched(LESSON, BY_HAND) == {}


def test_the_example_of_the_page_is_a_third():
    example = LESSON.version(seed=1).data("example")
    watched = example["watched"] >= shoppers.WATCHED
    soon = (example["second_after"] <= shoppers.WATCHED).astype(float).where(watched)
    pd.testing.assert_series_equal(soon, example["in_time"], check_names=False)
    assert example["in_time"].mean() == pytest.approx(1 / 3)


def test_the_predictions_by_hand():
    assert answers.silence.likelier(ByHand()) == "B"
    assert answers.silence.half_way(ByHand()) == "A"
    assert answers.neighbour.six_told(ByHand()) == "C"
    facts = answers.silence.half_way_facts(ByHand())
    assert (facts["one"], facts["two"], facts["eight"], facts["sixteen"]) == (26, 21, 12, 8)
    chain = answers.neighbour.chain_facts(ByHand())
    assert (chain["total"], chain["brought"]) == ("1.136", "0.136")
    assert chain["ten"] == pytest.approx(1.5)  # .6 / .4
    assert chain["sixteen"] == pytest.approx(24)  # .96 / .04


def test_facts_by_hand():
    facts = answers.silence.pair_facts(ByHand())
    assert (facts["many"], facts["many_days"], facts["few_days"]) == ("7", 7, 3)
    assert (facts["many_gap"], facts["few_gap"], facts["silent"]) == (3, 10, 14)
    facts = answers.returners.came_back_facts(ByHand())
    assert list(facts.values()) == [5, 3, 2, 2, 1]
    facts = answers.returners.likely_facts(ByHand())
    assert (facts["people"], facts["half"], facts["recent"], facts["once"]) == (4, 3, 2, 2)
    assert (facts["bought"], facts["once_bought"]) == (3, 0.5)
    facts = answers.card.card_facts(ByHand())
    assert (facts["extra"], facts["gained"], facts["paid"]) == (50, 1000, 1350)
    assert facts["subsidy"] == 1200
    assert facts["turning"] == pytest.approx(2.2222, abs=1e-4)
    facts = answers.neighbour.value_facts(ByHand())
    assert (facts["rate"], facts["refilled"]) == (0.8, 0.9)


def test_at_the_turning_discount_the_card_neither_earns_nor_costs():
    trial = ByHand().trial().astype({"discount": float})
    trial.loc[1:, "discount"] = answers.card.card_facts(ByHand())["turning"]
    assert programme.card_readings(trial)["right"] == pytest.approx(0)


def test_the_three_conventions_of_the_page():
    found = [
        round(lifetime_value(100, retention=0.8, discount=0.1, timing=timing).value, 2)
        for timing in ("end-if-retained", "end-certain", "now")
    ]
    assert found == [266.67, 333.33, 366.67]
    for language in LANGUAGES:
        page = (LESSON.folder.parents[3] / LESSON.notebook.format(language=language)).read_text(
            encoding="utf-8"
        )
        assert all(f"| {value} |" in page for value in found)


# --- The real customers ---------------------------------------------------------------------------


def test_everyone_is_the_file_of_the_literature():
    # cdnow_customers was counted by others, from the same orders.
    mine = shoppers.everyone().set_index("customer")
    theirs = datasets.load("cdnow_customers").set_index("customer")
    assert mine["repeat"].tolist() == theirs["repeat_purchases"].tolist()
    np.testing.assert_allclose(mine["watched"], theirs["observed"], atol=0.01)
    np.testing.assert_allclose(mine["active"], theirs["last_purchase"], atol=0.01)


def test_the_model_is_the_one_in_print():
    model = shoppers.model()
    assert [round(value, 3) for value in (model.r, model.alpha, model.a, model.b)] == [
        0.243,
        4.414,
        0.793,
        2.426,
    ]
    assert model.log_likelihood == pytest.approx(-9582.4, abs=0.05)


def test_what_all_customers_show():
    everyone = shoppers.everyone()
    assert all(shoppers.conditions(everyone).values())
    assert everyone["later"].sum() == 1882
    assert round(everyone["expected"].sum()) == 1653
    assert (everyone.loc[everyone["repeat"] == 0, "alive"] == 1).all()
    assert (everyone["repeat"] == 0).sum() == 1411
    assert everyone["watched"].min() >= shoppers.WINDOW
    rates = everyone.groupby("joined")[["back", "in_time"]].mean().round(3)
    assert rates.loc["january"].tolist() == [0.414, 0.379]
    assert rates.loc["march"].tolist() == [0.389, 0.381]
    bands = shoppers.by_chance(everyone).round(2)
    assert bands["chance"].tolist() == [0.16, 0.37, 0.64, 0.83]
    assert bands["bought"].tolist() == [0.29, 0.39, 0.54, 0.81]


@few
def test_a_version_is_a_part_of_the_real_file(seed):
    own = shoppers.shoppers(seed)
    everyone = shoppers.everyone().set_index("customer")
    assert len(own.customers) == own.customers["customer"].nunique() == 1000
    pd.testing.assert_frame_equal(
        own.customers.set_index("customer"), everyone.loc[own.customers["customer"]]
    )
    assert all(shoppers.conditions(own.customers).values())
    assert set(own.orders["customer"]) == set(own.pair["customer"])
    assert pd.to_datetime(own.orders["date"]).max() <= pd.Timestamp("1997-09-30")
    days = own.orders.drop_duplicates(["customer", "date"]).groupby("customer")["date"].count()
    assert (days - 1).to_dict() == own.pair.set_index("customer")["repeat"].to_dict()


@few
def test_the_two_are_silent_alike_and_their_chances_are_not(seed):
    many, few_orders = (row for _, row in shoppers.shoppers(seed).pair.iterrows())
    assert abs(many["silent"] - few_orders["silent"]) <= 2 / 7
    assert many["repeat"] >= 5 > 2 >= few_orders["repeat"]
    assert few_orders["alive"] - many["alive"] >= 0.2


@few
def test_a_fit_to_the_thousand_alone_says_nearly_the_same(seed):
    own = shoppers.shoppers(seed).customers
    model = fit_bg_nbd(own["repeat"], last=own["active"], observed=own["watched"], unit="weeks")
    alive = model.alive(own["repeat"], last=own["active"], observed=own["watched"])
    assert np.abs(alive - own["alive"]).max() < 0.15
    assert model.customers == 1000


@few
def test_eight_customers_tell_all_ways_of_counting_apart(seed):
    eight = shoppers.shoppers(seed).eight
    assert len(eight) == 8
    values = shoppers.came_back_readings(eight).values()
    assert min(abs(a - b) for a, b in itertools.combinations(values, 2)) >= 0.02


def test_the_eight_do_not_have_one_answer_for_everybody():
    found = {round(answers.returners.came_back(LESSON.version(seed=seed)), 1) for seed in range(12)}
    assert found == {0.2, 0.4, 0.6}


def test_seeds_differ_and_each_gives_the_same_customers_again():
    one = shoppers.shoppers(3)
    shoppers.shoppers.cache_clear()
    again = shoppers.shoppers(3)
    for name in ("customers", "eight", "pair", "orders"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(one, name))
    assert not shoppers.shoppers(4).customers["customer"].equals(one.customers["customer"])


def test_about_two_draws_in_three_are_put_back_as_the_page_says():
    draws = [shoppers.shoppers(seed).draws for seed in range(60)]
    assert 0.58 <= 1 - len(draws) / sum(draws) <= 0.75


def test_another_file_on_which_nothing_holds_is_refused(monkeypatch):
    flat = shoppers.everyone().assign(later=0)
    monkeypatch.setattr(shoppers, "everyone", lambda: flat)
    monkeypatch.setattr(
        shoppers, "first_draw", lambda *args, **kept: first_draw(*args, **kept, most=3)
    )
    with pytest.raises(DataError, match="None of 3 draws"):
        shoppers.shoppers.__wrapped__(1)


first_draw = shoppers.first_draw


# --- The simulated parts --------------------------------------------------------------------------


@pytest.mark.parametrize("company", COMPANIES)
def test_the_simulated_tables_are_built_as_the_page_says(company):
    for seed in range(25):
        trial = programme.trial(company, seed)
        without, card, asked = trial["purchases"]
        assert without < card < asked
        assert trial["discount"].tolist()[0] == 0
        assert 0 < trial["discount"].max() < trial["margin"].min()
        assert programme.card_readings(trial)["asked"] > 0
        year = programme.contracts(company, seed).iloc[0]
        assert 0 < year["stayed"] < year["stayed"] + year["new"] < year["start"]
        assert year["stayed"] * 100 % year["start"] == 0, "a share in whole hundredths"


def test_the_card_earns_for_some_and_costs_for_others():
    effects = [
        programme.card_readings(programme.trial(company, seed))["right"]
        for company, seed in itertools.product(COMPANIES, range(10))
    ]
    assert 0.2 < np.mean(np.array(effects) > 0) < 0.8


@pytest.mark.parametrize(
    "readings",
    [
        lambda company, seed: programme.card_readings(programme.trial(company, seed)),
        lambda company, seed: programme.value_readings(programme.contracts(company, seed)),
    ],
)
def test_no_two_readings_of_a_simulated_table_meet(readings):
    for company, seed in itertools.product(COMPANIES, range(15)):
        values = readings(company, seed).values()
        assert min(abs(a - b) for a, b in itertools.combinations(values, 2)) >= 1.2


# --- What is said ---------------------------------------------------------------------------------


def test_the_case_of_each_company_is_whole_in_both_languages():
    for language in LANGUAGES:
        text = LESSON.text(language)
        for company in COMPANIES:
            told = text("lesson.case", **text.under(f"companies.{company}"))
            assert "{" not in told
            assert "CDNOW" in told


def test_the_memo_quotes_the_figure():
    rates = retention_rates(figures.REPORTED)
    assert (round(100 * rates.iloc[0]), round(100 * rates.iloc[-1])) == (63, 92)
    assert figures.REPORTED[-2:] == (262, 241)
