"""Every shipped notebook in a real browser: it runs, its pictures are there, nothing runs off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from brecha.checking import Choice, LocalJudge
from brecha.lessons import Lesson, find, names
from browser.lab import Lab
from browser.test_lesson import WORDS, check_cell

LANGUAGES = ("en", "es")

# What stands further to the right than the output that holds it can't be read: forms don't scroll.
_RUN_OFF = """() => [...document.querySelectorAll('.jp-OutputArea-output')].flatMap(output =>
  [...output.querySelectorAll('.widget-radio-box label, button, .brecha-check, img')]
    .filter(part => part.getBoundingClientRect().right >
                    output.getBoundingClientRect().right + 1)
    .map(part => (part.innerText || part.alt || part.className).slice(0, 80)))"""

_PICTURES = """() => [...document.querySelectorAll('.jp-OutputArea-output img')].map(
  picture => ({alt: picture.alt, width: picture.naturalWidth}))"""


def _shipped() -> list[Any]:
    """List every lesson in both languages; one language each at the small size, by turns."""
    found = []
    for number, slug in enumerate(names()):
        for language in LANGUAGES:
            turn = LANGUAGES[number % 2] == language
            marks = [] if turn else [pytest.mark.slow]
            found.append(pytest.param(find(slug), language, id=f"{slug}-{language}", marks=marks))
    return found


@pytest.mark.parametrize("lesson, language", _shipped())
def test_a_notebook_runs_in_the_browser(lab: Lab, workplace: Path, lesson: Lesson, language: str):
    lab.open(lesson.notebook.format(language=language), workplace)
    lab.run_all()
    assert lab.errors() == []
    pictures = lab.page.evaluate(_PICTURES)
    assert all(picture["alt"] and picture["width"] for picture in pictures)
    assert lab.page.evaluate(_RUN_OFF) == []
    answer_wrong_then_right(lab, lesson, language)
    if "BRECHA_SCREENSHOTS" in os.environ:
        _take_pictures(lab, f"{lesson.slug}-{language}")


def answer_wrong_then_right(lab: Lab, lesson: Lesson, language: str) -> None:
    """Choose by radio button, where the lesson has a question that is answered so."""
    choices = [e for e in lesson.exercises if isinstance(e.kind, Choice) and not e.recall]
    if not choices:
        return
    exercise = choices[0]
    judge = LocalJudge(lesson.slug, lesson.key(), lesson.version(), lesson.words())
    right = judge.solved(exercise).accepted[0]
    wrong = next(letter for letter in exercise.kind.codes if letter != right)
    output = lab.cell(check_cell(lab, lesson, exercise.slug, language))
    for letter, word in ((wrong, None), (right, WORDS[language]["right"])):
        output.get_by_label(letter, exact=True).check()
        output.get_by_role("button", name=WORDS[language]["send"], exact=True).click()
        if word is None:
            output.locator(".brecha-not-right, .brecha-nearly").first.wait_for()
        else:
            output.get_by_text(word, exact=True).wait_for()


def _take_pictures(lab: Lab, name: str) -> None:
    """Take the page from top to bottom, a window at a time, for somebody to look at."""
    notebook = lab.page.locator(".jp-WindowedPanel-outer").first
    height = notebook.evaluate("panel => panel.scrollHeight")
    for number, top in enumerate(range(0, height, 900)):
        notebook.evaluate("(panel, top) => panel.scrollTo(0, top)", top)
        lab.picture(f"{name}-{number:02}")
