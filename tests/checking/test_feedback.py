import re
import string
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bakery
import brecha.checking
from brecha.checking import Exercise, FreeText, Message, Number, State, Verdict, render
from brecha.checking.feedback import SHAPES, offered, said
from brecha.dev.guards.texts import same
from brecha.text import LANGUAGES, Catalogue, read

FOLDER = Path(brecha.checking.__file__).parent
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))


class Balanced(HTMLParser):
    """Fail on a tag that is not closed in its order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def verdict(state, *messages):
    return Verdict(lesson="bakery-queue", slug="share", state=state, messages=messages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", list(State))
def test_each_state_has_its_word_and_shape(state, language):
    feedback = bakery.feedback(verdict(state), language)
    word = bakery.lesson().text(language)(f"check.state.{state}")
    assert feedback.plain.startswith(f"{SHAPES[state]} {word} · ")
    assert f"brecha-{state}" in feedback.html
    assert f'<span aria-hidden="true" style="font-weight:bold">{SHAPES[state]}</span>' in (
        feedback.html
    )
    assert repr(feedback) == feedback.plain
    assert feedback._repr_html_() == feedback.html


def test_words_and_shapes_differ_from_state_to_state():
    assert len(set(SHAPES.values())) == len(State)
    for language in LANGUAGES:
        text = bakery.lesson().text(language)
        assert len({text(f"check.state.{state}") for state in State}) == len(State)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_exercise_shows_its_question_and_what_it_offers(language):
    for exercise in bakery.lesson().exercises:
        feedback = bakery.feedback(bakery.verdict(exercise.slug, ...), language)
        text = bakery.lesson().text(language)
        for sign, words in offered(exercise, text):
            assert f"{sign} · {words}" in feedback.plain
        question = text.get(f"{exercise.slug}.question")
        assert question is None or question in feedback.plain
        parser = Balanced()
        parser.feed(feedback.html)
        assert parser.open == []


@pytest.mark.parametrize(
    "slug, way", [("share", "none"), ("customers", "number"), ("why", "choice"), ("memo", "text")]
)
def test_a_form_is_pointed_to_only_where_there_is_one(slug, way):
    text = bakery.lesson().text("en")
    assert bakery.said(slug, ...).endswith(text(f"check.todo.{way}"))


@pytest.mark.parametrize("slug, way", [("rate", "function"), ("bars", "figure")])
def test_functions_and_figures_are_handed_in_in_their_own_way(slug, way):
    assert bakery.said(slug, ...).endswith(bakery.lesson().text("en")(f"check.todo.{way}"))


def test_everything_is_offered_in_its_order():
    text = bakery.lesson().text("en")
    kinds = bakery.lesson().exercise("kinds")
    assert [sign for sign, _ in offered(kinds, text)] == ["1", "2", "3", "4"]
    assert offered(bakery.lesson().exercise("worst"), text)[0] == ("east", "east till")
    assert offered(bakery.lesson().exercise("share"), text) == []


def test_bins_stand_apart_from_what_goes_into_them():
    exercise, text = bakery.lesson().exercise("kinds"), bakery.lesson().text("en")
    untouched = Verdict(lesson="bakery-queue", slug="kinds", state=State.NOT_ATTEMPTED)
    lines = render(untouched, text, exercise).plain.split("\n")
    middle = lines.index("Each belongs to one of these:")
    assert [line.split(" · ")[0].strip() for line in lines[middle - 4 : middle]] == list("1234")
    assert [line.split(" · ")[0].strip() for line in lines[middle + 1 : middle + 3]] == list("AB")


def test_feedback_that_a_lesson_does_not_have_is_left_out():
    text = bakery.lesson().text("en")
    assert said(Message("why.feedback.Z"), text) == []
    assert said(Message("nothing.hints"), text) == []
    assert said(Message("share.hints"), text) == ["**Hint.** Add up first."]


def test_titles_and_values_are_escaped():
    text = Catalogue(
        "en", [{"share.title": "<b>A</b> *title*", "x": "{it} `{it}`"}, read(FOLDER / "en.toml")]
    )
    message = Message("x", {"it": "<i> **b** `c`"})
    feedback = render(verdict(State.NOT_RIGHT, message), text, Exercise("share", Number()))
    assert "&lt;b&gt;A&lt;/b&gt; title" in feedback.html
    assert "&lt;i&gt; **b** `c` <code>&lt;i&gt; **b** `c`</code>" in feedback.html
    assert "<i> **b** `c`" in feedback.plain


def test_both_languages_have_the_same_texts():
    texts = {language: read(FOLDER / f"{language}.toml") for language in LANGUAGES}
    assert same(texts["en"], texts["es"], folder="checking") == []


def test_every_text_is_said_somewhere_and_every_slip_has_one():
    texts = read(FOLDER / "en.toml")
    slips = {key.removeprefix("check.slip.") for key in texts if key.startswith("check.slip.")}
    assert set(re.findall(r'slip\(\s*"([a-z-]+)"', SOURCES)) == slips
    measured = {key for key in texts if key.startswith("check.measured.")}
    for key in measured:
        name = key.removeprefix("check.measured.")
        written = (f'"{name}"', f'measured.{name}"', f"measured.{name.rpartition('-')[0]}-{{")
        assert any(words in SOURCES for words in written), key


def test_every_type_that_has_a_word_has_it_in_both_languages():
    from brecha.checking.kinds.base import _WORDS

    for language in LANGUAGES:
        texts = read(FOLDER / f"{language}.toml")
        for word in _WORDS.values():
            assert f"labels.type-{word}" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_keep_the_voice(language):
    for key, message in read(FOLDER / f"{language}.toml").items():
        assert "!" not in message.replace("!=", ""), key
        assert "¡" not in message, key
        assert "please" not in message.casefold(), key
        fields = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        assert all(name.isidentifier() for name in fields), key


def test_a_kind_without_a_form_has_a_way_to_answer():
    exercise = Exercise("share", FreeText())
    feedback = render(verdict(State.NOT_ATTEMPTED), bakery.lesson().text("es"), exercise)
    assert "Escribe tu texto entre las comillas" in feedback.plain
