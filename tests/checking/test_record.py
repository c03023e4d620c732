import contextlib
import json
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bakery
from brecha.checking.record import MOST_CELLS, MOST_TEXT, Unrecordable, from_record, to_record

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
)
ANSWERS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)
LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10) | st.integers(-1000, 1000)


def there_and_back(answer):
    return from_record(json.loads(json.dumps(to_record(answer), allow_nan=False)))


@given(ANSWERS)
def test_plain_answers_come_back_as_they_went(answer):
    back = there_and_back(answer)
    assert back == answer
    assert type(back) is type(answer)


@given(st.lists(st.tuples(LABELS, st.floats()), max_size=8, unique_by=lambda pair: pair[0]))
def test_columns_come_back_as_they_went(pairs):
    labels = pd.Index([label for label, _ in pairs], dtype=object)
    column = pd.Series([value for _, value in pairs], index=labels, dtype=float)
    back = there_and_back(column)
    assert list(back.index) == list(column.index)
    np.testing.assert_array_equal(back.to_numpy(dtype=float), column.to_numpy())


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"till": ["a", "b"], "n": [1, 2], "share": [0.5, math.nan]}),
        pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="till")),
        pd.DataFrame(
            {"n": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["x", "y"])
        ),
        pd.DataFrame([[1, 2]], columns=["n", "n"]),
        pd.DataFrame(columns=["n"]),
        pd.DataFrame(),
    ],
)
def test_tables_come_back_with_their_labels_and_names(table):
    back = there_and_back(table)
    assert list(back.columns) == list(table.columns)
    assert list(back.index) == list(table.index)
    assert list(back.index.names) == list(table.index.names)
    assert back.astype(object).map(str).equals(table.astype(object).map(str))


@pytest.mark.parametrize(
    "answer, record",
    [
        (..., {"type": "ellipsis"}),
        (np.float64(1.5), 1.5),
        (np.int64(3), 3),
        (np.True_, True),
        (Decimal("1.5"), 1.5),
        (math.nan, {"type": "float", "value": "nan"}),
        (-math.inf, {"type": "float", "value": "-inf"}),
        (pd.NA, {"type": "float", "value": "nan"}),
        (2**60, float(2**60)),
        ("\ud800", "?"),
        (np.array([1, 2]), {"type": "list", "values": [1, 2]}),
        (pd.Index(["a"]), {"type": "list", "values": ["a"]}),
        (pd.Categorical(["a"]), {"type": "list", "values": ["a"]}),
        ((-1, 2), {"type": "tuple", "values": [-1, 2]}),
        ({"1": "A", 2: "B"}, {"type": "dict", "items": [["1", "A"], [2, "B"]]}),
        (
            pd.Series([None, pd.NA, "x"], index=[1.5, math.nan, True], dtype=object),
            {
                "type": "series",
                "index": [1.5, "nan", "True"],
                "values": [
                    None,
                    {"type": "float", "value": "nan"},
                    "x",
                ],
            },
        ),
    ],
)
def test_a_record_is_plain_data(answer, record):
    assert to_record(answer) == record
    json.dumps(to_record(answer), allow_nan=False).encode("ascii")


def test_the_dots_come_back():
    assert there_and_back(...) is ...


@pytest.mark.parametrize(
    "answer, why",
    [
        (object(), "type"),
        (len, "type"),
        ({1, 2}, "type"),
        ([1, [2, object()]], "type"),
        (pd.Timestamp("2024"), "type"),
        (np.timedelta64(5, "s"), "type"),
        (1j, "type"),
        (b"x", "type"),
        ([0] * (MOST_CELLS + 1), "many"),
        ([[0] * 1000] * 6, "many"),
        (np.zeros(MOST_CELLS + 1), "many"),
        (pd.DataFrame(np.zeros((MOST_CELLS, 2))), "many"),
        (dict.fromkeys(range(MOST_CELLS + 1)), "many"),
        ("x" * (MOST_TEXT + 1), "text"),
        pytest.param(10**400, "number", id="digits"),
    ],
)
def test_what_cannot_be_kept_says_why(answer, why):
    with pytest.raises(Unrecordable) as caught:
        to_record(answer)
    assert caught.value.why == why


def test_the_most_that_is_kept_is_kept():
    assert len(to_record([0] * MOST_CELLS)["values"]) == MOST_CELLS
    assert len(to_record("x" * MOST_TEXT)) == MOST_TEXT


def nested(depth):
    record = 1
    for _ in range(depth):
        record = {"type": "list", "values": [record]}
    return record


@pytest.mark.parametrize(
    "record",
    [
        [],
        {},
        {"type": "pickle", "value": "x"},
        {"type": "series"},
        {"type": "series", "index": ["a"], "values": [1, 2]},
        {"type": "series", "index": [["a", "b"]], "names": ["x", "y", "z"], "values": [1]},
        {"type": "series", "index": [{}], "values": [1]},
        {"type": "series", "index": 3, "values": [1]},
        {"type": "frame", "index": ["a"], "columns": ["x"], "values": [[1, 2]]},
        {"type": "frame", "index": ["a"], "columns": [None, {}], "values": [[1, 2]]},
        {"type": "list", "values": None},
        {"type": "dict", "items": [["a"]]},
        {"type": "dict", "items": [[{}, 1]]},
        {"type": "float", "value": "x"},
        {"type": ["list"]},
        {"type": "list", "values": [{"type": "spam"}]},
        nested(5000),
    ],
)
def test_a_record_that_nobody_wrote_is_refused(record):
    with pytest.raises(Unrecordable) as caught:
        from_record(record)
    assert caught.value.why == "damaged"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "values", "index", "columns", "items", "names", "value"]),
            inner | st.sampled_from(["list", "tuple", "dict", "series", "frame", "float"]),
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_json_is_read_or_refused(record):
    with contextlib.suppress(Unrecordable):
        from_record(record)


@pytest.mark.parametrize(
    "slug, answer",
    [
        ("share", 0.64),
        ("share", (0, 64)),
        ("share", "64 %"),
        ("share", pd.Series([0.64])),
        ("customers", np.int64(10_000)),
        ("by-till", bakery.SHARES),
        ("by-till", bakery.SHARES.to_frame("share")),
        ("by-till", bakery.SHARES.rename_axis("till").reset_index(name="share")),
        ("by-till", bakery.SHARES.reset_index(drop=True)),
        ("by-till", bakery.SHARES.tolist()),
        ("by-till", bakery.SHARES.astype(str)),
        ("by-till", bakery.SHARES.astype("category")),
        ("by-till", bakery.SHARES.replace(0.4, math.nan)),
        ("by-till", pd.Series(range(50))),
        ("kinds", {1: "A", 2: "B", 3: "B", 4: "A"}),
        ("order", ("C", "A", "D", "B")),
        ("losses", bakery.lesson().key().function("losses")(bakery.lesson().version(seed=0))),
        (
            "losses",
            bakery.lesson()
            .key()
            .function("losses")(bakery.lesson().version(seed=0))
            .set_index("till"),
        ),
        ("losses", pd.DataFrame({"till": ["east"], "lost": [True], "share": ["0.1"]})),
        ("why", np.str_("b")),
        ("memo", "A text."),
    ],
)
def test_a_judge_elsewhere_says_the_same_of_a_record(slug, answer):
    here, there = bakery.verdict(slug, answer), bakery.verdict(slug, there_and_back(answer))
    assert (there.state, there.misconception) == (here.state, here.misconception)
    assert bakery.feedback(there) == bakery.feedback(here)
