from brecha.models import DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.scenarios.items import FIRST, ITEMS, MEMBERSHIP, REVERSED, item_table


def test_22_items_in_the_order_of_the_dimensions() -> None:
    items = item_table()
    assert items.columns.tolist() == ["item", "dimension", "reversed"]
    assert items["item"].is_unique
    counts = items.groupby("dimension", sort=False)["item"].count()
    assert tuple(counts.index) == DIMENSIONS
    assert tuple(counts) == ITEMS_PER_DIMENSION
    assert items["item"].tolist()[:6] == ["T1", "T2", "T3", "T4", "R1", "R2"]
    assert items["item"].tolist()[-5:] == ["E1", "E2", "E3", "E4", "E5"]


def test_two_items_of_different_dimensions_are_reversed() -> None:
    items = item_table()
    assert items["reversed"].dtype == bool
    found = items[items["reversed"]]
    assert len(found) == 2
    assert found["dimension"].nunique() == 2


def test_positions_agree_with_the_items() -> None:
    assert [ITEMS[first].code for first in FIRST] == ["T1", "R1", "S1", "A1", "E1"]
    assert [DIMENSIONS[position] for position in MEMBERSHIP] == [item.dimension for item in ITEMS]
    assert REVERSED.tolist() == [item.reversed for item in ITEMS]
