"""Where a scenario's randomness comes from: one stream for each company, table and seed."""

from __future__ import annotations

import hashlib

import numpy as np

__all__ = ["stream"]


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
