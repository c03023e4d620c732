"""The instructor notes at hand: their files, and the tables in them."""

from __future__ import annotations

import re
from pathlib import Path

from brecha.text import LANGUAGES
from readme import CHECKOUT

FOLDER = CHECKOUT / "docs" / "instructor"
PAGES = tuple(sorted(path.stem for path in (FOLDER / "en").glob("*.md")))
NOTES = tuple(page for page in PAGES if page != "index" and not page.startswith("sheet-"))
"""The pages of notes: one for each lesson and case that has them."""
FILES = [(language, page) for language in LANGUAGES for page in NOTES]


def slug_of(page: str) -> str:
    """Return the lesson of a page of notes.

    Examples
    --------
    >>> slug_of("12-quality-gap"), slug_of("mobile-operator")
    ('quality-gap', 'mobile-operator')
    """
    return re.sub(r"^\d\d-", "", page)


def path(language: str, page: str) -> Path:
    """Return the file of one page in one language."""
    return FOLDER / language / f"{page}.md"


def text(language: str, page: str) -> str:
    """Return one page in one language."""
    return path(language, page).read_text(encoding="utf-8")


def cells(line: str) -> list[str]:
    """Return the cells of one row of a table.

    Examples
    --------
    >>> cells("| `a` | 1.50 |")
    ['`a`', '1.50']
    """
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(markdown: str) -> list[list[list[str]]]:
    """Return the tables of a Markdown text: lists of rows, the head first, without its rule."""
    found: list[list[list[str]]] = [[]]
    for line in markdown.splitlines():
        if not line.startswith("|"):
            found.append([])
        elif set(line) - set("|-: "):
            found[-1].append(cells(line))
    return [table for table in found if table]


def section(markdown: str, number: int) -> str:
    """Return the part below the heading of level 2 that stands at a place (0 is the first)."""
    return "\n" + markdown.split("\n## ")[number + 1]
