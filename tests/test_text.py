import datetime
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import LessonError, ParameterError
from brecha.text import LANGUAGES, Catalogue, language_of, placeholders, read

MESSAGES = {
    "n": "{n}",
    "gap": "{gap}",
    "gap-1": "{gap:1}",
    "gap-signed": "{gap:+2}",
    "share": "{share:percent}",
    "share-1": "{share:percent1}",
    "dimension": "{dimension:label}",
    "names": "{names:list}",
    "day": "{day:date}",
    "plain": "{value:plain}",
    "labels.reliability": "fiabilidad",
    "labels.north": "caja norte",
    "hints": ["First {n}.", "Then {n}."],
    "braces": "{{n}} is no value",
    "broken": "{n",
    "odd-form": "{n:elephant}",
}


def text(language: str = "en") -> Catalogue:
    return Catalogue(language, [MESSAGES], name="the test")


@pytest.mark.parametrize(
    "key, values, english, spanish",
    [
        ("n", {"n": 1250}, "1,250", "1,250"),
        ("n", {"n": 3}, "3", "3"),
        ("gap", {"gap": -1.234}, "-1.23", "-1.23"),
        ("gap", {"gap": 2.0}, "2", "2"),
        ("gap", {"gap": -0.0}, "0", "0"),
        ("gap", {"gap": 0.004}, "0.004", "0.004"),
        ("gap", {"gap": 1e-12}, "1E-12", "1E-12"),
        ("gap", {"gap": 3e20}, "3E20", "3E20"),
        pytest.param("gap", {"gap": 10**400}, "∞", "∞", id="digits"),
        ("gap", {"gap": math.nan}, "NaN", "NaN"),
        ("gap", {"gap": -math.inf}, "-∞", "-∞"),
        ("gap-1", {"gap": 1.25}, "1.2", "1.2"),
        ("gap-1", {"gap": -0.01}, "0.0", "0.0"),
        ("gap-signed", {"gap": 1.2}, "+1.20", "+1.20"),
        ("gap-signed", {"gap": -1.2}, "-1.20", "-1.20"),
        ("gap-signed", {"gap": -0.001}, "0.00", "0.00"),
        ("share", {"share": 0.78}, "78%", "78\xa0%"),
        ("share", {"share": -0.001}, "0%", "0\xa0%"),
        ("share-1", {"share": 0.785}, "78.5%", "78.5\xa0%"),
        ("dimension", {"dimension": "reliability"}, "fiabilidad", "fiabilidad"),
        ("dimension", {"dimension": "unknown"}, "unknown", "unknown"),
        ("names", {"names": ["a"]}, "a", "a"),
        ("names", {"names": ["a", "b"]}, "a and b", "a y b"),
        ("names", {"names": ["a", "north", "c"]}, "a, caja norte and c", "a, caja norte y c"),
        ("names", {"names": []}, "", ""),
        ("day", {"day": datetime.date(2024, 3, 1)}, "March 1, 2024", "1 de marzo de 2024"),
        ("plain", {"value": 0.5}, "0.5", "0.5"),
        ("plain", {"value": 1250}, "1250", "1250"),
        ("n", {"n": "as it is"}, "as it is", "as it is"),
        ("braces", {}, "{n} is no value", "{n} is no value"),
    ],
)
def test_values_are_written_for_the_language(key, values, english, spanish):
    assert text("en")(key, **values) == english
    assert text("es")(key, **values) == spanish


def test_a_date_needs_no_form():
    assert text("es").number(datetime.date(2024, 3, 1)) == "1 de marzo de 2024"


@given(st.floats(), st.sampled_from(["", "1", "3", "+2", "percent", "percent1"]))
def test_every_number_can_be_written(number, form):
    for language in LANGUAGES:
        written = text(language).number(number, form)
        assert written
        assert len(written) < 40
        assert not re.fullmatch(r"-0(\.0+)?\D*", written)


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda number: round(number, 2)))
def test_two_decimals_can_be_read_back(number):
    written = text().number(number, "2").replace(",", "")
    assert float(written) == pytest.approx(number)


@given(st.text())
def test_what_a_value_contains_is_never_read_as_a_placeholder(value):
    assert text()("n", n=value) == value


def test_a_list_of_messages_is_written_one_by_one():
    assert text().each("hints", n=2) == ["First 2.", "Then 2."]


@pytest.mark.parametrize(
    "key, values, remedy",
    [
        ("absent", {}, "is missing in en.toml of the test. Add it there"),
        ("hints", {}, "is not one text"),
        ("n", {}, "asks for the value 'n', which nothing provides. There are: none"),
        ("n", {"m": 1}, "There are: m"),
        ("n", {"n": None}, "can't be written"),
        ("n", {"n": [1]}, "can't be written"),
        ("names", {"names": 3}, "can't be written"),
        ("broken", {"n": 1}, "can't be written"),
        ("odd-form", {"n": 1}, "can't be written"),
    ],
)
def test_a_message_that_cannot_be_written_is_its_authors_to_mend(key, values, remedy):
    with pytest.raises(LessonError) as caught:
        text()(key, **values)
    assert repr(key) in str(caught.value)
    assert remedy in str(caught.value)


def test_a_missing_list_of_messages_is_its_authors_to_mend():
    with pytest.raises(LessonError, match="list of texts 'n' is missing"):
        text().each("n")


def test_an_earlier_table_wins_and_keys_are_listed_once():
    both = Catalogue("en", [{"a": "own"}, {"a": "shared", "b": "shared"}])
    assert both("a") == "own"
    assert both.keys() == ["a", "b"]


def test_what_stands_under_a_key_is_merged_from_all_tables():
    both = Catalogue("en", [{"labels.a": "own"}, {"labels.a": "x", "labels.b": "shared"}])
    assert both.under("labels") == {"a": "own", "b": "shared"}
    assert both.under("lab") == {}


def test_placeholders_are_listed_without_their_forms():
    assert placeholders("{n} of {total:1}, {{no}}, {n}") == {"n", "total"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_spoken_is_returned(language):
    assert language_of(language) == language


@pytest.mark.parametrize("value", ["EN", "fr", "", None, 1, ["en"], ["en"] * 10**6])
def test_another_language_is_refused_in_words_of_both(value):
    with pytest.raises(ParameterError) as caught:
        language_of(value)
    assert "English" in str(caught.value)
    assert "español" in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_file_is_read_flat_and_in_its_order(tmp_path):
    file = tmp_path / "en.toml"
    file.write_text('[b]\nx = "1"\n[b.c]\ny = "2"\n[a]\nz = ["3"]\n', encoding="utf-8")
    assert list(read(file).items()) == [("b.x", "1"), ("b.c.y", "2"), ("a.z", ["3"])]


def test_a_file_that_changed_is_read_again(tmp_path):
    import os

    file = tmp_path / "en.toml"
    file.write_text('x = "1"', encoding="utf-8")
    assert read(file) == {"x": "1"}
    file.write_text('x = "2"', encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert read(file) == {"x": "2"}


def test_a_catalogue_is_loaded_from_folders_and_one_more_goes_below(tmp_path):
    for name, words in {
        "own": 'x = "own"',
        "shared": 'x = "s"\ny = "s"',
        "more": 'z = "m"',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "es.toml").write_text(words, encoding="utf-8")
    loaded = Catalogue.load("es", [tmp_path / "own", tmp_path / "shared"], name="demo")
    assert loaded("x") == "own"
    assert loaded("y") == "s"
    assert loaded.over(tmp_path / "more")("z") == "m"
    assert loaded.get("z") is None


@pytest.mark.parametrize(
    "content, remedy",
    [
        (None, "is missing"),
        (b'x = "1"\ny 2', "is not valid TOML"),
        (b'x = "\xff"', "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_its_authors_to_mend(tmp_path, content, remedy):
    file = tmp_path / "en.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(LessonError, match=remedy) as caught:
        read(file)
    assert str(file) in str(caught.value)
