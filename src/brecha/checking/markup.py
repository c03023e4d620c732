"""The little markup of messages: **bold**, *italic*, `code` and paragraphs; all else is escaped."""

from __future__ import annotations

import html
import re

__all__ = ["to_html", "to_plain"]

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
    return message.strip()


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
    return text.replace("\n", " ")
