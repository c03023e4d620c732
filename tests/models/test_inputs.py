import numpy as np
import pandas as pd
import pytest

from brecha.errors import ModelError
from brecha.models._inputs import number, same_length, table, varying, vector, whole


def test_a_vector_takes_lists_arrays_series_and_numbers_of_any_kind():
    for values in ([1, 2.5], (1, 2.5), np.array([1, 2.5]), pd.Series([1, 2.5], index=[7, 3])):
        assert vector(values, name="x").tolist() == [1.0, 2.5]
    assert vector([True, False], name="x").tolist() == [1.0, 0.0]


def test_a_table_is_a_copy_and_keeps_its_labels():
    given = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=["r1", "r2"])
    found = table(given, name="x")
    found.loc["r1", "a"] = 99
    assert given.loc["r1", "a"] == 1
    assert list(found.index) == ["r1", "r2"]
    assert table(np.ones((2, 2)), name="x").columns.tolist() == [1, 2]


def test_numbers_written_as_text_are_read_as_numbers():
    assert vector(["1", "2.5"], name="x").tolist() == [1, 2.5]


@pytest.mark.parametrize(
    "values, words",
    [
        (5, r"has the shape \(\)"),
        ([[1, 2]], r"has the shape \(1, 2\)"),
        (pd.DataFrame({"a": [1]}), "one column of numbers"),
        (["one", 2], "it holds 'one'"),
        ([None, 1], "1 of 2 are missing"),
        ([np.inf], "finite"),
        ([], "at least 1 values; it has 0"),
    ],
)
def test_what_is_no_vector(values, words):
    with pytest.raises(ModelError, match=words):
        vector(values, name="x")


def test_a_message_names_the_column():
    with pytest.raises(ModelError, match=r"`items\['b'\]` should have no missing values"):
        table(pd.DataFrame({"a": [1, 2], "b": [1, None]}), name="items")


def test_lengths_and_constant_columns():
    same_length([1, 2], [3, 4], names=("a", "b"))
    with pytest.raises(ModelError, match="`a` and `b` should have one row"):
        same_length([1, 2], [3], names=("a", "b"))
    with pytest.raises(ModelError, match="same answer to 'still'"):
        varying(pd.DataFrame({"moves": [1, 2], "still": [4, 4]}), name="x")


@pytest.mark.parametrize("value", [np.nan, np.inf, "3", None, 11, -1])
def test_what_is_no_number_between_the_ends(value):
    with pytest.raises(ModelError, match="`x` should be a number between 0 and 10"):
        number(value, name="x", low=0, high=10)


def test_open_ends_are_said_in_words():
    with pytest.raises(ModelError, match="of at least 2"):
        number(1, name="x", low=2)
    with pytest.raises(ModelError, match="of at most 2"):
        number(3, name="x", high=2)
    with pytest.raises(ModelError, match="that is finite"):
        number(np.nan, name="x")


@pytest.mark.parametrize("value", [True, 0.5, -1, np.nan, np.inf, "3", None])
def test_what_is_no_count(value):
    with pytest.raises(ModelError, match="Pass a count, not a share"):
        whole(value, name="x")


def test_counts_of_any_type_pass():
    assert [whole(value, name="x") for value in (3, 3.0, np.int64(3))] == [3, 3, 3]
