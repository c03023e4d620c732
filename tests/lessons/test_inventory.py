"""The inventory: twelve choices that are kept, and about which nobody is told anything yet."""

import json
from collections import Counter

import pytest

from brecha import files, open_lesson
from brecha.lessons import find
from brecha.text import LANGUAGES

LESSON = find("inventory")
QUESTIONS = [prediction.slug for prediction in LESSON.predictions]


def cells(language):
    path = files.notebooks() / language / "00-inventory.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def test_there_are_twelve_questions_and_nothing_is_judged():
    assert len(QUESTIONS) == 12
    assert LESSON.exercises == ()
    assert all(prediction.concepts for prediction in LESSON.predictions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_asks_all_of_them_and_tells_no_outcome(language):
    code = "\n".join("".join(c["source"]) for c in cells(language) if c["cell_type"] == "code")
    assert [slug for slug in QUESTIONS if f'lesson.predict("{slug}", ...)' in code] == QUESTIONS
    for method in ("outcome", "check", "solution", "hint"):
        assert f"lesson.{method}(" not in code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", "ABCD")
def test_every_answer_is_acknowledged_in_the_same_neutral_words(language, letter, capsys):
    lesson = open_lesson("inventory", language=language)
    found = set()
    for slug in QUESTIONS:
        capsys.readouterr()
        lesson.predict(slug, letter)
        shown = capsys.readouterr().out.strip()
        title, _, rest = shown.partition("\n")
        assert lesson._text(f"{slug}.title") in title
        found.add(rest)
    assert found == {lesson._text("lesson.committed")}


def test_no_letter_is_the_better_supported_one_more_often_than_the_others():
    version = LESSON.version()
    letters = Counter(LESSON.key().function(slug)(version) for slug in QUESTIONS)
    assert letters == {"A": 4, "B": 4, "C": 4}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", QUESTIONS)
def test_the_outcome_names_the_letter_of_its_reference(language, slug):
    text = LESSON.text(language)
    letter = LESSON.key().function(slug)(LESSON.version())
    assert f"({letter})" in text(f"{slug}.outcome", expected=letter)
    assert len({text(f"{slug}.options.{sign}") for sign in "ABCD"}) == 4


def test_the_last_option_always_lets_one_off():
    for language, words in (("en", "I can't say"), ("es", "No sabría decirlo")):
        text = LESSON.text(language)
        assert {text(f"{slug}.options.D") for slug in QUESTIONS} == {words}
