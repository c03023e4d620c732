"""Where a scenario's randomness comes from: one stream for each company, table and seed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count
from typing import TypeVar

import numpy as np

__all__ = ["first_shown", "stream"]

Drawn = TypeVar("Drawn")


def stream(company: str, table: str, seed: int, attempt: int = 0) -> np.random.Generator:
    """Open the stream of random numbers of one table.

    Every table has a stream of its own, named by what it is for, so a new table never changes the
    numbers of another. Python's own ``hash`` differs from process to process; this one doesn't.

    Parameters
    ----------
    company : str
        Slug of the company.
    table : str
        Name of the table.
    seed : int
        The learner's seed.
    attempt : int
        Counts the drawings of a table that is drawn again until it shows the contrast.

    Returns
    -------
    numpy.random.Generator

    Examples
    --------
    >>> first, again = (stream("hotel", "levels", 2024).integers(1000) for _ in range(2))
    >>> bool(first == again)
    True
    """
    name = f"{company}/{table}/{seed}/{attempt}".encode()
    return np.random.default_rng(int.from_bytes(hashlib.blake2b(name, digest_size=16).digest()))


def first_shown(
    company: str,
    table: str,
    seed: int,
    *,
    draw: Callable[[np.random.Generator], Drawn],
    shows: Callable[[Drawn], bool],
) -> Drawn:
    """Draw a table, again and again, until it shows what it is made for.

    That the kept one shows it is no evidence, since the others were put back. It ends for a table
    that shows it now and then; where none can, it never ends.

    Parameters
    ----------
    company, table, seed
        They name the streams, as in `stream`; every drawing has one of its own.
    draw : callable
        Given a stream, one drawing.
    shows : callable
        Whether a drawing shows what it should.

    Returns
    -------
    object
        The first drawing that does: the same one for the same names.

    Examples
    --------
    >>> def a_die(chance):
    ...     return int(chance.integers(1, 7))
    >>> first_shown("hotel", "die", 2024, draw=a_die, shows=lambda points: points == 6)
    6
    """
    drawn = (draw(stream(company, table, seed, attempt)) for attempt in count())
    return next(found for found in drawn if shows(found))
