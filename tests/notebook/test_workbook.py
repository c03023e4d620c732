import html
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import bakery
from brecha.checking import MIME
from brecha.errors import BrechaError, UnknownNameError
from brecha.lessons import Parameter, find
from brecha.notebook import Workbook, open_lesson, opening
from brecha.notebook.progress import Progress

ANSWERS = {
    "share": 0.64,
    "customers": 10_000,
    "by-till": bakery.SHARES,
    "worst": "west",
    "why": "B",
    "order": "CADB",
    "kinds": "ABBA",
}


class Breaks:
    def __repr__(self):
        raise RuntimeError("no repr")

    __eq__ = __hash__ = __len__ = __float__ = __repr__


# --- data ---------------------------------------------------------------------------------------


def test_data_are_a_fresh_copy(lesson):
    spoilt = lesson.data("tills")
    spoilt["served"] = 0
    assert lesson.data("tills")["served"].tolist() == [9, 12, 27, 16]


@pytest.mark.parametrize("name", ["till", "TILLS"])
def test_an_unknown_table_names_the_nearest(lesson, leccion, name):
    with pytest.raises(UnknownNameError, match=r'There is no table .* Did you mean "tills"'):
        lesson.data(name)
    with pytest.raises(UnknownNameError, match=r'No existe la tabla .* ¿Quisiste decir "tills"'):
        leccion.data(name)


@pytest.mark.parametrize("name", [None, 3, ["tills"], bakery.SHARES, Breaks(), "x" * 10**6])
def test_what_is_no_name_is_refused_everywhere(lesson, name):
    for act in (lesson.data, lesson.check, lesson.hint, lesson.solution, lesson.predict):
        with pytest.raises(UnknownNameError) as caught:
            act(name)
        assert len(str(caught.value)) < 250


def test_columns_are_described_in_the_learners_language(lesson, leccion, page):
    lesson.describe("tills")
    assert "customers" in page.plain
    assert "who came" in page.plain
    page.clear()
    leccion.describe("tills")
    assert "cuántos vinieron" in page.plain
    assert "qué significa" in page.html


# --- answers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ANSWERS)
def test_a_right_answer_is_right(lesson, page, slug):
    lesson.check(slug, ANSWERS[slug])
    assert page.check["state"] == "right"
    assert page.check["points"] == 1
    assert '<div class="brecha-check brecha-right"' in page.html


def test_an_untouched_notebook_runs_through(lesson, leccion, page):
    for book in (lesson, leccion):
        for exercise in bakery.lesson().exercises:
            book.check(exercise.slug, ...)
            assert page.check["state"] == "not-attempted"
        for prediction in bakery.lesson().predictions:
            book.predict(prediction.slug, ...)
            book.outcome(prediction.slug)


def test_a_misconception_is_told_apart_in_both_languages(lesson, leccion, page):
    lesson.check("share", 0.7)
    leccion.check("share", 0.7)
    english, spanish = page.shown
    assert english[MIME]["misconception"] == spanish[MIME]["misconception"] == "mean-of-shares"
    assert "You averaged the tills' shares" in english["text/plain"]
    assert "Promediaste las proporciones" in spanish["text/plain"]


@pytest.mark.parametrize(
    "answer", [Breaks(), [Breaks()], np.nan, {"a": Breaks()}, pytest.param(10**5000, id="digits")]
)
def test_a_check_never_raises(lesson, leccion, page, answer):
    for book in (lesson, leccion):
        for exercise in bakery.lesson().exercises:
            book.check(exercise.slug, answer)
    assert len(page.shown) == 2 * len(bakery.lesson().exercises)


def test_an_unknown_exercise_names_the_nearest(lesson, leccion):
    with pytest.raises(UnknownNameError, match=r"no exercise 'shares'\. Did you mean \"share\""):
        lesson.check("shares", 1)
    with pytest.raises(UnknownNameError, match=r"No existe el ejercicio 'shares'\. ¿Quisiste"):
        leccion.check("shares", 1)


def test_verdicts_do_not_depend_on_the_order_of_cells(opened, page):
    slugs = list(ANSWERS)
    states = []
    for order in (slugs, slugs[::-1]):
        lesson = opened()
        for slug in order:
            lesson.check(slug, ANSWERS[slug])
        states.append({data[MIME]["slug"]: data[MIME]["state"] for data in page.shown})
    assert states[0] == states[1]


# --- predictions --------------------------------------------------------------------------------


def test_a_prediction_is_kept_and_not_judged(lesson, page):
    lesson.predict("which-till", "East till")
    assert page.check["state"] == "recorded"
    assert page.check["points"] == 0
    page.clear()
    lesson.outcome("which-till")
    assert page.plain == "You predicted: east till.\n\nThe data say: west till."


def test_a_prediction_outlives_the_session_for_the_same_data_alone(opened, page):
    opened().predict("which-till", "west")
    opened().outcome("which-till")
    assert page.last.startswith("You predicted: west till.")
    opened(seed=1).outcome("which-till")
    assert page.last.startswith("You have not made a prediction.")


def test_an_outcome_without_a_prediction_says_both(leccion, page):
    leccion.outcome("which-till")
    assert page.plain.startswith("No hiciste ninguna predicción.")
    assert page.plain.endswith("Los datos dicen: caja oeste.")


@pytest.mark.parametrize("answer", ["up", 3, None, Breaks()])
def test_what_is_no_prediction_is_said_and_not_kept(lesson, page, home, answer):
    lesson.predict("which-till", answer)
    assert page.check["state"] == "not-right"
    page.clear()
    lesson.outcome("which-till")
    assert page.plain.startswith("You have not made a prediction.")


@pytest.mark.parametrize("kept", [{"type": "spam"}, "up", 7, [1], {"type": "list", "values": []}])
def test_a_prediction_from_elsewhere_is_read_again(opened, page, kept):
    Progress("bakery-queue").predict("which-till", kept, {"company": "hotel", "seed": 0})
    opened().outcome("which-till")
    assert page.plain.startswith("You have not made a prediction.")


def test_a_prediction_of_an_option_is_shown_with_its_words(opened, page):
    lesson = opened()
    why = bakery.lesson().exercise("why")
    assert lesson._answers.worded(why, "B") == "B · By the tills' sizes"
    assert lesson._answers.worded(bakery.lesson().exercise("worst"), "west") == "west till"
    assert lesson._answers.worded(why, 3.5) == 3.5


# --- hints and solutions ------------------------------------------------------------------------


def test_hints_lead_on_one_by_one_and_the_last_one_stays(lesson, page):
    for _ in range(4):
        lesson.hint("share")
    said = [data["text/plain"] for data in page.shown]
    assert said[0] == "Hint 1 of 3. Add up first."
    assert said[1] == "Hint 2 of 3. Then divide."
    assert said[2].startswith("Hint 3 of 3. Divide once.")
    assert 'lesson.solution("share")' in said[2]
    assert said[3] == said[2]


def test_a_solution_is_the_reference_as_lines(lesson, page):
    lesson.solution("share")
    code = 'tills = lesson.data("tills")\ntills["served"].sum() / tills["customers"].sum()'
    assert page.plain == f"One way to do it, computed on your own data:\n{code}"
    assert html.escape(code) in page.html


@pytest.mark.parametrize(
    "slug, said",
    [
        ("why", "The answer is B · By the tills' sizes. Because the tills differ in size."),
        ("worst", "The answer is west till. Yes: west till."),
        ("order", "The answer is CADB. Yes."),
        ("customers", "The answer is 10,000. Yes."),
    ],
)
def test_a_solution_without_code_is_the_answer_and_why(lesson, page, slug, said):
    lesson.solution(slug)
    assert page.plain == said


@pytest.mark.parametrize("slug", ["share", "by-till", "losses", "rate", "bars"])
def test_a_published_solution_is_right(lesson, page, slug):
    lesson.solution(slug)
    *lines, last = page.plain.split("\n")[1:]
    names = {"lesson": lesson, "by_till": bakery.lesson().key().function("by-till")}
    exec("\n".join([*lines, f"answer = {last}"]), names)
    if slug == "bars":
        axes = Figure().subplots()
        axes.bar(names["answer"].index, names["answer"])
        axes.set(title="t", xlabel="x", ylabel="y")
        names["answer"] = axes
    lesson.check(slug, names["answer"])
    assert page.check["state"] == "right"


# --- pictures -----------------------------------------------------------------------------------


def test_a_named_figure_is_shown_with_title_alt_text_and_numbers(lesson, leccion, page):
    lesson.show("shares")
    assert 'alt="Bars of the share served by till' in page.html
    assert "The numbers in this figure" in page.html
    page.clear()
    leccion.show("shares")
    assert "La caja oeste atiende la menor proporción" in page.plain


def test_a_widget_shown_is_its_static_twin(lesson, page):
    lesson.show("goal")
    assert page.widgets == []
    assert "goal 25 %: Bars of the share served" in page.plain


def test_a_learners_own_figure_needs_a_description(lesson, leccion, page):
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    for alt in (None, "", "  "):
        with pytest.raises(BrechaError, match="A figure needs a description"):
            lesson.show(figure, alt=alt)
        with pytest.raises(BrechaError, match="Una figura necesita una descripción"):
            leccion.show(figure, alt=alt)
    lesson.show(axes, alt='A line that "rises"')
    assert 'alt="A line that &quot;rises&quot;"' in page.html
    assert "<figcaption" not in page.html


def test_a_learners_figure_is_shown_once(lesson, page):
    figure, _ = plt.subplots()
    lesson.show(figure, alt="Nothing yet")
    assert plt.get_fignums() == []


@pytest.mark.parametrize("thing", [None, 3, [1], Breaks()])
def test_what_is_no_figure_is_refused(lesson, thing):
    with pytest.raises(BrechaError, match="A figure is expected here"):
        lesson.show(thing, alt="x")


def test_an_unknown_figure_names_the_nearest(lesson):
    for act in (lesson.show, lesson.widget):
        with pytest.raises(UnknownNameError, match=r'Did you mean "shares"'):
            act("share-s")


def test_a_figure_that_does_not_move_is_no_widget(lesson, page):
    with pytest.raises(BrechaError, match=r'Show it with lesson\.show\("shares"\)'):
        lesson.widget("shares")


# --- around -------------------------------------------------------------------------------------


def test_progress_counts_what_was_right_once(lesson, leccion, page):
    lesson.check("share", 0.1)
    lesson.check("share", 0.64)
    lesson.check("share", 0.1)
    lesson.check("why", "A")
    page.clear()
    lesson.progress()
    judged = sum(exercise.kind.judged for exercise in bakery.lesson().exercises)
    assert page.plain.startswith(f"1 of {judged} right")
    rows = {line.split("  ")[0].strip(): line for line in page.plain.splitlines()}
    assert re.search(r"Share served +✔ Right +3", page.plain), rows
    assert re.search(r"Why +✕ Not right yet +1", page.plain)
    page.clear()
    leccion.progress()
    assert f"de {judged} correctos" in page.plain


def test_progress_of_exercises_that_are_gone_is_not_counted(opened, page):
    Progress("bakery-queue").note("an-old-exercise", "right", None)
    opened().progress()
    assert page.plain.startswith("0 of ")


def test_the_glossary_shows_the_terms_in_both_languages(lesson, leccion, page):
    lesson.glossary()
    leccion.glossary()
    english, spanish = (data["text/plain"] for data in page.shown)
    assert "in Spanish" in english
    assert "brecha" in english
    assert "en inglés" in spanish
    assert "gap" in spanish


def test_a_case_is_told_in_the_words_of_the_company(monkeypatch, opened, page):
    lesson = opened(company="clinic")
    words = {"lesson.case": "At {name}, in {city}.", "companies.clinic.name": "San Luis"}
    monkeypatch.setattr(
        lesson._text, "_tables", ({**words, "companies.clinic.city": "Lima"}, *lesson._text._tables)
    )
    lesson.case()
    assert page.plain == "At San Luis, in Lima."


# --- assessed -----------------------------------------------------------------------------------


@pytest.fixture
def assessed(monkeypatch, page):
    toy = find("bakery-queue")
    monkeypatch.setitem(toy.__dict__, "parameters", (*toy.parameters, Parameter.assessed()))

    def open_assessed(language):
        book = open_lesson("bakery-queue", language=language, seed=0, assessed=True)
        said = page.plain
        page.clear()
        return book, said

    return open_assessed


@pytest.mark.parametrize(
    "language, words", [("en", "This notebook is assessed"), ("es", "Este cuaderno se califica")]
)
def test_an_assessed_notebook_only_records(assessed, page, language, words):
    book, said = assessed(language)
    assert words in said
    for act in (book.hint, book.solution):
        act("share")
        assert words in page.last
    book.progress()
    assert words in page.last
    for answer in (0.64, 0.1):
        book.check("share", answer)
        assert page.check["state"] == "recorded"
        assert page.check["answer"] == answer
    book.predict("which-till", "east")
    book.outcome("which-till")
    assert "oeste" not in page.last
    assert "west" not in page.last


def test_an_assessed_notebook_keeps_no_progress(assessed, home):
    book, _ = assessed("en")
    book.check("share", 0.64)
    assert not home.exists()


def test_the_names_of_a_workbook_are_few_and_public():
    public = {name for name in vars(Workbook) if not name.startswith("_")}
    assert public >= {
        "check",
        "data",
        "describe",
        "glossary",
        "hint",
        "outcome",
        "predict",
        "progress",
        "run",
        "show",
        "solution",
        "widget",
    }
    assert opening.__all__ == ["JUDGE", "open_lesson"]


def test_a_frame_of_the_learner_is_left_as_it_was(lesson):
    answer = pd.DataFrame({"till": ["east"], "lost": [1], "share": [0.1]})
    before = answer.copy()
    for exercise in bakery.lesson().exercises:
        lesson.check(exercise.slug, answer)
    pd.testing.assert_frame_equal(answer, before)
