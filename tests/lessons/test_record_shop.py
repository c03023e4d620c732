"""The case record-shop: its customers, what stays true in every version, its brief."""

import re
import time

import numpy as np
import pandas as pd
import pytest

from brecha import datasets, files
from brecha.errors import DataError, ModelError
from brecha.lessons import brief, find
from brecha.lessons.record_shop import answers, forecast, four, ladder, shop
from brecha.lessons.redraw import generator
from brecha.models.repeat_purchase import BGNBD
from brecha.text import LANGUAGES
from docs.notes import tables, text
from notebooks import learner

LESSON = find("record-shop")
KEY = LESSON.key()
BRIEF = brief.read(files.casework() / "record-shop.toml")
PRINTED = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426, unit="weeks")

few = pytest.mark.parametrize("seed", range(8))


# --- The customers --------------------------------------------------------------------------------


@few
def test_a_version_is_the_real_list_but_for_one_count(seed):
    own = shop.shop(seed)
    real = datasets.load("cdnow_customers").set_index("customer")
    mine = own.export.set_index("customer")
    assert mine.index.is_unique
    assert len(mine) == 1000
    columns = ["repeat_purchases", "last_purchase", "observed"]
    changed = mine[columns] != real.loc[mine.index, columns]
    assert changed.to_numpy().sum() == 1
    row = mine.loc[own.customer]
    assert row["repeat_purchases"] == real.loc[own.customer, "repeat_purchases"] + 300
    assert row["repeat_purchases"] > row["observed"] * 7  # more days with an order than days
    others = mine.drop(index=own.customer)
    assert (others["repeat_purchases"] <= others["observed"] * 7).all()
    cleaned = own.customers.set_index("customer")
    pd.testing.assert_frame_equal(cleaned[columns], real.loc[mine.index, columns])


@few
def test_the_account_has_one_order_more_than_days(seed):
    own = shop.shop(seed)
    days = own.account["date"]
    assert len(days) == days.nunique() + 1
    true = own.customers.set_index("customer").loc[own.customer, "repeat_purchases"]
    assert days.nunique() - 1 == true
    assert days.max() <= "1997-09-30"


def test_the_envelope_begins_where_the_list_ends():
    # Counted from the orders one by one; customer 1 bought on 12 December 1997 and not before it.
    table = shop.everyone().set_index("customer")
    assert table.loc[1, ["repeat_purchases", "purchases", "bought"]].to_list() == [2, 1, 1]
    later = {}
    for order in datasets.load("cdnow").to_dict("records"):
        if str(order["date"])[:10] > "1997-09-30":
            later.setdefault(order["customer"], set()).add(str(order["date"])[:10])
    assert table["purchases"].to_dict() == {
        customer: len(later.get(customer, ())) for customer in table.index
    }


def test_seeds_differ_and_each_gives_the_same_shop_again():
    one = shop.shop(3).export
    shop.shop.cache_clear()
    pd.testing.assert_frame_equal(shop.shop(3).export, one)
    assert len({shop.shop(seed).customer for seed in range(8)}) > 4


def test_purchases_on_which_nothing_holds_are_refused(monkeypatch):
    flat = shop.everyone().assign(bought=1, purchases=1)
    monkeypatch.setattr(shop, "everyone", lambda: flat)
    monkeypatch.setattr(shop, "_MOST_DRAWS", 3)
    with pytest.raises(DataError, match="None of 3 draws"):
        shop.shop.__wrapped__(1)


# --- The model ------------------------------------------------------------------------------------


def fits(seeds):
    """Fit the model to the first draw of each seed, whatever it shows; return CPU seconds."""
    spent = []
    for seed in seeds:
        drawn = shop.draw(generator(seed, 0))
        begin = time.process_time()
        model = drawn.model
        spent.append(time.process_time() - begin)
        assert 0.1 < model.r < 0.5
        assert 0.1 < model.a / (model.a + model.b) < 0.4
    return spent


def test_the_model_is_fitted_to_every_draw_within_a_second():
    fits([0])  # importing scipy is no part of the second
    assert max(fits(range(12))) < 1


@pytest.mark.slow
def test_300_fits_converge_each_within_a_second():
    fits([0])
    assert max(fits(range(300))) < 1


@few
def test_the_columns_are_the_models_and_their_product(seed):
    table = shop.shop(seed).customers
    np.testing.assert_allclose(table["alive"] * table["if_alive"], table["expected"], atol=0.02)
    assert (table.loc[table["repeat_purchases"] == 0, "alive"] == 1).all()
    assert (table.loc[table["repeat_purchases"] > 0, "alive"] < 1).all()
    assert table.notna().to_numpy().all()


def test_the_ladder_by_hand():
    # 8 customers: 6 came back, 3 of these again, 2 of these again, 1 of these again.
    often = pd.Series([0, 0, 1, 1, 1, 2, 3, 4])
    assert ladder.ladder(often) == pytest.approx([6 / 8, 3 / 6, 2 / 3, 1 / 2])


def test_the_ladder_of_the_model_is_what_its_customers_do():
    # Simulated as the model tells it: a pace and a chance to leave each, and both stay.
    rng = np.random.default_rng(5)
    n, seen = 400_000, 36.0
    pace = rng.gamma(PRINTED.r, 1 / PRINTED.alpha, n)
    leaves = rng.beta(PRINTED.a, PRINTED.b, n)
    would = rng.poisson(pace * seen)
    left_after = rng.geometric(np.clip(leaves, 1e-12, 1))
    simulated = ladder.ladder(pd.Series(np.minimum(would, left_after)))
    found = ladder.ladder_of_model(PRINTED, pd.Series([seen]))
    assert found == pytest.approx(simulated, abs=0.006)
    assert found == sorted(found)


# --- The lists ------------------------------------------------------------------------------------


def test_the_lists_by_hand(monkeypatch):
    monkeypatch.setattr(forecast, "LETTERS", 2)
    table = pd.DataFrame(
        {
            "customer": [1, 2, 3, 4, 5],
            "repeat_purchases": [0, 4, 4, 1, 2],
            "silent": [1.0, 30.0, 20.0, 35.0, 2.0],
            "expected": [0.2, 0.1, 1.9, 0.4, 0.9],
        }
    )
    found = {
        name: table.loc[forecast.chosen(table, name), "customer"].to_list()
        for name in forecast.LISTS
    }
    assert found == {"frequent": [3, 2], "recent": [1, 5], "winback": [4, 2], "model": [3, 5]}


def holds(seed):
    """Compute what the case says of every version, without its own sorting."""
    own = shop.shop(seed)
    bought = own.envelope["bought"].to_numpy()
    table = own.customers
    often, silent = table["repeat_purchases"].to_numpy(), table["silent"].to_numpy()
    found = own.lists.groupby("list")["bought"].sum()
    # The border of a list may cut through customers who are level: bounds, not the very list.
    rows = {name: part["customer"] for name, part in own.lists.groupby("list")}
    by_customer = table.set_index("customer")
    on = {name: by_customer.loc[customers] for name, customers in rows.items()}
    lot = 200 * bought.mean()
    steps = [(often >= k + 1).sum() / (often >= k).sum() for k in range(4)]
    others = found.drop("winback")
    return {
        "each list has 200 names, each once": all(
            len(set(customers)) == 200 for customers in rows.values()
        ),
        "frequent are the most frequent": on["frequent"]["repeat_purchases"].min()
        >= np.sort(often)[-201],
        "recent are the most recent": on["recent"]["silent"].max() <= np.sort(silent)[200],
        "winback came back and are silent": on["winback"]["repeat_purchases"].min() >= 1
        and on["winback"]["silent"].min() >= np.sort(silent[often > 0])[-201],
        "the ladder rises": steps == sorted(steps),
        "three lists far above the lot": bool((others > 1.5 * lot).all()),
        "most on each of them bought": bool((others > 100).all()),
        "the silent bought least, and more than never": 40 < found["winback"] < others.min() - 19,
        "one list alone is first": int((found == found.max()).sum()) == 1,
        "the never-returners do buy a little": 0.08 < bought[often == 0].mean() < 0.2,
        "the model expects little of them": table.loc[often == 0, "expected"].mean() < 0.4,
    }


@few
def test_the_finding_holds(seed):
    assert all(holds(seed).values()), holds(seed)


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_how_many_draws_are_put_back_and_why_is_what_the_envelope_says():
    failed, draws = dict.fromkeys(("rising", "shares", "first"), 0), 0
    for seed in range(150):
        draws += (own := shop.shop(seed)).draws
        for attempt in range(own.draws):
            met = shop.conditions(shop.draw(generator(seed, attempt)))
            for name in failed:
                failed[name] += not met.get(name, True)
    assert 0.6 < 1 - 150 / draws < 0.72  # two draws in three
    assert 0.45 < failed["shares"] / draws < 0.62  # most of them
    assert 0.14 < failed["rising"] / draws < 0.26  # one in five
    assert failed["first"] / draws < 0.1


def firsts(draws):
    """Draw 1,000 customers again without any condition; tell which list has most buyers."""
    everyone, rng = shop.everyone(), np.random.default_rng(1)
    rows = []
    for _ in range(draws):
        table = everyone.iloc[rng.integers(0, len(everyone), 1000)].reset_index(drop=True)
        try:
            model = forecast.fitted(table)
        except ModelError:  # one draw in a thousand doesn't tell how chances to leave differ
            continue
        customers = forecast.with_forecast(table, model)
        rows.append(
            {
                name: table.loc[forecast.chosen(customers, name), "bought"].sum()
                for name in forecast.LISTS
            }
        )
    return pd.DataFrame(rows)


def shares_of(found):
    alone = found.eq(found.max(axis=1), axis=0).sum(axis=1) == 1
    return found[alone].idxmax(axis=1).value_counts().reindex(list(forecast.LISTS)) / len(found)


def test_drawing_again_gives_about_the_shares_that_the_case_prints():
    found = firsts(40)
    shares = shares_of(found)
    assert shares["model"] == pytest.approx(0.50, abs=0.2)
    assert shares["frequent"] == pytest.approx(0.32, abs=0.2)
    assert (found["winback"] < found.drop(columns="winback").min(axis=1)).all()


@pytest.mark.slow
def test_drawing_again_gives_the_shares_that_the_case_prints():
    found = firsts(1000)
    assert len(found) == 999
    shares = shares_of(found)
    assert shares["model"] == pytest.approx(0.50, abs=0.01)
    assert shares["frequent"] == pytest.approx(0.32, abs=0.01)
    assert shares["recent"] == pytest.approx(0.07, abs=0.01)
    others = found.drop(columns="winback")
    assert (others.max(axis=1) - others.min(axis=1)).median() == 7


def test_the_ladder_of_all_customers_is_the_one_that_the_case_prints():
    steps = ladder.ladder(shop.everyone()["repeat_purchases"])
    assert [round(100 * step) for step in steps] == [40, 54, 58, 66]


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Five customers, the last one with a 302."""

    def data(self, name):
        export = pd.DataFrame(
            {
                "customer": [11, 12, 13, 14, 15],
                "repeat_purchases": [0, 1, 2, 4, 302],
                "last_purchase": [0.0, 30.0, 20.0, 8.0, 12.0],
                "observed": [38.0, 37.0, 36.0, 35.0, 30.0],
            }
        )
        frames = {
            "export": export,
            "customers": export.replace({"repeat_purchases": {302: 2}}),
            "account": pd.DataFrame({"date": ["a", "b", "b", "c"], "cds": [1, 2, 1, 3]}),
            "envelope": pd.DataFrame({"bought": [0, 0, 1, 1, 1], "purchases": [0, 0, 1, 2, 7]}),
            "lists": pd.DataFrame({"list": list("aabb"), "bought": [1, 1, 1, 0]}),
        }
        return frames[name].copy()


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.impossible, 15),
        (answers.row_label, 4),
        (answers.row_position, 5),
        (answers.value, 302),
        (answers.longest_observed, 12),
        (answers.true_count, 2),  # days a, b, c without the first
        (answers.rows, 4),
        (answers.one_too_many, 3),
        (answers.discs, 7),
        (answers.as_written, 302),
        (answers.second_step, 3 / 4),
        (answers.first_step, 4 / 5),
        (answers.of_all, 3 / 5),
        (answers.exactly_two, 2 / 4),
        (answers.those_who_did_not, 1 / 4),
        (answers.third_step, 1 / 3),
        (answers.by_lot, 120.0),  # 200 of whom 3 in 5
        (answers.everybody, 3),
        (answers.share, 0.6),
        (answers.purchases, 400.0),  # 200 times 2
        (answers.of_the_lists, 150.0),
    ],
)
def test_by_hand(compute, expected):
    assert compute(Toy()) == pytest.approx(expected)


@few
def test_four_customers_by_hand(seed):
    version = LESSON.version(seed=seed)
    rows = version.data("four").to_dict("records")
    worth = {row["letter"]: row["alive"] * row["if_alive"] for row in rows}
    assert answers.four_letters(version) == "".join(sorted(worth, key=lambda x: -worth[x]))
    often = {row["letter"]: row["repeat_purchases"] for row in rows}
    assert answers.by_count(version) == "".join(sorted(often, key=lambda x: -often[x]))
    # What is said of the order of repeat purchases: `if_alive` has the same.
    if_alive = four.order_of(version.data("four"), "if_alive")
    assert if_alive == answers.by_count(version)
    never = next(row for row in rows if row["repeat_purchases"] == 0)
    assert never["alive"] == 1
    assert answers.four_letters_facts(version)["never"] == never["letter"]


def test_no_four_are_found_where_every_rule_agrees():
    alike = pd.DataFrame(
        {
            "repeat_purchases": [0, 6, 2, 4],
            "silent": [10.0, 10.0, 10.0, 10.0],
            "alive": [1.0, 0.3, 0.8, 0.5],
            "if_alive": [0.2, 3.0, 1.0, 2.0],
        }
    )
    assert len(four.choose_four(alike, generator(1, 0))) == 0
    assert len(four.choose_four(alike.head(1), generator(1, 0))) == 0


# --- The brief and the notebooks ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    good, weak = (BRIEF.examples[kind] for kind in ("good", "weak"))
    version = LESSON.version(seed=good.seed)
    memo, poor = good.text[language], weak.text[language]
    assert len(memo.split()) <= 300
    said = {int(number) for number in re.findall(r"(?<![\d.,])\d+(?![\d.,]\d)", memo)}
    found = answers.buyers(version)
    assert set(found.astype(int)) <= said
    assert round(answers.by_lot(version)) in said
    steps = ladder.ladder(version.data("customers")["repeat_purchases"])
    assert {round(100 * steps[0]), round(100 * steps[3])} <= said
    # Two groups of 100, of whom a third or two thirds buy: the difference that chance gives.
    rate = found["frequent"] / 200
    assert round(100 * 1.96 * np.sqrt(2 * rate * (1 - rate) / 100)) == 13
    assert str(answers.value(version)) in poor
    assert f"{100 * rate:.0f}" in poor


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_says_what_is_real_what_is_invented_and_how_sure(language):
    found = learner.cells(LESSON, language)
    invented = {"en": "invented", "es": "inventad"}[language]
    assert invented in found["title"]
    assert "CDNOW" in found["case-list"]
    assert "2,357" in found["case-list"]
    for share in ("40", "54", "58", "66", "50", "32", "7"):
        assert re.search(rf"\b{share}\s?%", found["limits"]), share


def test_the_four_invented_customers_are_those_of_the_text():
    example = LESSON.version().data("example")["repeat_purchases"].to_list()
    assert example == [0, 1, 2, 5]
    for language in LANGUAGES:
        told = learner.cells(LESSON, language)["ladder-lead"]
        said = re.search(r"\d, \d, \d (?:and|y) \d", told)[0]
        assert [int(n) for n in re.findall(r"\d", said)] == example


# --- The sheet ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_solution_of_the_sheet_is_worked_out_again(language):
    sheet, notes = text(language, "sheet-record-shop"), text(language, "record-shop")
    (line,) = (x for x in notes.splitlines() if x.startswith(("**Solution.**", "**Solución.**")))
    account, ladder, people, letters = tables(sheet)
    days = [row[0] for row in account[1:]]
    counts = (len(days), len(set(days)), len(set(days)) - 1)
    often = [int(row[1]) for row in ladder[1:]]
    steps = [sum(often[k + 1 :]) / sum(often[k:]) for k in range(3)]
    worth = [float(row[2]) * float(row[3]) for row in people[1:]]
    (_, mailed, not_mailed) = letters
    added = [int(x) - int(y) for x, y in zip(mailed[1:], not_mailed[1:], strict=True)]
    for number in (*counts, *(round(100 * s) for s in steps), *added):
        assert re.search(rf"(?<![\d.]){number}(?![\d.]*\d)", line), number
    for value in worth:
        assert f"{value:.1f}" in line, value
    assert steps == sorted(steps)
