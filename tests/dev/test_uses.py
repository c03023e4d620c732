import pytest

from brecha.dev.guards.uses import Offer, uses
from dev.small import code, notebook

SETUP = code("setup", 'lesson = brecha.open_lesson("waits", language=language, seed=seed)')
OFFER = Offer(
    slug="waits",
    exercises=["share", "why"],
    predictions=["which"],
    figures=["by-line"],
    widgets=["goal"],
    tables=["trips"],
    parameters=["language", "seed"],
)
LINES = {
    "trips": 'trips = lesson.data("trips")',
    "predict": 'lesson.predict("which", ...)',
    "show": 'lesson.show("by-line")',
    "outcome": 'lesson.outcome("which")',
    "twin": 'lesson.show("goal")',
    "widget": 'lesson.widget("goal")',
    "share": 'lesson.check("share", share)',
    "why": 'lesson.check("why", ...)',
}


def problems(*, setup=SETUP, without=(), **changed):
    lines = {id: line for id, line in {**LINES, **changed}.items() if id not in without}
    cells = [code(id, line) for id, line in lines.items()]
    return [(item.cell, item.message) for item in uses(notebook(setup, *cells), OFFER)]


def test_a_notebook_that_agrees_with_its_lesson_has_no_problem():
    assert problems() == []


def test_a_lesson_that_is_not_opened_is_found():
    assert problems(setup=code("setup", "x = 1"))[0] == ("setup", "No cell opens the lesson")


def test_another_lesson_is_found():
    other = code("setup", SETUP["source"].replace("waits", "gap"))
    assert "opens the lesson 'gap', and is that of 'waits'" in problems(setup=other)[0][1]


def test_the_cell_that_opens_is_called_setup():
    assert "not called setup" in problems(setup=code("open", SETUP["source"]))[0][1]


def test_only_open_lesson_opens():
    other = code("setup", f"brecha.hello()\n{SETUP['source']}")
    assert problems(setup=other) == []


def test_a_parameter_that_is_not_passed_on_is_found():
    other = code("setup", 'lesson = brecha.open_lesson("waits", language="en", seed=seed)')
    assert problems(setup=other) == [
        ("setup", "The parameter 'language' isn't passed on to open_lesson")
    ]


@pytest.mark.parametrize(
    "id, noun", [("share", "exercise"), ("predict", "prediction"), ("widget", "widget")]
)
def test_what_the_lesson_has_and_the_notebook_does_not_is_found(id, noun):
    assert any(f"The {noun} " in message for _, message in problems(without=[id]))


def test_an_exercise_that_stands_twice_is_found():
    found = problems(again='lesson.check("share", share)')
    assert found == [("again", "The exercise 'share' is used twice; first in 'share'")]


@pytest.mark.parametrize(
    "line, noun, name",
    [
        ('lesson.check("shares", x)', "exercise", "shares"),
        ('lesson.hint("shares")', "exercise", "shares"),
        ('lesson.predict("whom", ...)', "prediction", "whom"),
        ('lesson.outcome("whom")', "prediction", "whom"),
        ('lesson.show("by-lines")', "figure", "by-lines"),
        ('lesson.data("trip")', "table", "trip"),
        ('lesson.describe("trip")', "table", "trip"),
    ],
)
def test_a_name_that_the_lesson_does_not_know_is_found(line, noun, name):
    assert (("odd"), f"The lesson has no {noun} {name!r}") in problems(odd=line)


def test_the_nearest_name_is_the_remedy():
    cells = [code(id, line) for id, line in LINES.items()]
    found = uses(notebook(SETUP, *cells, code("odd", 'lesson.data("trip")')), OFFER)
    assert found[0].remedy == "Perhaps 'trips' is meant"


def test_a_check_without_a_slug_in_quotes_is_found():
    assert "no exercise written as text" in problems(odd="lesson.check(slug, x)")[0][1]


def test_a_prediction_without_its_outcome_is_found():
    assert problems(without=["outcome"]) == [
        ("predict", "The prediction 'which' is never compared with what the data say")
    ]


def test_an_outcome_before_its_prediction_is_found():
    early = {"early": LINES["outcome"], **LINES}
    cells = [code(id, line) for id, line in early.items() if id != "outcome"]
    found = uses(notebook(SETUP, *cells), OFFER)
    assert "never compared" in found[0].message


def test_an_inventory_needs_no_outcome():
    offer = Offer(slug="waits", predictions=["which"], parameters=["language", "seed"])
    assert uses(notebook(SETUP, code("predict", LINES["predict"])), offer) == []


def test_a_widget_without_its_static_twin_before_it_is_found():
    assert problems(without=["twin"]) == [
        ("widget", "The widget 'goal' has no static twin before it")
    ]


def test_a_widget_before_any_prediction_is_found():
    moved = {"twin": LINES["twin"], "widget": LINES["widget"], **LINES}
    cells = [code(id, line) for id, line in moved.items()]
    assert "comes before any prediction" in uses(notebook(SETUP, *cells), OFFER)[0].message


def test_too_many_widgets_are_found():
    cells = [code(id, line) for id, line in LINES.items()]
    found = uses(notebook(SETUP, *cells), OFFER, most_widgets=0)
    assert "There are 1 widgets; at most 0" in found[0].message
