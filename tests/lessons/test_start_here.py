"""Lesson 00: the day that it simulates, its answers by hand, what a beginner is told."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from brecha import files, open_lesson
from brecha.checking import LocalJudge, State
from brecha.lessons import find
from brecha.lessons.start_here import answers
from brecha.lessons.start_here.day import SHIFTS, day

COMPANIES = find("start-here").parameters[0].choices
CODE = [exercise for exercise in find("start-here").exercises if exercise.code != "none"]


class Desk:
    """A day small enough to be worked by hand: three people in the morning, two in the evening."""

    def data(self, name):
        waits = pd.DataFrame(
            {
                "shift": ["morning", "morning", "morning", "evening", "evening"],
                "promised": [5, 10, 5, 10, 5],
                "waited": [4, 6, 8, 20, 17],
            }
        )
        book = pd.DataFrame({"shift": ["morning", "evening"], "complaints": [4, 2]})
        return {"waits": waits, "four": waits.iloc[:4], "book": book}[name].copy()


BY_HAND = {
    "by-hand": 9.5,  # 4 + 6 + 8 + 20 = 38, shared by four
    "mean-wait": 11.0,  # 38 + 17 = 55, shared by five
    "mean-promised": 7.0,  # 35 shared by five
    "complaints": 6,
    "extra-wait": 4.0,  # 11 - 7
}

WRONG = {
    ("by-hand", "sum"): 38,
    ("by-hand", "promised"): 7.5,
    ("by-hand", "ends"): 12.0,  # between 4 and 20
    ("mean-wait", "promised"): 7.0,
    ("mean-wait", "sum"): 55,
    ("mean-wait", "count"): 5,
    ("mean-wait", "four"): 9.5,
    ("mean-wait", "mean-of-shifts"): 12.25,  # between 6 and 18.5
    ("mean-promised", "waited"): 11.0,
    ("mean-promised", "sum"): 35,
    ("mean-promised", "count"): 5,
    ("complaints", "rows"): 2,
    ("complaints", "mean"): 3.0,
    ("complaints", "people"): 5,
    ("extra-wait", "turned-round"): -4.0,
    ("extra-wait", "sums"): 20,
    ("extra-wait", "waited-alone"): 11.0,
    ("extra-wait", "four"): 2.0,  # 9.5 - 7.5
}


@pytest.mark.parametrize("slug, expected", BY_HAND.items())
def test_an_answer_is_the_one_worked_by_hand(slug, expected):
    assert answers.key.function(slug)(Desk()) == pytest.approx(expected)


def test_the_means_of_the_shifts_are_those_worked_by_hand():
    found = answers.wait_by_shift(Desk())
    assert found.to_dict() == {"morning": 6.0, "evening": 18.5}


def test_every_wrong_number_is_worked_by_hand():
    known = {
        (slug, misconception.name)
        for slug in BY_HAND
        for misconception in answers.key.misconceptions(slug)
    }
    assert known == set(WRONG)


@pytest.mark.parametrize("place, expected", WRONG.items())
def test_a_wrong_number_is_the_one_worked_by_hand(place, expected):
    slug, name = place
    wrong = next(m for m in answers.key.misconceptions(slug) if m.name == name)
    assert wrong.compute(Desk()) == pytest.approx(expected)


@pytest.mark.parametrize("company", COMPANIES)
def test_the_finding_holds_on_every_day(company):
    for seed in range(25):
        found = day({"company": company, "seed": seed})
        waits = found.waits.groupby("shift")["waited"]
        complaints = found.book.set_index("shift")["complaints"]
        people = waits.count()
        assert waits.mean().idxmax() == found.slow
        assert complaints.idxmax() == people.idxmax() == found.busy
        assert found.slow != found.busy
        assert (complaints / people).idxmax() == found.slow
        assert 20 <= len(found.waits) <= 28


def test_each_shift_can_be_the_slow_one():
    slow = {day({"company": "gym", "seed": seed}).slow for seed in range(25)}
    assert slow == set(SHIFTS)


def test_a_day_is_the_same_for_the_same_seed_and_another_for_another():
    first, again = (day({"company": "shop", "seed": 3}) for _ in range(2))
    pd.testing.assert_frame_equal(first.waits, again.waits)
    assert not first.waits.equals(day({"company": "shop", "seed": 4}).waits)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_three_errors_are_shown_with_their_last_line_and_explained(language, capsys):
    source = files.notebooks() / language / "00-start-here.ipynb"
    runs = [
        "".join(cell["source"])
        for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]
        if "".join(cell["source"]).startswith("lesson.run(")
    ]
    assert len(runs) == 3
    lesson = open_lesson("start-here", language=language)
    for line, last, word in zip(
        runs,
        ("KeyError: 'promissed'", "NameError: name 'complaints'", "SyntaxError: '(' was never"),
        ("promised", "complaints", {"en": "bracket", "es": "paréntesis"}[language]),
        strict=True,
    ):
        shown = said(lambda line=line: eval(line, {"lesson": lesson}), capsys)
        assert last in shown
        assert word in shown.splitlines()[-1]


@pytest.mark.parametrize("exercise", CODE, ids=lambda exercise: exercise.slug)
def test_a_shown_solution_runs_in_the_notebook_and_is_right(exercise):
    from brecha.notebook.solutions import source

    lesson = find("start-here")
    version = lesson.version(company="clinic", seed=7)
    lines = source(lesson.key().function(exercise.slug)).splitlines()
    names = {"lesson": version}
    exec("\n".join(lines[:-1]), names)
    answer = eval(lines[-1].partition("=")[2] if "= " in lines[-1] else lines[-1], names)
    judge = LocalJudge(lesson.slug, lesson.key(), version, lesson.words())
    assert judge(exercise, answer).state is State.RIGHT


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_case_is_told_in_the_company_s_words(company, language, capsys):
    lesson = open_lesson("start-here", language=language, company=company, seed=1)
    shown = said(lesson.case, capsys)
    name = lesson._text(f"companies.{company}.name")
    assert shown.startswith(name)
    assert "{" not in shown
    assert {"en": "simulated", "es": "simulado"}[language] in shown


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_lessons_opens_what_is_there_and_nothing_else(language):
    page = files.notebooks() / language / "00-start-here.ipynb"
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    table = next("".join(cell["source"]) for cell in cells if cell["id"] == "recap-lessons")
    opened = {(page.parent / link).resolve() for link in re.findall(r"\]\(([^)]+)\)", table)}
    there = {path.resolve() for path in page.parent.glob("*.ipynb")} - {page.resolve()}
    there |= {path.resolve() for path in page.parent.glob("deeper/*.ipynb")}
    cases = files.casework() / language
    there |= {path.resolve() for path in cases.glob("*.ipynb")}
    assert {path.name for path in opened} == {path.name for path in there}
    assert all(Path(path).is_file() for path in opened)


def said(act, capsys):
    """Return the plain text of what was displayed."""
    capsys.readouterr()
    act()
    return capsys.readouterr().out.strip()
