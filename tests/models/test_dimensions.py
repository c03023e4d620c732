from collections import Counter

import pytest

from brecha.models import COMPONENTS, DIMENSIONS, ITEMS_PER_DIMENSION


def test_five_dimensions_share_22_items() -> None:
    assert dict(zip(DIMENSIONS, ITEMS_PER_DIMENSION, strict=True)) == {
        "tangibles": 4,
        "reliability": 5,
        "responsiveness": 4,
        "assurance": 4,
        "empathy": 5,
    }
    assert sum(ITEMS_PER_DIMENSION) == 22


def test_ten_components_went_into_five_dimensions() -> None:
    # Parasuraman, Zeithaml & Berry 1985 and 1988; the seven merged ones as textbooks assign them.
    assert Counter(COMPONENTS.values()) == {
        "tangibles": 1,
        "reliability": 1,
        "responsiveness": 1,
        "assurance": 4,
        "empathy": 3,
    }
    assert {name for name, dimension in COMPONENTS.items() if dimension == "assurance"} == {
        "competence",
        "courtesy",
        "credibility",
        "security",
    }
    assert {name for name, dimension in COMPONENTS.items() if dimension == "empathy"} == {
        "access",
        "communication",
        "understanding",
    }
    assert all(COMPONENTS[name] == name for name in DIMENSIONS[:3])


def test_nobody_changes_the_components_by_accident() -> None:
    with pytest.raises(TypeError):
        COMPONENTS["access"] = "responsiveness"  # type: ignore[index]
