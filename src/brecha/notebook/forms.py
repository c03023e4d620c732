"""Forms for answers that nobody should have to type: they call the same check as a line of code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from brecha.checking import Choice, Exercise, Label, Ranking, Sorting
from brecha.checking.feedback import FORMS, offered
from brecha.text import Catalogue

__all__ = ["code_line", "form"]

_LINE = 60  # characters of labels that fit side by side in a narrow window


def form(
    exercise: Exercise, text: Catalogue, submit: Callable[[Any], None], *, button: str
) -> Any | None:
    """Build the form of an exercise.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    text : Catalogue
        The lesson's texts.
    submit : callable
        Called with the answer when the button is pressed; the answer is ``...`` when nothing was
        chosen.
    button : str
        The word on the button.

    Returns
    -------
    ipywidgets.Widget or None
        The form, or None for answers that have none.
    """
    if exercise.kind.form not in FORMS or exercise.code != "none":
        return None
    import ipywidgets as widgets

    box, read = _fields(exercise, text, widgets)
    send = widgets.Button(description=button, button_style="primary")
    send.on_click(lambda _: submit(read()))
    send.layout.width = "max-content"
    box.children = (*box.children, send)
    return box


def code_line(slug: str, answer: Any) -> str:
    """Write what a form sent as the line of code that says the same.

    Examples
    --------
    >>> code_line("order", "CADB")
    'lesson.check("order", "CADB")'
    """
    given = json.dumps(answer, ensure_ascii=False) if isinstance(answer, str) else repr(answer)
    return f"lesson.check({json.dumps(slug)}, {given})"


def _fields(exercise: Exercise, text: Catalogue, widgets: Any) -> tuple[Any, Callable[[], Any]]:
    kind, title = exercise.kind, text(f"{exercise.slug}.title")
    if isinstance(kind, Choice | Label):
        return _choice(exercise, text, widgets)
    if isinstance(kind, Sorting):
        bins = [(f"{b} · {_short(text(f'{exercise.slug}.bins.{b}'))}", b) for b in kind.bins]
        return _rows(list(kind.items), bins, widgets)
    if isinstance(kind, Ranking):
        places = [text("check.position", n=n) for n in range(1, len(kind.items) + 1)]
        return _rows(places, [(letter, letter) for letter in kind.items], widgets)
    field = widgets.Text(
        description=text("check.your-number"),
        placeholder="0.0",
        style={"description_width": "initial"},
    )
    field.tooltip = title
    return widgets.HBox([field]), lambda: _number(field.value)


def _choice(exercise: Exercise, text: Catalogue, widgets: Any) -> tuple[Any, Callable[[], Any]]:
    # The statements stand in the output above, where they wrap; the buttons carry their signs.
    options = [
        (sign if isinstance(exercise.kind, Choice) else words, sign)
        for sign, words in offered(exercise, text)
    ]
    side_by_side = sum(len(words) for words, _ in options) <= _LINE
    radio = widgets.RadioButtons(
        options=options,
        value=None,
        description=text("check.your-choice"),
        style={"description_width": "initial"},
        layout={"width": "max-content"},
        orientation="horizontal" if side_by_side else "vertical",
    )
    return widgets.VBox([radio]), lambda: ... if radio.value is None else radio.value


def _rows(
    names: list[str], options: list[tuple[str, str]], widgets: Any
) -> tuple[Any, Callable[[], Any]]:
    """Build one row of buttons for each thing to be placed.

    Not selects: JupyterLab takes the keys that are typed into one for its own shortcuts, and a
    letter may then delete a cell. Buttons need only Tab and Space.
    """
    fields = [
        widgets.ToggleButtons(
            options=options,
            value=None,
            description=name,
            style={"description_width": "initial", "button_width": "max-content"},
        )
        for name in names
    ]

    def read() -> Any:
        chosen = [field.value for field in fields]
        return "".join(chosen) if all(chosen) else ...

    return widgets.VBox(fields), read


def _number(typed: str) -> Any:
    """Read a number as typed; what Python would not read stays text, so that the slip is named."""
    if not typed.strip():
        return ...
    try:
        return float(typed)
    except ValueError:
        return typed


def _short(words: str, most: int = 32) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
