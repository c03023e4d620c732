import re
from importlib import resources

import pytest

from brecha.models import COMPONENTS, DIMENSIONS, GAP_NAMES
from brecha.scenarios import COMPANIES
from brecha.scenarios.items import ITEMS
from brecha.scenarios.profiles import PROFILES
from brecha.scenarios.promise import QUANTITIES
from brecha.text import LANGUAGES, Catalogue

FOLDER = resources.files("brecha.scenarios")


@pytest.fixture(params=LANGUAGES)
def text(request: pytest.FixtureRequest) -> Catalogue:
    return Catalogue.load(request.param, [FOLDER], name="scenarios")  # type: ignore[list-item]


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    english, spanish = (
        Catalogue.load(code, [FOLDER], name="scenarios")  # type: ignore[list-item]
        for code in ("en", "es")
    )
    assert english.keys() == spanish.keys()


def test_every_code_has_a_word(text: Catalogue) -> None:
    branches = {code for profile in PROFILES.values() for code in profile.branches}
    codes = {*DIMENSIONS, *COMPONENTS, *GAP_NAMES, *QUANTITIES, *branches}
    assert codes == set(text.under("labels"))
    for code in codes:
        assert text(f"labels.{code}").strip()


def test_every_item_has_its_wording(text: Catalogue) -> None:
    wordings = text.under("items")
    assert list(wordings) == [item.code for item in ITEMS]
    assert len(set(wordings.values())) == 22
    for wording in wordings.values():
        assert re.fullmatch(r"\S.{20,80}\.", wording)


def test_every_company_is_described(text: Catalogue) -> None:
    parts = {
        "name",
        "city",
        "manager",
        "role",
        "does",
        "branch",
        "the_branch",
        "branches",
        "customer",
        "customers",
        "wait",
        "opening",
    }
    for name in COMPANIES:
        words = text.under(f"companies.{name}")
        assert set(words) == parts
        assert words["manager"] in words["opening"]
        assert words["name"] in words["opening"]
        assert words["city"] in words["opening"]
        assert 40 <= len(words["opening"].split()) <= 85
    assert set(text.under("companies")) == {
        f"{name}.{part}" for name in COMPANIES for part in parts
    }


NUMBERS = {
    "en": {4: "four", 5: "five", 6: "six"},
    "es": {4: "cuatro", 5: "cinco", 6: "seis"},
}


def test_the_number_of_branches_is_the_true_one(text: Catalogue) -> None:
    for name in COMPANIES:
        count = NUMBERS[text.language][len(PROFILES[name].branches)]
        assert count in text(f"companies.{name}.opening")
        assert count in text(f"companies.{name}.does")


def test_names_are_the_same_in_both_languages() -> None:
    english, spanish = (
        Catalogue.load(code, [FOLDER], name="scenarios")  # type: ignore[list-item]
        for code in ("en", "es")
    )
    for name in COMPANIES:
        for part in ("name", "city", "manager"):
            key = f"companies.{name}.{part}"
            assert english(key) == spanish(key)


def test_glossary_traps_are_kept_apart() -> None:
    spanish = Catalogue.load("es", [FOLDER], name="scenarios")  # type: ignore[list-item]
    assert spanish.label("reliability") == "fiabilidad"
    assert spanish.label("responsiveness") == "capacidad de respuesta"
    assert spanish.label("tangibles") == "elementos tangibles"
    assert spanish.label("empathy") == "empatía"
    assert spanish.label("assurance") == "seguridad (garantía)"
    assert spanish.label("security") == "seguridad"


def test_it_says_that_it_is_simulated(text: Catalogue) -> None:
    assert {"en": "built in", "es": "a propósito"}[text.language] in text("simulated")
    assert "!" not in "".join(str(text.get(key)) for key in list(text.keys()))
