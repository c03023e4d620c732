"""What a guard found: a place, what is wrong there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that an author has to mend.

    Parameters
    ----------
    path : str
        The file, relative to the checkout where possible.
    cell : str or None
        The id of a notebook's cell, the key of a text, or nothing for the file as a whole.
    message : str
        What is wrong, as a sentence without its full stop.
    remedy : str
        What to do about it, as a sentence without its full stop.

    Examples
    --------
    >>> print(Problem("notebooks/es/a.ipynb", "title", "There is no translation", "Write it"))
    notebooks/es/a.ipynb:title: There is no translation. Write it.
    """

    path: str
    cell: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        """Write the problem on one line, as compilers do."""
        place = f"{self.path}:{self.cell}" if self.cell else self.path
        return f"{place}: {self.message}. {self.remedy}."
