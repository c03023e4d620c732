"""The scenes of the lesson: fourteen conversations at six companies."""

from pathlib import Path

from brecha.lessons.scenes import read_scenes

SCENES = read_scenes(Path(__file__).with_name("scenes"))
