"""The case hotel-front-desk: its guests, what stays true in every version, its brief."""

import itertools
import json
import re

import numpy as np
import pandas as pd
import pytest

from brecha import files
from brecha.errors import DataError
from brecha.lessons import brief, find
from brecha.lessons.hotel_front_desk import answers, chain, exercises
from brecha.lessons.hotel_front_desk.design import DIMENSIONS, HOTELS, HOURS, SMALL, design
from brecha.lessons.redraw import generator
from brecha.models import gap_model, weights
from brecha.text import LANGUAGES

LESSON = find("hotel-front-desk")
KEY = LESSON.key()
BRIEF = brief.read(files.casework() / "hotel-front-desk.toml")

few = pytest.mark.parametrize("seed", range(12))


# --- The guests -----------------------------------------------------------------------------------


@few
def test_every_guest_has_five_rows_and_a_hundred_points(seed):
    own = chain.chain(seed)
    by_guest = own.survey.groupby("guest")
    assert (by_guest["dimension"].nunique() == len(DIMENSIONS)).all()
    assert (by_guest["points"].sum() == 100).all()
    assert (own.survey["points"] >= 0).all()
    assert by_guest.ngroups == sum(own.truth.guests)
    assert own.survey["hours"].isin(HOURS).all()


@few
def test_only_the_old_forms_end_at_five_and_only_they_are_changed(seed):
    own = chain.chain(seed)
    tops = own.export.groupby("hotel")["perception"].max()
    assert tops[own.truth.old_form] == 5
    assert (tops.drop(own.truth.old_form) == 7).all()
    old = own.export["hotel"] == own.truth.old_form
    marks = ["expectation", "perception"]
    assert (own.survey.loc[~old, marks] == own.export.loc[~old, marks]).to_numpy().all()
    wanted = own.export.loc[old, marks].replace({2: 2.5, 3: 4.0, 4: 5.5, 5: 7.0})
    np.testing.assert_allclose(own.survey.loc[old, marks], wanted.astype(float))


def test_the_worst_the_middle_and_the_best_mark_keep_their_places():
    assert chain.to_seven(pd.Series([1.0, 3.0, 5.0])).to_list() == [1, 4, 7]


@few
def test_the_branches_are_of_unequal_size_and_the_planted_hotels_are_small(seed):
    truth = chain.chain(seed).truth
    assert list(truth.guests) == sorted(truth.guests, reverse=True)
    assert truth.guests[0] > sum(truth.guests[1:])
    assert {truth.old_form, truth.showcase} <= set(SMALL)
    assert truth.old_form != truth.showcase


def test_points_are_rounded_to_fives_by_largest_remainders():
    points = np.array([[33.0, 33.0, 34.0, 0.0, 0.0], [10.0, 20.0, 30.0, 40.0, 50.0]])
    found = chain._out_of_hundred(points)
    assert (found.sum(axis=1) == 100).all()
    assert (found % 5 == 0).all()
    assert found[1].tolist() == [5, 15, 20, 25, 35]  # 6.7, 13.3, 20, 26.7, 33.3


def test_seeds_differ_and_each_gives_the_same_chain_again():
    one = chain.chain(3).export
    chain.chain.cache_clear()
    pd.testing.assert_frame_equal(chain.chain(3).export, one)
    assert len({chain.chain(seed).truth.old_form for seed in range(20)}) == 3
    assert len({chain.chain(seed).truth.showcase for seed in range(20)}) == 3


def test_a_design_without_contrast_is_refused(monkeypatch):
    def flat(rng):
        truth = design(rng)
        return type(truth)(**{**vars(truth), "patience": 0.0})

    monkeypatch.setattr(chain, "design", flat)
    with pytest.raises(DataError, match="None of 3 draws"):
        chain.first_draw(1, draw=chain.draw, conditions=chain.conditions, most=3)


# --- What stays true ------------------------------------------------------------------------------


def stakes(own):
    """Let the models compute what is at stake."""
    long = own.survey.rename(columns={"guest": "respondent"})
    return weights.priorities(long.assign(item=long["dimension"]))["priority"]


def holds(seed):
    """Compute what the case says of every version, from its tables alone."""
    own = chain.chain(seed)
    survey = own.survey.assign(gap=own.survey["perception"] - own.survey["expectation"])
    means = survey.groupby("dimension")[["perception", "gap", "points"]].mean()
    stake = (survey["points"] / 100 * survey["gap"]).groupby(survey["dimension"]).mean()
    typed = own.export.groupby("hotel")["perception"].mean()
    waited = own.waits.pivot(index="hotel", columns="hours", values="waited")
    late = waited > own.truth.standard
    told = own.inside.set_index("quantity")["minutes"]
    gaps = gap_model.five_gaps(
        customers_expect=told["guests_expect"],
        management_believes=told["management_believes"],
        standard=told["house_rule"],
        delivered=waited.loc["harbour", "afternoon"],
        promised=told["promised"],
        perceived=waited.loc["harbour", "afternoon"],
        better="lower",
    )
    tangibles = survey[survey["dimension"] == "tangibles"].groupby("hotel")["perception"].mean()
    handled = own.waits.set_index(["hotel", "hours"])["handled"]["harbour"]
    doors = own.inspection.set_index("hotel")
    product = answers.stake.product_of_means(LESSON.version(seed=seed))
    return {
        "four questions, four answers": (
            means["perception"].idxmin(),
            means["gap"].idxmin(),
            means["points"].idxmax(),
            stake.idxmin(),
        )
        == ("tangibles", "empathy", "reliability", "responsiveness"),
        "the marks from the best down go with the points": (
            answers.stake.ranking(means["perception"], ascending=False)
            == answers.stake.ranking(means["points"], ascending=False)
        ),
        "assurance has the best mark": means["perception"].idxmax() == "assurance",
        "old forms look worst": typed.idxmin() == own.truth.old_form,
        "and aren't": survey.groupby("hotel")["perception"].mean().idxmin() == "harbour",
        "hotel means hide the desk": own.hotels["gap"].mean() - means.loc["responsiveness", "gap"]
        > 0.18,
        "two late afternoons": late.to_numpy().sum() == 2
        and bool(late.loc[["harbour", "oldtown"], "afternoon"].all()),
        "delivery is the largest gap inside": max(
            ("knowledge", "standards", "delivery", "communication"),
            key=lambda name: getattr(gaps, name),
        )
        == "delivery",
        "management knows": abs(gaps.knowledge) <= 1,
        "guests expect less of a wait than promised": told["guests_expect"] < told["promised"],
        "the new lobby is liked": tangibles.idxmax() == "oldtown",
        "a check-in takes as long as ever": bool(handled.max() - handled.min() < 0.8),
        "the safest marks, the worst doors": doors["assurance"].idxmax()
        == (doors["failing"] / doors["doors"]).idxmax(),
        "points follow gaps": product["responsiveness"] - stake["responsiveness"] > 0.05,
    }


@few
def test_the_finding_holds(seed):
    found = holds(seed)
    assert all(found.values()), found


@few
def test_the_order_is_that_of_the_numbers(seed):
    version = LESSON.version(seed=seed)
    stake = stakes(chain.chain(seed))
    pd.testing.assert_series_equal(
        answers.stake.at_stake(version).sort_index(), stake.sort_index(), check_names=False
    )
    ranked = sorted(chain.RANKED, key=lambda letter: stake[chain.RANKED[letter]])
    assert answers.stake.order(version) == "".join(ranked)


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_how_many_draws_are_put_back_is_what_the_limits_say():
    def draws(seed):
        met = (
            all(chain.conditions(chain.draw(generator(seed, attempt))).values())
            for attempt in itertools.count()
        )
        return next(count for count, kept in enumerate(met, 1) if kept)

    back = 1 - 300 / sum(draws(seed) for seed in range(300))
    assert 0.16 < back < 0.24  # about one draw in five


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Two hotels, three guests; a desk with two rows a hotel."""

    def data(self, name):
        if name in {"export", "survey", "old_form"}:
            marks = pd.DataFrame(
                {
                    "guest": [1, 1, 2, 2, 3, 3],
                    "hotel": ["harbour"] * 4 + ["hill"] * 2,
                    "dimension": ["tangibles", "responsiveness"] * 3,
                    "expectation": [5, 6, 5, 7, 4, 5],
                    "perception": [4, 2, 7, 6, 3, 5],
                    "points": [20, 80, 50, 50, 60, 40],
                }
            )
            return marks[marks["hotel"] == "hill"] if name == "old_form" else marks
        if name == "hotels":
            return pd.DataFrame({"hotel": ["harbour", "hill"], "guests": [3, 1], "gap": [-2.0, 0]})
        if name == "waits":
            table = pd.MultiIndex.from_product([["harbour", "hill"], ["morning", "afternoon"]])
            table = table.to_frame(index=False, name=["hotel", "hours"])
            return table.assign(guests=[1, 3, 2, 2], waited=[4.0, 16.0, 3.0, 5.0], handled=4.0)
        return pd.DataFrame(
            {
                "quantity": ["guests_expect", "management_believes", "house_rule", "promised"],
                "minutes": [8, 9, 6, 10],
            }
        )


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.hotels.old_form, "hill"),
        (answers.hotels.largest, "harbour"),
        (answers.hotels.best_marked, "harbour"),
        (answers.hotels.unchanged, 4.0),  # 3 and 5
        (answers.hotels.on_seven, 5.5),  # 1 + 3 * 1.5
        (answers.hotels.seven_fifths, 5.6),
        (answers.hotels.plus_two, 6.0),
        (answers.hotels.no_shift, 6.0),
        (answers.hotels.wrong_anchor, 4.5),
        (answers.hotels.no_parentheses, 3.5),  # 1 + 4 - 1.5
        (answers.hotels.wrong_way, 3.0),  # 1 + 3 * 2 / 3
        (answers.hotels.guest_mean, -1.5),  # -6 / 4
        (answers.hotels.hotel_means, -1.0),
        (answers.hotels.not_divided, -6.0),
        (answers.hotels.divided_by_four, -1.5),
        (answers.hotels.largest_alone, -2.0),
        (answers.desk.delivery, 10.0),  # 16 - 6
        (answers.desk.delivery_sign, -10.0),
        (answers.desk.all_guests, 2.5),  # (4 + 48 + 6 + 10) / 8 - 6
        (answers.desk.all_rows, 1.0),  # 28 / 4 - 6
        (answers.desk.all_day, 7.0),  # 52 / 4 - 6
        (answers.desk.communication, 6.0),
        (answers.desk.service, 8.0),
        (answers.desk.wait_alone, 16.0),
        (answers.desk.plus_handled, 14.0),
    ],
)
def test_by_hand(compute, expected):
    found = compute(Toy())
    assert found == expected if isinstance(expected, str) else found == pytest.approx(expected)


@pytest.mark.parametrize(
    "compute, tangibles, responsiveness",
    [
        (answers.stake.at_stake, 0.2 / 3, -3.7 / 3),  # -.2 + 1 - .6 and -3.2 - .5 + 0
        (answers.stake.unweighted, 0.0, -5 / 3),
        (answers.stake.hundred, 20 / 3, -370 / 3),
        (answers.stake.product_of_means, 0.0, -17 / 30 * 5 / 3),
        (answers.stake.stake_hotel_means, -0.1, -0.925),  # .4 and -.6; -1.85 and 0
        (answers.stake.stake_sum, 0.2, -3.7),
        (answers.stake.share_alone, 13 / 30, 17 / 30),
        (answers.stake.own_weights, 20 / 130, -370 / 170),
    ],
)
def test_stakes_by_hand(compute, tangibles, responsiveness):
    found = compute(Toy())
    assert found["tangibles"] == pytest.approx(tangibles)
    assert found["responsiveness"] == pytest.approx(responsiveness)


# --- The brief and the notebooks ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    version = LESSON.version(seed=BRIEF.examples["good"].seed)
    memo, weak = (BRIEF.examples[kind].text[language] for kind in ("good", "weak"))
    assert len(memo.split()) <= 300
    stake = answers.stake.at_stake(version)
    told = answers.hotels.guest_mean_facts(version)
    for value in (
        stake["responsiveness"],
        stake["reliability"],
        answers.hotels.guest_mean(version),
    ):
        assert f"{value:.2f}" in memo
    assert f"{told['hotel_means']:.2f}" in memo
    assert f"{told['hotel_means']:.2f}" in weak
    for number in (told["harbour"], told["guests"]):
        assert f" {number} " in memo
    for hotel in ("harbour", "oldtown"):
        assert f"{answers.desk.bad_afternoon(version, hotel=hotel):.1f}" in memo
    assert f"{answers.desk.cause_facts(version)['early']:.1f}" in memo
    marks = answers.stake.by_dimension(version, "perception")
    assert f"{marks['tangibles']:.2f}" in weak
    assert f"{marks['assurance']:.2f}" in weak
    assert f"{answers.hotels.unchanged(version):.1f}" in weak
    doors = answers.doors.doors_facts(version)
    assert re.search(rf"\b{doors['failing']}\b.*\b{doors['doors']}\b", memo)


def test_a_version_has_as_many_guests_as_the_brief_says():
    sizes = [sum(chain.chain(seed).truth.guests) for seed in range(12)]
    for language in LANGUAGES:
        low, high = (int(n) for n in re.findall(r"\b[45]\d0\b", BRIEF.data.simulated[language])[:2])
        assert low <= min(sizes)
        assert max(sizes) <= high


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_invented_guests_are_those_of_the_table(language):
    path = files.root() / LESSON.notebook.format(language=language)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    (cell,) = ("".join(cell["source"]) for cell in cells if cell["id"] == "four-by-hand")
    rows = [line.strip("| ").split(" | ") for line in cell.splitlines() if line.startswith("|")][2:]
    table = exercises.example()
    assert [[int(x) for x in row[1:4]] for row in rows] == table.iloc[:, 1:].to_numpy().tolist()
    gap = table["perception"] - table["expectation"]
    assert [int(row[4].replace("\u2212", "-")) for row in rows] == gap.to_list()
    assert (table["points"] / 100 * gap).mean() == pytest.approx(-0.475)
    assert "0.475" in cell
    assert list(HOTELS) == LESSON.version().data("hotels")["hotel"].to_list()
