"""Put things on the learner's page."""

from __future__ import annotations

import html
import uuid
from typing import TYPE_CHECKING, Any

from brecha.checking.markup import to_html, to_plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["fresh_id", "show_bundle", "show_html", "show_table", "show_text", "update_bundle"]


def fresh_id() -> str:
    """Return a name under which an output can be replaced later."""
    return f"brecha-{uuid.uuid4().hex}"


def show_bundle(data: dict[str, Any], *, name: str | None = None) -> None:
    """Display data by MIME type, under a name if it may be replaced."""
    from IPython.display import publish_display_data

    transient = {"display_id": name} if name else None
    publish_display_data(data=data, metadata={}, transient=transient)


def update_bundle(data: dict[str, Any], *, name: str) -> None:
    """Replace what was displayed under a name."""
    from IPython.display import publish_display_data

    publish_display_data(data=data, metadata={}, transient={"display_id": name}, update=True)


def show_html(markup: str, plain: str) -> None:
    """Display HTML, with the same as plain text where HTML isn't shown."""
    show_bundle({"text/html": markup, "text/plain": plain})


def show_text(message: str) -> None:
    """Display a message with its little markup."""
    box = '<div style="max-width:46em;line-height:1.5">'
    show_html(f"{box}{to_html(message)}</div>", to_plain(message))


def show_table(table: pd.DataFrame, *, caption: str = "") -> None:
    """Display a table of words."""
    rows = table.to_html(border=0, index=False, escape=True, justify="left")
    # JupyterLab pushes every cell to the right; words are read from the left.
    for cell in ("td", "th"):
        rows = rows.replace(f"<{cell}>", f'<{cell} style="text-align:left">')
    head = f"<p><strong>{html.escape(caption)}</strong></p>" if caption else ""
    plain = table.to_string(index=False)
    show_html(f'<div style="max-width:60em">{head}{rows}</div>', f"{caption}\n{plain}".strip())
