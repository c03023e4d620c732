import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bakery
from brecha.checking import Frame, State

KIND = Frame(("till",), ("lost", "share"))
# By hand: who was not served, and which share of the till's own customers that is.
LOSSES = pd.DataFrame(
    {
        "till": ["east", "north", "south", "west"],
        "lost": [1, 8, 3, 24],
        "share": [0.1, 0.4, 0.1, 0.6],
    }
)


def slip_of(answer, kind=KIND):
    slip = kind.read(answer, {}).slip
    return None if slip is None else slip.key.removeprefix("check.slip.")


@pytest.mark.parametrize(
    "answer",
    [
        LOSSES,
        LOSSES[::-1],
        LOSSES[["share", "till", "lost"]],
        LOSSES.set_index("till"),
        LOSSES.set_index("till", drop=False),
        LOSSES.assign(more="x"),
        LOSSES.assign(share=LOSSES["share"] + 0.004),
        LOSSES.astype({"lost": "Int64", "share": "Float64"}),
        LOSSES.astype(object),
        LOSSES.astype({"till": "category"}),
        LOSSES.to_dict("list"),
        {name: LOSSES[name].to_numpy() for name in LOSSES},
    ],
)
def test_a_table_is_right_in_any_order_and_clothes(answer):
    assert bakery.verdict("losses", answer).state is State.RIGHT


@pytest.mark.parametrize(
    "answer, name",
    [
        (LOSSES.assign(share=LOSSES["lost"] / 100), "share-of-all"),
        (LOSSES.assign(share=LOSSES["share"].astype(str)), "slip/text-numbers"),
    ],
)
def test_a_slip_or_misconception_is_nearly(answer, name):
    verdict = bakery.verdict("losses", answer)
    assert verdict.state is State.NEARLY
    assert verdict.misconception == name


@pytest.mark.parametrize(
    "answer, said",
    [
        (LOSSES[:3], "Your answer lacks west till."),
        (pd.concat([LOSSES, LOSSES[:1].assign(till="up")]), "more rows than are asked for: up."),
        (LOSSES.drop(columns="share"), "The column `share` is missing in your table; it has"),
        (LOSSES.assign(lost=0), "1 of 2 columns are off: `lost`."),
        (LOSSES.assign(lost=None), "1 of 2 columns are off: `lost`."),
        (LOSSES.assign(lost=LOSSES["lost"] == 1), "1 of 2 columns are off: `lost`."),
        (LOSSES.assign(lost=pd.to_timedelta(LOSSES["lost"], "ns")), "1 of 2 columns are off"),
        (LOSSES.assign(lost=pd.to_datetime(LOSSES["lost"])), "1 of 2 columns are off: `lost`."),
        (pd.concat([LOSSES, LOSSES]), "some labels stand more than once"),
        (pd.concat([LOSSES, LOSSES[["lost"]]], axis=1), "the column `lost` more than once"),
        (pd.concat([LOSSES] * 2000), "Your answer holds 24,000 values"),
        (pd.DataFrame(), "Your table has no columns."),
        (LOSSES["lost"], "A table is asked for; your answer is a column."),
        (0.64, "A table is asked for; your answer is a number."),
        ([1, 2], "A table is asked for; your answer is a list of several values."),
        ({"till": "east", "lost": 1}, "A table is asked for; your answer is a dictionary."),
        (LOSSES.head, "a function that has not been run yet"),
    ],
)
def test_what_can_be_measured_is_said(answer, said):
    assert bakery.verdict("losses", answer).state is State.NOT_RIGHT
    assert said in bakery.said("losses", answer)


def test_rows_may_be_named_by_several_keys():
    kind = Frame(("branch", "till"), ("n",))
    long = pd.DataFrame({"branch": [1, 1, 2], "till": ["a", "b", "a"], "n": [1, 2, 3]})
    expected = kind.canonical(long)
    assert list(expected.index) == ["1 · a", "1 · b", "2 · a"]
    for answer in (long.set_index(["branch", "till"]), long.set_index("till"), long.astype(str)):
        assert kind.same(kind.read(answer, {}).values[0], expected)
    floats = long.astype({"branch": float})
    assert kind.same(kind.read(floats, {}).values[0], expected)


def test_a_table_of_one_column_may_come_as_a_column():
    kind = Frame(("till",), ("lost",))
    column = LOSSES.set_index("till")["lost"]
    assert kind.same(kind.read(column, {}).values[0], kind.canonical(LOSSES))
    assert kind.same(kind.read(column.rename(None), {}).values[0], kind.canonical(LOSSES))


def test_a_value_can_be_handed_in_again():
    expected = KIND.canonical(LOSSES)
    assert KIND.same(KIND.read(KIND.handed_in(expected), {}).values[0], expected)


def test_the_learners_own_table_is_left_as_it_was():
    answer = LOSSES.copy()
    bakery.verdict("losses", answer)
    pd.testing.assert_frame_equal(answer, LOSSES)


@given(st.permutations(range(4)), st.permutations(["till", "lost", "share"]))
def test_neither_order_ever_matters(rows, columns):
    answer = LOSSES.iloc[list(rows)][list(columns)]
    assert bakery.verdict("losses", answer).state is State.RIGHT


@given(st.lists(st.none() | st.text() | st.floats() | st.booleans(), min_size=4, max_size=4))
def test_any_column_in_a_table_gets_a_verdict(values):
    verdict = bakery.verdict("losses", LOSSES.assign(lost=pd.Series(values, dtype=object)))
    assert bakery.feedback(verdict).plain
    assert verdict.state in (State.NOT_RIGHT, State.NEARLY)
