"""How the result of a model shows itself: one line of figures, then its tables."""

from __future__ import annotations

from dataclasses import fields
from html import escape
from typing import Any

import pandas as pd

_ROWS = 30  # of a longer table only the first and last rows are shown


class Result:
    """Give a frozen dataclass a readable text and an HTML table.

    Figures come first, in the order of the fields; every Series or DataFrame follows as a
    table of its own. Subclasses are declared with ``@dataclass(frozen=True, repr=False)``, and
    ``eq=False`` where they hold tables: the comparison that dataclasses write can't compare them.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, repr=False)
    ... class Share(Result):
    ...     value: float
    ...     of: int
    >>> Share(value=1 / 3, of=12)
    Share(value=0.3333, of=12)
    """

    def _parts(self) -> tuple[dict[str, object], dict[str, Any]]:
        """Split the fields into figures and tables."""
        figures: dict[str, object] = {}
        tables: dict[str, Any] = {}
        for field in fields(self):  # type: ignore[arg-type]  # subclasses are dataclasses
            value = getattr(self, field.name)
            (tables if isinstance(value, pd.Series | pd.DataFrame) else figures)[field.name] = value
        return figures, tables

    def __repr__(self) -> str:
        """Show the figures on one line and every table below it."""
        figures, tables = self._parts()
        line = ", ".join(f"{name}={_short(value)}" for name, value in figures.items())
        lines = [f"{type(self).__name__}({line})"]
        lines += [
            f"{name}:\n{table.round(4).to_string(max_rows=_ROWS)}" for name, table in tables.items()
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show the figures as a table with row headers, and every table below it."""
        figures, tables = self._parts()
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(_short(value))}</td></tr>'
            for name, value in figures.items()
        )
        parts = [f"<table><caption>{type(self).__name__}</caption>{rows}</table>"]
        for name, table in tables.items():
            frame = table.to_frame(name) if isinstance(table, pd.Series) else table
            parts.append(f"<p>{escape(name)}</p>{frame.round(4).to_html(border=0, max_rows=_ROWS)}")
        return "".join(parts)


def _short(value: object) -> str:
    """Write a figure with at most four decimals, and none that say nothing."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.4f}".rstrip("0").rstrip(".")
