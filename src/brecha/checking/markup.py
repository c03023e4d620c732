"""The little markup of messages: **bold**, *italic*, `code` and paragraphs; all else is escaped.

A value that a learner typed is no markup: ``shield`` it before it is written into a message.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["shield", "to_html", "to_plain"]

# Signs of the markup that came with a value travel as signs that nobody types.
_SHIELDED = str.maketrans({"*": "\ue000", "`": "\ue001"})
_BARE = str.maketrans({"\ue000": "*", "\ue001": "`"})
# Line ends would begin a paragraph, and half of a surrogate pair can't be sent or saved.
_UNSEEMLY = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

_MARKS = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])"), r"<em>\1</em>"),
)


def to_html(message: str, *, inline: bool = False) -> str:
    """Turn a message into HTML.

    Examples
    --------
    >>> to_html("**Nearly.** `a < b`")
    '<p><strong>Nearly.</strong> <code>a &lt; b</code></p>'
    """
    parts = [_inline(part) for part in message.strip().split("\n\n")]
    if inline:
        return " ".join(parts)
    return "".join(f"<p>{part}</p>" for part in parts)


def to_plain(message: str) -> str:
    """Turn a message into plain text.

    Examples
    --------
    >>> to_plain("**Nearly.** You added `a` and *b*.")
    'Nearly. You added `a` and b.'
    """
    for pattern, _ in _MARKS[1:]:
        message = pattern.sub(r"\1", message)
    return message.strip().translate(_BARE)


def shield(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the signs in values from being read as markup, once they stand in a message.

    Parameters
    ----------
    values : mapping of str to object
        The values of a message; texts, also those in lists, are shielded, the rest stays.

    Returns
    -------
    dict of str to object
        The values to write into the message.

    Examples
    --------
    >>> to_html("You wrote {it}.".format(**shield({"it": "2 *3* 4"})))
    '<p>You wrote 2 *3* 4.</p>'
    """
    return {name: _shielded(value) for name, value in values.items()}


def _shielded(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSEEMLY.sub(" ", value).translate(_SHIELDED)
    if isinstance(value, list | tuple):
        return [_shielded(item) for item in value]
    return value


def _inline(message: str) -> str:
    # Code spans are set aside first, so that a * inside them stays a *.
    spans: list[str] = []

    def keep(match: re.Match[str]) -> str:
        spans.append(match.group(1))
        return f"\x00{len(spans) - 1}\x00"

    text = html.escape(_MARKS[0][0].sub(keep, message), quote=False)
    for pattern, mark in _MARKS[1:]:
        text = pattern.sub(mark, text)
    for number, code in enumerate(spans):
        text = text.replace(f"\x00{number}\x00", f"<code>{html.escape(code, quote=False)}</code>")
    return text.replace("\n", " ").translate(_BARE)
