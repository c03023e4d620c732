import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from brecha.checking.words import MOST_SIGNS, fold, lookup


def test_case_accents_blanks_and_joints_are_folded_away():
    assert fold("  Capacidad_de-RESPUESTA  ") == fold("capacidad de respuesta")
    assert fold("SEGURIDÁD") == "seguridad"
    assert fold("straße") == "strasse"


@given(st.text(max_size=MOST_SIGNS // 4))
def test_folding_twice_is_folding_once(word):
    once = fold(word)
    assert fold(once) == once
    assert not any(unicodedata.combining(sign) for sign in once)
    assert once == once.strip()
    assert "  " not in once


@given(st.text(alphabet="abcdefgh -_", max_size=20))
def test_case_never_matters(word):
    assert fold(word.upper()) == fold(word)


def test_a_code_is_found_by_itself_before_any_word():
    words = {"north": "south"}
    assert lookup("North", ("north", "south"), words) == "north"


def test_a_word_is_found_only_when_its_code_is_allowed():
    words = {"caja norte": "north"}
    assert lookup("Caja Norte", ("north",), words) == "north"
    assert lookup("Caja Norte", ("south",), words) is None
    assert lookup("caja", ("north",), words) is None


def test_what_is_no_word_is_not_looked_up():
    assert lookup(7, ("7",), {}) is None
    assert lookup("a" + " " * MOST_SIGNS, ("a",), {}) is None
