"""An exercise, as everybody may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brecha.checking.kinds import Kind

__all__ = ["Exercise"]


@dataclass(frozen=True)
class Exercise:
    """The public side of one exercise; its answers stand elsewhere.

    Parameters
    ----------
    slug : str
        Its name in the notebook and in the lesson's texts.
    kind : Kind
        What kind of answer it asks for.
    concepts : tuple of str
        Ids of the syllabus whose understanding it judges.
    code : {"none", "line", "lines"}
        What a learner has to write: nothing but the answer, one line, or two to four lines.
    points : float
        What it is worth.
    recall : bool
        Whether it recalls an earlier lesson.
    """

    slug: str
    kind: Kind
    concepts: tuple[str, ...] = ()
    code: Literal["none", "line", "lines"] = "none"
    points: float = 1.0
    recall: bool = False
