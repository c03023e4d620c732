"""The errors that Brecha raises on purpose.

::

    BrechaError
    ├── ParameterError    a notebook's parameter has a value that is not allowed (a ValueError too)
    ├── UnknownNameError  no lesson, company, exercise... of that name (a LookupError too)
    ├── DataError         a data file is damaged or does not match its dictionary
    ├── LessonError       the folder of a lesson is malformed; its author has to act
    └── ModelError        a model was given input that it cannot work with (a ValueError too)

Every message says what was expected, what came, and what to do.
"""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable

__all__ = [
    "BrechaError",
    "DataError",
    "LessonError",
    "ModelError",
    "ParameterError",
    "UnknownNameError",
    "nearest",
    "shown",
]

_MOST_SIGNS = 60


class BrechaError(Exception):
    """Stand at the root of every error that Brecha raises on purpose."""


class ParameterError(BrechaError, ValueError):
    """Report a parameter whose value is not allowed."""


class DataError(BrechaError):
    """Report a data file that is damaged or does not match its dictionary."""


class LessonError(BrechaError):
    """Report a malformed lesson folder; the message is for its author."""


class ModelError(BrechaError, ValueError):
    """Report input that a model cannot work with."""


class UnknownNameError(BrechaError, LookupError):
    """Report a name that does not exist, with the nearest one that does.

    Parameters
    ----------
    noun : str
        What was looked for: "lesson", "company", "exercise"...
    name : object
        What was asked for.
    known : iterable of str
        The names that exist.
    message : str, optional
        The whole message, where it is said in another language.

    Examples
    --------
    >>> print(UnknownNameError("company", "hotle", ["hotel", "bank"]))
    There is no company 'hotle'. Did you mean 'hotel'? There are: bank, hotel.
    """

    def __init__(
        self, noun: str, name: object, known: Iterable[str], *, message: str | None = None
    ) -> None:
        self.noun = noun
        self.name = name
        self.known = tuple(sorted(known))
        close = nearest(name, self.known)
        meant = f" Did you mean {close!r}?" if close else ""
        there = f" There are: {', '.join(self.known)}." if self.known else ""
        super().__init__(message or f"There is no {noun} {shown(name)}.{meant}{there}")


def nearest(name: object, known: Iterable[str]) -> str | None:
    """Find the known name that is spelt most like another.

    Parameters
    ----------
    name : object
        What was typed; only text has a nearest name.
    known : iterable of str
        The names that exist.

    Returns
    -------
    str or None
        The nearest known name, or None when nothing is near.

    Examples
    --------
    >>> nearest("percepcion", ["expectation", "perception"])
    'perception'
    """
    # A name of thousands of signs has no near one, and comparing it would take minutes.
    if not isinstance(name, str) or len(name) > 2 * _MOST_SIGNS:
        return None
    folded = {item.casefold(): item for item in known}
    found = difflib.get_close_matches(name.strip().casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def shown(value: object) -> str:
    """Write a value that somebody typed, for a message: short, on one line, whatever it is.

    Parameters
    ----------
    value : object
        Anything, even an object whose ``repr`` fails or fills a screen.

    Returns
    -------
    str
        Its representation, or what can be said instead.

    Examples
    --------
    >>> shown("hotle")
    "'hotle'"
    >>> shown(list(range(1000)))
    '[0, 1, 2, 3, 4, 5, ...]'
    """
    try:
        written = " ".join(_SHORT.repr(value).split())
    except Exception:
        written = f"<{type(value).__name__}>"
    return written if len(written) <= _MOST_SIGNS else written[: _MOST_SIGNS - 1] + "…"


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = _MOST_SIGNS
