import pytest

from brecha.checking import Choice, Exercise, FreeText, Label, Number, Ranking, Sorting
from brecha.dev.guards.texts import complete, same, unfinished

FOLDER = "src/brecha/lessons/waits"


def differences(english, spanish):
    return [
        (problem.path.rpartition("/")[2], problem.cell)
        for problem in same(english, spanish, folder=FOLDER)
    ]


def test_equal_keys_and_placeholders_have_no_problem():
    english = {"gap.right": "{gap:+2} points", "gap.hints": ["one", "{n}"]}
    assert differences(english, {"gap.right": "{gap:+2} puntos", "gap.hints": ["uno", "{n}"]}) == []


def test_a_key_that_one_language_lacks_is_found_in_that_file():
    assert differences({"a": "x", "b": "y"}, {"a": "x"}) == [("es.toml", "b")]
    assert differences({"a": "x"}, {"a": "x", "b": "y"}) == [("en.toml", "b")]


def test_other_placeholders_are_found():
    found = same({"a": "{gap:+2} of {n}"}, {"a": "{gap:1} de {m}"}, folder=FOLDER)[0]
    assert (found.path, found.cell) == (f"{FOLDER}/es.toml", "a")
    assert "en.toml alone has {gap:+2}, {n}" in found.message
    assert "es.toml alone {gap:1}, {m}" in found.message


def test_a_placeholder_that_is_not_closed_is_found_where_it_stands():
    assert differences({"a": "{gap"}, {"a": "{gap}"}) == [("en.toml", "a")]
    assert differences({"a": "{gap}"}, {"a": "{gap"}) == [("es.toml", "a")]


def test_lists_have_the_same_length_and_each_text_its_placeholders():
    assert differences({"a": ["x", "y"]}, {"a": ["x"]}) == [("es.toml", "a")]
    assert differences({"a": ["x", "{n}"]}, {"a": ["x", "{m}"]}) == [("es.toml", "a[2]")]
    assert differences({"a": ["x"]}, {"a": "x"}) == [("es.toml", "a")]


@pytest.mark.parametrize(
    "text, found",
    [
        ("You averaged all the items", True),
        ("SERVQUAL (Parasuraman, 1988)", False),
        ("{worst:label} · {n} · {gap:+2}", False),
    ],
)
def test_a_text_that_is_still_english_is_found(text, found):
    assert differences({"a": text}, {"a": text}) == ([("es.toml", "a")] if found else [])


@pytest.mark.parametrize("text", ["", "  ", "TODO say why", ["one", "TODO two", "three"]])
def test_a_text_that_is_still_to_be_written_is_found(text):
    assert [p.cell for p in unfinished({"gap.right": text}, path="en.toml")] == ["gap.right"]


def test_the_spanish_word_todo_is_a_word():
    assert unfinished({"gap.right": "Todo el servicio, sobre todo la espera"}, path="a") == []


HINTS = ["first", "second", "third"]
GAP = {
    "lesson.title": "Waits",
    "gap.title": "Gap",
    "gap.right": "Yes",
    "gap.hints": HINTS,
    "gap.misconceptions.sign": "Turned round",
}
WHY = {
    "why.title": "Why",
    "why.question": "Why?",
    "why.right": "Since",
    "why.hints": HINTS,
    "why.options.A": "a",
    "why.options.B": "b",
    "why.feedback.A": "not a",
}


def lacking(texts, without=(), **material):
    kept = {key: text for key, text in texts.items() if key not in without}
    return [problem.cell for problem in complete(kept, path="en.toml", **material)]


@pytest.mark.parametrize("key", [None, *GAP])
def test_every_text_of_a_number_is_needed(key):
    material = {
        "exercises": [Exercise("gap", Number())],
        "misconceptions": {"gap": ["sign"]},
    }
    assert lacking(GAP, [key], **material) == ([key] if key else [])


@pytest.mark.parametrize("key", ["why.question", "why.options.B"])
def test_a_question_holds_no_computed_value(key):
    """It would be shown with its braces."""
    material = {"exercises": [Exercise("why", Choice("AB"))]}
    texts = {"lesson.title": "Waits"} | WHY
    assert lacking(texts | {key: "Why {n}?"}, **material) == [key]
    assert lacking(texts | {"why.right": "Since {n}"}, **material) == []


@pytest.mark.parametrize("hints", [["one", "two"], "one", ["one", "two", "three", "four"]])
def test_there_are_three_hints(hints):
    exercises = [Exercise("gap", Number())]
    texts = {**GAP, "gap.hints": hints}
    del texts["gap.misconceptions.sign"]
    assert lacking(texts, exercises=exercises) == ["gap.hints"]


def test_a_text_of_a_misconception_that_does_not_exist_is_never_said():
    exercises = [Exercise("gap", Number())]
    assert lacking(GAP, exercises=exercises) == ["gap.misconceptions.sign"]


@pytest.mark.parametrize("key", [None, *WHY])
def test_every_text_of_a_choice_is_needed(key):
    texts = {"lesson.title": "Waits", **WHY}
    missing = lacking(texts, [key], exercises=[Exercise("why", Choice("AB"))])
    # With A gone too, B may be the right one, but then A is wrong and says nothing.
    expected = {None: [], "why.feedback.A": ["why.feedback.B"]}.get(key, [key])
    assert missing == expected


def test_a_label_needs_a_word_for_each_value():
    texts = {**GAP, "labels.east": "east"}
    material = {"exercises": [Exercise("gap", Label(("east", "west")))]}
    assert lacking(texts, ["gap.misconceptions.sign"], **material) == ["labels.west"]


def test_a_sorting_needs_items_bins_and_feedback_per_item():
    texts = {
        **{key.replace("gap", "kinds"): text for key, text in GAP.items()},
        "kinds.question": "Which?",
        "kinds.items.1": "one",
        "kinds.bins.A": "in",
        "kinds.feedback.2B": "two is out",
    }
    material = {"exercises": [Exercise("kinds", Sorting("12", "AB"))]}
    assert lacking(texts, ["kinds.misconceptions.sign"], **material) == [
        "kinds.items.2",
        "kinds.bins.B",
        "kinds.feedback.1",
    ]


def test_a_ranking_needs_its_question_and_strips():
    texts = {key.replace("gap", "order"): text for key, text in GAP.items()}
    material = {"exercises": [Exercise("order", Ranking("AB"))]}
    assert lacking(texts, ["order.misconceptions.sign"], **material) == [
        "order.question",
        "order.items.A",
        "order.items.B",
    ]


def test_a_free_text_needs_its_title_alone():
    material = {"exercises": [Exercise("memo", FreeText())]}
    assert lacking({"lesson.title": "Waits"}, **material) == ["memo.title"]


def test_a_prediction_needs_its_outcome():
    texts = {"lesson.title": "Waits", "gap.title": "Gap"}
    assert lacking(texts, predictions=[Exercise("gap", Number())]) == ["gap.outcome"]


def test_figures_and_widgets_need_title_and_description():
    texts = {
        "lesson.title": "Waits",
        "figures.by-line.title-late": "Line F is late",
        "figures.goal.title": "Goal",
        "figures.goal.alt": "Bars",
        "widgets.goal.label": "Goal",
    }
    assert lacking(texts, figures=["by-line"], widgets=["goal"]) == [
        "widgets.goal.setting",
        "figures.by-line.alt",
    ]
