import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bakery
from brecha.checking import Exercise, Key, LocalJudge, Number, Series, State
from brecha.checking.kinds import tables

LABELS = ("east", "north", "south", "west")
KIND = Series("till", LABELS)
SHARES = bakery.SHARES


def slip_of(answer, kind=KIND):
    slip = kind.read(answer, {}).slip
    return None if slip is None else slip.key.removeprefix("check.slip.")


@pytest.mark.parametrize(
    "answer",
    [
        SHARES,
        SHARES[::-1],
        SHARES.sample(frac=1, random_state=1),
        SHARES + 0.004,
        SHARES.to_frame(),
        SHARES.to_frame("share"),
        SHARES.rename_axis("till").reset_index(name="share"),
        SHARES.astype("Float64"),
        SHARES.astype(object),
        SHARES.astype("category"),
        SHARES.astype("Sparse[float]"),
        SHARES.to_dict(),
        SHARES.rename(str.upper),
        SHARES.rename(lambda label: f" {label} "),
        SHARES.rename({"east": "caja este", "north": "north till"}),
        SHARES.set_axis(pd.CategoricalIndex(SHARES.index)),
        SHARES.set_axis(pd.MultiIndex.from_arrays([SHARES.index])),
    ],
)
def test_a_column_is_right_in_any_order_and_clothes(answer):
    assert bakery.verdict("by-till", answer).state is State.RIGHT


@pytest.mark.parametrize(
    "answer, name",
    [
        (1 - SHARES, "turned-away"),
        (SHARES * 100, "slip/percentages"),
        (-SHARES, "slip/signs"),
        (SHARES.astype(str), "slip/text-numbers"),
        (SHARES.map("{:.0%}".format), "slip/text-numbers"),
        (SHARES.tolist(), "slip/labels-lost"),
        (tuple(SHARES), "slip/labels-lost"),
        (SHARES.to_numpy(), "slip/labels-lost"),
        (pd.Index(SHARES), "slip/labels-lost"),
        (SHARES.reset_index(drop=True), "slip/labels-lost"),
        ((1 - SHARES).tolist(), "turned-away"),
    ],
)
def test_a_slip_or_misconception_is_nearly(answer, name):
    verdict = bakery.verdict("by-till", answer)
    assert verdict.state is State.NEARLY
    assert verdict.misconception == name


@pytest.mark.parametrize(
    "answer, said",
    [
        (SHARES[:3], "Your answer lacks west till."),
        (pd.concat([SHARES, pd.Series({"up": 1})]), "more rows than are asked for: up."),
        (SHARES.replace(0.4, math.nan), "Your answer has no number for west till."),
        (SHARES.replace(0.4, 0.5), "1 of 4 numbers are off, among them west till."),
        (SHARES.tolist()[::-1], "Your numbers have lost their labels"),
        (pd.Series(range(50)), "Your answer has 50 rows: one for each row of the table"),
        (pd.Series([0.1] * 2000, index=["east"] * 2000), "Your answer has 2,000 rows"),
        (pd.Series([0.1] * 40, index=[*LABELS] * 10), "some labels stand more than once"),
        (pd.Series({"x": 1, "y": 2}), "The labels of your answer (x, y) are not the ones of till."),
        (0.64, "That is one number. One for each till is asked for"),
        ([0.9, 0.6], "a list without labels (values in it: 2)"),
        (["a", "b", "c", "d"], "your answer is a list of several values"),
        (SHARES.mean, "a function that has not been run yet"),
        ("tills.groupby('till')['share'].mean()", "a line of code handed in as text"),
        ("the first", "your answer is a text"),
        (SHARES + 0.02, "All your numbers are close"),
        (SHARES * 10, "Each of your numbers is 10.00 times what it should be."),
        (SHARES / 4, "Each of your numbers is 0.25 times what it should be."),
        (SHARES * 0.92, "4 of 4 numbers are off"),
        (
            SHARES.set_axis(pd.MultiIndex.from_product([SHARES.index, ["am"]], names=["a", "b"])),
            "Your answer has 4 rows, one for each combination of `a` and `b`.",
        ),
    ],
)
def test_what_can_be_measured_is_said(answer, said):
    assert bakery.verdict("by-till", answer).state is State.NOT_RIGHT
    assert said in bakery.said("by-till", answer)


def test_of_two_orders_the_nearer_is_measured():
    # In the lesson's order all are close; in the alphabet's, three are far off.
    labels = ("west", "south", "north", "east")
    key = Key()
    key.reference("n")(lambda lesson: SHARES)
    judge = LocalJudge("demo", key, bakery.lesson().version(seed=0))
    verdict = judge(Exercise("n", Series("till", labels)), [0.42, 0.92, 0.62, 0.92])
    assert [message.key for message in verdict.messages][:2] == [
        "check.slip.labels-lost",
        "check.measured.close-labels",
    ]


def test_a_factor_is_named_only_where_there_is_one():
    assert tables._factor(3 * SHARES, SHARES) == pytest.approx(3)
    assert tables._factor(-3 * SHARES, SHARES) is None
    assert tables._factor(3 * SHARES + 1e-4, SHARES) is None
    assert tables._factor(SHARES * 0.95, SHARES) is None
    assert tables._factor(SHARES, 0 * SHARES) is None
    assert tables._factor(3 * SHARES[:1], SHARES[:1]) is None


def test_the_means_of_another_column_are_recognised():
    answer = bakery.lesson().version(seed=0).data("tills").groupby("till")["customers"].mean()
    assert "the means of the column `customers` of `tills`" in bakery.said("by-till", answer)


def test_a_table_of_the_learner_is_asked_for_one_column():
    tills = bakery.lesson().version(seed=0).data("tills")
    assert "a table with 3 columns. Only one column is asked for" in bakery.said("by-till", tills)
    groups = tills.groupby("till")
    assert 'After `groupby("till")` choose a column' in bakery.said("by-till", groups)


def test_the_learners_own_column_is_left_as_it_was():
    answer = SHARES.copy()
    bakery.verdict("by-till", answer)
    pd.testing.assert_series_equal(answer, SHARES)


def test_a_list_is_read_in_the_order_of_groupby_or_of_the_lesson():
    kind = Series("day", ("monday", "tuesday", "friday"))
    first, second = kind.read([1, 2, 3], {}).values
    assert first.to_dict() == {"friday": 1, "monday": 2, "tuesday": 3}
    assert second.to_dict() == {"monday": 1, "tuesday": 2, "friday": 3}
    assert len(KIND.read([1, 2, 3, 4], {}).values) == 1


@pytest.mark.parametrize("labels", [[1, 2], [1.0, 2.0], ["1", "2"], [" 1", "2 "]])
def test_numbers_as_labels_are_the_same_however_they_are_written(labels):
    kind = Series("branch", ("1", "2"))
    answer = pd.Series([0.1, 0.2], index=labels)
    assert kind.same(kind.read(answer, {}).values[0], kind.canonical(pd.Series({1: 0.1, 2: 0.2})))


def test_a_reference_may_be_a_dictionary():
    assert KIND.same(KIND.canonical(SHARES.to_dict()), KIND.canonical(SHARES))


def test_the_message_is_about_the_label_that_is_furthest_off():
    facts = KIND.facts(SHARES.replace(0.6, 0.9), SHARES)
    assert facts["label"] == "north"
    assert facts["answer"] == 0.9
    assert facts["expected"] == 0.6
    assert facts["difference"] == pytest.approx(0.3)
    assert facts["size"] == pytest.approx(0.3)


def test_a_message_can_be_written_even_where_nothing_can_be_compared():
    facts = KIND.facts(SHARES * math.nan, SHARES)
    assert facts["label"] == "east"
    assert math.isnan(facts["answer"])


def test_exact_numbers_are_exact():
    exact = Series("till", LABELS, Number(tolerance=0))
    assert exact.same(SHARES, SHARES * 3 / 3)
    assert not exact.same(SHARES, SHARES + 1e-6)


def test_an_empty_number_is_infinitely_far():
    assert KIND.distance(SHARES.replace(0.4, math.nan), SHARES) == math.inf
    assert KIND.distance(SHARES[:3], SHARES) == math.inf


VALUES = st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4)


@given(VALUES, st.permutations(LABELS))
def test_order_never_matters(values, order):
    column = pd.Series(values, index=LABELS)
    assert KIND.same(KIND.read(column[list(order)], {}).values[0], column)


@given(VALUES, VALUES)
def test_the_distance_is_that_of_the_worst_number(ones, others):
    one, other = pd.Series(ones, index=LABELS), pd.Series(others, index=LABELS)
    number = Number()
    worst = max(number.distance(a, b) for a, b in zip(ones, others, strict=True))
    assert KIND.distance(one, other) == pytest.approx(worst)


@given(st.lists(st.none() | st.text() | st.floats() | st.booleans(), max_size=6))
def test_any_column_gets_a_verdict(values):
    answer = pd.Series(values, index=[*LABELS, "up", "down"][: len(values)], dtype=object)
    verdict = bakery.verdict("by-till", answer)
    assert bakery.feedback(verdict).plain
    if verdict.state is State.RIGHT:
        assert all(isinstance(value, float) for value in values)
        assert answer.astype(float).tolist() == pytest.approx(SHARES.tolist(), abs=0.005)


def test_groups_by_a_column_of_numbers_have_labels_though_others_than_asked_for():
    by_another = pd.Series([0.2, 0.4], index=pd.Index([0, 1], name="returned"))
    assert slip_of(by_another) == "other-labels"
    assert slip_of(by_another.rename_axis(None)) == "no-labels"
