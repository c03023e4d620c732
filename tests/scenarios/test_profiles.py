import pytest

from brecha.errors import UnknownNameError
from brecha.models import DIMENSIONS
from brecha.scenarios import COMPANIES, next_door
from brecha.scenarios.profiles import PROFILES, profile


def test_six_companies_in_a_fixed_order() -> None:
    assert COMPANIES == ("hotel", "clinic", "bank", "gym", "bistro", "shop")


@pytest.mark.parametrize("name", COMPANIES)
def test_branches_are_of_clearly_unequal_size(name: str) -> None:
    found = PROFILES[name]
    assert 4 <= len(found.branches) <= 6
    assert len(set(found.branches)) == len(found.branches) == len(found.shares)
    assert sum(found.shares) == pytest.approx(1)
    assert list(found.shares) == sorted(found.shares, reverse=True)
    assert found.shares[0] >= 5 * found.shares[-1]
    least, most = found.respondents
    assert 120 <= least < most <= 220
    assert set(found.matters) < set(DIMENSIONS)


def test_no_two_companies_are_alike() -> None:
    assert len({found.branches for found in PROFILES.values()}) == 6
    assert len({found.wait for found in PROFILES.values()}) == 6


@pytest.mark.parametrize("name", ["hotl", "", None, ["hotel"], 3])
def test_an_unknown_company_is_refused(name: object) -> None:
    with pytest.raises(UnknownNameError, match="There is no company"):
        profile(name)  # type: ignore[arg-type]


def test_the_nearest_company_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"no company 'hotl'\. Did you mean 'hotel'"):
        profile("hotl")


@pytest.mark.parametrize("among", [COMPANIES, ("shop", "gym", "bank")])
def test_everybody_has_a_neighbour_and_is_one(among: tuple[str, ...]) -> None:
    neighbours = [next_door(company, among=among) for company in among]
    assert neighbours == [*among[1:], among[0]]


def test_whoever_lives_elsewhere_has_no_neighbour() -> None:
    with pytest.raises(UnknownNameError, match="There is no company 'hotel'"):
        next_door("hotel", among=("shop", "gym"))
