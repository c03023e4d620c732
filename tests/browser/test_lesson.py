"""A student in a real browser: runs the lesson, moves a widget, is wrong, is told why, is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from brecha.checking import Choice, LocalJudge, Number
from brecha.checking.feedback import render
from brecha.checking.markup import to_plain
from brecha.lessons import Version, find
from browser.lab import Lab
from notebooks import learner

WORDS = {
    "en": {"right": "Right", "nearly": "Nearly", "send": "Check"},
    "es": {"right": "Correcto", "nearly": "Casi", "send": "Comprobar"},
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_student_works_through_the_quality_gap(lab: Lab, workplace: Path, language: str):
    lesson = find("quality-gap")
    path = lesson.notebook.format(language=language)
    version = lesson.version()
    judge = LocalJudge(lesson.slug, lesson.key(), version, lesson.words())
    words = WORDS[language]
    lab.open(path, workplace)
    lab.run_all()
    assert lab.errors() == []
    lab.picture(f"{language}-1-run")

    move_a_widget(lab, language)
    answer_a_form(lab, lesson, judge, words, language)
    type_an_answer(lab, version, judge, words, language)


def move_a_widget(lab: Lab, language: str) -> None:
    # Forms have buttons too; the widget is the box that holds a picture.
    widget = lab.page.locator(".jp-OutputArea .widget-vbox:has(.widget-html img)").first
    picture = widget.locator("img").first
    picture.scroll_into_view_if_needed()
    before = picture.get_attribute("src")
    widget.locator(".widget-toggle-button:not(.mod-active)").last.click()
    expect(picture).not_to_have_attribute("src", str(before))
    assert picture.get_attribute("alt")
    lab.picture(f"{language}-2-widget")


def answer_a_form(lab: Lab, lesson: Any, judge: LocalJudge, words: Any, language: str) -> None:
    """Choose a wrong option, then the right one, by radio button."""
    exercise = next(e for e in lesson.exercises if isinstance(e.kind, Choice) and not e.recall)
    right = judge.solved(exercise).accepted[0]
    wrong = next(letter for letter in exercise.kind.codes if letter != right)
    cell = check_cell(lab, lesson, exercise.slug, language)
    output = lab.cell(cell)
    output.get_by_label(wrong, exact=True).check()
    output.get_by_role("button", name=words["send"], exact=True).click()
    told = judge(exercise, wrong)
    first = said(lesson, exercise, told, language)
    lab.page.wait_for_function("words => document.body.innerText.includes(words)", arg=first)
    lab.picture(f"{language}-3-form-wrong")
    output.get_by_label(right, exact=True).check()
    output.get_by_role("button", name=words["send"], exact=True).click()
    output.get_by_text(words["right"], exact=True).wait_for()
    lab.picture(f"{language}-4-form-right")


def type_an_answer(
    lab: Lab, version: Version, judge: LocalJudge, words: Any, language: str
) -> None:
    """Type a misconception's number, read its name, then type the right line of code."""
    lesson = version.lesson
    exercise = next(e for e in lesson.exercises if isinstance(e.kind, Number) and e.code == "line")
    solved = judge.solved(exercise)
    misconception = solved.misconceptions[0]
    value = float(solved.value(misconception))
    verdict = judge(exercise, value)
    assert verdict.misconception == misconception.name
    cell = write(lab, lesson, exercise.slug, repr(value), language)
    told = said(lesson, exercise, verdict, language)
    lab.page.wait_for_function("words => document.body.innerText.includes(words)", arg=told)
    expect(lab.output(cell).get_by_text(words["nearly"], exact=True)).to_be_visible()
    lab.picture(f"{language}-5-misconception")
    write(lab, lesson, exercise.slug, learner.right_code(exercise, solved, version), language)
    expect(lab.output(cell).get_by_text(words["right"], exact=True)).to_be_visible()
    lab.picture(f"{language}-6-right")


def said(lesson: Any, exercise: Any, verdict: Any, language: str) -> str:
    """Return the beginning of what a verdict says, as the page shows it."""
    plain = render(verdict, lesson.text(language), exercise).plain.split("\n")[1]
    return to_plain(plain).replace("`", "")[:40]


def check_cell(lab: Lab, lesson: Any, slug: str, language: str) -> str:
    notebook = learner.read(lesson, language)
    return next(
        cell["id"]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and f'lesson.check("{slug}"' in "".join(cell["source"])
    )


def write(lab: Lab, lesson: Any, slug: str, code: str, language: str) -> str:
    """Type an answer in the place of its dots, run the cell, and return the cell's id."""
    notebook = learner.read(lesson, language)
    place = next(place for place in learner.places(notebook) if place.slug == slug)
    learner.fill(notebook, place, code)
    cell = notebook["cells"][place.cell]
    lab.type_into(cell["id"], "".join(cell["source"]))
    check = check_cell(lab, lesson, slug, language)
    if check != cell["id"]:
        lab.run(check)
    return check
