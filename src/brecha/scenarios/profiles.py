"""What tells the six companies apart before any seed: branches, size and what matters there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brecha.errors import UnknownNameError

__all__ = ["COMPANIES", "PROFILES", "Profile", "next_door", "profile"]


@dataclass(frozen=True)
class Profile:
    """Hold what is fixed about a company, whatever the seed.

    Attributes
    ----------
    branches : tuple of str
        Codes of its branches, the largest first.
    shares : tuple of float
        Share of the respondents of each branch.
    respondents : tuple of int
        Least and most respondents.
    matters : tuple of str
        The dimensions of which one is the most important to its customers.
    wait : int
        Minutes of waiting that its customers expect, roughly.
    """

    branches: tuple[str, ...]
    shares: tuple[float, ...]
    respondents: tuple[int, int]
    matters: tuple[str, ...]
    wait: int


PROFILES = {
    "hotel": Profile(
        branches=("harbour", "centre", "airport", "lake", "hill"),
        shares=(0.42, 0.28, 0.16, 0.08, 0.06),
        respondents=(150, 200),
        matters=("tangibles", "reliability", "assurance"),
        wait=8,
    ),
    "clinic": Profile(
        branches=("centre", "north", "university", "river"),
        shares=(0.50, 0.31, 0.12, 0.07),
        respondents=(130, 180),
        matters=("responsiveness", "assurance", "empathy"),
        wait=15,
    ),
    "bank": Profile(
        branches=("main_square", "market", "north", "docks", "station", "valley"),
        shares=(0.38, 0.25, 0.17, 0.09, 0.06, 0.05),
        respondents=(170, 220),
        matters=("reliability", "responsiveness", "assurance"),
        wait=10,
    ),
    "gym": Profile(
        branches=("park", "station", "university", "beach", "east"),
        shares=(0.45, 0.26, 0.15, 0.08, 0.06),
        respondents=(135, 180),
        matters=("tangibles", "responsiveness", "empathy"),
        wait=6,
    ),
    "bistro": Profile(
        branches=("old_town", "market", "lake", "museum"),
        shares=(0.47, 0.33, 0.13, 0.07),
        respondents=(120, 165),
        matters=("tangibles", "reliability", "responsiveness"),
        wait=12,
    ),
    "shop": Profile(
        branches=("mall", "centre", "south", "east", "highway", "valley"),
        shares=(0.40, 0.24, 0.16, 0.09, 0.06, 0.05),
        respondents=(160, 215),
        matters=("reliability", "assurance", "empathy"),
        wait=7,
    ),
}

#: The companies, in a fixed order.
COMPANIES = tuple(PROFILES)


def profile(name: str) -> Profile:
    """Return what is fixed about a company.

    Parameters
    ----------
    name : str
        Its slug.

    Returns
    -------
    Profile

    Raises
    ------
    UnknownNameError
        When there is no such company; the message names the nearest.
    """
    try:
        return PROFILES[name]
    except (KeyError, TypeError):
        raise UnknownNameError("company", name, COMPANIES) from None


def next_door(company: str, *, among: Sequence[str] = COMPANIES) -> str:
    """Return the company after this one, whose numbers a lesson asks for last.

    Parameters
    ----------
    company : str
        Its slug.
    among : sequence of str
        The companies that a lesson's text fits, where it doesn't fit all of them.

    Returns
    -------
    str
        After the last one comes the first.

    Raises
    ------
    UnknownNameError
        When the company isn't among them; the message names the nearest.

    Examples
    --------
    >>> next_door("hotel"), next_door("shop"), next_door("shop", among=("bank", "shop", "gym"))
    ('clinic', 'hotel', 'gym')
    """
    if company not in among:
        raise UnknownNameError("company", company, among)
    return among[(among.index(company) + 1) % len(among)]
