"""Name the constructs of Python that a cell uses, as ``lessons/verbs.toml`` writes them.

=============================================  ===================================================
``name = value``, ``frame["column"] = value``  assignments, by their target
``number``, ``text``, ``...``, ``True``        constants
``+``, ``-value``, ``<``, ``&``, ``and``       operators
``["column"]``, ``[["column", ...]]``          a column, several columns
``[condition]``, ``[number]``, ``[a:b]``       rows, an element, a slice
``.mean()``, ``.sort_values(ascending=)``      methods, and each named argument of one
``len()``, ``round(ndigits=)``                 functions
``.index``                                     attributes
``pd.concat()``, ``lesson.check()``            calls on an imported module or on the lesson
``def``, ``for``, ``if``, ``import pandas``    statements
``[list]``, ``{dictionary}``, ``(tuple)``      literals
=============================================  ===================================================

A name by itself is no construct, and neither are parentheses or a comment.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

__all__ = ["constructs", "imported"]

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.Invert: "~",
    ast.USub: "-value",
    ast.UAdd: "+value",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
# Their own word, then whatever stands inside them.
_WORDS: dict[type[ast.AST], str] = {
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "async def",
    ast.ClassDef: "class",
    ast.Return: "return",
    ast.For: "for",
    ast.AsyncFor: "async for",
    ast.While: "while",
    ast.If: "if",
    ast.IfExp: "a if b else c",
    ast.With: "with",
    ast.Try: "try",
    ast.Raise: "raise",
    ast.Assert: "assert",
    ast.Delete: "del",
    ast.Global: "global",
    ast.Match: "match",
    ast.Lambda: "lambda",
    ast.ListComp: "comprehension",
    ast.SetComp: "comprehension",
    ast.DictComp: "comprehension",
    ast.GeneratorExp: "comprehension",
    ast.JoinedStr: 'f"text"',
    ast.List: "[list]",
    ast.Dict: "{dictionary}",
    ast.Set: "{set}",
    ast.Tuple: "(tuple)",
    ast.NamedExpr: "name := value",
    ast.Starred: "*values",
    ast.Await: "await",
    ast.Yield: "yield",
}


def constructs(tree: ast.AST, *, modules: Iterable[str] = ()) -> list[str]:
    """List the constructs of a syntax tree, each once, in the order of their appearance.

    Parameters
    ----------
    tree : ast.AST
        Parsed code.
    modules : iterable of str
        Names bound by ``import``: calls on them are written with their name.

    Returns
    -------
    list of str
        As in the table above.

    Examples
    --------
    >>> constructs(ast.parse('gap = survey["perception"].mean() - 1'))
    ['name = value', '-', '.mean()', '["column"]', 'number']
    """
    reader = _Reader({"lesson", "brecha", *modules})
    reader.visit(tree)
    return list(dict.fromkeys(reader.found))


def imported(tree: ast.AST) -> set[str]:
    """Return the names that the code binds with ``import``.

    Examples
    --------
    >>> imported(ast.parse("import pandas as pd"))
    {'pd'}
    """
    return {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }


class _Reader(ast.NodeVisitor):
    """Walk through a syntax tree and note what it meets."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.found: list[str] = []

    def generic_visit(self, node: ast.AST) -> None:
        word = _WORDS.get(type(node)) or _OPERATORS.get(type(node))
        if word is not None:
            self.found.append(word)
        super().generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._target(target)
        self.visit(node.value)

    def _target(self, target: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.found.append("name = value")
        elif isinstance(target, ast.Subscript) and _is_text(target.slice):
            self.found.append('frame["column"] = value')
            self.visit(target.value)
        elif isinstance(target, ast.Tuple | ast.List):
            self.found.append("a, b = values")
        else:
            self.found.append("part = value")
            self.visit(target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.found.append(f"name {_OPERATORS[type(node.op)]}= value")
        self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.found.append("name: type = value")
        if node.value is not None:
            self.visit(node.value)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.found.append(_OPERATORS[type(node.op)])
        self.visit(node.left)
        self.visit(node.right)

    def visit_Compare(self, node: ast.Compare) -> None:
        self.found += [_OPERATORS[type(operator)] for operator in node.ops]
        for value in (node.left, *node.comparators):
            self.visit(value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.found.append("True")
        elif node.value is None or node.value is ...:
            self.found.append("None" if node.value is None else "...")
        else:
            self.found.append("text" if isinstance(node.value, str | bytes) else "number")

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)
        inside = node.slice
        if _is_text(inside):
            self.found.append('["column"]')
        elif isinstance(inside, ast.List) and all(_is_text(item) for item in inside.elts):
            self.found.append('[["column", ...]]')
        else:
            self.found.append(_place(inside))
            self.visit(inside)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            name = self._dotted(node.func)
            rest: ast.expr | None = node.func.value if name.startswith(".") else None
        elif isinstance(node.func, ast.Name):
            name, rest = node.func.id, None
        else:
            name, rest = "value", node.func
        self.found.append(f"{name}()")
        self.found += [f"{name}({keyword.arg or '**'}=)" for keyword in node.keywords]
        if rest is not None:
            self.visit(rest)
        for value in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.visit(value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name = self._dotted(node)
        self.found.append(name)
        if name.startswith("."):
            self.visit(node.value)

    def _dotted(self, node: ast.Attribute) -> str:
        if isinstance(node.value, ast.Name) and node.value.id in self.known:
            return f"{node.value.id}.{node.attr}"
        return f".{node.attr}"

    def visit_Import(self, node: ast.Import) -> None:
        self.found += [f"import {alias.name}" for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.found.append(f"from {node.module} import")


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _place(inside: ast.expr) -> str:
    if isinstance(inside, ast.Slice):
        return "[a:b]"
    if isinstance(inside, ast.UnaryOp) and isinstance(inside.op, ast.Invert | ast.Not):
        return "[condition]"
    if isinstance(inside, ast.Constant | ast.UnaryOp):
        return "[number]"
    if isinstance(inside, ast.Compare | ast.BoolOp | ast.BinOp):
        return "[condition]"
    return "[value]"
