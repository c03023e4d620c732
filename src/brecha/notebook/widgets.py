"""Widgets: one control over a pure drawing function.

The picture goes into an ``HTML`` widget. An ``Output`` widget would hang a run without a browser
now and then, and tells a screen reader nothing.
"""

from __future__ import annotations

import html
from typing import Any

from brecha.lessons import Version, Widget
from brecha.lessons.picture import draw
from brecha.text import Catalogue

__all__ = ["MOST_BUTTONS", "explorer"]

MOST_BUTTONS = 12


def explorer(name: str, widget: Widget, lesson: Version, text: Catalogue) -> Any:
    """Build the live widget of a lesson.

    Parameters
    ----------
    name : str
        Its name in the lesson; its label stands under ``widgets.<name>.label``.
    widget : Widget
        Values, start and drawing function.
    lesson : Version
        The learner's version.
    text : Catalogue
        The lesson's texts.

    Returns
    -------
    ipywidgets.VBox
        A control and its picture, redrawn whenever the control changes.
    """
    import ipywidgets as widgets

    label = text(f"widgets.{name}.label")
    control = _control(widget, label, text, widgets)
    picture = widgets.HTML()

    def redraw(value: Any) -> None:
        drawn = draw(widget, lesson, text, value)
        picture.value = drawn.to_html(numbers=text("picture.numbers"))

    def follow(change: Any) -> None:
        if change["new"] in widget.values:
            redraw(change["new"])
        else:
            # Typed between two settings: the nearest one is taken, and drawn.
            control.value = min(widget.values, key=lambda value: abs(value - change["new"]))

    control.observe(follow, names="value")
    redraw(widget.start)
    # A label of its own: the description beside a control is cut off when it is long.
    head = widgets.HTML(f"<strong>{html.escape(label)}</strong>")
    return widgets.VBox([head, control, picture])


def _control(widget: Widget, label: str, text: Catalogue, widgets: Any) -> Any:
    values = list(widget.values)
    if len(values) <= MOST_BUTTONS:
        control = widgets.ToggleButtons(
            options=[(text.label(value), value) for value in values],
            value=widget.start,
            style={"button_width": "max-content"},
        )
    elif all(isinstance(value, int) for value in values):
        control = widgets.BoundedIntText(
            value=widget.start,
            min=values[0],
            max=values[-1],
            step=values[1] - values[0],
            description=label,
            style={"description_width": "initial"},
        )
    else:
        control = widgets.Dropdown(
            options=[(text.label(value), value) for value in values],
            value=widget.start,
            description=label,
            style={"description_width": "initial"},
        )
    control.tooltip = label
    return control
