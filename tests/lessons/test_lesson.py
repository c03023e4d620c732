import pytest

import bakery
from brecha.errors import LessonError, UnknownNameError
from brecha.lessons import Lesson, Version

TOY = bakery.lesson()


def test_each_call_gives_a_fresh_copy():
    version = TOY.version(seed=0)
    spoilt = version.data("tills")
    spoilt["served"] = 0
    del spoilt["till"]
    assert version.data("tills")["served"].tolist() == [9, 12, 27, 16]
    assert version.names == ("tills",)


def test_another_seed_is_another_table():
    assert TOY.version(seed=4).data("tills")["served"].tolist() == [9, 12, 23, 16]


def test_a_table_may_be_built_when_it_is_first_asked_for():
    built = []

    def build():
        built.append(1)
        return bakery.SHARES.to_frame()

    lesson = Lesson(slug="x", notebook="x", tables=lambda parameters: {"late": build})
    version = Version(lesson, {})
    assert version.names == ("late",)
    assert built == []
    assert version.data("late").equals(version.data("late"))
    assert built == [1]


def test_an_unknown_table_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'tills'"):
        TOY.version().data("till")


def test_a_version_says_which_it_is():
    assert repr(TOY.version(seed=3)) == "Version(bakery-queue, company='hotel', seed=3)"


def test_exercises_and_predictions_are_found_by_their_slug():
    assert TOY.exercise("share") is TOY.exercises[0]
    assert TOY.exercise("which-till") is TOY.predictions[0]
    with pytest.raises(UnknownNameError, match="Did you mean 'share'"):
        TOY.exercise("shar")


def test_words_of_both_languages_lead_to_the_same_code():
    words = TOY.words()
    assert words["caja norte"] == words["north till"] == "north"


def test_texts_of_a_lesson_lie_over_the_shared_ones():
    text = TOY.text("es")
    assert text("lesson.title") == "La fila de la panadería"
    assert text("check.state.right") == "Correcto"
    assert text("picture.numbers") == "Los números de esta figura"


def test_the_error_of_a_missing_text_names_the_lesson():
    with pytest.raises(LessonError, match=r"en\.toml of bakery-queue"):
        TOY.text("en")("no-such.text")
