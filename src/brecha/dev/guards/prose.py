"""Compare what a translation must not change: formulas, code, numbers with a sign or a point."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["REMEDY", "differences"]

REMEDY = "Write the same formulas, code and numbers in both languages"

_BLOCK = re.compile(r"```.*?```", re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\\w$])\$[^\s$][^$\n]*\$(?!\d)", re.DOTALL)
_WORDS_IN_FORMULA = re.compile(r"\\(?:text|mathrm|mbox|operatorname)\{[^}]*\}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# A sign or a decimal point: a count may be written as a word, and an hour in another way.
_NUMBER = re.compile(r"(?<![\w.,)\-−])(?:[-−]\d+(?:\.\d+)?|\d+\.\d+)(?![\w.]*\d)")


def differences(english: str, spanish: str) -> list[str]:
    """Say what differs between a text and its translation that must not.

    Formulas and numbers must be the same; words inside a formula don't count. A translation may
    name a column or a method where English does not, but not the other way round.

    Parameters
    ----------
    english, spanish : str
        Two texts.

    Returns
    -------
    list of str
        One sentence for each difference, without its full stop.

    Examples
    --------
    >>> differences("The gap is $P - E$, not `sum`.", "La brecha es $E - P$, no `sum`.")
    ['The formulas differ: English alone has P-E, Spanish alone E-P']
    """
    found = []
    for noun, read in (("formulas", _formulas), ("numbers", _numbers)):
        here, there = read(english), read(spanish)
        if here != there:
            mine, yours = _listed(here - there), _listed(there - here)
            found.append(f"The {noun} differ: English alone has {mine}, Spanish alone {yours}")
    lost = set(_SPAN.findall(_prose(english))) - set(_SPAN.findall(_prose(spanish)))
    if lost:
        shown = ", ".join(f"`{span}`" for span in sorted(lost))
        found.append(f"The code {shown} of the English text is missing")
    return found


def _prose(text: str) -> str:
    return _BLOCK.sub(" ", text)


def _formulas(text: str) -> Counter[str]:
    found = (
        re.sub(r"\s+", "", formula.strip("$"))
        for formula in _FORMULA.findall(_SPAN.sub(" ", _prose(text)))
    )
    return Counter(formula for formula in found if not _has_words(formula))


def _has_words(formula: str) -> bool:
    bare = re.sub(r"\\[A-Za-z]+", "", _WORDS_IN_FORMULA.sub(" WORD ", formula))
    return _LETTERS.search(bare) is not None


def _numbers(text: str) -> Counter[str]:
    plain = _FORMULA.sub(" ", _SPAN.sub(" ", _prose(text)))
    return Counter(number.replace("−", "-") for number in _NUMBER.findall(plain))


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements())) or "none"
