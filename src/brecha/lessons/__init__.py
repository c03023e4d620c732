"""Lessons and cases: one folder each, and how they are found."""

from brecha.lessons.finding import find, names
from brecha.lessons.lesson import Lesson, Version
from brecha.lessons.parameter import Parameter
from brecha.lessons.picture import COLOURS, HATCHES, Caption, Figure, Widget

__all__ = [
    "COLOURS",
    "HATCHES",
    "Caption",
    "Figure",
    "Lesson",
    "Parameter",
    "Version",
    "Widget",
    "find",
    "names",
]
