"""Forms, clicked without a browser: they call the same check as a line of code."""

import ipywidgets
import pytest

import bakery
from brecha.checking import Choice, Exercise, Label, Number
from brecha.checking.feedback import FORMS
from brecha.notebook.forms import code_line, form
from brecha.text import Catalogue

FORMED = [e.slug for e in bakery.lesson().exercises if e.kind.form in FORMS and e.code == "none"]


def of_type(box, kind):
    """Find the widgets of a kind in a box, in their order."""
    found = [box] if isinstance(box, kind) else []
    for child in getattr(box, "children", ()):
        found += of_type(child, kind)
    return found


def button_of(box):
    (button,) = of_type(box, ipywidgets.Button)
    return button


def choosers(box):
    """Find what an answer is chosen or typed with."""
    kinds = (ipywidgets.RadioButtons, ipywidgets.ToggleButtons, ipywidgets.Dropdown)
    return of_type(box, (*kinds, ipywidgets.Text))


def offer(lesson, page, slug):
    page.clear()
    lesson.check(slug, ...)
    (box,) = page.widgets
    return box


def answer(box, *values):
    for field, value in zip(choosers(box), values, strict=True):
        field.value = value
    button_of(box).click()


ANSWERS = {
    "customers": (["10000"], "right", 'lesson.check("customers", 10000.0)'),
    "worst": (["west"], "right", 'lesson.check("worst", "west")'),
    "why": (["A"], "not-right", 'lesson.check("why", "A")'),
    "order": (list("CADB"), "right", 'lesson.check("order", "CADB")'),
    "kinds": (list("ABBA"), "right", 'lesson.check("kinds", "ABBA")'),
}


def test_every_answer_without_code_has_a_form():
    assert set(FORMED) == set(ANSWERS)


@pytest.mark.parametrize("slug", FORMED)
def test_a_form_gives_the_verdict_of_the_line_that_it_shows(lesson, page, slug):
    values, state, code = ANSWERS[slug]
    answer(offer(lesson, page, slug), *values)
    assert len(page.shown) == 1, "the verdict takes the place of the question"
    clicked = page.check
    assert clicked["state"] == state
    assert f"The same as a line of code: `{code}`" in page.plain
    assert f"<code>{code}</code>" in page.html
    page.clear()
    exec(code, {"lesson": lesson})
    assert page.check == clicked


@pytest.mark.parametrize("slug", FORMED)
def test_an_empty_form_is_no_attempt(lesson, page, slug):
    box = offer(lesson, page, slug)
    button_of(box).click()
    assert page.check["state"] == "not-attempted"
    lesson.progress()
    assert "right" in page.last


@pytest.mark.parametrize("slug", ["order", "kinds"])
def test_a_half_filled_form_is_no_attempt(lesson, page, slug):
    box = offer(lesson, page, slug)
    choosers(box)[0].value = "A"
    button_of(box).click()
    assert page.check["state"] == "not-attempted"


def test_a_half_filled_form_hands_in_the_dots():
    given = []
    box = form(
        bakery.lesson().exercise("order"), bakery.lesson().text("en"), given.append, button="x"
    )
    choosers(box)[0].value = "A"
    button_of(box).click()
    assert given == [...]


def test_a_form_can_be_answered_again(lesson, page):
    box = offer(lesson, page, "why")
    for value, state in (("A", "not-right"), ("C", "not-right"), ("B", "right")):
        answer(box, value)
        assert page.check["state"] == state
    assert len(page.shown) == 1


@pytest.mark.parametrize(
    "typed, state, misconception",
    [
        ("10000", "right", None),
        (" 10000.0 ", "right", None),
        ("10 000", "nearly", "slip/text-number"),
        ("10.000", "nearly", "slip/thousand"),
        ("10,000", "nearly", "slip/thousand"),
        ("ten thousand", "not-right", "slip/not-a-number"),
        ("nan", "not-right", "slip/nan"),
        ("1e999", "not-right", "slip/infinite"),
        ("x" * 10_000, "not-right", "slip/not-a-number"),
        ("   ", "not-attempted", None),
        ("...", "not-attempted", None),
    ],
)
def test_a_number_may_be_typed_as_people_type_numbers(lesson, page, typed, state, misconception):
    answer(offer(lesson, page, "customers"), typed)
    assert page.check["state"] == state
    assert page.check["misconception"] == misconception


def test_words_are_in_the_learners_language_and_answers_are_not(leccion, page):
    box = offer(leccion, page, "worst")
    assert [label for label, _ in choosers(box)[0].options] == [
        "caja este",
        "caja norte",
        "caja sur",
        "caja oeste",
    ]
    assert button_of(box).description == "Comprobar"
    answer(box, "west")
    assert page.check["answer"] == "west"
    assert "Lo mismo, como línea de código" in page.plain


def test_the_question_stays_in_view_beside_the_form(lesson, page):
    box = offer(lesson, page, "why")
    assert "Why do the two differ?" in page.html
    assert "By the tills' sizes" in page.html
    answer(box, "B")
    assert "Why do the two differ?" in page.html
    assert "By the tills' sizes" in page.html


def test_a_prediction_has_a_form_that_commits(lesson, page):
    lesson.predict("which-till", ...)
    (box,) = page.widgets
    assert button_of(box).description == "Keep my prediction"
    answer(box, "south")
    assert page.check["state"] == "recorded"
    lesson.outcome("which-till")
    assert page.last.startswith("You predicted: south till.")


def test_every_field_is_named():
    for exercise in bakery.lesson().exercises:
        if exercise.slug in FORMED:
            box = form(exercise, bakery.lesson().text("en"), print, button="Check")
            for field in choosers(box):
                assert field.description


@pytest.mark.parametrize(
    "words, orientation", [("west", "horizontal"), ("the one behind the church", "vertical")]
)
def test_long_labels_stand_below_each_other(words, orientation):
    """Side by side they would run off the window."""
    table = {"who.title": "Who", "check.your-choice": "You"}
    table |= {f"labels.{code}": f"{words} {code}" for code in "abc"}
    box = form(Exercise("who", Label("abc")), Catalogue("en", [table]), print, button="x")
    (radio,) = choosers(box)
    assert radio.orientation == orientation


def test_answers_in_code_and_texts_have_no_form(lesson, page):
    for exercise in bakery.lesson().exercises:
        if exercise.slug not in FORMED:
            page.clear()
            lesson.check(exercise.slug, ...)
            assert page.widgets == []


def test_a_number_asked_for_in_code_has_no_form():
    text = bakery.lesson().text("en")
    assert form(Exercise("share", Number(), code="line"), text, print, button="x") is None
    assert form(Exercise("why", Choice("ABC")), text, print, button="x") is not None
    assert form(Exercise("worst", Label(("east",))), text, print, button="x") is not None


@pytest.mark.parametrize(
    "given, code",
    [
        ("CADB", 'lesson.check("x", "CADB")'),
        ('say "yes"', 'lesson.check("x", "say \\"yes\\"")'),
        ("año", 'lesson.check("x", "año")'),
        (0.5, 'lesson.check("x", 0.5)'),
    ],
)
def test_the_line_of_code_hands_in_the_same(given, code):
    assert code_line("x", given) == code
    handed_in = []
    exec(code, {"lesson": type("L", (), {"check": lambda self, *a: handed_in.append(a)})()})
    assert handed_in == [("x", given)]


def test_no_output_widget_is_ever_used(lesson, page):
    """An Output widget may hang a run without a browser, and tells a screen reader nothing."""
    for slug in FORMED:
        assert of_type(offer(lesson, page, slug), ipywidgets.Output) == []
