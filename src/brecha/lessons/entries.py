"""The entries of a TOML file, taken one by one, with a note of each that isn't as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from brecha.errors import nearest
from brecha.text import LANGUAGES

__all__ = ["Entries", "Fault"]

_T = TypeVar("_T")
_KINDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}


class Fault(NamedTuple):
    """One thing that is wrong in a file: its dotted key, a sentence, and what to do."""

    key: str
    message: str
    remedy: str


class Entries:
    """A table that hands out its entries.

    A fault is noted and something empty is handed out, so that a whole file is read and all that
    is wrong in it can be said at once.

    Parameters
    ----------
    values : mapping
        What the table holds.
    key : str
        Its dotted key in the file.
    above : Entries, optional
        The table that it stands in.

    Attributes
    ----------
    faults : list of Fault
        What was wrong so far, in the whole file.
    texts : dict
        The texts that were taken in every language, by language and dotted key.
    """

    def __init__(
        self, values: Mapping[str, Any], key: str = "", *, above: Entries | None = None
    ) -> None:
        self._values, self._key = values, key
        self._taken: set[str] = set()
        self.faults: list[Fault] = [] if above is None else above.faults
        self.texts: dict[str, dict[str, str | list[str]]] = (
            {language: {} for language in LANGUAGES} if above is None else above.texts
        )

    @property
    def names(self) -> list[str]:
        """The names of the entries."""
        return list(self._values)

    def take(self, name: str, kind: type[_T], default: _T) -> _T:
        """Take an entry that must be there."""
        found = self._get(name, (kind,), needed=True)
        return default if found is None else found

    def may(self, name: str, *kinds: type) -> Any:
        """Take an entry that may be missing: then None."""
        return self._get(name, kinds, needed=False)

    def number(self, name: str) -> float:
        """Take a number, whole or not."""
        found = self._get(name, (int, float), needed=True)
        return 0.0 if found is None else float(found)

    def listed(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """Take a list of texts."""
        found = self._get(name, (list,), needed=needed) or []
        if not all(isinstance(item, str) for item in found):
            self._fault(name, "This is no list of texts", 'Write it as ["one", "another"]')
            return ()
        return tuple(found)

    def table(self, name: str, *, needed: bool = True) -> Entries:
        """Take a table."""
        return self._below(name, self._get(name, (dict,), needed=needed) or {})

    def tables(self, name: str) -> list[Entries]:
        """Take a list of tables."""
        found = self._get(name, (list,), needed=True) or []
        if not all(isinstance(item, dict) for item in found):
            key = self._dotted(name)
            self._fault(name, "This is no list of tables", f"Begin each with [[{key}]]")
            return []
        return [self._below(f"{name}[{place}]", item) for place, item in enumerate(found, start=1)]

    def may_say(self, name: str) -> dict[str, str] | None:
        """Take a text in both languages that may be missing: then None."""
        return self.said(name) if name in self._values else None

    def said(self, name: str) -> dict[str, str]:
        """Take a text in both languages."""
        below = self.table(name)
        found = below.own()
        below.close()
        return found

    def own(self) -> dict[str, str]:
        """Take the text that this table itself is, in both languages."""
        if not self._values:
            # That the whole table is missing was noted already.
            return dict.fromkeys(LANGUAGES, "")
        found = {language: self.take(language, str, "") for language in LANGUAGES}
        for language, text in found.items():
            self.texts[language][self._key] = text
        return found

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """Take a list of texts in both languages."""
        below = self.table(name)
        if not below.names:
            return dict.fromkeys(LANGUAGES, ())
        found = {language: below.listed(language) for language in LANGUAGES}
        for language, items in found.items():
            self.texts[language][self._dotted(name)] = list(items)
        below.close()
        return found

    def close(self) -> None:
        """Note every entry that nobody took: it is mistyped, or stands in the wrong table."""
        for name in self._values:
            if name not in self._taken:
                near = nearest(name, self._taken - set(self._values))
                remedy = f"Perhaps {near!r} is meant" if near else "Remove it"
                self._fault(name, "A brief has no such entry here", remedy)

    def _get(self, name: str, kinds: tuple[type, ...], *, needed: bool) -> Any:
        self._taken.add(name)
        found = self._values.get(name)
        if found is None:
            if needed:
                self._fault(name, "This entry is missing", "Write it")
            return None
        # bool is an int to Python, and minutes = true is no number.
        if not isinstance(found, kinds) or (isinstance(found, bool) and bool not in kinds):
            wanted = " or ".join(_KINDS.get(kind, "a table") for kind in kinds if kind is not float)
            self._fault(name, f"{found!r} is not {wanted}", f"Write {wanted}")
            return None
        return found

    def _below(self, name: str, values: Mapping[str, Any]) -> Entries:
        return Entries(values, self._dotted(name), above=self)

    def _dotted(self, name: str) -> str:
        return f"{self._key}.{name}" if self._key else name

    def _fault(self, name: str, message: str, remedy: str) -> None:
        self.faults.append(Fault(self._dotted(name), message, remedy))
