"""Lesson 06: every number worked out by hand on a few rows, and what must hold on every seed."""

import pandas as pd
import pytest

from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.picture import draw
from brecha.lessons.sales_techniques import figures, selling
from brecha.lessons.sales_techniques.exercises import PLACES, TOO_DEAR, moments
from brecha.lessons.sales_techniques.oracles import ORACLES
from brecha.models.dialogue import play
from brecha.scenarios import next_door
from brecha.text import LANGUAGES
from by_hand import Paper, computed

LESSON = find("sales-techniques")
KEY = LESSON.key()
SEEDS = (0, 7, 2024)

# Of so many conversations: bought, kept, bought again. Whoever bought comes first.
CELLS = {
    ("new", "asking"): (4, 2, 1, 1),
    ("new", "pressing"): (2, 1, 0, 0),
    ("known", "asking"): (2, 2, 2, 1),
    ("known", "pressing"): (4, 3, 2, 1),
}


class ByHand(Paper):
    """Conversations few enough to be counted with a finger."""

    def calls(self):
        rows = [
            (kind, technique, int(i < bought), int(kept <= i < bought), int(i < kept), 0, i < again)
            for (kind, technique), (n, bought, kept, again) in CELLS.items()
            for i in range(n)
        ]
        columns = ["kind", "technique", "bought", "returned", "kept", "complained", "again"]
        table = pd.DataFrame(rows, columns=columns).astype({"again": int})
        return table.assign(call=range(1, len(table) + 1))

    def new(self):
        return self.calls().query("kind == 'new'")

    def known(self):
        return self.calls().query("kind == 'known'")

    other, other_new, other_known = calls, new, known

    def ten(self):
        # Four were ready, of whom three gave three signals or more; so did two of the others.
        signals = [3, 5, 2, 4, 3, 4, 1, 0, 2, 1]
        return pd.DataFrame({"signals": signals, "ready": [1] * 4 + [0] * 6})

    def talks(self):
        signals = [6, 5, 4, 3, 0, 4, 3, 2, 0]
        return pd.DataFrame({"signals": signals, "ready": [1] * 5 + [0] * 4})

    def moments(self):
        return moments(self.talks())


def by_hand(slug, name=None):
    return computed(KEY, slug, name, ByHand())


@pytest.mark.parametrize(
    "slug, name, value",
    [
        ("both-together", None, 0.36),
        ("both-together", "mean-of-shares", 0.525),
        ("both-together", "the-others", 0.64),
        ("both-together", "morning", 0.8),
        ("both-together", "afternoon", 0.25),
        ("both-together", "of-the-afternoon", 0.45),
        ("hit-rate", None, 3 / 4),
        ("hit-rate", "of-the-closed", 3 / 5),
        ("hit-rate", "of-all", 3 / 10),
        ("hit-rate", "false-alarms", 2 / 6),
        ("hit-rate", "missed", 1 / 4),
        ("hit-rate", "right-calls", 7 / 10),
        ("hit-rate", "more-than-three", 2 / 4),
        ("best-moment", None, 5),
        ("best-moment", "most-hits", 0),
        ("best-moment", "one-to-one", 3),
        ("best-moment", "fewest-alarms", 5),
        ("best-moment", "amount", 80),
    ],
)
def test_numbers_by_hand(slug, name, value):
    assert by_hand(slug, name) == pytest.approx(value)


@pytest.mark.parametrize(
    "slug, name, asking, pressing",
    [
        ("fair-kept", None, (0.25 + 1) / 2, (0 + 0.5) / 2),
        ("fair-kept", "all-together", 3 / 6, 2 / 6),
        ("fair-kept", "not-halved", 1.25, 0.5),
        ("fair-kept", "precedence", 0.75, 0.25),
        ("fair-kept", "new-alone", 0.25, 0),
        ("fair-kept", "known-alone", 1, 0.5),
        ("fair-kept", "bought", 0.75, 0.625),
        ("fair-kept", "of-the-sales", 0.75, (0 + 2 / 3) / 2),
        ("fair-kept", "difference", 0.75, 0.5),
        ("other-again", None, 0.375, 0.125),
        ("other-again", "all-together", 2 / 6, 1 / 6),
        ("other-again", "kept", 0.625, 0.25),
        ("other-again", "not-halved", 0.75, 0.25),
        ("other-again", "known-alone", 0.5, 0.25),
        ("other-again", "new-alone", 0.25, 0),
        ("other-again", "bought", 0.75, 0.625),
        ("other-again", "precedence", 0.5, 0.125),
    ],
)
def test_techniques_by_hand(slug, name, asking, pressing):
    found = by_hand(slug, name).to_dict()
    assert found == pytest.approx({"asking": asking, "pressing": pressing})


@pytest.mark.parametrize(
    "name, values",
    [
        # Hits 5 4 4 4 3 2 1, false alarms 4 3 3 2 1 0 0, of five who were ready.
        (None, [-40, -20, -20, 40, 60, 80, 40]),
        ("no-harm", [200, 160, 160, 160, 120, 80, 40]),
        ("added", [440, 340, 340, 280, 180, 80, 40]),
        ("swapped", [140, 120, 120, 160, 140, 120, 60]),
        ("one-to-one", [1, 1, 1, 2, 2, 2, 1]),
        ("misses-charged", [-40, -60, -60, 0, -20, -40, -120]),
        # Missed 0 1 1 1 2 3 4, left in peace 0 1 1 2 3 4 4.
        ("misses-for-alarms", [200, 100, 100, 100, 0, -100, -200]),
        ("both-mistakes", [-40, -80, -80, -20, -60, -100, -200]),
        ("peace-rewarded", [-40, 20, 20, 120, 180, 240, 200]),
        ("per-conversation", [-40 / 9, -20 / 9, -20 / 9, 40 / 9, 60 / 9, 80 / 9, 40 / 9]),
    ],
)
def test_results_by_hand(name, values):
    if name == "per-conversation":
        found = KEY.solve(LESSON.exercise("result"), ByHand())
        named = [found.value(known) for known in found.misconceptions if known.name == name]
        assert [list(value) for value in named] == [pytest.approx(values)]
    else:
        assert list(by_hand("result", name)) == pytest.approx(values)


def own_tables(*, again):
    """Return what is recognised of one's own tables, beside a neighbour where all or none do so."""

    class Beside(ByHand):
        def neighbours(self, *kinds):
            table = self.calls().assign(kept=again, bought=again, again=again)
            return table[table["kind"].isin(kinds)]

        def other(self):
            return self.neighbours("new", "known")

        def other_new(self):
            return self.neighbours("new")

        def other_known(self):
            return self.neighbours("known")

    known = {wrong.name: wrong.compute(Beside()) for wrong in KEY.misconceptions("other-again")}
    return known["own"], known["own-kept"]


def test_ones_own_tables_are_recognised_where_they_differ_from_the_neighbours():
    for again in (0, 1):
        own, kept = own_tables(again=again)
        assert own.to_dict() == pytest.approx({"asking": 0.375, "pressing": 0.125})
        assert kept.to_dict() == pytest.approx({"asking": 0.625, "pressing": 0.25})
    same = {wrong.name: wrong.compute(ByHand()) for wrong in KEY.misconceptions("other-again")}
    assert same["own"] is same["own-kept"] is None


def test_every_computation_is_worked_out_by_hand():
    named = {
        (mark.args[1][i][0], mark.args[1][i][1])
        for test in (test_numbers_by_hand, test_techniques_by_hand)
        for mark in test.pytestmark
        for i in range(len(mark.args[1]))
    }
    named |= {
        ("result", row[0]) for mark in test_results_by_hand.pytestmark for row in mark.args[1]
    }
    named |= {("other-again", "own"), ("other-again", "own-kept")}
    for exercise in LESSON.exercises:
        for known in KEY.misconceptions(exercise.slug):
            assert (exercise.slug, known.name) in named
        assert exercise.slug not in ORACLES or (exercise.slug, None) in named


def test_facts_by_hand():
    facts = KEY.solve(LESSON.exercise("why-turned"), ByHand()).facts
    assert (facts["asking_known"], facts["pressing_known"]) == (2 / 6, 4 / 6)
    assert (facts["new_kept"], facts["known_kept"]) == (1 / 6, 4 / 6)
    assert (facts["few"], facts["n"]) == (2, 12)
    facts = KEY.solve(LESSON.exercise("best-moment"), ByHand()).facts
    assert (facts["hits"], facts["false"], facts["misses"], facts["most"]) == (2, 0, 3, 80)
    assert (facts["more_hits"], facts["more_false"]) == (1, 1)


def test_a_widget_takes_the_returns_of_those_who_were_asked():
    # New: 2 of 4 bought, half came back; known: 2 of 2, none came back.
    calls = ByHand().calls()
    none, ten = selling.kept_with(calls, 0), selling.kept_with(calls, 10)
    assert none["asking"] == ten["asking"] == pytest.approx(0.625)
    assert none["pressing"] == pytest.approx((0.5 * 0.5 + 0.75) / 2)
    assert ten["pressing"] == pytest.approx((0.5 * 0.4 + 0.75 * 0.9) / 2)


# --- the scene -----------------------------------------------------------------------------------


def judged(slug, answer, *, company="hotel", seed=2024):
    version = LESSON.version(company=company, seed=seed)
    judge = LocalJudge(LESSON.slug, KEY, version, LESSON.words())
    return judge(LESSON.exercise(slug), answer)


@pytest.mark.parametrize("path", ["BBA", "BBC", "CBA", "AABA"])
def test_paths_that_hear_the_objection_are_right(path):
    assert judged("too-dear", path).state is State.RIGHT
    assert play(TOO_DEAR, path).acceptable


@pytest.mark.parametrize(
    "path, key",
    [
        ("AB", "end-left"),
        ("BBB", "end-carried"),
        ("BCA", "missed-minutes"),
        ("CAA", "missed-trust"),
    ],
)
def test_a_wrong_path_is_told_why(path, key):
    found = judged("too-dear", path)
    assert found.state is State.NOT_RIGHT
    assert f"too-dear.feedback.{key}" in [message.key for message in found.messages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_end_and_every_limit_has_its_words(language):
    text = LESSON.text(language)
    ends = [f"end-{name}" for name in TOO_DEAR.ends]
    for key in (*ends, "missed-trust", "missed-clarity", "missed-minutes"):
        assert text.get(f"too-dear.feedback.{key}")


# --- what the simulation builds in ---------------------------------------------------------------


def versions(seeds=SEEDS):
    return (LESSON.version(company=company, seed=seed) for seed in seeds for company in PLACES)


def test_the_paradox_is_there_and_the_fair_comparison_sees_through_it():
    for lesson in versions(range(12)):
        calls = lesson.data("calls")
        pooled = calls.groupby("technique")[["bought", "kept"]].mean()
        assert (pooled.loc["pressing"] > pooled.loc["asking"] + 0.04).all()
        for kind in selling.KINDS:
            shares = lesson.data(kind).groupby("technique")[["bought", "kept", "again"]].mean()
            ahead = shares.loc["asking"] - shares.loc["pressing"]
            assert ahead["bought"] < 0
            assert ahead["kept"] >= 0.05
            assert ahead["again"] >= 0.05
        fair = ORACLES["fair-kept"](lesson)
        assert fair["asking"] > fair["pressing"]


def test_predictions_come_out_as_the_words_say():
    for lesson in versions():
        found = {slug: KEY.solve(LESSON.exercise(slug), lesson) for slug in ("split", "dearer")}
        assert found["split"].accepted[0] == "C"
        assert found["dearer"].accepted[0] == "C"
        nothing = KEY.solve(LESSON.exercise("nothing-back"), lesson)
        assert nothing.accepted[0] == "A"
        assert 0 < nothing.facts["even"] < nothing.facts["built"]


def test_the_best_moment_differs_from_learner_to_learner_and_is_never_at_an_end():
    found = {KEY.solve(LESSON.exercise("best-moment"), v).accepted[0] for v in versions(range(12))}
    assert found == {3, 4, 5}


def test_a_signal_earlier_never_pays():
    for lesson in versions():
        facts = KEY.solve(LESSON.exercise("best-moment"), lesson).facts
        assert 40 * facts["more_hits"] < 60 * facts["more_false"]


def test_tables_agree_with_each_other():
    for lesson in versions():
        calls, talks = lesson.data("calls"), lesson.data("talks")
        assert ((calls["bought"] - calls["returned"]) == calls["kept"]).all()
        parts = talks[["actions", "comments", "questions"]]
        assert (parts.sum(axis=1) == talks["signals"]).all()
        assert parts.max().max() == 2
        assert len(lesson.data("new")) == len(lesson.data("known"))
        own = LESSON.version(
            company=next_door(lesson.parameters["company"], among=PLACES),
            seed=lesson.parameters["seed"],
        )
        pd.testing.assert_frame_equal(lesson.data("other"), own.data("calls"))


def test_a_table_that_is_changed_is_whole_again():
    lesson = LESSON.version(company="gym", seed=3)
    table = lesson.data("calls")
    table["kept"] = 0
    assert lesson.data("calls")["kept"].sum() > 0


def test_a_dearer_mistake_never_moves_the_moment_forward():
    lesson, text = LESSON.version(company="shop", seed=4), LESSON.text("en")
    tables = [
        draw(figures.FIGURES["harm"], lesson, text, harm).caption.table.iloc[:, 0]
        for harm in figures.HARMS
    ]
    best = [int(table.idxmax()) for table in tables]
    assert best == sorted(best)
    assert best[0] == 0
    assert best[-1] > best[3]
