"""What people read: messages from TOML files, with values formatted for the language.

A message is a line of TOML with placeholders. How a value is written (the decimal sign, the space
before %, the "and" of a list) is decided here, by Babel, and nowhere else.
"""

from __future__ import annotations

import datetime
import math
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from brecha.errors import LessonError, ParameterError, shown

__all__ = ["LANGUAGES", "LOCALES", "Catalogue", "language_of", "placeholders", "read"]

LANGUAGES = ("en", "es")
LOCALES = {"en": "en", "es": "es_419"}

# British lists: "a, b and c", as Spanish has them, without a comma before the last.
_LISTS = {"en": "en_GB", "es": "es_419"}


def language_of(value: object) -> str:
    """Return a language that Brecha speaks, or say which ones there are.

    Parameters
    ----------
    value : object
        The code of a language.

    Returns
    -------
    str
        ``"en"`` or ``"es"``.

    Raises
    ------
    ParameterError
        When the value is neither.

    Examples
    --------
    >>> language_of("es")
    'es'
    """
    if isinstance(value, str) and value in LANGUAGES:
        return value
    raise ParameterError(
        f"language = {shown(value)} is not allowed. "
        'Write language = "en" (English) or "es" (español).'
    )


@lru_cache(maxsize=256)
def _read(path: str, mtime: int) -> dict[str, Any]:
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{path} is not valid TOML: {error}. Mend that line.") from error
    except UnicodeDecodeError as error:
        raise LessonError(f"{path} is not UTF-8: {error}. Save it again as UTF-8.") from error
    return dict(_flatten(table, ""))


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def read(path: Path) -> dict[str, Any]:
    """Read a TOML file of messages as one flat table of dotted keys.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict of str to str or list of str
        Messages by dotted key, in the order of the file.

    Raises
    ------
    LessonError
        When the file is missing or is not TOML.
    """
    try:
        mtime = path.stat().st_mtime_ns
    except OSError as error:
        raise LessonError(
            f"The text file {path} is missing. Each folder with text has en.toml and es.toml."
        ) from error
    return _read(str(path), mtime)


def placeholders(message: str) -> frozenset[str]:
    """List the names of the values that a message asks for.

    Parameters
    ----------
    message : str
        A message with ``{name}`` or ``{name:form}`` in it.

    Returns
    -------
    frozenset of str
        The names.

    Examples
    --------
    >>> sorted(placeholders("{n} of {total:1}"))
    ['n', 'total']
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name)


class Catalogue:
    r"""The messages of one language, from one or more TOML files.

    Parameters
    ----------
    language : str
        ``"en"`` or ``"es"``.
    tables : sequence of mapping
        Flat tables of messages; an earlier one wins over a later one.
    name : str
        What the catalogue belongs to, for error messages.

    Examples
    --------
    >>> text = Catalogue("es", [{"seen": "{share:percent} de {n} clientes"}], name="demo")
    >>> text("seen", share=0.78, n=1250)
    '78\xa0% de 1,250 clientes'
    """

    def __init__(
        self, language: str, tables: Sequence[Mapping[str, Any]], *, name: str = "this catalogue"
    ) -> None:
        self.language = language_of(language)
        self.locale = LOCALES[self.language]
        self.name = name
        self._tables = tuple(tables)
        self._formatter = _Formatter(self)

    @classmethod
    def load(cls, language: str, folders: Iterable[Path], *, name: str) -> Catalogue:
        """Load ``<language>.toml`` from folders; an earlier folder wins over a later one."""
        code = language_of(language)
        return cls(code, [read(folder / f"{code}.toml") for folder in folders], name=name)

    def over(self, folder: Path) -> Catalogue:
        """Return this catalogue with the texts of one more folder below all others."""
        tables = [*self._tables, read(folder / f"{self.language}.toml")]
        return Catalogue(self.language, tables, name=self.name)

    def get(self, key: str) -> Any:
        """Return the raw message of a key (text or a list of texts), or None."""
        for table in self._tables:
            if key in table:
                return table[key]
        return None

    def keys(self) -> list[str]:
        """List every key, the first table's first."""
        return list(dict.fromkeys(key for table in self._tables for key in table))

    def under(self, prefix: str) -> dict[str, Any]:
        """Return the raw messages below a key, by the rest of their keys, in the file's order."""
        start = prefix + "."
        found: dict[str, Any] = {}
        for table in self._tables:
            for key, value in table.items():
                if key.startswith(start):
                    found.setdefault(key[len(start) :], value)
        return found

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the message of a key with its values written in."""
        message = self.get(key)
        if not isinstance(message, str):
            what = "is missing" if message is None else "is not one text"
            raise LessonError(
                f"The text {key!r} {what} in {self.language}.toml of {self.name}. Add it there."
            )
        return self.format(message, values, key=key)

    def each(self, key: str, /, **values: Any) -> list[str]:
        """Return the messages of a key that holds a list of them."""
        messages = self.get(key)
        if not isinstance(messages, list):
            raise LessonError(
                f"The list of texts {key!r} is missing in {self.language}.toml of {self.name}."
            )
        return [self.format(message, values, key=key) for message in messages]

    def format(self, message: str, values: Mapping[str, Any], *, key: str = "?") -> str:
        """Write values into a message that is already at hand."""
        try:
            return self._formatter.vformat(message, (), values)
        except KeyError as error:
            raise LessonError(
                f"The text {key!r} ({self.language}) of {self.name} asks for the value {error}, "
                f"which nothing provides. There are: {', '.join(sorted(values)) or 'none'}."
            ) from error
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise LessonError(
                f"The text {key!r} ({self.language}) of {self.name} can't be written: {error}. "
                "Look at its braces, and at the form behind each colon."
            ) from error

    def label(self, code: object) -> str:
        """Return the word for a code (``labels.<code>``), or the code itself."""
        found = self.get(f"labels.{code}")
        return found if isinstance(found, str) else str(code)

    def number(self, value: float, form: str = "") -> str:
        """Write a number in this language; ``form`` as in a placeholder."""
        return self._formatter.format_field(value, form)


class _Formatter(string.Formatter):
    """Format the fields of a message with Babel."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.text = catalogue

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "label":
            return self.text.label(value)
        if format_spec in ("list", "names"):
            # Babel is imported where it is used: it takes 0.1 s, which opening need not pay.
            from babel.lists import format_list

            named = format_spec == "names"
            words = [f"`{item}`" if named else self.text.label(item) for item in value]
            return str(format_list(words, locale=_LISTS[self.text.language]))
        if format_spec == "date":
            from babel.dates import format_date

            return str(format_date(value, format="long", locale=self.text.locale))
        if isinstance(value, str) or format_spec == "plain":
            return str(value)
        if isinstance(value, datetime.date):
            return self.format_field(value, "date")
        return self._number(value, format_spec)

    def _number(self, value: Any, form: str) -> str:
        from babel.numbers import format_decimal, format_percent, format_scientific

        locale = self.text.locale
        number = _float(value)
        if math.isnan(number):
            return "NaN"
        if math.isinf(number):
            return "∞" if number > 0 else "-∞"
        if abs(number) >= _LONG:
            return str(format_scientific(number, format="0.##E0", locale=locale))
        if form.startswith("percent"):
            digits = int(form.removeprefix("percent") or 0)
            # The pattern of the locale says where % stands and whether a space comes before it.
            pattern = _pattern(digits) + ("%" if self.text.language == "en" else "\xa0%")
            return str(format_percent(_round(number, digits + 2), format=pattern, locale=locale))
        signed, digits_text = form.startswith("+"), form.removeprefix("+")
        digits = int(digits_text) if digits_text else _digits(number)
        if digits > _MOST_DIGITS:
            return str(format_scientific(number, format="0.##E0", locale=locale))
        rounded, pattern = _round(number, digits), _pattern(digits)
        if signed and rounded > 0:
            pattern = f"+{pattern};-{pattern}"
        return str(format_decimal(rounded, format=pattern, locale=locale))


# Beyond these nobody reads a number digit by digit.
_LONG = 1e15
_MOST_DIGITS = 8


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _digits(number: float) -> int:
    """Choose the decimals of a number that no form was given for: none, two, or the first few."""
    if number.is_integer():
        return 0
    if _round(number, 2):
        return 2
    return -math.floor(math.log10(abs(number)))


def _round(number: float, digits: int) -> float:
    # Adding zero turns -0.0 into 0.0: nobody should read "-0.00".
    return round(number, digits) + 0.0


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")
