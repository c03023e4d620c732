"""A check as an output of a notebook, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brecha.checking.feedback import Feedback
from brecha.checking.verdict import State, Verdict
from brecha.errors import BrechaError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MIME", "SCHEMA", "bundle", "checks_in", "read_checks"]

MIME = "application/vnd.brecha.check+json"
SCHEMA = 1


def bundle(verdict: Verdict, feedback: Feedback, *, language: str) -> dict[str, Any]:
    """Write a verdict as one display bundle of HTML, plain text and data.

    Parameters
    ----------
    verdict : Verdict
        What was concluded.
    feedback : Feedback
        How it is said.
    language : str
        The language in which it is said.

    Returns
    -------
    dict of str to object
        Data by MIME type, ready to be displayed.
    """
    return {
        "text/html": feedback.html,
        "text/plain": feedback.plain,
        MIME: {
            "schema": SCHEMA,
            "lesson": verdict.lesson,
            "slug": verdict.slug,
            "state": str(verdict.state),
            "misconception": verdict.misconception,
            "points": verdict.points,
            "of": verdict.of,
            "language": language,
            "parameters": dict(verdict.parameters),
            "answer": verdict.answer,
        },
    }


def checks_in(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the check data of an executed notebook, with the id of the cell of each.

    What a notebook says of itself is not evidence: whoever grades judges the answers again.
    """
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {}).get(MIME)
            if _is_check(data):
                yield {**data, "cell": cell.get("id")}


def read_checks(path: str | Path) -> pd.DataFrame:
    """Read the checks of an executed notebook into a table.

    Parameters
    ----------
    path : str or Path
        An executed notebook.

    Returns
    -------
    DataFrame
        One row per check, in the notebook's order: ``notebook``, ``cell``, ``lesson``, ``slug``,
        ``state``, ``misconception``, ``points``, ``of``, ``language``, and each parameter in a
        column of its own.

    Raises
    ------
    BrechaError
        When the file is no notebook.
    """
    import pandas as pd

    file = Path(path)
    try:
        notebook = json.loads(file.read_text(encoding="utf-8"))
        rows = list(checks_in(notebook))
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise BrechaError(
            f"{file} is not an executed notebook: {error}. Give the path of an .ipynb file that "
            "papermill or JupyterLab has saved."
        ) from error
    fixed = ["lesson", "slug", "state", "misconception", "points", "of", "language"]
    # Named twice: a parameter of that name must neither come first nor win.
    table = [
        {
            **dict.fromkeys(["notebook", "cell", *fixed]),
            **row["parameters"],
            "notebook": file.stem,
            "cell": row["cell"],
            **{name: row.get(name) for name in fixed},
        }
        for row in rows
    ]
    return pd.DataFrame(table, columns=None if table else ["notebook", "cell", *fixed])


def _is_check(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and data.get("schema") == SCHEMA
        and isinstance(data.get("lesson"), str)
        and isinstance(data.get("slug"), str)
        and data.get("state") in list(State)
        and isinstance(data.get("parameters"), dict)
    )
