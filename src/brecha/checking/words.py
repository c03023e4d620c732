"""Words as a learner types them, folded so that case, accents and spaces don't matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

__all__ = ["MOST_SIGNS", "fold", "lookup"]

MOST_SIGNS = 200
"""A longer text than this is no word, and is not read as one."""


def fold(word: str) -> str:
    """Fold a word: lower case, no accents, one space between parts.

    Examples
    --------
    >>> fold("  Capacidad de RESPUESTA ")
    'capacidad de respuesta'
    >>> fold("Fiabilidád")
    'fiabilidad'
    """
    plain = unicodedata.normalize("NFKD", word[:MOST_SIGNS]).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.replace("_", " ").replace("-", " ").split())


def lookup(word: Any, codes: tuple[str, ...], words: Mapping[str, str]) -> str | None:
    """Find the code that a typed word stands for.

    Parameters
    ----------
    word : object
        What was typed.
    codes : tuple of str
        The codes that are allowed.
    words : mapping of str to str
        Folded words of both languages to codes.

    Returns
    -------
    str or None
        The code, or None when the word is none of them.

    Examples
    --------
    >>> lookup("Fiabilidad", ("reliability",), {"fiabilidad": "reliability"})
    'reliability'
    """
    if not isinstance(word, str) or len(word) > MOST_SIGNS:
        return None
    folded = fold(word)
    for code in codes:
        if fold(code) == folded:
            return code
    found = words.get(folded)
    return found if found in codes else None
