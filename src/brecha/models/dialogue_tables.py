"""Scenes out of tables: what a parsed TOML file gives becomes a scene, or one clear error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brecha.errors import ModelError, shown
from brecha.models.dialogue import End, Level, Node, Option, Scene, Words

__all__ = ["load_scene"]

_OWN = {"start", "trust", "clarity", "minutes", "nodes", "ends", "words"}
_KINDS = {str: "a text", int: "a whole number", bool: "true or false", Mapping: "a table"}


def load_scene(table: Mapping[str, Any], *, slug: str) -> Scene:
    """Build a scene from tables, such as a parsed TOML file gives.

    A scene that is well formed but broken (a target that doesn't exist, a node that nothing leads
    to) is built all the same: `brecha.models.dialogue_faults.faults` lists what is wrong with it.

    Parameters
    ----------
    table : mapping
        ``start``; ``trust`` and ``clarity``, each with ``begin`` and ``least``; ``minutes``;
        ``words``, texts by name; ``nodes`` by name, each with a text ``said`` and its options by
        their letters; ``ends`` by name, each with ``acceptable`` and a text ``said``. An option
        has ``to``, ``trust``, ``clarity``, ``minutes``, and the texts ``said`` and ``why``. A text
        is a table of words by language. Everything else at the top becomes ``about``.
    slug : str
        The scene's name.

    Returns
    -------
    Scene

    Raises
    ------
    ModelError
        When something is missing or of the wrong type; the message names it by its dotted key.
    """
    read = _Reader(slug, table)
    return Scene(
        slug=slug,
        about={key: value for key, value in table.items() if key not in _OWN},
        words={name: read.text(f"words.{name}") for name in read.take("words", Mapping)},
        start=read.take("start", str),
        trust=read.level("trust"),
        clarity=read.level("clarity"),
        minutes=read.take("minutes", int),
        nodes={name: read.node(name) for name in read.take("nodes", Mapping)},
        ends={name: read.ending(name) for name in read.take("ends", Mapping)},
    )


class _Reader:
    """Take values out of nested tables, and name by its dotted key what is missing there."""

    def __init__(self, slug: str, table: Mapping[str, Any]) -> None:
        self.slug = slug
        self.table = table

    def take(self, key: str, kind: Any) -> Any:
        value: Any = self.table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        # bool is an int to Python, and `minutes = true` is a slip.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            came = "nothing" if value is None else shown(value)
            raise ModelError(
                f"In the scene {self.slug!r}, {key} should be {_KINDS[kind]}; {came} came. "
                "Write it."
            )
        return value

    def text(self, key: str) -> Words:
        languages = self.take(key, Mapping)
        return {name: self.take(f"{key}.{name}", str).strip() for name in languages}

    def level(self, key: str) -> Level:
        return Level(self.take(f"{key}.begin", int), self.take(f"{key}.least", int))

    def node(self, name: str) -> Node:
        key = f"nodes.{name}"
        letters = [letter for letter in self.take(key, Mapping) if letter != "said"]
        return Node(
            name=name,
            said=self.text(f"{key}.said"),
            options={letter: self.option(f"{key}.{letter}", letter) for letter in letters},
        )

    def option(self, key: str, letter: str) -> Option:
        return Option(
            letter=letter,
            to=self.take(f"{key}.to", str),
            trust=self.take(f"{key}.trust", int),
            clarity=self.take(f"{key}.clarity", int),
            minutes=self.take(f"{key}.minutes", int),
            said=self.text(f"{key}.said"),
            why=self.text(f"{key}.why"),
        )

    def ending(self, name: str) -> End:
        key = f"ends.{name}"
        acceptable = self.take(f"{key}.acceptable", bool)
        return End(name=name, acceptable=acceptable, said=self.text(f"{key}.said"))
