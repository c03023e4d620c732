import dataclasses

import numpy as np
import pandas as pd
import pytest

from brecha import scenarios
from brecha.errors import ParameterError, UnknownNameError
from brecha.scenarios import COMPANIES, Company, company
from brecha.scenarios.company import TABLES


def test_public_names() -> None:
    assert set(scenarios.__all__) == {
        "COMPANIES",
        "BranchDesign",
        "Company",
        "Design",
        "DimensionDesign",
        "company",
        "design",
        "next_door",
    }
    assert all(hasattr(scenarios, name) for name in scenarios.__all__)


def test_tables_are_named_in_a_fixed_order() -> None:
    assert company("hotel", seed=1).tables == (
        "answers",
        "items",
        "survey",
        "levels",
        "four",
        "promise",
    )


def test_every_table_is_a_fresh_copy() -> None:
    chosen = company("hotel", seed=1)
    for name in chosen.tables:
        table = chosen.table(name)
        table.iloc[:, 0] = table.iloc[0, 0]
        table["spoilt"] = 1
        assert "spoilt" not in chosen.table(name)
        pd.testing.assert_frame_equal(chosen.table(name), company("hotel", seed=1).table(name))


def test_the_order_in_which_tables_are_asked_for_does_not_matter() -> None:
    forward, backward = company("gym", seed=6), company("gym", seed=6)
    first = {name: forward.table(name) for name in forward.tables}
    second = {name: backward.table(name) for name in reversed(backward.tables)}
    for name, table in first.items():
        pd.testing.assert_frame_equal(table, second[name])


def test_another_table_changes_none_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    before = company("shop", seed=6).table("levels")
    monkeypatch.setitem(TABLES, "letters", lambda _: pd.DataFrame({"letter": ["a"]}))
    chosen = company("shop", seed=6)
    assert chosen.tables[-1] == "letters"
    assert len(chosen.table("letters")) == 1
    pd.testing.assert_frame_equal(chosen.table("levels"), before)


def test_companies_and_seeds_differ() -> None:
    surveys = [
        company(name, seed=seed).table("survey")["perception"].mean()
        for name in COMPANIES
        for seed in (1, 2)
    ]
    assert len(set(surveys)) == len(surveys)


def test_a_company_is_its_name_and_seed() -> None:
    chosen = company("hotel", seed=np.int64(3))
    assert chosen == Company(name="hotel", seed=3)
    assert type(chosen.seed) is int
    assert repr(chosen) == "Company(name='hotel', seed=3)"
    chosen.table("items")
    assert chosen == Company(name="hotel", seed=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        chosen.seed = 4  # type: ignore[misc]


@pytest.mark.parametrize("seed", [-1, 1.5, "abc", None, True])
def test_a_seed_is_a_whole_number_from_zero_up(seed: object) -> None:
    with pytest.raises(ParameterError) as caught:
        company("hotel", seed=seed)  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"seed = {seed!r} is not allowed. Write a whole number from 0 up, such as seed = 2024."
    )


def test_zero_is_a_seed() -> None:
    assert company("hotel", seed=0).seed == 0


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"no company 'hotle'\. Did you mean 'hotel'"):
        company("hotle", seed=1)
    with pytest.raises(UnknownNameError, match=r"no table 'surveys'\. Did you mean 'survey'"):
        company("hotel", seed=1).table("surveys")


def test_a_seed_draws_what_it_drew_before() -> None:
    """A class shares seeds: when these numbers change, everybody's data have changed."""
    chosen = company("hotel", seed=2024)
    survey = chosen.table("survey")
    assert chosen.table("promise")["minutes"].tolist() == PINNED["promise"]
    assert survey["respondent"].nunique() == PINNED["respondents"]
    assert survey["perception"].sum() == pytest.approx(PINNED["perception"])
    assert chosen.table("levels")["desired"].sum() == PINNED["desired"]
    assert chosen.table("four")["perception"].tolist() == PINNED["four"]


PINNED = {
    "promise": [8, 10, 13, 23, 4, 30],
    "respondents": 177,
    "perception": 4519.783333,
    "desired": 1403,
    "four": [5, 4, 6, 5],
}
