import pandas as pd
import pytest

import bakery
from brecha.checking import Exercise, Key, LocalJudge, Number, Recorder, State, judging
from brecha.checking.judging import is_attempted

TOY = bakery.lesson()


@pytest.mark.parametrize("answer", [..., "...", "…", "", "  ", " . . . "])
def test_dots_and_blanks_are_no_attempt(answer):
    assert not is_attempted(answer)
    for exercise in TOY.exercises:
        verdict = bakery.verdict(exercise.slug, answer)
        assert verdict.state is State.NOT_ATTEMPTED
        assert verdict.points == 0
        assert verdict.of == 1


@pytest.mark.parametrize("answer", [0, None, False, "0", [], "." * 2000, pd.Series(dtype=float)])
def test_anything_else_is_an_attempt(answer):
    assert is_attempted(answer)


def judge_of(**misconceptions):
    """Judge one number, 1.0, with misconceptions that have the given values."""
    key = Key()
    key.reference("n")(lambda lesson: 1.0)
    for name, value in misconceptions.items():
        key.misconception("n", name)(lambda lesson, value=value: value)
    return LocalJudge("demo", key, TOY.version(seed=0))


def test_right_comes_before_any_misconception():
    verdict = judge_of(same=1.0)(Exercise("n", Number()), 1.0)
    assert verdict.state is State.RIGHT
    assert verdict.misconception is None


def test_the_first_misconception_that_fits_is_named():
    verdict = judge_of(first=2.0, second=2.0)(Exercise("n", Number()), 2.0)
    assert verdict.misconception == "first"


def test_a_misconception_comes_before_a_slip_that_would_also_fit():
    verdict = judge_of(minus=-1.0)(Exercise("n", Number()), -1.0)
    assert verdict.misconception == "minus"


def test_a_misconception_that_cannot_arise_is_passed_over():
    verdict = judge_of(never=None)(Exercise("n", Number()), 5.0)
    assert verdict.state is State.NOT_RIGHT


@pytest.mark.parametrize("code, most, said", [("none", 3, 0), ("none", 4, 1), ("line", 3, 1)])
def test_without_code_only_a_small_table_explains_an_answer(monkeypatch, code, most, said):
    monkeypatch.setattr(judging, "_MOST_ON_PAPER", most)
    mean = TOY.version(seed=0).data("tills")["customers"].mean()
    verdict = judge_of()(Exercise("n", Number(), code=code), mean)
    keys = [message.key for message in verdict.messages]
    assert ("check.measured.column-mean" in keys) == bool(said)


def test_points_are_those_of_the_exercise():
    verdict = judge_of()(Exercise("n", Number(), points=2.5), 1.0)
    assert (verdict.points, verdict.of) == (2.5, 2.5)


def test_a_verdict_carries_what_was_judged_and_on_which_data():
    verdict = bakery.verdict("share", (0, 64))
    assert verdict.lesson == "bakery-queue"
    assert verdict.slug == "share"
    assert verdict.parameters == {"company": "hotel", "seed": 0}
    assert verdict.answer == {"type": "tuple", "values": [0, 64]}


def test_a_slip_is_said_before_the_misconception_that_it_hides():
    keys = [message.key for message in bakery.verdict("share", "0,7").messages]
    assert keys == ["check.slip.decimal-comma", "share.misconceptions.mean-of-shares"]


def test_free_text_is_kept_and_never_judged():
    verdict = bakery.verdict("memo", "  The west till needs help.  ")
    assert verdict.state is State.RECORDED
    assert verdict.answer == "  The west till needs help.  "
    assert verdict.points == 0


@pytest.mark.parametrize("answer, said", [(3, "your answer is a number"), ("x" * 9000, "9,000")])
def test_what_is_no_free_text_is_refused(answer, said):
    assert bakery.verdict("memo", answer).state is State.NOT_RIGHT
    assert said in bakery.said("memo", answer)


@pytest.mark.parametrize(
    "answer, state",
    [
        (0.64, State.RECORDED),
        (0.1, State.RECORDED),
        ("anything", State.RECORDED),
        (bakery.SHARES, State.RECORDED),
        (..., State.NOT_ATTEMPTED),
        (object(), State.NOT_RIGHT),
        ([0] * 6000, State.NOT_RIGHT),
        ("x" * 30_000, State.NOT_RIGHT),
    ],
)
def test_a_recorder_judges_nothing(answer, state):
    recorder = Recorder("bakery-queue", TOY.version(seed=0))
    for exercise in TOY.exercises:
        verdict = recorder(exercise, answer)
        assert verdict.state is state
        assert verdict.misconception is None
        assert verdict.points == 0
        for language in ("en", "es"):
            assert bakery.feedback(verdict, language).plain


def test_a_recorder_never_asks_for_the_key(monkeypatch):
    monkeypatch.setattr(type(TOY), "key", None)
    assert Recorder("x", TOY.version(seed=0))(TOY.exercise("share"), 0.64).answer == 0.64


def test_verdicts_do_not_depend_on_the_order_of_checks():
    once = [bakery.verdict(e.slug, 0.64) for e in TOY.exercises]
    again = [bakery.verdict(e.slug, 0.64) for e in reversed(TOY.exercises)]
    assert once == again[::-1]


def test_every_answer_by_hand_is_right():
    answers = {
        "share": bakery.SHARE,
        "customers": bakery.CUSTOMERS,
        "by-till": bakery.SHARES,
        "worst": "west",
        "why": "B",
        "order": "CADB",
        "kinds": "ABBA",
    }
    for slug, answer in answers.items():
        assert bakery.verdict(slug, answer).state is State.RIGHT, slug
