"""Whatever is handed in, a verdict comes back: in both languages, quickly, and never "right"."""

import json
import statistics
import time

import pytest

import bakery
from brecha.checking import Recorder, State, bundle
from brecha.checking.record import from_record
from brecha.text import LANGUAGES
from oddities import GIGANTIC, ODDITIES
from yardstick import GROUPINGS, grouping

KINDS = [exercise.slug for exercise in bakery.lesson().exercises]
JUDGED = [exercise.slug for exercise in bakery.lesson().exercises if exercise.kind.judged]


@pytest.mark.parametrize("name", ODDITIES)
def test_a_sensible_verdict_comes_back_in_both_languages(name):
    answer = ODDITIES[name]()
    for slug in JUDGED:
        verdict = bakery.verdict(slug, answer)
        assert verdict.state is State.NOT_RIGHT, slug
        assert verdict.points == 0
        assert verdict.messages
        for language in LANGUAGES:
            feedback = bakery.feedback(verdict, language)
            assert len(feedback.plain) < 1500
            assert len(feedback.plain.splitlines()) >= 2, "something is said"
            assert "<script" not in feedback.html
            assert "<b>" not in feedback.html
            assert "\ue000" not in feedback.html + feedback.plain
            shipped = bundle(verdict, feedback, language=language)
            json.dumps(shipped, allow_nan=False, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("name", ODDITIES)
def test_a_recorder_keeps_it_as_data_or_says_why_not(name):
    toy = bakery.lesson()
    recorder = Recorder(toy.slug, toy.version(seed=0))
    verdict = recorder(toy.exercise("share"), ODDITIES[name]())
    assert verdict.state in (State.RECORDED, State.NOT_RIGHT)
    from_record(json.loads(json.dumps(verdict.answer, allow_nan=False)))
    for language in LANGUAGES:
        assert len(bakery.feedback(verdict, language).plain.splitlines()) >= 2


@pytest.mark.parametrize("name", ODDITIES)
def test_free_text_is_kept_or_refused_and_never_judged(name):
    verdict = bakery.verdict("memo", ODDITIES[name]())
    assert verdict.state in (State.RECORDED, State.NOT_RIGHT)
    assert (verdict.state is State.RECORDED) == (verdict.answer is not None)


@pytest.mark.parametrize("name", GIGANTIC)
def test_a_gigantic_answer_takes_no_longer_than_sixty_groupings(name):
    limit = GROUPINGS * grouping()
    answer = ODDITIES[name]()
    for slug in KINDS:
        exercise = bakery.lesson().exercise(slug)
        judge = bakery.judge()
        judge(exercise, answer)
        seconds = []
        for _ in range(5):
            begin = time.thread_time()
            judge(exercise, answer)
            seconds.append(time.thread_time() - begin)
        assert statistics.median(seconds) < limit, slug
