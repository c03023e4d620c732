"""Look into the code of a cell without running it: tokens, calls on ``lesson``, literal texts."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from brecha.dev.notebooks import Cell, Notebook

__all__ = [
    "Call",
    "Token",
    "calls",
    "differing_line",
    "literals",
    "parse",
    "tokens",
    "without_language_default",
]

_SILENT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER, tokenize.ENCODING, tokenize.NEWLINE}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of Python, its text, and the line it stands on."""

    kind: str
    text: str
    line: str

    def same(self, other: Token) -> bool:
        """Tell whether two tokens say the same."""
        return (self.kind, self.text) == (other.kind, other.text)


@dataclass(frozen=True, slots=True)
class Call:
    """A call such as ``lesson.check("gap-by-dimension", gap)`` in a cell.

    Parameters
    ----------
    cell : str
        The id of the cell.
    method : str
        ``"check"``.
    name : str or None
        The first argument when it is written as text: the slug.
    node : ast.Call
        The call itself.
    """

    cell: str
    method: str
    name: str | None
    node: ast.Call


def parse(source: str) -> ast.Module | None:
    """Parse the code of a cell; None when it is no Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def tokens(source: str) -> list[Token] | None:
    """List the tokens of a cell, comments and line breaks apart; None when it is no Python.

    Examples
    --------
    >>> [token.text for token in tokens("gap = -1.2  # on seven points")]
    ['gap', '=', '-', '1.2']
    """
    try:
        found = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return None
    return [
        Token(
            tokenize.tok_name[token.type],
            # Indentation is structure: how wide it is does not matter.
            "" if token.type in (tokenize.INDENT, tokenize.DEDENT) else token.string,
            token.line.strip(),
        )
        for token in found
        if token.type not in _SILENT
    ]


def without_language_default(found: list[Token]) -> list[Token]:
    """Blank the text in ``language: str = "en"``, the one value that differs by language."""
    masked = list(found)
    for place, token in enumerate(found):
        if token.text != "language" or (place and found[place - 1].text == "."):
            continue
        for later in range(place + 1, min(place + 5, len(found))):
            if found[later].kind == "STRING" and found[later - 1].text == "=":
                masked[later] = Token("STRING", "<language>", found[later].line)
                break
    return masked


def differing_line(first: list[Token], second: list[Token]) -> tuple[str, str] | None:
    """Return the lines where two lists of tokens first differ, or None when they are equal.

    Examples
    --------
    >>> differing_line(tokens("a = p - e"), tokens("a = e - p"))
    ('a = p - e', 'a = e - p')
    """
    for one, other in zip(first, second, strict=False):
        if not one.same(other):
            return one.line, other.line
    if len(first) == len(second):
        return None
    longer = first if len(first) > len(second) else second
    line = longer[min(len(first), len(second))].line
    return (line, "nothing") if longer is first else ("nothing", line)


def calls(notebook: Notebook, *, on: str = "lesson") -> list[Call]:
    """List the calls on a name in the code cells of a notebook, in their order.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    on : str
        The name whose methods are called.

    Returns
    -------
    list of Call
        In the order of the cells; cells that are no Python have none.
    """
    return [call for cell in notebook.code for call in _calls(cell, on)]


def _calls(cell: Cell, on: str) -> Iterator[Call]:
    tree = parse(cell.source)
    found = list(_methods(tree, on)) if tree is not None else []
    for node, method in sorted(found, key=lambda pair: (pair[0].lineno, pair[0].col_offset)):
        first = node.args[0] if node.args else None
        name = first.value if isinstance(first, ast.Constant) else None
        yield Call(cell.id, method, name if isinstance(name, str) else None, node)


def _methods(tree: ast.AST, on: str) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == on
        ):
            yield node, node.func.attr


def literals(tree: ast.AST) -> list[ast.Constant]:
    """List every piece of text written in code, those inside f-strings included.

    The lines handed to ``lesson.run`` are code, not text, and are left out.

    Examples
    --------
    >>> tree = parse('lesson.run("mean(gap)"); name = "survey"')
    >>> [literal.value for literal in literals(tree)]
    ['survey']
    """
    snippets = {
        id(argument)
        for node, method in _methods(tree, "lesson")
        if method == "run"
        for argument in node.args
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in snippets
    ]
