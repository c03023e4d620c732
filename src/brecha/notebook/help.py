"""One line under a Python error, in the learner's language: what it means and what to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from brecha.checking.markup import shield
from brecha.errors import BrechaError, nearest, shown
from brecha.notebook import traces
from brecha.text import Catalogue

__all__ = ["explain", "install"]

_MOST_COLUMNS = 12
_MOST_SEEN = 200
# What people who know a spreadsheet, or Spanish, call the same thing.
_OTHER_NAMES = {
    "average": "mean",
    "avg": "mean",
    "media": "mean",
    "promedio": "mean",
    "suma": "sum",
    "sumar": "sum",
    "contar": "count",
}
_METHODS = ("mean", "sum", "count", "groupby", "corr", "round", "head", "min", "max", "sort_values")


def explain(error: BaseException, names: Mapping[str, Any], text: Catalogue) -> str:
    """Explain a Python error in one line.

    Parameters
    ----------
    error : BaseException
        What was raised.
    names : mapping
        The names that exist in the notebook.
    text : Catalogue
        The language.

    Returns
    -------
    str
        The explanation, with the markup of messages; empty for errors that a learner does not
        meet, and for Brecha's own, which explain themselves.
    """
    if isinstance(error, BrechaError):
        return ""
    for kind, decide in _EXPLAINERS:
        if isinstance(error, kind):
            key, values = decide(error, names)
            if not key:
                return ""
            return text(f"help.{key}", **shield(values))
    return ""


def install(text: Catalogue) -> None:
    """Show the explanation under every error of the running kernel, if there is one.

    Opening another lesson replaces the language; nothing is installed twice.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    previous = getattr(shell, "_brecha_help", None)
    if previous is not None:
        shell.events.unregister("post_run_cell", previous)

    def after_cell(result: Any) -> None:
        error = result.error_in_exec or result.error_before_exec
        said = "" if error is None else explain(error, shell.user_ns, text)
        if said:
            from brecha.notebook.showing import show_text

            show_text(said)

    shell.events.register("post_run_cell", after_cell)
    shell._brecha_help = after_cell
    traces.install(shell)
    _show_plain_numbers(shell)


def _show_plain_numbers(shell: Any) -> None:
    """Let a cell show 5.2 where numpy would have it say np.float64(5.2)."""
    import numpy as np

    plain = shell.display_formatter.formatters["text/plain"]
    # Each by its own name: IPython prefers a type's own __repr__ to a printer for its base.
    for kind in (np.float64, np.float32, np.int64, np.int32, np.bool_):
        plain.for_type(kind, lambda value, printer, cycle: printer.text(repr(value.item())))


Decision = tuple[str, dict[str, Any]]


def _syntax(error: Any, names: Mapping[str, Any]) -> Decision:
    message = str(error.msg)
    line = {"line": error.lineno or 1}
    if message == "invalid syntax":
        written = (error.text or "").rstrip()
        for pattern, key in _WRITTEN:
            if re.search(pattern, written):
                return key, line
    for pattern, key in _SYNTAX:
        if re.search(pattern, message):
            return key, line
    return "syntax", line


# For errors of which Python says no more than "invalid syntax".
_WRITTEN = (
    (r"^\s*[^\W\d]\w*( [^\W\d]\w*)+\s*=[^=]", "spaced-name"),
    (r"=\s*$", "nothing-given"),
    (r"=\s*[^\W\d]\w*,?( [^\W\d]\w*,?)+[.?]?$", "unquoted-words"),
    (r"=\s*\"\w+\[\"", "quoted-code"),
    (r"[\w)\]\"]\s*\.\.\.\s*\)?$", "dots-left"),
)

_SYNTAX = (
    (r"leading zeros in decimal", "decimal-comma"),
    (r"unterminated (triple-quoted )?string", "open-quote"),
    (r"invalid character '[\u201c\u201d\u2018\u2019«»]'", "curly-quote"),
    (r"was never closed|unexpected EOF", "open-bracket"),
    (r"unmatched|does not match", "extra-bracket"),
    (r"cannot assign to", "assign"),
    (r"unexpected indent|unindent|expected an indented", "indent"),
    (r"invalid decimal literal", "bad-name"),
    (r"forgot a comma", "forgot"),
)


def _name(error: Any, names: Mapping[str, Any]) -> Decision:
    name = getattr(error, "name", None) or re.sub(r".*'(.+?)'.*", r"\1", str(error))
    # A column first: `waited` without quotes must not be taken for a misspelt `waits`.
    if name in _columns(names):
        return "unquoted-column", {"name": name}
    method = _OTHER_NAMES.get(name.lower(), name.lower())
    if method in _METHODS:
        return "method-first", {"name": name, "method": method}
    if len(name) <= 5 and name.isalpha() and name.upper() == name:
        return "unquoted-letter", {"name": name}
    own = [key for key, value in names.items() if not key.startswith("_") and not _is_module(value)]
    close = nearest(name, own)
    if close:
        return "name-nearest", {"name": name, "nearest": close}
    return "name", {"name": name}


def _key(error: Any, names: Mapping[str, Any]) -> Decision:
    asked = error.args[0] if error.args else ""
    if asked is ...:
        return "dots-left", {}
    # Of several columns, pandas names those that are not there, in a sentence of its own.
    several = re.match(r"\['(.+?)'.*\] not in index", asked) if isinstance(asked, str) else None
    asked = several[1] if several else asked if isinstance(asked, str) else shown(asked)
    columns = _columns(names)
    if asked in columns:
        return "key-elsewhere", {"name": asked}
    close = nearest(asked, columns)
    if close:
        return "key-nearest", {"name": asked[:40], "nearest": close}
    if not columns:
        return "key", {"name": asked[:40]}
    return "key-columns", {"name": asked[:40], "columns": ", ".join(columns[:_MOST_COLUMNS])}


def _type(error: Any, names: Mapping[str, Any]) -> Decision:
    message = str(error)
    for pattern, key in _TYPE:
        if re.search(pattern, message, re.IGNORECASE):
            return key, {}
    return "type", {}


_TYPE = (
    (r"ellipsis", "dots-left"),
    (r"'(Series|DataFrame)(GroupBy)?' object is not callable", "brackets-for-column"),
    (r"'(float|int|str|float64)' object is not callable", "not-callable"),
    (r"'(float|int|float64|int64)' object is not subscriptable", "no-columns"),
    (r"'(method|function)' object is not subscriptable", "missing-parentheses"),
    (r"'(method|function)'", "method-unrun"),
    (r"(with|operation).*\bstr(ing)?\b|dtype 'str'", "mean-of-words"),
    (r"'str'|\bstr\b|'<U\d+'", "text-and-number"),
    (r"takes .* positional argument", "filled-parentheses"),
    (r"'tuple'", "comma-number"),
    (r"NoneType", "nothing-there"),
)


def _attribute(error: Any, names: Mapping[str, Any]) -> Decision:
    name = getattr(error, "name", None) or ""
    if name in _METHODS:
        return "attribute-elsewhere", {"name": name}
    close = _OTHER_NAMES.get(name.lower()) or nearest(name, _METHODS)
    if close:
        return "attribute-nearest", {"name": name, "nearest": close}
    if name in _columns(names):
        return "attribute-column", {"name": name}
    return "attribute", {"name": name}


def _value(error: Any, names: Mapping[str, Any]) -> Decision:
    filled = re.search(r"No axis named|accepts only Boolean", str(error))
    return ("filled-parentheses" if filled else ""), {}


def _index(error: Any, names: Mapping[str, Any]) -> Decision:
    return ("no-columns" if "invalid index to scalar" in str(error) else ""), {}


def _division(error: Any, names: Mapping[str, Any]) -> Decision:
    return "division", {}


_Decide = Callable[[Any, Mapping[str, Any]], Decision]
_EXPLAINERS: tuple[tuple[type[BaseException], _Decide], ...] = (
    (SyntaxError, _syntax),
    (NameError, _name),
    (KeyError, _key),
    (AttributeError, _attribute),
    (IndexError, _index),
    (ZeroDivisionError, _division),
    (ValueError, _value),
    (TypeError, _type),
)


def _columns(names: Mapping[str, Any]) -> list[str]:
    """List the columns of the tables that the notebook holds."""
    import pandas as pd

    tables = [
        value
        for name, value in names.items()
        if issubclass(type(value), pd.DataFrame) and not name.startswith("_")
    ]
    columns = (column for table in tables for column in table.columns[:_MOST_SEEN])
    return list(dict.fromkeys(column for column in columns if isinstance(column, str)))


def _is_module(value: Any) -> bool:
    return type(value).__name__ == "module"
