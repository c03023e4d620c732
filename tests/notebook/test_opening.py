"""Opening a lesson, and each kind of bad input: one clear error, in both languages."""

import pytest

import brecha
from brecha.checking import LocalJudge, Recorder
from brecha.errors import BrechaError, ParameterError, UnknownNameError
from brecha.notebook import open_lesson


class Breaks:
    def __repr__(self):
        raise RuntimeError("no repr")


def test_opening_says_what_was_opened(page):
    lesson = open_lesson("bakery-queue", seed=7)
    assert page.plain == "The queue at the bakery · company = 'hotel' · seed = 7"
    assert "<strong>The queue at the bakery</strong>" in page.html
    assert repr(lesson) == "<bakery-queue: company='hotel', seed=7, language='en'>"


def test_opening_speaks_the_learners_language(page):
    open_lesson("bakery-queue", language="es")
    assert page.plain.startswith("La fila de la panadería · company = 'hotel' · seed = 2024")


def test_the_package_itself_opens_lessons(page):
    assert brecha.open_lesson is open_lesson
    with pytest.raises(AttributeError, match="'brecha' has no attribute 'open_lessons'"):
        _ = brecha.open_lessons


def test_opening_again_with_other_values_is_said(page):
    open_lesson("bakery-queue", seed=1)
    open_lesson("bakery-queue", seed=1)
    assert "The data are new." not in page.plain
    open_lesson("bakery-queue", seed=2)
    assert "The data are new." in page.last
    open_lesson("bakery-queue", seed=3, language="es")
    assert "Los datos son nuevos." in page.last


@pytest.mark.parametrize(
    "slug, given, error, english, spanish",
    [
        (
            "bakery-queue",
            {"company": "hotle"},
            ParameterError,
            "company = 'hotle' is not allowed. Did you mean \"hotel\"?",
            "company = 'hotle' no se permite. ¿Quisiste decir \"hotel\"?",
        ),
        (
            "bakery-queue",
            {"company": "zoo"},
            ParameterError,
            "Allowed are: hotel, clinic and bank.",
            "Se permiten: hotel, clinic y bank.",
        ),
        (
            "bakery-queue",
            {"seed": "abc"},
            ParameterError,
            "seed = 'abc' is not allowed: a whole number without quotes is expected",
            "seed = 'abc' no se permite: se espera un número entero sin comillas",
        ),
        (
            "bakery-queue",
            {"seed": -1},
            ParameterError,
            "seed = -1 is not allowed: a whole number from 0 to 4294967295 is expected.",
            "seed = -1 no se permite: se espera un número entero de 0 a 4294967295.",
        ),
        ("bakery-queue", {"seed": 1.5}, ParameterError, "seed = 1.5", "seed = 1.5 no se"),
        ("bakery-queue", {"seed": True}, ParameterError, "seed = True", "seed = True no se"),
        ("bakery-queue", {"seed": Breaks()}, ParameterError, "seed = <Breaks", "se espera"),
        (
            "bakery-queue",
            {"sede": 3},
            ParameterError,
            "has no parameter sede. It has: company, seed and language.",
            "no tiene ningún parámetro sede. Tiene: company, seed y language.",
        ),
        (
            "bakery-que",
            {},
            UnknownNameError,
            "There is no lesson 'bakery-que'. Did you mean \"bakery-queue\"?",
            "No existe la lección 'bakery-que'. ¿Quisiste decir \"bakery-queue\"?",
        ),
        (
            "zzz",
            {},
            UnknownNameError,
            "There is no lesson 'zzz'. There are: appliance-repair, bakery-queue",
            "No existe la lección 'zzz'. Hay: appliance-repair, bakery-queue",
        ),
        (None, {}, UnknownNameError, "There is no lesson None.", "No existe la lección None."),
        (["x"], {}, UnknownNameError, "There is no lesson ['x'].", "No existe la lección ['x']."),
    ],
)
def test_bad_input_is_one_clear_error(page, slug, given, error, english, spanish):
    for language, words in {"en": english, "es": spanish}.items():
        with pytest.raises(error) as caught:
            open_lesson(slug, language=language, **given)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
        assert caught.value.__cause__ is None
    assert page.shown == []


@pytest.mark.parametrize(
    "language, nearest",
    [("eng", "'en'"), ("ES", "'es'"), ("fr", None), (None, None), (1, None), (["es"], None)],
)
def test_an_unknown_language_is_refused_in_words_of_both(page, language, nearest):
    with pytest.raises(ParameterError) as caught:
        open_lesson("bakery-queue", language=language)
    said = str(caught.value)
    assert "is not allowed" in said
    assert '"es" (español)' in said
    if nearest:
        assert said.endswith(f"Did you mean {nearest}?")


def test_every_error_of_ours_is_of_one_family(page):
    for given in ({"seed": -1}, {"language": "fr"}, {"nonsense": 1}):
        with pytest.raises(BrechaError):
            open_lesson("bakery-queue", **given)


def test_answers_stay_away_where_a_recorder_sits(page, monkeypatch):
    monkeypatch.setenv("BRECHA_JUDGE", "recorder")
    monkeypatch.setattr("brecha.lessons.Lesson.key", lambda lesson: pytest.fail("key was asked"))
    lesson = open_lesson("bakery-queue", seed=0)
    assert isinstance(lesson._answers.judge, Recorder)
    page.clear()
    lesson.check("share", 0.64)
    assert page.check["state"] == "recorded"
    assert page.check["answer"] == 0.64


def test_a_local_judge_sits_elsewhere(lesson):
    assert isinstance(lesson._answers.judge, LocalJudge)
