import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bakery
from brecha.checking import Choice, Label, Ranking, Sorting, State

WORDS = {"caja norte": "north", "north till": "north"}


def slip_of(kind, answer):
    slip = kind.read(answer, WORDS).slip
    return None if slip is None else slip.key.removeprefix("check.slip.")


@pytest.mark.parametrize(
    "answer", ["B", "b", " B ", ["B"], ("B",), np.array(["B"]), np.str_("B"), pd.Series(["B"])]
)
def test_a_choice_forgives_case_blanks_and_a_container(answer):
    assert Choice("ABC").read(answer, {}).values == ("B",)


@pytest.mark.parametrize(
    "answer, slip",
    [
        ("D", "not-allowed"),
        ("AB", "not-allowed"),
        ("B" + " " * 300 + "C", "not-allowed"),
        (2, "not-text"),
        (["A", "B"], "not-text"),
        (None, "nothing"),
        (str.upper, "function"),
    ],
)
def test_what_is_no_choice_is_named(answer, slip):
    assert slip_of(Choice("ABC"), answer) == slip


@pytest.mark.parametrize("answer", ["north", "NORTH", "Caja Norte", "north till", " caja  norte"])
def test_a_label_may_be_said_in_either_language(answer):
    assert Label(("north", "south")).read(answer, WORDS).values == ("north",)


def test_a_word_for_another_code_is_no_label_here():
    assert slip_of(Label(("south",)), "caja norte") == "not-allowed"


@pytest.mark.parametrize(
    "answer",
    ["CADB", "cadb", "C, A, D, B", "C-A-D-B", ["C", "A", "D", "B"], list("cadb"), ("CA", "DB")],
)
def test_a_ranking_is_read_from_its_letters(answer):
    assert Ranking("ABCD").read(answer, {}).values == ("CADB",)


@pytest.mark.parametrize(
    "answer, slip",
    [
        ("CADX", "unknown-letter"),
        ("CAD", "each-once"),
        ("CADBA", "each-once"),
        ("CAAB", "each-once"),
        (["C", 1, "D", "B"], "not-letters"),
        (["C", "A", "D", "B", *[" "] * 300, "X"], "not-letters"),
        ("CADB" + " " * 300 + "X", "many-letters"),
        (4, "not-letters"),
        (None, "nothing"),
        (len, "function"),
    ],
)
def test_what_is_no_ranking_is_named(answer, slip):
    assert slip_of(Ranking("ABCD"), answer) == slip


@given(st.permutations("ABCD"))
def test_every_order_is_read_and_only_the_accepted_ones_are_right(order):
    verdict = bakery.verdict("order", "".join(order))
    assert (verdict.state is State.RIGHT) == ("".join(order) in ("CADB", "ACDB"))


@pytest.mark.parametrize(
    "answer, said",
    [
        ("CABD", "right up to place 2. Look again at what comes next: can it be B?"),
        ("BADC", "does B come before all the others?"),
    ],
)
def test_a_wrong_order_is_led_to_its_first_fault(answer, said):
    assert said in bakery.said("order", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "ABBA",
        "abba",
        "A B B A",
        list("ABBA"),
        {"1": "A", "2": "B", "3": "B", "4": "A"},
        {4: "a", 3: "b", 2: "b", 1: "a"},
    ],
)
def test_a_sorting_is_read_from_letters_or_pairs(answer):
    assert Sorting("1234", "AB").read(answer, {}).values == ("ABBA",)


@pytest.mark.parametrize(
    "answer, slip",
    [
        ("ABB", "one-each"),
        ("ABBC", "unknown-letter"),
        ({"1": "A"}, "one-each"),
        ({"1": "AB", "2": "", "3": "B", "4": "A"}, "not-letters"),
        ({"1": 1, "2": 2, "3": 3, "4": 4}, "not-letters"),
        (dict.fromkeys("12345", "A"), "not-letters"),
        (7, "not-letters"),
        ("A" * 300, "many-letters"),
    ],
)
def test_what_is_no_sorting_is_named(answer, slip):
    assert slip_of(Sorting("1234", "AB"), answer) == slip


def test_each_statement_in_a_wrong_bin_gets_its_own_feedback():
    said = bakery.said("kinds", "BABA").splitlines()
    assert said[1:] == [
        "One is an outer one.",
        "Two lies inside.",
        "2 of 4 are where they belong.",
        "Hint. Two and two.",
    ]


@given(st.text(alphabet="AB", min_size=4, max_size=4))
def test_a_sorting_counts_what_is_in_its_place(letters):
    verdict = bakery.verdict("kinds", letters)
    if letters == "ABBA":
        assert verdict.state is State.RIGHT
    else:
        right = sum(a == b for a, b in zip(letters, "ABBA", strict=True))
        assert verdict.messages[-2].values == {"n": right, "total": 4}


@pytest.mark.parametrize(
    "answer, english, spanish",
    [
        ("A", "Not by chance: it is arithmetic.", "No es azar: es aritmética."),
        ("B", "Because the tills differ in size.", "Porque las cajas son de distinto tamaño."),
    ],
)
def test_each_option_has_its_feedback(answer, english, spanish):
    assert english in bakery.said("why", answer, "en")
    assert spanish in bakery.said("why", answer, "es")


def test_a_wrong_label_that_somebody_foresaw_is_named():
    verdict = bakery.verdict("worst", "caja este")
    assert verdict.misconception == "fewest-customers"
    assert "east till served the fewest people" in bakery.said("worst", "east")


def test_a_wrong_label_that_nobody_foresaw_gets_the_hint():
    assert bakery.said("worst", "south").splitlines()[1:] == ["Hint. The lowest share."]


@given(st.text(max_size=30))
def test_any_text_gets_a_verdict_of_each_kind_of_code(answer):
    for slug in ("worst", "why", "order", "kinds"):
        verdict = bakery.verdict(slug, answer)
        for language in ("en", "es"):
            assert bakery.feedback(verdict, language).plain
