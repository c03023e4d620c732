"""Guard that there is one word for one thing, and that words which mislead stay out.

A word in quotation marks, in italics or in code is spoken of and not used, so that a lesson can
say why a term is a trap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from brecha.dev.notebooks import Notebook
from brecha.dev.problem import Problem
from brecha.errors import nearest
from brecha.text import LANGUAGES

__all__ = ["Forbidden", "Glossary", "defined", "listed", "prose", "spoken"]

_MENTIONS = re.compile(
    r"```.*?```|`[^`]*`"  # code
    r"|\$\$.*?\$\$|\$[^$\n]+\$"  # formulas
    r"|«[^»\n]*»|“[^”\n]*”|\"[^\"\n]{1,60}\""  # quotations
    r"|(?<![*\w])\*(?![*\s])[^*\n]+\*(?!\*)"  # italics, not bold
    r"|\{[^{}]*\}|<[^>]+>|\]\([^)]*\)|https?://\S+",  # placeholders, tags, links
    re.DOTALL,
)
_EXCLAMATION = re.compile(r"[¡!](?!\[|=)")


@dataclass(frozen=True)
class Forbidden:
    """A variant that is not to be written.

    Parameters
    ----------
    variant : str
        The words; ``*`` stands for any letters.
    use : str
        What to write instead.
    reason : str
        Why.
    """

    variant: str
    use: str
    reason: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds it, as whole words and in any case."""
        words = re.escape(self.variant).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE)


class Glossary:
    """The terms of the workbook and the variants that it avoids.

    Parameters
    ----------
    data : mapping
        The parsed ``glossary.toml``.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.terms: Mapping[str, Mapping[str, Any]] = data.get("terms", {})
        self._forbidden: dict[str, list[Forbidden]] = {language: [] for language in LANGUAGES}
        for term in self.terms.values():
            for language, entry in term.items():
                for item in entry.get("forbidden", ()):
                    self._forbidden[language].append(Forbidden(**item))
        for item in data.get("avoid", ()):
            for variant in item["variants"]:
                self._forbidden[item["language"]].append(
                    Forbidden(variant, item["use"], item["reason"])
                )

    def forbidden(self, language: str) -> list[Forbidden]:
        """Return the variants that are not written in a language."""
        return self._forbidden[language]


def defined(glossary: Glossary, *, path: str) -> list[Problem]:
    """Find terms of the glossary without a word or a definition in one of the languages."""
    problems = []
    for id, term in glossary.terms.items():
        for language in LANGUAGES:
            for part in ("term", "definition"):
                if not term.get(language, {}).get(part):
                    problems.append(
                        Problem(
                            path,
                            f"terms.{id}.{language}",
                            f"The term {id!r} has no {part} in {language}",
                            "Write it",
                        )
                    )
    return problems


def listed(terms: Collection[str], glossary: Glossary, *, path: str) -> list[Problem]:
    """Find terms of a lesson that the glossary doesn't have."""
    problems = []
    for id in terms:
        if id not in glossary.terms:
            near = nearest(id, glossary.terms)
            problems.append(
                Problem(
                    path,
                    id,
                    f"The glossary has no term {id!r}",
                    f"Perhaps {near!r} is meant" if near else "Define it in glossary.toml",
                )
            )
    return problems


def prose(notebook: Notebook, glossary: Glossary) -> list[Problem]:
    """Find words in a notebook's prose that the glossary or the voice rules out."""
    return [
        problem
        for cell in notebook.markdown
        for problem in _find(cell.source, notebook.language, glossary, notebook.path, cell.id)
    ]


def spoken(
    texts: Mapping[str, Any], glossary: Glossary, *, language: str, path: str
) -> list[Problem]:
    """Find words in a file of texts that the glossary or the voice rules out.

    Parameters
    ----------
    texts : mapping
        A flat table of texts.
    glossary : Glossary
        The glossary.
    language : str
        The language of the texts.
    path : str
        The file.

    Returns
    -------
    list of Problem
        One for each word, at the text's key.
    """
    problems: list[Problem] = []
    for key, value in texts.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                problems += _find(text, language, glossary, path, key)
    return problems


def _find(text: str, language: str, glossary: Glossary, path: str, cell: str) -> Iterator[Problem]:
    said = _MENTIONS.sub(" ", text)
    for item in glossary.forbidden(language):
        found = item.pattern.search(said)
        if found is not None:
            yield Problem(
                path,
                cell,
                f"{found[0]!r} is not used here: {item.reason}",
                f"Write {item.use!r}",
            )
    if _EXCLAMATION.search(said):
        yield Problem(path, cell, "There is an exclamation mark", "Say it calmly")
