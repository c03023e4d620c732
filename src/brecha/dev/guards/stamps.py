"""Guard that each translated cell says which English source it translates."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from brecha.dev.notebooks import Notebook, words
from brecha.dev.problem import Problem

__all__ = ["MANY", "MISSING", "SAME", "STALE", "UNSTAMPED", "Due", "due", "source_stamp", "stamps"]

STALE, UNSTAMPED, SAME, MISSING = "stale", "not stamped", "still English", "missing"

MANY = 4
"""Words from which on a text that reads the same in both languages counts as untranslated."""


@dataclass(frozen=True, slots=True)
class Due:
    """A cell whose translation is due, and why.

    Parameters
    ----------
    id : str
        The id of the cell.
    why : str
        :data:`STALE`, :data:`UNSTAMPED`, :data:`SAME` or :data:`MISSING`.
    """

    id: str
    why: str


def source_stamp(source: str) -> str:
    """Return the stamp of an English source: 16 hexadecimal digits of its SHA-256.

    Examples
    --------
    >>> source_stamp("# Quality gap")
    '643d0dba943477ee'
    """
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def due(english: Notebook, spanish: Notebook) -> list[Due]:
    """List the cells of prose whose translation is due, in English order.

    Parameters
    ----------
    english, spanish : Notebook
        The twins.

    Returns
    -------
    list of Due
        Empty when every translation is stamped with the present English source.
    """
    found = []
    for cell in english.markdown:
        other = spanish.cell(cell.id)
        if other is None:
            found.append(Due(cell.id, MISSING))
        elif other.source == cell.source and not _needs_no_translation(cell.source):
            found.append(Due(cell.id, SAME))
        elif other.stamp is None:
            found.append(Due(cell.id, UNSTAMPED))
        elif other.stamp != source_stamp(cell.source):
            found.append(Due(cell.id, STALE))
    return found


def stamps(english: Notebook, spanish: Notebook) -> list[Problem]:
    """Find translated cells whose stamp is missing or stale, and those still in English.

    Parameters
    ----------
    english, spanish : Notebook
        The twins. A cell that is missing altogether is the parity guard's matter.

    Returns
    -------
    list of Problem
        At the Spanish cell.
    """
    stamp = f"brecha dev stamp {spanish.path}"
    said = {
        STALE: (
            "The English source changed after this was translated",
            f"Translate the change, then run `{stamp} --cell {{id}}`",
        ),
        UNSTAMPED: (
            "This translation carries no stamp of its English source",
            f"Translate it, then run `{stamp} --cell {{id}}`",
        ),
        SAME: (
            "This cell is still in English",
            f"Translate it, then run `{stamp} --cell {{id}}`",
        ),
    }
    return [
        Problem(spanish.path, item.id, said[item.why][0], said[item.why][1].format(id=item.id))
        for item in due(english, spanish)
        if item.why in said
    ]


def _needs_no_translation(source: str) -> bool:
    # A rule, a formula or a line of names reads the same in both languages.
    prose = re.sub(r"!\[[^\]]*\]", " ", source)
    return words(prose) < MANY
