"""What a notebook's parameters may be: asked of its lesson, or read off its parameters cell."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.errors import BrechaError, nearest
from brecha.lessons import Lesson, Parameter, find
from brecha.text import LANGUAGES, Catalogue

__all__ = ["Rules", "read_notebook", "rules_of"]

_TRUE = {"true": True, "false": False}


@dataclass(frozen=True)
class Rules:
    """The parameters of one notebook.

    Parameters
    ----------
    parameters : mapping of str to Parameter
        Each parameter by its name, in the order of the notebook.
    lesson : Lesson or None
        The lesson that the notebook opens, if it opens one.
    """

    parameters: Mapping[str, Parameter]
    lesson: Lesson | None = None

    def parse(self, name: str, written: str) -> Any:
        """Turn what stands in a cell of a roster into a value of the parameter's type.

        Text that can't be one stays text, so that the fault names it as it was written.
        """
        parameter = self.parameters[name]
        plain = written.strip()
        if parameter.type is bool:
            return _TRUE.get(plain.lower(), plain)
        if parameter.type in (int, float):
            try:
                return parameter.type(plain)
            except ValueError:
                return plain
        return plain

    def fault(self, name: str, value: Any) -> str | None:
        """Say in English what is wrong with a name or a value, or None."""
        if name not in self.parameters:
            close = nearest(name, self.parameters)
            meant = f" Did you mean {close!r}?" if close else ""
            return (
                f"the notebook has no such parameter.{meant} It has: {', '.join(self.parameters)}"
            )
        fault = self.parameters[name].fault(value)
        if fault is None:
            return None
        folder = Path(__file__).resolve().parents[1] / "lessons"
        text = Catalogue.load("en", [folder], name="lessons")
        return text(fault.key, **fault.values)


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook as data.

    Raises
    ------
    BrechaError
        When it is missing or no notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrechaError(
            f"{path} is not a notebook: {error}. Give the path of an .ipynb."
        ) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise BrechaError(f"{path} is not a notebook: it has no cells. Give an .ipynb file.")
    return notebook


def rules_of(notebook: Mapping[str, Any]) -> Rules:
    """Find out which parameters a notebook takes.

    A notebook that opens a lesson takes what the lesson allows, and the language. Any other takes
    what its cell tagged ``parameters`` assigns, typed by the values that stand there.

    Parameters
    ----------
    notebook : mapping
        The notebook as data.

    Returns
    -------
    Rules
    """
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    slug = next((slug for source in sources if (slug := _opened(source))), None)
    defaults = _defaults(notebook)
    language = Parameter("language", str(defaults.get("language", "en")), choices=LANGUAGES)
    if slug is not None:
        lesson = find(slug)
        known = {parameter.name: parameter for parameter in lesson.parameters}
        return Rules({"language": language, **known}, lesson)
    return Rules({name: Parameter(name, value) for name, value in defaults.items()})


def _opened(source: str) -> str | None:
    for node in _walk(source):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "open_lesson" and isinstance(node.args[0].value, str):
                return node.args[0].value
    return None


def _walk(source: str) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(source)))
    except SyntaxError:
        # A cell with a magic or a mistake opens no lesson; running it will say the rest.
        return []


def _defaults(notebook: Mapping[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            return {
                name: value
                for node in _walk("".join(cell["source"]))
                for name, value in _assigned(node)
            }
    return {}


def _assigned(node: ast.AST) -> list[tuple[str, Any]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        targets, value = [node.target], node.value
    elif isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Name)]
        value = node.value
    else:
        return []
    try:
        plain = ast.literal_eval(value)
    except ValueError:
        return []
    if not isinstance(plain, str | int | float | bool):
        return []
    return [(target.id, plain) for target in targets]
