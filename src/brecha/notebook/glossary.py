"""The glossary as a learner sees it: the terms of a lesson, in both languages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brecha.errors import UnknownNameError
from brecha.text import Catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["table"]

_FILE = Path(__file__).resolve().parents[1] / "glossary.toml"


@lru_cache(maxsize=1)
def _terms() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))["terms"]  # type: ignore[no-any-return]


def table(terms: tuple[str, ...], text: Catalogue) -> pd.DataFrame:
    """Return terms with their words in both languages and what they mean.

    Parameters
    ----------
    terms : tuple of str
        Ids of the glossary.
    text : Catalogue
        The learner's language; the other language's word stands beside.

    Returns
    -------
    DataFrame
        One row a term, in the order given.
    """
    import pandas as pd

    known = _terms()
    other = "es" if text.language == "en" else "en"
    rows = []
    for term in terms:
        if term not in known:
            raise UnknownNameError("glossary term", term, known)
        here, there = known[term][text.language], known[term][other]
        rows.append(
            {
                text("notebook.term"): here["term"],
                text("notebook.other-language"): there["term"],
                text("notebook.meaning"): here["definition"],
            }
        )
    return pd.DataFrame(rows)
