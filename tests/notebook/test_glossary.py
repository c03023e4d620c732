import tomllib

import pytest

import bakery
from brecha.errors import UnknownNameError
from brecha.notebook import glossary
from brecha.notebook.glossary import table
from brecha.text import LANGUAGES

TERMS = tomllib.loads(glossary._FILE.read_text(encoding="utf-8"))["terms"]


def text(language):
    return bakery.lesson().text(language).over(glossary._FILE.parent / "notebook")


def test_terms_stand_in_the_order_given_with_the_other_languages_word():
    first, second = list(TERMS)[:2]
    shown = table((second, first), text("es"))
    assert list(shown.columns) == ["término", "en inglés", "qué significa"]
    assert shown["término"].tolist() == [TERMS[second]["es"]["term"], TERMS[first]["es"]["term"]]
    assert shown["en inglés"].tolist() == [TERMS[second]["en"]["term"], TERMS[first]["en"]["term"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_can_be_shown(language):
    shown = table(tuple(TERMS), text(language))
    assert len(shown) == len(TERMS)
    assert not (shown == "").any().any()


def test_an_unknown_term_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'gap'"):
        table(("gaps",), text("en"))
