"""The case subscription-club: its members, what stays true in every version, its brief."""

import re
import time
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest

from brecha import files
from brecha.errors import DataError
from brecha.lessons import brief, find
from brecha.lessons.redraw import generator
from brecha.lessons.subscription_club import answers, club, offer
from brecha.models.retention import fit_sbg, retention_rates
from brecha.text import LANGUAGES
from docs.notes import tables, text
from notebooks import learner

LESSON = find("subscription-club")
KEY = LESSON.key()
BRIEF = brief.read(files.casework() / "subscription-club.toml")

few = pytest.mark.parametrize("seed", range(8))


# --- The members ----------------------------------------------------------------------------------


def test_the_published_survivors_are_those_that_are_reported():
    assert club.REPORTED["regular"] == (1000, 631, 468, 382, 326, 289, 262, 241)
    assert club.REPORTED["premium"] == (1000, 869, 743, 653, 593, 551, 517, 491)


@few
def test_members_survivors_and_export_agree_but_for_one_count(seed):
    own = club.club(seed)
    for tier, members in own.members.items():
        assert members["member"].is_unique
        there = [int((members["renewals"] >= year).sum()) for year in range(8)]
        assert there == own.survivors[tier].to_list()
        assert there[0] == getattr(own.design, tier)
    changed = own.export != own.survivors
    assert changed.to_numpy().sum() == 1
    year = own.design.wrong_year
    assert changed.loc[year, "regular"]
    assert own.export.loc[year, "regular"] == own.ledger["members"].sum()
    assert 40 <= own.export.loc[year, "regular"] - own.export.loc[year - 1, "regular"] <= 120
    gone = own.survivors["regular"].iloc[0] - own.survivors["regular"].iloc[year]
    assert 0 < own.design.returned < gone  # nobody returns who hadn't left


def test_members_are_drawn_with_the_published_shares():
    # 200 clubs without any condition: the mean share of each year is the published one.
    drawn = [club.draw(generator(seed, 0)).survivors for seed in range(200)]
    for tier, reported in club.REPORTED.items():
        shares = np.mean([table[tier] / table[tier].iloc[0] for table in drawn], axis=0)
        assert 1000 * shares == pytest.approx(reported, abs=4)


def test_seeds_differ_and_each_gives_the_same_club_again():
    one = club.club(3).members["regular"]
    club.club.cache_clear()
    pd.testing.assert_frame_equal(club.club(3).members["regular"], one)
    assert len({club.club(seed).design.regular for seed in range(8)}) > 4


def test_survivors_on_which_nothing_holds_are_refused(monkeypatch):
    flat = dict.fromkeys(club.REPORTED, (1000, 500, 250, 125, 62, 31, 15, 7))
    monkeypatch.setattr(club, "REPORTED", flat)
    with pytest.raises(DataError, match="None of"):
        club.club.__wrapped__(1)


# --- The model ------------------------------------------------------------------------------------


def fits(seeds):
    """Fit both tiers to the first draw of each seed, whatever it shows; return CPU seconds."""
    spent = []
    for seed in seeds:
        table = club.draw(generator(seed, 0)).survivors
        for tier in club.REPORTED:
            for years in (club.SEEN + 1, 8):
                begin = time.process_time()
                model = fit_sbg(table[tier].iloc[:years])
                spent.append(time.process_time() - begin)
                assert 0.4 < model.alpha < 6
    return spent


def test_the_model_is_fitted_to_every_draw_within_a_second():
    fits([0])  # importing scipy is no part of the second
    assert max(fits(range(10))) < 1


@pytest.mark.slow
def test_1200_fits_converge_each_within_a_second():
    fits([0])
    assert max(fits(range(300))) < 1


def test_the_figures_that_the_case_prints_of_the_published_survivors():
    expected = {
        tier: round(1000 * club.projected(fit_sbg(there[: club.SEEN + 1])))
        for tier, there in club.REPORTED.items()
    }
    assert expected == {"regular": 230, "premium": 444}
    rates = {tier: retention_rates(there).mul(100) for tier, there in club.REPORTED.items()}
    assert rates["regular"].round().to_list() == [63, 74, 82, 85, 89, 91, 92]
    assert rates["premium"].iloc[:3].round().to_list() == [87, 86, 88]
    for language in LANGUAGES:
        said = learner.cells(LESSON, language)["limits"]
        for number in (230, 241, 444, 491, 63, 74, 82, 85, 89, 91, 92, 87, 86):
            assert re.search(rf"\b{number}\b", said), number


def test_everybody_alike_and_more_loyal_each_year_draws_the_same_curve():
    # The second story of the limits: each year's published retention as everybody's own.
    own = retention_rates(club.REPORTED["regular"])
    assert 1000 * own.cumprod().to_numpy() == pytest.approx(club.REPORTED["regular"][1:])


# --- The finding ----------------------------------------------------------------------------------


def holds(seed):
    """Compute what the case says of every version, without its own answers."""
    own = club.club(seed)
    there = own.survivors["regular"].to_list()
    best = own.survivors["premium"].to_list()
    rates = [after / before for before, after in pairwise(there)]
    gaps = {}
    for tier, counts in (("regular", there), ("premium", best)):
        gaps[tier] = counts[-1] / counts[0] - club.projected(own.early[tier])
    kept = offer_needs(own)
    return {
        "retention rises at every renewal": rates == sorted(rates),
        "more than a third leave at first, and less than two fifths": 1 / 3 < 1 - rates[0] < 0.4,
        "one over the first churn is less than three, and too few": 1 / (1 - rates[0])
        < min(3, sum(there) / there[0] - 0.5),
        "the model, fitted to all, rises and is close": bool(
            (own.model.retention(7).diff().iloc[1:] > 0).all()
        )
        and float(np.abs(own.model.retention(7).to_numpy() - rates).max()) < 0.05,
        "the projection is too low for premium by 10 of 1,000": gaps["premium"] > 0.01,
        "and misses regular by less": abs(gaps["regular"]) < gaps["premium"],
        "premium sorts itself": best[-1] / (best[-1] + there[-1])
        > best[0] / (best[0] + there[0]) + 0.1,
        "about a third to three fifths must be kept": 0.31 < kept / (there[0] - there[1]) < 0.62,
    }


def offer_needs(own):
    renewed = own.survivors["regular"].iloc[1]
    return renewed * own.design.discount / (own.design.margin - own.design.discount)


@few
def test_the_finding_holds(seed):
    assert all(holds(seed).values()), holds(seed)


def test_those_who_are_kept_renew_less_in_every_pair_of_kinds():
    for kinds in offer.KINDS:
        rows = [(kinds.steady, kinds.steady_renews), (kinds.curious, kinds.curious_renews)]
        leave = sum(n * (1 - p) for n, p in rows)
        kept = sum(n * (1 - p) * p for n, p in rows) / leave
        stay = sum(n * p * p for n, p in rows) / sum(n * p for n, p in rows)
        assert kept < stay - 0.1
        assert all(n * (1 - p) == pytest.approx(round(n * (1 - p))) for n, p in rows)


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_how_many_draws_are_put_back_and_why_is_what_the_limits_say():
    failed, draws = dict.fromkeys(("rising", "mix", "years", "rates", "short"), 0), 0
    for seed in range(300):
        draws += (own := club.club(seed)).draws
        for attempt in range(own.draws):
            met = club.conditions(club.draw(generator(seed, attempt)))
            for name in failed:
                failed[name] += not met.get(name, True)
    assert 0.15 < 1 - 300 / draws < 0.24  # one in five
    assert 0.65 < failed["rising"] / (draws - 300) < 0.85  # three quarters of them
    assert failed["short"] <= 3


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Ten members, of whom six, four and three renew; two tiers; two kinds; a price list."""

    def data(self, name):
        frames = {
            "export": pd.DataFrame({"regular": [10, 6, 9, 3], "premium": [8, 7, 5, 4]}),
            "ledger": pd.DataFrame({"members": [4, 3, 2]}),
            "survivors": pd.DataFrame({"regular": [10, 6, 4, 3]}),
            "regular": pd.DataFrame({"renewals": [0, 0, 0, 0, 1, 1, 2, 7, 7, 7]}),
            "tiers": pd.DataFrame({"members": [10, 3, 8, 4]}),
            "kinds": pd.DataFrame({"members": [100, 100], "renews": [0.9, 0.5]}),
            "offer": pd.DataFrame(
                {"joined": [10], "renewed": [6], "left": [4], "margin": [50], "discount": [10]}
            ),
        }
        return frames[name].copy()


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.impossible, 9),
        (answers.the_year, 2),
        (answers.year_before, 6),
        (answers.year_after, 3),
        (answers.largest_drop, 6),
        (answers.premium_beside, 5),
        (answers.true_count, 4),
        (answers.as_written, 9),
        (answers.returned_left_in, 7),
        (answers.joined_left_in, 6),
        (answers.the_added, 5),
        (answers.second_renewal, 4 / 6),
        (answers.survivors, 4 / 10),
        (answers.first_renewal, 6 / 10),
        (answers.third_renewal, 3 / 4),
        (answers.who_left, 2 / 6),
        (answers.exactly_two, 1 / 6),
        (answers.left_premium, 4 / 7),
        (answers.at_the_start, 8 / 18),
        (answers.of_the_premium, 4 / 8),
        (answers.per_regular, 4 / 3),
        (answers.of_all_who_joined, 4 / 18),
        (answers.regular_share, 3 / 7),
        (answers.survival, 7 / 18),
        (answers.years_paid, 3.5),  # 25 renewals and 10 first years of 10 members
        (answers.renewals_only, 2.5),
        (answers.one_over_first_churn, 2.5),  # 1 / 0.4
        (answers.one_over_mean_churn, 1 / (1 - (3 / 5 + 2 / 3 + 3 / 4) / 3)),
        (answers.leavers_only, 11 / 7),  # 1 + 1 + 1 + 1 + 2 + 2 + 3 years of seven
        (answers.kept, 34 / 60),  # 9 of 10 and 25 of 50
        (answers.like_those_who_stayed, 106 / 140),
        (answers.like_everybody, 0.7),
        (answers.middle_of_two, 0.7),
        (answers.curious_only, 0.5),
        (answers.steady_only, 0.9),
        (answers.leave_again, 26 / 60),
        (answers.wanted_to_leave, 60 / 200),
        (answers.of_all_members, 34 / 200),
        (answers.break_even, 1.5),  # 6 x 10 / 40
        (answers.saved_pay_in_full, 1.2),
        (answers.everybody, 2.5),
        (answers.leavers, 1.0),
        (answers.dollars, 60),
        (answers.share_of_leavers, 1.5 / 4),
    ],
)
def test_by_hand(compute, expected):
    assert compute(Toy()) == pytest.approx(expected)


def test_the_conditions_tell_numbers_that_are_too_close():
    for kinds in offer.KINDS:
        found = {
            name: compute(_Only(kinds))
            for name, compute in vars(answers).items()
            if name in ("kept", "like_those_who_stayed", "like_everybody", "middle_of_two")
        }
        assert min(abs(x - y) for x, y in combinations(found.values(), 2)) > 0.011


class _Only:
    def __init__(self, kinds):
        self.kinds = kinds

    def data(self, name):
        kinds = self.kinds
        return pd.DataFrame(
            {
                "members": [kinds.steady, kinds.curious],
                "renews": [kinds.steady_renews, kinds.curious_renews],
            }
        )


# --- The brief and the notebooks ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    good, weak = (BRIEF.examples[kind] for kind in ("good", "weak"))
    version = LESSON.version(seed=good.seed)
    memo, poor = good.text[language], weak.text[language]
    # Spanish takes more words for the same page.
    assert len(memo.split()) <= {"en": 300, "es": 330}[language]
    said = {int(x.replace(",", "")) for x in re.findall(r"(?<![\d.])\d[\d,]*(?![\d.]*\d)", memo)}
    row = version.data("offer").loc[0]
    joined, renewed, left, _, discount = row.to_list()
    assert {joined, renewed, left, discount, renewed * discount, joined * discount} <= said
    needed = answers.break_even(version)
    assert {int(np.ceil(needed)), round(100 * needed / left)} <= said
    rates = answers.rates(version)
    target = (renewed + needed) / joined
    assert {round(100 * rates[0]), round(100 * rates[-1]), round(100 * target)} <= said
    assert round(100 * target) - round(100 * rates[0]) == 13
    kinds = (answers.kept(version), answers.like_those_who_stayed(version))
    assert {round(100 * share) for share in kinds} <= said
    # Two halves of about 2,500: the difference that chance gives.
    chance = 1.96 * np.sqrt(2 * rates[0] * (1 - rates[0]) / (joined / 2))
    assert 2 < 100 * chance < 3
    assert f"{answers.one_over_first_churn(version):.1f}" in memo
    assert f"{answers.years_paid(version):.1f}" in memo
    assert f"{answers.impossible(version):,}" in poor
    assert f"{answers.one_over_first_churn(version):.1f}" in poor


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_says_what_is_simulated_and_from_what(language):
    found = learner.cells(LESSON, language)
    simulated, reported = {"en": ("simulated", "reported"), "es": ("simulad", "report")}[language]
    assert simulated in found["title"]
    assert reported in found["case-data"]
    assert reported in found["recap-sources"]


def test_the_four_invented_members_are_those_of_the_text():
    example = LESSON.version().data("example")["renewals"].to_list()
    assert example == [0, 1, 3, 7]
    for language in LANGUAGES:
        told = learner.cells(LESSON, language)
        said = re.search(r"\d, \d, \d (?:and|y) \d", told["retention-lead"])[0]
        assert [int(n) for n in re.findall(r"\d", said)] == example
        paid = re.search(r"\d, \d, \d (?:and|y) \d", told["years-lead"])[0]
        assert [int(n) - 1 for n in re.findall(r"\d", paid)] == example
        assert f"{(sum(example) + 4) / 4:.2f}" in told["years-lead"]


# --- The sheet ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_solution_of_the_sheet_is_worked_out_again(language):
    sheet, notes = text(language, "sheet-subscription-club"), text(language, "subscription-club")
    (line,) = (x for x in notes.splitlines() if x.startswith(("**Solution.**", "**Solución.**")))
    counts, entries, kinds = tables(sheet)
    there = [int(row[1]) for row in counts[1:]]
    (wrong,) = (year for year in range(1, 5) if there[year] > there[year - 1])
    parts = [int(row[1]) for row in entries[1:]]
    assert there[wrong] == sum(parts)
    numbers = [there[wrong], *parts]
    there[wrong] = parts[0]
    rates = [round(100 * after / before) for before, after in pairwise(there)]
    assert rates == sorted(rates)
    years, churn = sum(there), 1 - there[1] / there[0]
    (steady, p), (curious, q) = ((float(row[1]), float(row[2])) for row in kinds[1:])
    once, twice = steady * p + curious * q, steady * p * p + curious * q * q
    left = [steady * (1 - p), curious * (1 - q)]
    again = left[0] * p + left[1] * q
    numbers += [*there, *rates, years, once, twice, 100 * twice / once, *left, again, sum(left)]
    numbers += [100 * again / sum(left), 1200, 40, 120 * 10 / (50 - 10), there[0] - there[1]]
    for number in numbers:
        said = f"{round(number):,}"
        assert re.search(rf"(?<![\d.,]){said}(?![\d.,]*\d)", line), number
    for value in (years / there[0], 1 / churn):
        assert f"{value:g}" in line, value
