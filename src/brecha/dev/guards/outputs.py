"""Guard that notebooks store no outputs but the text tables of worked examples."""

from __future__ import annotations

from brecha.dev import code
from brecha.dev.notebooks import Cell, Notebook
from brecha.dev.problem import Problem

__all__ = ["CHECKED", "JUDGING", "outputs"]

CHECKED = "nbval-check-output"
"""The tag of a worked example whose stored output nbval compares."""

JUDGING = frozenset({"check", "predict", "outcome", "hint", "solution", "progress"})
"""Calls whose result belongs to the learner, so that it is never stored."""

_NORMALISE = "Run `brecha dev normalise {path}`"


def outputs(notebook: Notebook) -> list[Problem]:
    """Find stored outputs that spoil a prediction, and worked examples that store none.

    A figure seen too early spoils the prediction, so nothing is stored unless the cell carries
    the tag ``nbval-check-output``. Such a cell shows a learner what to expect: it must store an
    output, with a number in brackets (nbval fails on others otherwise) and without HTML (nbval
    compares it too, and it changes from one version of pandas to the next).

    Parameters
    ----------
    notebook : Notebook
        The notebook.

    Returns
    -------
    list of Problem
        One for each fault.
    """
    problems = []
    judging = {call.cell for call in code.calls(notebook) if call.method in JUDGING}
    for cell in notebook.code:
        if CHECKED not in cell.tags:
            problems += _untagged(cell, notebook.path)
        elif cell.id in judging:
            problems.append(
                Problem(
                    notebook.path,
                    cell.id,
                    f"A cell that judges or keeps an answer has the tag {CHECKED}",
                    "Remove the tag: what a check says depends on the learner",
                )
            )
        else:
            problems += _tagged(cell, notebook.path)
    return problems


def _untagged(cell: Cell, path: str) -> list[Problem]:
    remedy = _NORMALISE.format(path=path)
    if cell.outputs:
        return [Problem(path, cell.id, "An output is stored with this cell", remedy)]
    if cell.execution_count is not None:
        return [Problem(path, cell.id, "The number of an execution is stored", remedy)]
    return []


def _tagged(cell: Cell, path: str) -> list[Problem]:
    if not cell.outputs:
        return [
            Problem(
                path,
                cell.id,
                f"The cell has the tag {CHECKED} but stores no output, so nothing is compared",
                "Run the notebook and keep this cell's output, or remove the tag",
            )
        ]
    problems = []
    if cell.execution_count is None:
        problems.append(
            Problem(
                path,
                cell.id,
                "The stored output has no execution count, which nbval needs",
                _NORMALISE.format(path=path),
            )
        )
    if any(output.get("output_type") == "error" for output in cell.outputs):
        problems.append(
            Problem(path, cell.id, "An error is stored as the expected output", "Mend the cell")
        )
    kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
    if kinds - {"text/plain"}:
        problems.append(
            Problem(
                path,
                cell.id,
                f"The stored output holds {', '.join(sorted(kinds - {'text/plain'}))}",
                "Keep text alone. " + _NORMALISE.format(path=path),
            )
        )
    return problems
