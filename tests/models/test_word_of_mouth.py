import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.errors import ModelError
from brecha.models.word_of_mouth import word_of_mouth


def test_six_told_of_whom_two_in_a_hundred_talk():
    # models.md: six told x 2 % -> 1 / (1 - .12) = 1.136
    found = word_of_mouth(6, share=0.02, generations=2)
    assert found.m == pytest.approx(0.12)
    assert found.total == pytest.approx(1.13636, abs=1e-5)
    assert found.brought == pytest.approx(0.13636, abs=1e-5)
    assert found.generations.tolist() == pytest.approx([1, 0.12, 0.0144])


@given(st.floats(0, 20), st.floats(0, 0.045))
def test_the_generations_add_up_to_the_total(told, share):
    found = word_of_mouth(told, share=share, generations=300)
    assert found.generations.sum() == pytest.approx(found.total)
    assert found.total == pytest.approx(1 + found.brought)


@pytest.mark.parametrize("told, share", [(5, 0.2), (7, 0.5)])
def test_a_chain_that_never_ends_is_refused_with_the_reason(told, share):
    with pytest.raises(ModelError, match="the expected total is infinite: the model has no market"):
        word_of_mouth(told, share=share)


def test_a_percentage_is_no_share():
    with pytest.raises(ModelError, match="`share` should be a number between 0 and 1; it is 2"):
        word_of_mouth(6, share=2)
    with pytest.raises(ModelError, match="`told`"):
        word_of_mouth(-1, share=0.2)
