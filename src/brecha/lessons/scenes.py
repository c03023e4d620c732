"""Scenes of lessons: dialogues kept as data, one TOML file each, both languages side by side.

A line and its translation stand one under the other, and there is one graph for both: a branch
can't be added in one language alone. How a file is made is told in
:func:`brecha.models.dialogue_tables.load_scene`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from brecha.errors import LessonError, ModelError
from brecha.models.dialogue import Scene
from brecha.models.dialogue_tables import load_scene

__all__ = ["read_scenes"]


def read_scenes(folder: Path) -> Mapping[str, Scene]:
    """Read every scene of a folder.

    Parameters
    ----------
    folder : Path
        Holds ``<slug>.toml``, one for each scene.

    Returns
    -------
    mapping of str to Scene
        By slug, in the order of the alphabet.

    Raises
    ------
    LessonError
        When a file is no TOML or no scene; it is named, and what is wrong with it.
    """
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Scene:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return load_scene(table, slug=path.stem)
    except (OSError, tomllib.TOMLDecodeError, ModelError) as error:
        raise LessonError(f"{path} is no scene: {error}") from error
