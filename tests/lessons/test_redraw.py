import pandas as pd
import pytest

from brecha.errors import DataError
from brecha.lessons.redraw import first_draw, generator, some_of, some_of_each

EVERYONE = pd.DataFrame({"respondent": range(1, 11), "mark": [5, 9, 7, 7, 8, 1, 10, 6, 6, 4]})


def test_some_are_drawn_once_each_and_in_their_order():
    some = some_of(EVERYONE, size=6, rng=generator(3, 0))
    assert len(some) == 6
    assert some["respondent"].is_monotonic_increasing
    assert some["respondent"].is_unique
    assert some.index.to_list() == list(range(6))
    marks = EVERYONE.set_index("respondent")["mark"]
    assert (some.set_index("respondent")["mark"] == marks[some["respondent"]]).all()


def test_a_seed_gives_the_same_draw_everywhere_and_another_gives_another():
    one, same, other = (some_of(EVERYONE, size=5, rng=generator(seed, 0)) for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_attempts_of_one_seed_differ():
    drawn = {tuple(some_of(EVERYONE, size=5, rng=generator(1, n))["respondent"]) for n in range(9)}
    assert len(drawn) > 5


def test_so_many_of_each_kind_are_drawn_and_keep_their_order():
    low, high = EVERYONE["mark"] <= 5, EVERYONE["mark"] >= 8
    seen = set()
    for attempt in range(20):
        some = some_of_each(EVERYONE, (low, high), sizes=(1, 2), rng=generator(1, attempt))
        assert ((some["mark"] <= 5).sum(), (some["mark"] >= 8).sum(), len(some)) == (1, 2, 3)
        assert some["respondent"].is_monotonic_increasing
        assert some.index.to_list() == [0, 1, 2]
        seen |= set(some["respondent"])
    assert seen == set(EVERYONE.loc[low | high, "respondent"])


def test_more_of_a_kind_than_there_are_cannot_be_drawn():
    with pytest.raises(ValueError, match="larger"):
        some_of_each(EVERYONE, [EVERYONE["mark"] >= 8], sizes=[4], rng=generator(1, 0))


def test_draws_are_put_back_until_every_condition_is_met():
    tried = []

    def draw(rng):
        tried.append(int(rng.integers(1, 7)))
        return tried[-1]

    found = first_draw(
        4, draw=draw, conditions=lambda points: {"high": points > 4, "even": points % 2 == 0}
    )
    assert found.drawn == 6
    assert found.draws == len(tried)
    assert 6 not in tried[:-1]


def test_when_nothing_meets_the_conditions_the_remedy_is_named():
    with pytest.raises(DataError, match=r"None of 7 draws .* seed 1 .* data file"):
        first_draw(1, draw=lambda rng: 0, conditions=lambda drawn: {"never": False}, most=7)
