"""Lesson 04: every count worked out by hand on a few rows, and what must hold on every seed."""

import itertools

import pandas as pd
import pytest

from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.difficult_conversations import coding, counting
from brecha.lessons.difficult_conversations.exercises import TABLE_ELEVEN
from brecha.models.dialogue import play
from brecha.scenarios import COMPANIES
from brecha.text import LANGUAGES
from by_hand import Paper, computed

LESSON = find("difficult-conversations")
KEY = LESSON.key()
SEEDS = (0, 7, 2024)


class ByHand(Paper):
    """Lists short enough to be counted with a finger."""

    def example(self):
        return self.lists("call", "DACD", "DECB")

    def ten(self):
        # The same in rows 1 to 6. A, B, C, D: 3, 3, 2, 2 against 4, 2, 2, 2: nine in common.
        return self.lists("transcript", "AABBCDABCD", "AABBCDCADA")

    def calls(self):
        # The same in 4 of 8. By the first letter: A 1 of 2, B 2 of 2, D 1 of 4: mean 0.583.
        return self.lists("call", "AABBDDDD", "AEBBDAAE")

    def twice(self):
        table = self.lists("customer", "DDAB", "DABA")
        table = table.rename(columns={"first": "first_call", "second": "second_call"})
        return table.assign(first_wait=[20, 15, 3, 4], second_wait=[12, 2, 3, 5])

    def covers(self):
        rows = [(1, 0, 1), (2, 0, 1), (3, 1, 1), (4, 0, 0)]
        return pd.DataFrame(
            [
                (number, cover, insecure)
                for number, young, old in rows
                for cover, insecure in zip(coding.COVERS, (young, old), strict=True)
            ],
            columns=["transcript", "cover", "insecure"],
        )

    def other(self):
        return self.lists("call", "FFGH", "FFGG")

    @staticmethod
    def lists(noun, first, second):
        numbers = range(1, len(first) + 1)
        return pd.DataFrame({noun: numbers, "first": list(first), "second": list(second)})


def by_hand(slug, name=None):
    return computed(KEY, slug, name, ByHand())


@pytest.mark.parametrize(
    "slug, name, value",
    [
        ("agree-ten", None, 0.6),
        ("agree-ten", "count", 6),
        ("agree-ten", "differences", 0.4),
        ("agree-ten", "totals", 0.9),
        ("agree-ten", "example", 0.5),
        ("agree-ten", "of-all-letters", 0.3),
        ("agree-all", None, 0.5),
        ("agree-all", "count", 4),
        ("agree-all", "differences", 0.5),
        ("agree-all", "totals", 5 / 8),
        ("agree-all", "letter-by-letter", (1 / 2 + 1 + 1 / 4) / 3),
        ("agree-all", "without-the-commonest", 3 / 4),
        ("agree-all", "of-all-letters", 0.25),
        ("agree-all", "habit", (2 * 3 + 2 * 2 + 4 * 1) / 64),
        ("again", None, 0.25),
        ("again", "count", 1),
        ("again", "differences", 0.75),
        ("again", "totals", 0.75),
        ("again", "waits", 0.25),
        ("again", "itself", 1.0),
        ("again", "own", 0.5),
        ("again", "long-waits", 0.5),
        ("other-agree", None, 0.75),
        ("other-agree", "count", 3),
        ("other-agree", "differences", 0.25),
        ("other-agree", "totals", 0.75),
        ("other-agree", "own", 0.5),
        ("other-agree", "of-all-letters", 3 / 8),
        ("other-agree", "habit", (2 * 2 + 1 * 2) / 16),
    ],
)
def test_numbers_by_hand(slug, name, value):
    assert by_hand(slug, name) == pytest.approx(value)


@pytest.mark.parametrize(
    "name, young, old",
    [
        (None, 0.25, 0.75),
        ("sum", 1, 3),
        ("rows", 4, 4),
        ("composition", 0.25, 0.75),
        ("not-insecure", 0.75, 0.25),
        ("of-all-rows", 0.125, 0.375),
    ],
)
def test_cover_sheets_by_hand(name, young, old):
    assert by_hand("by-cover", name).to_dict() == pytest.approx({"age-24": young, "age-71": old})


def test_facts_by_hand():
    facts = KEY.solve(LESSON.exercise("again"), ByHand()).facts
    # Waits of more than ten minutes: 20, 15, 12, coded D, D, D; the five others hold no D.
    assert (facts["long"], facts["short"], facts["long_n"], facts["short_n"]) == (1.0, 0.0, 3, 5)
    assert facts["chance"] == pytest.approx((2 * 1 + 1 * 2 + 1 * 1) / 16)
    facts = KEY.solve(LESSON.exercise("why-apart"), ByHand()).facts
    assert (facts["off"], facts["one"], facts["other"], facts["pair_n"]) == (
        4,
        "type-A",
        "type-D",
        2,
    )


@pytest.mark.parametrize("percent, share", [(20, 0.2), (50, 0.3125), (80, 0.65), (100, 1.0)])
def test_agreement_of_two_who_do_not_listen(percent, share):
    assert counting.without_listening(percent) == pytest.approx(share)


# --- conversations -----------------------------------------------------------------------------


def judged(slug, answer, *, company="hotel", seed=2024):
    version = LESSON.version(company=company, seed=seed)
    judge = LocalJudge(LESSON.slug, KEY, version, LESSON.words())
    return judge(LESSON.exercise(slug), answer)


def test_table_eleven_is_saved_by_what_the_child_needs():
    assert judged("table-eleven", "CCAB").state is State.RIGHT
    assert play(TABLE_ELEVEN, "CCAB").acceptable


@pytest.mark.parametrize(
    "path, key",
    [("AB", "end-street"), ("CCAA", "end-used"), ("BCCAC", "missed-minutes")],
)
def test_a_wrong_path_is_told_why(path, key):
    found = judged("table-eleven", path)
    assert found.state is State.NOT_RIGHT
    assert f"table-eleven.feedback.{key}" in [message.key for message in found.messages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_end_and_every_limit_has_its_words(language):
    text = LESSON.text(language)
    ends = [f"end-{name}" for name in TABLE_ELEVEN.ends]
    for key in (*ends, "missed-trust", "missed-clarity", "missed-minutes"):
        assert text.get(f"table-eleven.feedback.{key}")


def test_sentences_of_the_exercise_stand_in_the_scenes():
    lines = {
        language: " ".join(
            option.said[language]
            for scene in LESSON.scenes.values()
            for node in scene.nodes.values()
            for option in node.options.values()
        )
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        text = LESSON.text(language)
        for item in "1234567":
            said = text(f"rules.items.{item}").strip("«»“”.")
            assert said in lines[language], said


def test_both_readings_of_an_ambiguous_passage_are_accepted():
    for letters in itertools.product("AE", "BD", "BC"):
        sixth, seventh, ninth = letters
        coded = f"ADCBE{sixth}{seventh}D{ninth}A"
        assert judged("code-ten", coded).state is State.RIGHT


def test_a_wrong_letter_is_held_against_the_nearest_coding():
    found = judged("code-ten", "ADCDEABDCA")
    keys = [message.key for message in found.messages]
    assert keys[:2] == ["code-ten.feedback.4D", "code-ten.feedback.4"]
    assert not any(key.startswith(("code-ten.feedback.6", "code-ten.feedback.9")) for key in keys)


# --- what the simulation builds in ------------------------------------------------------------


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_built_in(company, seed):
    version = LESSON.version(company=company, seed=seed)
    calls, twice, covers, other = map(version.data, ("calls", "twice", "covers", "other"))
    assert (len(calls), len(twice), len(covers), len(other)) == (60, 40, 48, 50)
    share = counting.agreed(calls["first"], calls["second"])
    assert counting.by_chance(calls["first"], calls["second"]) + 0.1 < share < 0.65
    assert counting.totals(calls["first"], calls["second"]) > share + 0.2
    assert counting.agreed(twice["first_call"], twice["second_call"]) < share
    waited = counting.after_waiting(twice)
    assert waited["long"] > waited["short"] + 0.3
    shares = covers.groupby("cover")["insecure"].mean()
    assert shares["age-71"] > shares["age-24"] + 0.15
    assert counting.agreed(other["first"], other["second"]) > share + 0.1


def test_the_same_seed_gives_the_same_lists_and_another_one_others():
    one, again, other = (LESSON.version(seed=seed).data("calls") for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one.equals(other)
