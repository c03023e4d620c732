import inspect
from itertools import combinations

import pytest

from brecha.models import five_gaps
from brecha.scenarios import COMPANIES, company, design
from brecha.scenarios.promise import QUANTITIES, distinct, promise_table


def test_quantities_are_the_arguments_of_the_gap_model() -> None:
    names = [name for name in inspect.signature(five_gaps).parameters if name != "better"]
    assert tuple(names) == QUANTITIES


@pytest.mark.parametrize("name", COMPANIES)
def test_no_two_differences_are_alike(name: str) -> None:
    for seed in range(20):
        promise = promise_table(design(name, seed=seed))
        assert promise["quantity"].tolist() == list(QUANTITIES)
        assert promise["minutes"].dtype == int
        assert (promise["minutes"] >= 1).all()
        minutes = promise.set_index("quantity")["minutes"]
        differences = [abs(a - b) for a, b in combinations(minutes, 2)]
        assert len(set(differences)) == 15
        assert 0 not in differences
        gaps = five_gaps(**minutes.to_dict(), better="lower")
        four = gaps.knowledge + gaps.standards + gaps.delivery + gaps.communication
        assert abs(four) not in differences
        assert gaps.service > 0
        assert gaps.perceiving > 0


def test_a_repeated_difference_is_noticed() -> None:
    assert distinct((10, 11, 14, 22, 20, 37))
    assert not distinct((10, 11, 14, 22, 14, 37))  # promised what the standard says
    assert not distinct((10, 11, 12, 22, 20, 37))  # 12 - 11 = 11 - 10
    assert not distinct((10, 11, 14, 20, 22, 37))  # gaps 1 to 4 add up to 8 = 22 - 14
    assert not distinct((10, 11, 14, 16, 22, 37))  # gaps 1 to 4 add up to nothing


def test_neighbours_have_other_minutes() -> None:
    found = {tuple(company("gym", seed=seed).table("promise")["minutes"]) for seed in range(10)}
    assert len(found) == 10


def test_the_largest_of_the_first_four_gaps_is_not_always_the_same() -> None:
    largest = set()
    for seed in range(30):
        minutes = company("clinic", seed=seed).table("promise").set_index("quantity")["minutes"]
        gaps = five_gaps(**minutes.to_dict(), better="lower")
        parts = ("knowledge", "standards", "delivery", "communication")
        largest.add(max(parts, key=lambda name: abs(getattr(gaps, name))))
    assert len(largest) >= 2
