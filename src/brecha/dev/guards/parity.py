"""Guard that a notebook says and does the same in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from brecha.dev import code
from brecha.dev.guards.prose import REMEDY, differences
from brecha.dev.notebooks import Cell, Notebook
from brecha.dev.problem import Problem

__all__ = ["parity", "twins"]


def twins(english: Iterable[str], spanish: Iterable[str]) -> list[Problem]:
    """Find notebooks that exist in one language only.

    Parameters
    ----------
    english, spanish : iterable of str
        Paths below ``en/`` and ``es/``.

    Returns
    -------
    list of Problem
        One for each notebook without its twin.
    """
    here = {_neutral(path, "en"): path for path in english}
    there = {_neutral(path, "es"): path for path in spanish}
    problems = [
        Problem(
            here[name],
            None,
            "There is no Spanish twin of this notebook",
            f"Run `brecha dev translate --write {here[name]}`",
        )
        for name in sorted(here.keys() - there.keys())
    ]
    problems += [
        Problem(
            there[name],
            None,
            "There is no English twin of this notebook",
            "Restore the English notebook of this name, or remove this one",
        )
        for name in sorted(there.keys() - here.keys())
    ]
    return problems


def parity(english: Notebook, spanish: Notebook) -> list[Problem]:
    """Compare a notebook with its twin, cell by cell.

    Ids must be the same in the same order; kinds, tags and code must be equal, and so must
    formulas, code and decimal numbers in the prose. Comments and the default of ``language`` may
    differ. Where the ids differ, the cells that exist in both are compared.

    Parameters
    ----------
    english, spanish : Notebook
        The twins.

    Returns
    -------
    list of Problem
        At the Spanish cell, or at the English one when it has no counterpart.
    """
    problems = [*_unique(english), *_unique(spanish), *_order(english, spanish)]
    for cell in english.cells:
        other = spanish.cell(cell.id)
        if other is not None:
            problems += _compare(cell, other, english.path, spanish.path)
    return problems


def _neutral(path: str, language: str) -> str:
    parts = path.split("/")
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] == language:
            parts[place] = "*"
            break
    return "/".join(parts)


def _unique(notebook: Notebook) -> list[Problem]:
    counted = Counter(cell.id for cell in notebook.cells)
    return [
        Problem(notebook.path, id, f"{n} cells have this id", "Give each cell an id of its own")
        for id, n in counted.items()
        if n > 1
    ]


def _order(english: Notebook, spanish: Notebook) -> list[Problem]:
    here = [cell.id for cell in english.cells]
    there = [cell.id for cell in spanish.cells]
    if here == there:
        return []
    problems = []
    for id in here:
        if id not in there:
            problems.append(
                Problem(
                    spanish.path,
                    id,
                    "This cell of the English notebook is missing here",
                    f"Rename it back, or run `brecha dev translate --write {english.path}`",
                )
            )
    for id in there:
        if id not in here:
            problems.append(
                Problem(
                    spanish.path,
                    id,
                    "The English notebook has no cell of this id",
                    "Add it there, rename it as it is there, or remove it here",
                )
            )
    if not problems:
        place = next(
            place for place, pair in enumerate(zip(here, there, strict=True)) if pair[0] != pair[1]
        )
        problems.append(
            Problem(
                spanish.path,
                there[place],
                f"The cells stand in another order: the English notebook has {here[place]!r} here",
                "Bring the cells into the English order",
            )
        )
    return problems


def _compare(english: Cell, spanish: Cell, source: str, path: str) -> list[Problem]:
    if english.kind != spanish.kind:
        return [
            Problem(
                path,
                spanish.id,
                f"This is a {spanish.kind} cell, and a {english.kind} cell in English",
                "Make both the same kind",
            )
        ]
    problems = []
    if english.tags != spanish.tags:
        problems.append(
            Problem(
                path,
                spanish.id,
                f"The tags are {list(spanish.tags)}, and {list(english.tags)} in English",
                "Give both cells the same tags",
            )
        )
    if english.kind == "code":
        return problems + _compare_code(english, spanish, source, path)
    return problems + _compare_prose(english, spanish, path)


def _compare_code(english: Cell, spanish: Cell, source: str, path: str) -> list[Problem]:
    here, there = code.tokens(english.source), code.tokens(spanish.source)
    if here is None or there is None:
        return [
            Problem(
                path if there is None else source,
                spanish.id,
                "The code of this cell is no Python",
                "Mend the syntax; magics and shell commands are not used in lessons",
            )
        ]
    if "parameters" in english.tags:
        here = code.without_language_default(here)
        there = code.without_language_default(there)
    differing = code.differing_line(here, there)
    if differing is None:
        return []
    return [
        Problem(
            path,
            spanish.id,
            f"The code differs from English: {differing[0]!r} there, {differing[1]!r} here",
            "Make the code equal; only comments may differ",
        )
    ]


def _compare_prose(english: Cell, spanish: Cell, path: str) -> list[Problem]:
    return [
        Problem(path, spanish.id, difference, REMEDY)
        for difference in differences(english.source, spanish.source)
    ]
