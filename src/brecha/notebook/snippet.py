"""Run a few lines apart from the notebook: deliberate errors are shown, and stop nothing."""

from __future__ import annotations

import ast
import contextlib
import html
import io
import traceback
from typing import Any

import numpy as np

from brecha.checking.markup import to_html, to_plain
from brecha.notebook.help import explain
from brecha.notebook.showing import show_html
from brecha.text import Catalogue

__all__ = ["run_snippet"]


def run_snippet(code: str, names: dict[str, Any], text: Catalogue) -> None:
    """Run code in a namespace of its own, and show what a notebook cell would show.

    Parameters
    ----------
    code : str
        Lines of Python.
    names : dict
        What the lines may use.
    text : Catalogue
        The language of the explanation below an error.
    """
    code = code.strip("\n")
    given = io.StringIO()
    failed: Exception | None = None
    try:
        with contextlib.redirect_stdout(given):
            shown = _execute(code, names)
        if shown is not None:
            given.write(f"{shown.item() if isinstance(shown, np.generic) else shown!r}\n")
    except Exception as error:
        failed = error
    output = given.getvalue()
    lines = [code, output.rstrip()]
    parts = [_pre(code, "#F5F5F5"), _pre(output.rstrip(), "transparent") if output else ""]
    if failed is not None:
        last = traceback.format_exception_only(failed)[-1].strip()
        said = explain(failed, names, text)
        lines += [last, to_plain(said)]
        parts += [_pre(last, "#FBE9E2"), to_html(said) if said else ""]
    show_html(
        f'<div style="max-width:46em">{"".join(parts)}</div>',
        "\n".join(line for line in lines if line),
    )


def _execute(code: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(code)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        exec(compile(ast.Module(tree.body[:-1], []), "<cell>", "exec"), names)
        return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    exec(compile(tree, "<cell>", "exec"), names)
    return None


def _pre(words: str, colour: str) -> str:
    return (
        f'<pre style="background:{colour};color:#222;padding:0.4em 0.8em;margin:0.2em 0">'
        f"{html.escape(words)}</pre>"
    )
