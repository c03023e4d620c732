from collections import Counter

import numpy as np
import pytest

from brecha.scenarios.faces import NEEDS, OTHER, TYPES, other_face


def test_every_letter_is_taken_for_another_one_of_its_kind() -> None:
    assert set(OTHER) == {*TYPES, *NEEDS}
    for letters in (TYPES, NEEDS):
        assert all(OTHER[letter] in letters and OTHER[letter] != letter for letter in letters)


@pytest.mark.parametrize("letters", [TYPES, NEEDS])
def test_the_second_face_is_mostly_what_the_first_is_taken_for(letters: str) -> None:
    chance = np.random.default_rng(1)
    for main in letters:
        drawn = Counter(other_face(main, letters, chance=chance) for _ in range(2000))
        assert set(drawn) == set(letters)
        # Four times in five, and one of the others by chance.
        assert drawn[OTHER[main]] / 2000 == pytest.approx(0.8 + 0.2 / len(letters), abs=0.035)


def test_the_same_chance_draws_the_same_faces() -> None:
    one, again = (
        [other_face(main, TYPES, chance=chance) for main in TYPES * 4]
        for chance in (np.random.default_rng(3), np.random.default_rng(3))
    )
    assert one == again
