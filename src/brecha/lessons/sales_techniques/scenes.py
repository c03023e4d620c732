"""The scene of the lesson: an objection, and what is behind it."""

from pathlib import Path

from brecha.lessons.scenes import read_scenes

__all__ = ["SCENES"]

SCENES = read_scenes(Path(__file__).with_name("scenes"))
