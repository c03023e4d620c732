"""Figures of lessons: drawn by pure functions, described in words, offered as numbers too."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brecha.errors import LessonError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Canvas

__all__ = [
    "COLOURS",
    "HATCHES",
    "Caption",
    "Figure",
    "Picture",
    "Widget",
    "draw",
    "draw_panels",
    "encode",
    "style",
]

# Okabe & Ito's palette, told apart under every common colour blindness; hatches say it once more.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "red": "#D55E00",
    "sky": "#56B4E9",
    "purple": "#CC79A7",
    "yellow": "#F0E442",
    "grey": "#7F7F7F",
}
HATCHES = ("", "//", "..", "xx", "\\\\")

_STYLE = Path(__file__).with_name("brecha.mplstyle")


@dataclass(frozen=True)
class Caption:
    """What a figure says, in words and numbers.

    Parameters
    ----------
    title : str
        The finding, as a sentence computed from the data.
    alt : str
        What the figure shows, for whoever can't see it; computed from the data.
    table : DataFrame, optional
        The numbers that were drawn.
    claims : mapping of str to bool
        Each statement of title and alt text that could be false, and whether it is true on this
        data, computed apart from the words; verify holds every one of them.
    """

    title: str
    alt: str
    table: pd.DataFrame | None = None
    claims: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A named figure.

    Parameters
    ----------
    draw : callable
        ``draw(lesson, text, axes) -> Caption``; a pure function of the learner's version.
    size : (float, float)
        Width and height in inches.
    """

    draw: Callable[..., Caption]
    size: tuple[float, float] = (7.0, 3.4)


@dataclass(frozen=True)
class Widget(Figure):
    """A figure that one setting changes.

    Parameters
    ----------
    draw : callable
        ``draw(lesson, text, axes, value) -> Caption``.
    values : sequence
        The settings, at most 50: numbers in equal steps, or codes with a label.
    start : object
        The setting shown first.
    panels : sequence
        Two to four settings that the static twin shows side by side.
    """

    values: Sequence[Any] = ()
    start: Any = None
    panels: Sequence[Any] = ()

    def __post_init__(self) -> None:
        if not 2 <= len(self.values) <= 50 or self.start not in self.values:
            raise LessonError("A widget has 2 to 50 values, and its start is one of them.")
        if not 2 <= len(self.panels) <= 4 or not set(self.panels) <= set(self.values):
            raise LessonError("The static twin of a widget shows 2 to 4 of its values.")


@dataclass(frozen=True)
class Picture:
    """A drawn figure with its caption."""

    canvas: Canvas
    caption: Caption

    def to_html(self, *, numbers: str = "", describe: bool = True) -> str:
        """Return the picture as one piece of HTML that needs nothing else.

        Parameters
        ----------
        numbers : str
            The words over the table of numbers; without them the table is left out.
        describe : bool
            Whether the title stands above the picture.
        """
        alt = html.escape(self.caption.alt, quote=True)
        title = html.escape(self.caption.title) if describe else ""
        head = ""
        if title:
            head = f'<figcaption style="margin:0.3em 0"><strong>{title}</strong></figcaption>'
        table = ""
        if numbers and self.caption.table is not None:
            rows = self.caption.table.to_html(border=0, float_format="{:.2f}".format)
            table = f"<details><summary>{html.escape(numbers)}</summary>{rows}</details>"
        return (
            f'<figure class="brecha-figure" style="margin:0.4em 0">{head}'
            f'<img alt="{alt}" style="max-width:100%" src="data:image/png;base64,'
            f'{encode(self.canvas)}">{table}</figure>'
        )


@lru_cache(maxsize=1)
def style() -> Any:
    """Return the one style sheet, as matplotlib settings."""
    from matplotlib import rc_params_from_file

    return rc_params_from_file(_STYLE, use_default_template=False)


def draw(figure: Figure, lesson: Any, text: Any, *value: Any) -> Picture:
    """Draw a figure (or one setting of a widget) on a canvas of its own."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    with rc_context(style()):
        canvas = Canvas(figsize=figure.size, layout="constrained")
        caption = figure.draw(lesson, text, canvas.subplots(), *value)
    return Picture(canvas, caption)


def draw_panels(name: str, widget: Widget, lesson: Any, text: Any) -> Picture:
    """Draw a widget's static twin: some of its settings side by side, by the same function.

    Each panel is headed by the text ``widgets.<name>.setting``, written with its ``value``.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    heads = [text(f"widgets.{name}.setting", value=text.label(value)) for value in widget.panels]
    width, height = widget.size
    count = len(widget.panels)
    with rc_context(style()):
        canvas = Canvas(figsize=(max(width, 2.9 * count), height), layout="constrained")
        axes = canvas.subplots(1, count, sharey=True, sharex=True)
        captions = []
        for place, value, head in zip(axes, widget.panels, heads, strict=True):
            captions.append(widget.draw(lesson, text, place, value))
            place.set_title(head, fontsize="medium", loc="left")
            place.label_outer()
    return Picture(
        canvas,
        Caption(
            title=text("picture.static"),
            alt=" ".join(
                f"{head}: {caption.alt}" for head, caption in zip(heads, captions, strict=True)
            ),
            claims={
                f"{head}: {claim}": holds
                for head, caption in zip(heads, captions, strict=True)
                for claim, holds in caption.claims.items()
            },
        ),
    )


def encode(canvas: Any) -> str:
    """Return a canvas as a PNG in base64.

    The same picture as matplotlib's ``savefig``, which draws everything twice.
    """
    from matplotlib import rc_context, rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    store = io.BytesIO()
    before, resolution = canvas.canvas, canvas.dpi
    # Ticks, hatches and resolution are settled while a figure is written, not while it is drawn.
    with rc_context(style()):
        try:
            canvas.set_dpi(rcParams["savefig.dpi"])
            # Lines and bars grow no larger by it, and are packed in two thirds of the time.
            FigureCanvasAgg(canvas).print_png(  # type: ignore[no-untyped-call]
                store, metadata={"Software": None}, pil_kwargs={"compress_level": 3}
            )
        finally:
            canvas.set_dpi(resolution)
            canvas.set_canvas(before)
    return base64.b64encode(store.getvalue()).decode("ascii")
