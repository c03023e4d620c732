"""The source of a reference function, as the lines that a learner could have typed."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

__all__ = ["source"]


def source(function: Callable[..., Any]) -> str:
    """Return the body of a reference function, with what it returns as the last line.

    Parameters
    ----------
    function : callable
        A reference; its one argument is called ``lesson``, as in the notebook.

    Returns
    -------
    str
        Lines of code that run in the notebook.
    """
    text = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(text)
    body = next(node for node in tree.body if isinstance(node, ast.FunctionDef)).body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    lines = text.splitlines()
    last = body[-1]
    if isinstance(last, ast.Return):
        place = last.lineno - 1
        lines[place] = lines[place].replace("return ", "", 1)
    return textwrap.dedent("\n".join(lines[body[0].lineno - 1 :])).rstrip()
