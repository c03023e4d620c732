"""Guard that nothing of a notebook is still to be written."""

from __future__ import annotations

from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem

__all__ = ["TODO", "to_write"]

TODO = "TODO"
"""What a skeleton says where its author has to write."""


def to_write(notebook: Notebook) -> list[Problem]:
    """Find cells that are empty or that a skeleton left to be written.

    Parameters
    ----------
    notebook : Notebook
        The notebook.

    Returns
    -------
    list of Problem
        One for each cell, with the skeleton's advice.
    """
    problems = []
    for cell in notebook.cells:
        if not cell.source.strip():
            problems.append(
                Problem(notebook.path, cell.id, "The cell is empty", "Fill it or remove it")
            )
        elif TODO in cell.source:
            advice = next(line for line in cell.source.splitlines() if TODO in line)
            said = advice.partition(TODO)[2].strip(" :.*_")
            remedy = f"Write what belongs here: {said}" if said else "Write it"
            problems.append(
                Problem(notebook.path, cell.id, "This cell is still to be written", remedy)
            )
    return problems
