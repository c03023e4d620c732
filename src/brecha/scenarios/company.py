"""A simulated company: a name, a seed, and the tables that follow from both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import index

import pandas as pd

from brecha.errors import ParameterError, UnknownNameError
from brecha.scenarios.design import Design, design
from brecha.scenarios.four import four_table
from brecha.scenarios.items import item_table
from brecha.scenarios.levels import level_table
from brecha.scenarios.profiles import profile
from brecha.scenarios.promise import promise_table
from brecha.scenarios.sheets import Sheets
from brecha.scenarios.survey import answer_table, collect, survey_table

__all__ = ["TABLES", "Company", "company"]


@dataclass(frozen=True)
class Company:
    """Hold a simulated company. Nothing in it happened; its data prove nothing about the world.

    Tables are built when they are first asked for, and every call gives a fresh copy: what a
    learner changes in one doesn't come back in the next.

    Attributes
    ----------
    name : str
        Its slug; what it is called stands in the text files, under ``companies``.
    seed : int
        Every seed is another company of that name.
    """

    name: str
    seed: int

    @cached_property
    def _design(self) -> Design:
        return design(self.name, seed=self.seed)

    @cached_property
    def _sheets(self) -> Sheets:
        return collect(self._design)

    @cached_property
    def _built(self) -> dict[str, pd.DataFrame]:
        return {}

    @property
    def tables(self) -> tuple[str, ...]:
        """Name the tables."""
        return tuple(TABLES)

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of a table.

        Parameters
        ----------
        name : str
            One of `tables`.

        Returns
        -------
        DataFrame

        Raises
        ------
        UnknownNameError
            When there is no such table.
        """
        if name not in self._built:
            if name not in TABLES:
                raise UnknownNameError("table", name, TABLES)
            self._built[name] = TABLES[name](self)
        return self._built[name].copy()


#: How each table is built. A new one is a new line; it changes none of the others.
TABLES: dict[str, Callable[[Company], pd.DataFrame]] = {
    "answers": lambda company: answer_table(company._sheets, company._design),
    "items": lambda _: item_table(),
    "survey": lambda company: survey_table(company._sheets, company._design),
    "levels": lambda company: level_table(company._sheets, company._design),
    "four": lambda company: four_table(company._sheets, company._design),
    "promise": lambda company: promise_table(company._design),
}


def company(name: str, *, seed: int) -> Company:
    """Open a simulated company.

    Parameters
    ----------
    name : str
        Its slug: one of `COMPANIES`.
    seed : int
        Zero or a positive whole number.

    Returns
    -------
    Company

    Raises
    ------
    UnknownNameError
        When there is no such company; the message names the nearest.
    ParameterError
        When the seed is no such number.

    Examples
    --------
    >>> hotel = company("hotel", seed=2024)
    >>> hotel.tables
    ('answers', 'items', 'survey', 'levels', 'four', 'promise')
    """
    profile(name)
    return Company(name=name, seed=_seed(seed))


def _seed(value: object) -> int:
    try:
        found = -1 if isinstance(value, bool) else index(value)  # type: ignore[arg-type]
    except TypeError:
        found = -1
    if found < 0:
        raise ParameterError(
            f"seed = {value!r} is not allowed. Write a whole number from 0 up, such as seed = 2024."
        )
    return found
