"""Progress to look at: a picture of the lessons, and a table of this one; it locks nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brecha.checking import State
from brecha.checking.feedback import SHAPES
from brecha.checking.markup import to_plain
from brecha.errors import UnknownNameError
from brecha.lessons import COLOURS, Caption, Figure, Lesson, find
from brecha.lessons.picture import Picture, draw
from brecha.notebook.keeping import kept_lessons
from brecha.notebook.progress import Progress
from brecha.text import Catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["lesson_table", "picture"]

_COLOURS = {
    State.RIGHT: COLOURS["green"],
    State.NEARLY: COLOURS["orange"],
    State.NOT_RIGHT: COLOURS["red"],
    State.RECORDED: COLOURS["blue"],
    State.NOT_ATTEMPTED: "#DDDDDD",
}


def lesson_table(lesson: Lesson, done: Mapping[str, Any], text: Catalogue) -> pd.DataFrame:
    """Return the exercises of a lesson with the state and the attempts of each."""
    import pandas as pd

    rows = []
    for exercise in lesson.exercises:
        kept = done.get(exercise.slug, {})
        state = State(kept.get("state", State.NOT_ATTEMPTED))
        rows.append(
            {
                text("notebook.exercise"): to_plain(text(f"{exercise.slug}.title")),
                text("notebook.state"): f"{SHAPES[state]} {text(f'check.state.{state}')}",
                text("notebook.attempts"): kept.get("attempts", 0),
            }
        )
    return pd.DataFrame(rows)


def picture(lesson: Lesson, folder: Path, text: Catalogue) -> Picture:
    """Draw one row for each lesson that was begun, one square for each exercise.

    Parameters
    ----------
    lesson : Lesson
        The lesson that is open; it has a row even before anything was done in it.
    folder : Path
        Where progress is kept.
    text : Catalogue
        The learner's language.
    """
    rows = _rows(lesson, folder, text)
    height = 0.9 + 0.42 * len(rows)
    return draw(Figure(_draw, size=(7.0, height)), rows, text)


def _rows(lesson: Lesson, folder: Path, text: Catalogue) -> list[tuple[str, list[State]]]:
    lessons = {lesson.slug: lesson}
    for slug in kept_lessons(folder):
        try:
            lessons.setdefault(slug, find(slug))
        except UnknownNameError:
            # Progress in a case that is not on this computer: kept, but there is no row to draw.
            continue
    ordered = sorted(lessons.values(), key=lambda each: (each.number is None, each.number or 0))
    rows = []
    for each in ordered:
        checks = Progress(each.slug, folder).checks
        judged = [exercise.slug for exercise in each.exercises if exercise.kind.judged]
        states = [State(checks.get(slug, {}).get("state", "not-attempted")) for slug in judged]
        if states:
            rows.append((each.text(text.language)("lesson.title"), states))
    return rows


def _draw(rows: Sequence[tuple[str, list[State]]], text: Catalogue, axes: Any) -> Caption:
    for place, (_, states) in enumerate(rows):
        for number, state in enumerate(states):
            axes.barh(place, 0.9, left=number, height=0.7, color=_COLOURS[state])
            colour = "black" if state in (State.NOT_ATTEMPTED, State.NEARLY) else "white"
            axes.text(number + 0.45, place, SHAPES[state], ha="center", va="center", color=colour)
    axes.set_yticks(range(len(rows)), [title for title, _ in rows])
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.grid(visible=False)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    right = sum(states.count(State.RIGHT) for _, states in rows)
    total = sum(len(states) for _, states in rows)
    said = [
        text("notebook.row", title=title, n=states.count(State.RIGHT), total=len(states))
        for title, states in rows
    ]
    return Caption(title=text("notebook.all-done", n=right, total=total), alt=" ".join(said))
