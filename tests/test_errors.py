import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha import errors
from brecha.errors import BrechaError, UnknownNameError, nearest, shown


class Breaks:
    def __repr__(self):
        raise RuntimeError("no repr")


@pytest.mark.parametrize(
    "error, also",
    [
        (errors.ParameterError, ValueError),
        (errors.ModelError, ValueError),
        (errors.UnknownNameError, LookupError),
        (errors.DataError, BrechaError),
        (errors.LessonError, BrechaError),
    ],
)
def test_every_error_is_ours_and_of_the_kind_that_python_programmers_catch(error, also):
    assert issubclass(error, BrechaError)
    assert issubclass(error, also)


def test_an_unknown_name_names_the_nearest_and_all():
    error = UnknownNameError("lesson", "qualiti-gap", ["start-here", "quality-gap"])
    assert str(error) == (
        "There is no lesson 'qualiti-gap'. Did you mean 'quality-gap'? "
        "There are: quality-gap, start-here."
    )
    assert error.known == ("quality-gap", "start-here")


def test_an_unknown_name_with_nothing_near_names_all():
    assert str(UnknownNameError("table", 7, ["tills"])) == "There is no table 7. There are: tills."


def test_an_unknown_name_without_any_known_says_so_much():
    assert str(UnknownNameError("table", "tills", [])) == "There is no table 'tills'."


def test_a_message_in_another_language_replaces_the_whole():
    error = UnknownNameError("lesson", "x", ["y"], message="No existe la lección 'x'.")
    assert str(error) == "No existe la lección 'x'."


@pytest.mark.parametrize(
    "typed, found",
    [
        ("PERCEPTION", "perception"),
        (" percepcion ", "perception"),
        ("perception" + " " * 200, None),
        ("gaps", "gap"),
        ("zzz", None),
        ("", None),
        (None, None),
        (["gap"], None),
        pytest.param("gap" * 10**6, None, id="text"),
    ],
)
def test_the_nearest_name_forgives_case_blanks_and_a_slip(typed, found):
    assert nearest(typed, ["perception", "expectation", "gap"]) == found


def test_the_nearest_name_keeps_its_own_spelling():
    assert nearest("gap", ["Gap"]) == "Gap"


@pytest.mark.parametrize(
    "value, written",
    [
        ("hotel", "'hotel'"),
        (True, "True"),
        (1.5, "1.5"),
        (None, "None"),
        (Breaks(), None),
        ([Breaks()], None),
        pytest.param(10**10_000, "<int>", id="digits"),
        (pd.DataFrame({"a": range(100_000)}), None),
        (np.zeros(10**6), None),
        pytest.param("x" * 10**7, None, id="text"),
        ("two\nlines", "'two\\nlines'"),
    ],
)
def test_a_shown_value_is_short_and_on_one_line(value, written):
    assert len(shown(value)) <= 60
    assert "\n" not in shown(value)
    if written is not None:
        assert shown(value) == written


@given(st.text() | st.integers() | st.floats() | st.lists(st.text()) | st.binary())
def test_whatever_is_shown_is_short(value):
    assert len(shown(value)) <= 60
