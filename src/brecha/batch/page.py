"""What an instructor looks at: a page complete in itself, and a table for a spreadsheet.

Whatever a student supplied is escaped on the page, and can't become a formula in the table.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.batch.ledger import Record
from brecha.checking import State
from brecha.checking.feedback import SHAPES
from brecha.checking.markup import to_plain
from brecha.lessons import Lesson
from brecha.text import Catalogue

__all__ = ["ExerciseView", "class_view", "results_csv", "to_page", "write"]

_FOLDER = Path(__file__).resolve().parent
_STATES = (State.RIGHT, State.NEARLY, State.NOT_RIGHT, State.RECORDED, State.NOT_ATTEMPTED)


@dataclass(frozen=True)
class ExerciseView:
    """How a class did in one exercise.

    Parameters
    ----------
    slug, title : str
        The exercise.
    states : mapping of str to int
        How many answers are in each state.
    misconceptions : sequence of (str, int)
        Names of the misconceptions met, the commonest first.
    """

    slug: str
    title: str
    states: Mapping[str, int]
    misconceptions: Sequence[tuple[str, int]]

    @property
    def attempted(self) -> int:
        """How many answers were handed in."""
        return sum(self.states.values()) - self.states.get(State.NOT_ATTEMPTED, 0)

    @property
    def judged(self) -> int:
        """How many of them were judged."""
        return self.attempted - self.states.get(State.RECORDED, 0)

    @property
    def share(self) -> float:
        """The share of judged answers that are right; 1 where none was judged."""
        return self.states.get(State.RIGHT, 0) / self.judged if self.judged else 1.0


def class_view(
    records: Sequence[Record], lesson: Lesson | None, language: str
) -> list[ExerciseView]:
    """Sum a class up by exercise, the hardest first."""
    text = lesson.text(language) if lesson else None
    states: dict[str, Counter[str]] = {}
    met: dict[str, Counter[str]] = {}
    for record in records:
        for check in record.checks:
            states.setdefault(check["slug"], Counter())[check["state"]] += 1
            if check["misconception"]:
                met.setdefault(check["slug"], Counter())[check["misconception"]] += 1
    views = []
    for slug, counts in states.items():
        title = text.get(f"{slug}.title") if text else None
        shown = to_plain(title) if isinstance(title, str) else slug
        views.append(ExerciseView(slug, shown, counts, met.get(slug, Counter()).most_common(5)))
    return sorted(views, key=lambda view: view.share)


def to_page(
    records: Sequence[Record],
    facts: Mapping[str, str],
    *,
    lesson: Lesson | None = None,
    language: str = "en",
) -> str:
    """Return the page as one piece of HTML that needs nothing else.

    Parameters
    ----------
    records : sequence of Record
        Every run.
    facts : mapping of str to str
        The notebook's name, and what else the ledger knows.
    lesson : Lesson, optional
        For the titles of exercises.
    language : str
        The language of the page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    text = Catalogue.load(language, [_FOLDER, _FOLDER.parent / "checking"], name="batch")
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
    )
    parameters = list(dict.fromkeys(name for record in records for name in record.parameters))
    done = [record for record in records if record.status == "done"]
    misconceptions = Counter(
        (check["slug"], check["misconception"])
        for record in records
        for check in record.checks
        if check["misconception"]
    )
    return environment.get_template("page.html.jinja").render(
        text=text,
        records=records,
        parameters=parameters,
        done=len(done),
        failed=sum(record.status == "failed" for record in records),
        notebook=facts.get("notebook", ""),
        exercises=class_view(records, lesson, language),
        misconceptions=misconceptions.most_common(10),
        states=_STATES,
        shapes=SHAPES,
        points=_points,
    )


def results_csv(records: Sequence[Record]) -> str:
    """Return one row a run and check, safe to open in a spreadsheet."""
    store = io.StringIO()
    writer = csv.writer(store, lineterminator="\n")
    parameters = list(dict.fromkeys(name for record in records for name in record.parameters))
    head = ["student", "name", "status", "reason", "cell", "seconds", *parameters]
    writer.writerow([*head, "exercise", "state", "misconception", "points", "of"])
    for record in records:
        seconds = "" if record.seconds is None else round(record.seconds, 2)
        row = [record.student, record.name, record.status, record.reason, record.cell, seconds]
        row += [record.parameters.get(name, "") for name in parameters]
        checks: Sequence[Mapping[str, Any]] = record.checks or [{}]
        for check in checks:
            names = ("slug", "state", "misconception", "points", "of")
            cells = [check.get(name) for name in names]
            writer.writerow([_harmless(cell) for cell in (*row, *cells)])
    return store.getvalue()


def write(
    out: Path,
    records: Sequence[Record],
    facts: Mapping[str, str],
    *,
    lesson: Lesson | None = None,
    language: str = "en",
) -> Path:
    """Write ``index.html`` and ``results.csv`` into a batch's folder; return the page's path."""
    page = out / "index.html"
    for path, content in (
        (page, to_page(records, facts, lesson=lesson, language=language)),
        (out / "results.csv", results_csv(records)),
    ):
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_text(content, encoding="utf-8")
        draft.replace(path)
    return page


def _points(record: Record) -> tuple[float, float]:
    return (
        sum(check["points"] or 0 for check in record.checks),
        sum(check["of"] or 0 for check in record.checks),
    )


def _harmless(cell: Any) -> Any:
    """Keep a spreadsheet from running a cell: =cmd, +cmd, -cmd, @cmd, or a tab before them."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return "'" + cell
    return cell
