"""The two faces of a conversation that is coded: what it shows, and what else it is taken for.

The letters are those of lesson 04: five types of customers, and three things that are needed. That
two coders differ where a conversation has two faces is built in: it is no evidence about coders.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

__all__ = ["NEEDS", "OTHER", "TYPES", "other_face"]

TYPES = "ABCDE"
NEEDS = "FGH"

OTHER = MappingProxyType(
    {"A": "E", "B": "D", "C": "B", "D": "B", "E": "A", "F": "G", "G": "F", "H": "F"}
)
"""What each letter is most easily taken for."""


def other_face(main: str, letters: str, *, chance: np.random.Generator) -> str:
    """Draw the second face of a conversation: mostly what its first is easily taken for.

    Parameters
    ----------
    main : str
        Its first face, a letter.
    letters : str
        All letters that are in use, `TYPES` or `NEEDS`.
    chance : numpy.random.Generator
        Where chance comes from.

    Returns
    -------
    str
        One time in five any of the letters, the first face among them: then it has one only.

    Examples
    --------
    >>> other_face("A", TYPES, chance=np.random.default_rng(2))
    'E'
    """
    return OTHER[main] if chance.random() < 0.8 else str(chance.choice(list(letters)))
