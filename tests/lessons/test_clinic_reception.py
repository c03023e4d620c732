"""The case clinic-reception: its log, its doctors, what stays true in every version, its brief."""

import numpy as np
import pandas as pd
import pytest

from brecha import files
from brecha.checking import LocalJudge, State
from brecha.lessons import brief, find
from brecha.lessons.clinic_reception import answers, doctors, reception
from brecha.lessons.clinic_reception.doctors import BUILT
from brecha.lessons.clinic_reception.reception import DESIGN, PROMISED, STANDARD
from brecha.models.gap_model import five_gaps
from brecha.models.shares import wilson
from brecha.models.tickets import read_tickets
from brecha.text import LANGUAGES
from notebooks import learner

LESSON = find("clinic-reception")
KEY = LESSON.key()
BRIEF = brief.read(files.casework() / "clinic-reception.toml")

few = pytest.mark.parametrize("seed", range(12))


# --- The log --------------------------------------------------------------------------------------


@few
def test_one_arrival_is_typed_wrong_and_nothing_else(seed):
    own = reception.log(seed)
    wait = own.export["ended"] - own.export["arrived"]
    assert (wait < 0).to_numpy().nonzero()[0].tolist() == [own.row]
    assert wait[own.row] == own.true_wait - DESIGN.typed
    wrong, true = own.export["arrived"][own.row], own.export["arrived"][own.row] - DESIGN.typed
    assert str(wrong) == f"3{true}"
    kept = own.export.drop(index=own.row).reset_index(drop=True)
    assert own.visits["visit"].tolist() == kept["visit"].tolist()
    assert (own.visits["wait"] == kept["ended"] - kept["arrived"]).all()


@few
def test_a_log_is_built_as_the_envelope_says(seed):
    visits, row = reception.log(seed).visits, reception.log(seed)
    assert len(row.export) == DESIGN.visits == 240
    assert row.export["visit"].is_unique
    sizes = row.export["centre"].value_counts()
    assert {name: centre.visits for name, centre in DESIGN.centres.items()} == sizes.to_dict()
    left = visits["outcome"] == "left"
    assert left.sum() == DESIGN.left
    assert visits.loc[left, "wait"].min() >= 18
    assert (visits.loc[left, "slot"] == "early").all()
    assert visits["felt"].isna().equals(left)
    assert 15 not in visits["wait"].to_numpy()
    assert (visits["poster"] == "no").equals(visits["centre"] == "river")


def test_seeds_differ_and_each_gives_the_same_log_again():
    one = reception.log(3).export
    reception.log.cache_clear()
    pd.testing.assert_frame_equal(reception.log(3).export, one)
    rows = {reception.log(seed).export["visit"][reception.log(seed).row] for seed in range(12)}
    assert len(rows) == 12


@few
def test_the_four_patients_tell_mean_median_and_their_wrong_turns_apart(seed):
    four = LESSON.version(seed=seed).data("four")
    assert four["outcome"].tolist() == ["seen", "left", "seen", "seen"]
    assert not four["wait"].is_monotonic_increasing


# --- What stays true ------------------------------------------------------------------------------


def holds(seed):
    """Compute what the case says of every version, with the models instead of its own code."""
    version = LESSON.version(seed=seed)
    export, visits, treated = (version.data(name) for name in ("export", "visits", "doctors"))
    raw = export["ended"] - export["arrived"]
    mean, early = visits["wait"].mean(), visits["slot"] == "early"
    gaps = five_gaps(
        customers_expect=visits["expected"].mean(),
        management_believes=STANDARD,
        standard=STANDARD,
        delivered=mean,
        promised=PROMISED,
        perceived=visits["felt"].mean(),
        better="lower",
    )
    by_poster = visits.groupby("poster")[["expected", "wait", "felt"]].mean()
    service = by_poster["felt"] - by_poster["expected"]
    over = wilson(int((visits["wait"] >= 15).sum()), of=len(visits))
    measures = treated[["mark", "courtesy", "wait", "guideline"]].corr()["mark"]
    return {
        "the report is below the standard": raw[export["outcome"] == "seen"].mean() < STANDARD,
        "either fault alone leaves it above": min(raw.mean(), answers.log.only_seen(version))
        > STANDARD,
        "more than a minute off the mean": mean - raw.mean() > 1,
        "both gaps are bad news, the communication gap the larger": {
            "delivery",
            "communication",
        }
        <= set(gaps.against_customer)
        and gaps.communication > 3 * gaps.delivery,
        "the median keeps the standard": visits["wait"].median() < STANDARD < mean,
        "early misses, later keeps it": visits["wait"][early].mean()
        > 20
        > STANDARD
        > visits["wait"][~early].mean(),
        "about one in four over 15": 0.2 < over.value < 0.35,
        "waits alike": abs(by_poster.loc["yes", "wait"] - by_poster.loc["no", "wait"]) <= 1,
        "expectations not": by_poster.loc["no", "expected"] - by_poster.loc["yes", "expected"] > 5,
        "and so the service gap is wider": service["yes"] - service["no"] > 3,
        "two minutes are kept to few": (visits["wait"] <= PROMISED).mean() < 0.1,
        "marks go with courtesy and waiting": measures["courtesy"] > 0.6
        and measures["wait"] < -0.3,
        "not with the guideline": abs(measures["guideline"]) <= 0.15,
        "nor with its halves": abs(answers.marks.guideline_marks(version)) <= 0.12,
        "courtesy makes far more": answers.marks.courtesy_marks(version)
        > 4 * abs(answers.marks.guideline_marks(version)),
    }


@few
def test_the_finding_holds(seed):
    assert all(holds(seed).values()), holds(seed)


@few
def test_the_log_reads_as_a_ticket_log(seed):
    visits = LESSON.version(seed=seed).data("visits")
    arrived = np.zeros(len(visits))
    desk = pd.DataFrame({"case": visits["visit"], "step": "desk", "arrived": arrived})
    desk["started"] = visits["wait"].where(visits["outcome"] == "seen").astype(float)
    desk["finished"] = desk["started"]
    end = pd.DataFrame({"case": visits["visit"], "step": visits["outcome"]})
    for name in ("arrived", "started", "finished"):
        end[name] = visits["wait"].astype(float)
    found = read_tickets(pd.concat([desk, end]), until=240, closing={"seen"}, losing={"left"})
    assert (found.closed, found.lost, found.open) == (len(visits) - DESIGN.left, DESIGN.left, 0)
    # Nobody leaves before the median, so their unknown longer waits don't move it.
    assert abs(found.median - visits["wait"].median()) <= 0.5


@pytest.mark.slow
def test_300_versions_hold():
    for seed in range(300):
        assert all(holds(seed).values()), (seed, holds(seed))


@pytest.mark.slow
def test_about_four_draws_in_five_are_put_back_as_the_envelope_says():
    draws = sum(reception.log(seed).draws for seed in range(300))
    assert 0.76 < 1 - 300 / draws < 0.87


def test_the_guideline_has_no_part_in_the_marks():
    assert BUILT.guideline == 0
    assert len(doctors.FOLLOWED) == BUILT.count
    # The marks of many clinics together, put back or not, follow what was built in.
    tables = [doctors._draw(np.random.default_rng(seed)) for seed in range(150)]
    slopes = []
    for table in tables:
        measures = table[["courtesy", "wait", "guideline"]]
        scaled = (measures - measures.mean()) / measures.std(ddof=0)
        design = np.column_stack([np.ones(len(table)), scaled])
        slopes.append(np.linalg.lstsq(design, table["mark"], rcond=None)[0])
    level, courtesy, wait, guideline = np.mean(slopes, axis=0)
    assert level == pytest.approx(BUILT.level, abs=0.02)
    assert courtesy == pytest.approx(BUILT.courtesy, abs=0.02)
    assert wait == pytest.approx(BUILT.wait, abs=0.02)
    assert guideline == pytest.approx(0, abs=0.02)


# --- Answers by hand ------------------------------------------------------------------------------


class Toy:
    """Five visits, the last one called before arriving; four doctors."""

    def data(self, name):
        if name == "doctors":
            return pd.DataFrame(
                {
                    "mark": [6.0, 5.0, 6.5, 4.5],
                    "guideline": [20, 28, 26, 18],
                    "courtesy_half": ["high", "low", "high", "low"],
                    "wait_half": ["short", "long", "short", "long"],
                    "guideline_half": ["low", "high", "high", "low"],
                }
            )
        if name == "four":
            return pd.DataFrame({"wait": [10, 30, 7, 4]})
        table = pd.DataFrame({"visit": [1011, 1012, 1013, 1014, 1015]})
        table["centre"] = ["central", "central", "park", "river", "central"]
        table["arrived"] = [0, 10, 20, 30, 384]
        table["ended"] = [6, 14, 50, 46, 104]
        table["outcome"] = ["seen", "seen", "left", "seen", "seen"]
        if name == "export":
            return table
        table = table.iloc[:4].assign(wait=[6, 4, 30, 16])
        table["poster"] = ["yes", "yes", "yes", "no"]
        table["expected"] = [2, 3, 7, 10]
        table["felt"] = [7.0, 6.0, np.nan, 20.0]
        return table


@pytest.mark.parametrize(
    "compute, expected",
    [
        (answers.log.impossible, 1015),
        (answers.log.longest, 1013),
        (answers.log.row_label, 4),
        (answers.log.row_position, 5),
        (answers.log.value, -280),
        (answers.log.arrival, 384),
        (answers.log.clean_mean, 14.0),  # (6 + 4 + 30 + 16) / 4
        (answers.log.report, -63.5),  # (6 + 4 + 16 - 280) / 4
        (answers.log.left_in, -44.8),  # (56 - 280) / 5
        (answers.log.only_seen, 26 / 3),
        (answers.log.still_counted, 11.2),  # 56 / 5
        (answers.log.minus_kept, -126.0),  # (-224 - 280) / 4
        (answers.log.no_parentheses, -169.0),  # -224 + 280 / 5 - 1
        (answers.log.mean_of_centres, 17.0),  # (5 + 30 + 16) / 3
        (answers.log.the_middle, 11.0),  # (6 + 16) / 2
        (answers.log.mended, 15.2),  # (56 + 20) / 5
        (answers.patients.middle, 8.5),
        (answers.patients.four_mean, 12.75),
        (answers.patients.unsorted, 18.5),
        (answers.patients.middle_seen, 7),
        (answers.patients.third, 10),
        (answers.patients.ends, 17.0),
        (answers.patients.over_15, 0.5),
        (answers.patients.over_seen, 1 / 3),
        (answers.patients.left_as_short, 0.25),
        (answers.patients.over_centres, 2 / 3),
        (answers.patients.within, 0.5),
        (answers.patients.count_over, 2),
        (answers.patients.over_standard, 0.5),
        (answers.gaps.communication_gap, 12.0),
        (answers.gaps.gap_sign, -12.0),
        (answers.gaps.delivery_gap, 4.0),
        (answers.gaps.gap_median, 9.0),
        (answers.gaps.standard_promise, 8),
        (answers.gaps.slogan, 14.0),
        (answers.gaps.expectation, 6.0),  # 10 - 4
        (answers.gaps.expectation_sign, -6.0),
        (answers.gaps.expectation_centres, 5.25),  # 10 - (2.5 + 7) / 2
        (answers.gaps.expectation_wait, 16 - 40 / 3),
        (answers.gaps.expectation_felt, 13.5),
        (answers.gaps.without_alone, 10.0),
        (answers.gaps.from_all, 4.5),  # 10 - 22 / 4
        (answers.gaps.counts, -2),
        (answers.marks.guideline_marks, 0.5),  # (5 + 6.5) / 2 - (6 + 4.5) / 2
        (answers.marks.courtesy_marks, 1.5),
        (answers.marks.marks_sign, -0.5),
        (answers.marks.wrong_column, 8.0),
        (answers.marks.high_alone, 5.75),
        (answers.marks.wait_marks, -1.5),
        (answers.gaps.larger, "communication"),
    ],
)
def test_by_hand(compute, expected):
    found = compute(Toy())
    assert found == (expected if isinstance(expected, str) else pytest.approx(expected))


def test_another_reading_is_worth_half_and_forgotten_patients_nothing():
    version = LESSON.version()
    judge = LocalJudge(LESSON.slug, KEY, version, {})
    exercise = LESSON.exercise("clean-mean")
    assert judge(exercise, answers.log.mended(version)).points == 0.5
    assert judge(exercise, answers.log.only_seen(version)).points == 0.0


def test_one_decimal_is_enough_for_the_communication_gap():
    exercise = LESSON.exercise("communication-gap")
    for seed in range(12):
        version = LESSON.version(seed=seed)
        judge = LocalJudge(LESSON.slug, KEY, version, {})
        rounded = round(answers.log.clean_mean(version), 1) - PROMISED
        assert judge(exercise, rounded).state is State.RIGHT


# --- The brief and the notebooks ------------------------------------------------------------------


def test_the_brief_says_how_many_visits_a_version_has():
    assert BRIEF.data.rows == DESIGN.visits


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_speak_of_their_own_version(language):
    version = LESSON.version(seed=BRIEF.examples["good"].seed)
    memo, weak = (BRIEF.examples[kind].text[language] for kind in ("good", "weak"))
    assert len(memo.split()) <= 300
    gaps, expected = answers.gaps.gap_facts(version), answers.gaps.expectation_facts(version)
    for name in ("delivered", "delivery", "communication", "early", "later", "report"):
        assert f"{gaps[name]:.1f}" in memo, name
    for name in ("with", "without"):
        assert f"{expected[name]:.1f}" in memo, name
    assert f"{answers.marks.guideline_marks(version):.2f}" in memo
    for value in (gaps["report"], version.data("doctors")["mark"].mean()):
        assert f"{value:.1f}" in weak


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_envelope_tells_what_was_built_in(language):
    found = learner.cells(LESSON, language)["envelope"]
    told = [*DESIGN.medians, DESIGN.left, BUILT.courtesy, -BUILT.wait]
    told += [DESIGN.centres["river"].expected]
    for value in told:
        assert f"{value:.2f}" in found or f"{value:g}" in found, value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_says_at_once_that_all_is_simulated(language):
    found = learner.cells(LESSON, language)
    for word in {"en": ("invented", "simulated"), "es": ("inventados", "simulados")}[language]:
        assert word in found["title"]
    assert f"**{STANDARD} " in found["case-people"]
    assert f" {PROMISED} " in found["case-people"]
