"""The guards of briefs, on a tiny brief that is broken one way each."""

import dataclasses

import pytest

import small_brief
from brecha.checking import Choice, Exercise, FreeText
from brecha.dev.guards import briefs
from brecha.dictionary import Dictionary
from brecha.lessons import Parameter
from brecha.lessons.brief import read
from dev.small import md, notebook

LESSON, TITLES = small_brief.LESSON, small_brief.TITLES
REAL = (
    "[data]\n[data.simulated]",
    '[data]\nset = "trams"\nlicence = "CC0-1.0"\nsource = "City"\nrows = 200\n[data.real]',
)
TRAMS = Dictionary(
    name="trams", rows=900, sha256="", licence="CC0-1.0", source="City", citation="", title={},
    note={}, carrier={}, columns=(),
)  # fmt: skip


def fitting(folder, *changes, lesson=LESSON, titles=TITLES):
    """Compare a changed brief with a lesson; return the key and the message of each problem."""
    brief = read(small_brief.write(folder, *changes))
    found = list(briefs.fitting(brief, lesson, path="casework/tram-line.toml", titles=titles))
    assert all(problem.remedy for problem in found)
    return [(problem.cell, problem.message) for problem in found]


def known(folder, *changes, dictionary=TRAMS):
    brief = read(small_brief.write(folder, *changes))
    found = briefs.known(
        brief, path="b.toml", lessons=["start-here"], sets=["trams"], dictionary=dictionary
    )
    return [(problem.cell, problem.message) for problem in found]


def stated(folder, source, *changes, language="en"):
    brief = read(small_brief.write(folder, *changes))
    page = notebook(md("title", source), path=f"casework/{language}/tram-line.ipynb")
    return [problem.message for problem in briefs.stated(brief, page, path="b.toml")]


# --- Brief and lesson -----------------------------------------------------------------------------


def test_a_brief_that_fits_its_lesson_has_no_problem(tmp_path):
    assert fitting(tmp_path) == []


@pytest.mark.parametrize(
    "old, new, key, said",
    [
        ('slug = "tram-line"', 'slug = "tram-lines"', "slug", "'tram-lines', and the lesson 'tram"),
        ("casework/{language}/tram-line", "casework/{language}/tram", "notebook", "the lesson"),
        ('en = "Which line first?"', 'en = "Which line?"', "title.en", "'Which line?'"),
        ('use = "formative"', 'use = "marks"', "use", "'marks' is no use"),
        ("points = 8", "points = 9", "points", "9 points, and its exercises are worth 8"),
        ("points = 2", "points = 3", "exercises.cause.points", "3.0, and the lesson 2"),
        ('slug = "cause"', 'slug = "why"', "exercises", "lacks cause; the lesson lacks why"),
        ('name = "line"', 'name = "lines"', "parameters", "lacks line; the lesson lacks lines"),
        ('type = "int"', 'type = "str"', "parameters.seed.type", "'str', and the lesson 'int'"),
        ("default = 2024", "default = 2025", "parameters.seed.default", "2025, and the lesson"),
        ("default = 2024\n", "", "parameters.seed.default", "None, and the lesson 2024"),
        ("low = 0", "low = 1", "parameters.seed.low", "1, and the lesson 0"),
        ("high = 4294967295", "high = 99", "parameters.seed.high", "99, and the lesson 42949"),
        ("high = 4294967295\n", "", "parameters.seed.high", "None, and the lesson 42949"),
        ('["red", "blue"]', '["red"]', "parameters.line.choices", "('red',), and the lesson"),
        ('["en", "es"]', '["en"]', "parameters.language.choices", "('en',), and the lesson"),
        ('"None", "A number"', '"None"', "rubric.memo[1].levels.en", "3 levels, and 4 are needed"),
        ("[[rubric.memo]]\n[rubric.memo.criterion]\nen = \"Evidence\"",
         "[[rubric.reply]]\n[rubric.reply.criterion]\nen = \"Evidence\"",
         "rubric.reply", "no free text 'reply'"),
    ],
)  # fmt: skip
def test_each_disagreement_with_the_lesson_is_named(tmp_path, old, new, key, said):
    changes = [(old, new)]
    if "rubric.reply" in new:
        changes.append(("[rubric.memo.levels]", "[rubric.reply.levels]"))
    found = fitting(tmp_path, *changes)
    assert any(key == cell and said in message for cell, message in found), found


def test_the_order_of_exercises_is_the_lessons(tmp_path):
    turned = dataclasses.replace(LESSON, exercises=LESSON.exercises[::-1])
    ((key, message),) = fitting(tmp_path, lesson=turned)
    assert key == "exercises"
    assert "their order differs" in message


def test_a_parameter_that_the_brief_lacks(tmp_path):
    more = dataclasses.replace(LESSON, parameters=(*LESSON.parameters, Parameter.assessed()))
    ((key, message),) = fitting(tmp_path, lesson=more)
    assert (key, "lacks assessed" in message) == ("parameters", True)


def test_false_is_not_the_number_0(tmp_path):
    zero = dataclasses.replace(
        LESSON, parameters=(LESSON.parameters[0], Parameter("seed", 0, low=0, high=2**32 - 1))
    )
    found = fitting(tmp_path, ("default = 2024", "default = false"), lesson=zero)
    assert found == [("parameters.seed.default", "The brief says False, and the lesson 0")]


def test_criteria_add_up_to_the_points_of_the_text(tmp_path):
    exercises = (LESSON.exercises[0], Exercise("memo", FreeText(), points=9))
    found = fitting(tmp_path, lesson=dataclasses.replace(LESSON, exercises=exercises))
    assert ("rubric.memo", "The criteria add up to 6 points, and 'memo' is worth 9") in found


def test_a_free_text_without_a_rubric_and_a_rubric_for_a_choice(tmp_path):
    exercises = (
        Exercise("cause", Choice("ABC"), points=2),
        Exercise("memo", Choice("ABC"), points=6),
        Exercise("reply", FreeText(), points=3),
    )
    found = fitting(tmp_path, lesson=dataclasses.replace(LESSON, exercises=exercises))
    assert ("rubric.reply", "The free text 'reply' has no rubric") in found
    assert ("rubric.memo", "The lesson has no free text 'memo'") in found


# --- What it names --------------------------------------------------------------------------------


def test_simulated_data_need_no_set_and_real_ones_agree_with_it(tmp_path):
    assert known(tmp_path, dictionary=None) == []
    assert known(tmp_path, REAL) == []


@pytest.mark.parametrize(
    "changes, key, said",
    [
        ([('["start-here"]', '["start-hear"]')], "lessons", "no lesson 'start-hear'"),
        ([('["start-here"]', "[]")], "lessons", "builds on no lesson"),
        ([("minutes = 40", "minutes = 0")], "minutes", "0 is no time"),
        ([("[data.simulated]", "[data.invented]")], "data", "Nothing says where"),
        ([REAL, ('"CC0-1.0"', '"MIT"')], "data.licence", "'MIT', and the data set's dictionary"),
        ([REAL, ('licence = "CC0-1.0"\n', "")], "data.licence", "None, and the data set's"),
        ([REAL, ('"City"', '"Town"')], "data.source", "'Town', and the data set's dictionary"),
        ([REAL, ('source = "City"\n', "")], "data.source", "Real data have a source"),
        ([REAL, ("[data.real]", "[data.simulated]")], "data.real", "is real, and the brief"),
    ],
)
def test_what_a_brief_names_is_there_and_is_so(tmp_path, changes, key, said):
    found = known(tmp_path, *changes)
    assert any(key == cell and said in message for cell, message in found), found


def test_an_unknown_set_names_the_nearest(tmp_path):
    brief = read(small_brief.write(tmp_path, REAL, ('"trams"', '"tram"')))
    (found,) = briefs.known(
        brief, path="b.toml", lessons=["start-here"], sets=["trams"], dictionary=None
    )
    assert (found.cell, found.message) == ("data.set", "There is no data set 'tram'")
    assert found.remedy == "Perhaps 'trams' is meant"


# --- What the notebook says -----------------------------------------------------------------------


def test_a_notebook_states_title_and_minutes(tmp_path):
    assert stated(tmp_path, "# Which line first?\n\n*About 40 minutes.*") == []
    assert stated(tmp_path, "# ¿Qué línea primero?\n\nUnos 40 minutos.", language="es") == []


@pytest.mark.parametrize(
    "source, said",
    [
        ("# Which line?\n\n40 minutes", "The heading is not the title of b.toml"),
        ("Which line first? 40 minutes", "The heading is not the title of b.toml"),
        ("# Which line first?\n\n45 minutes", "speaks of 45 minutes, and b.toml of 40"),
        ("# Which line first?\n\n40 or 45 minutes", "speaks of 45 minutes"),
        ("# Which line first?\n\nAn hour", "speaks of no minutes"),
    ],
)
def test_a_notebook_that_says_something_else_of_itself(tmp_path, source, said):
    (message,) = stated(tmp_path, source)
    assert said in message
