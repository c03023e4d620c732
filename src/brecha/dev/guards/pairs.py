"""Guard that cases come in pairs: each names the other, and ends with the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brecha.dev import code
from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.lessons.brief import Brief

__all__ = ["compared", "paired"]


def paired(
    brief: Brief, *, path: str, needed: bool, cases: Mapping[str, str | None]
) -> Iterator[Problem]:
    """Look at the case that a brief is compared with.

    Parameters
    ----------
    brief : Brief
        The brief.
    path : str
        Its file.
    needed : bool
        Whether it must name one: a case of the workbook must, a private one may.
    cases : mapping of str to str or None
        The pair that each brief in the same folder names.

    Yields
    ------
    Problem
        When it names none, itself, or one that names another. A pair that isn't written yet is
        no problem.
    """
    if brief.pair is None:
        if needed:
            yield Problem(path, "pair", "The brief names no pair", 'Write pair = "the other case"')
    elif brief.pair == brief.slug:
        yield Problem(path, "pair", "The case is its own pair", "Name the other one")
    elif cases.get(brief.pair, brief.slug) != brief.slug:
        yield Problem(
            path,
            "pair",
            f"{brief.pair!r} names {cases[brief.pair]!r} as its pair, not {brief.slug!r}",
            "Two cases of a pair name each other",
        )


def compared(notebook: Notebook) -> Iterator[Problem]:
    """Find what a notebook lacks of the comparison with the case's pair, and of its principle."""
    checks = {call.cell for call in code.calls(notebook) if call.method == "check"}
    ids = [cell.id for cell in notebook.cells]
    if "compare" not in checks:
        yield Problem(
            notebook.path,
            "compare",
            "Nothing compares the case with its pair",
            "Tell the other case in a cell `compare-lead`, and check a choice or a sorting in a "
            "cell `compare`",
        )
    if "principle" not in ids or (
        "compare" in ids and ids.index("principle") < ids.index("compare")
    ):
        yield Problem(
            notebook.path,
            "principle",
            "No principle is stated after the comparison",
            "Add a cell `principle` behind `compare`: what the two cases share",
        )
