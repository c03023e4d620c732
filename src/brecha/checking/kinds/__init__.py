"""The kinds of answer that an exercise can ask for."""

from brecha.checking.kinds.base import Kind, Material, Reading
from brecha.checking.kinds.codes import Choice, Label, Ranking, Sorting
from brecha.checking.kinds.figure import Drawing
from brecha.checking.kinds.free import FreeText
from brecha.checking.kinds.function import Function
from brecha.checking.kinds.number import Number
from brecha.checking.kinds.path import ScenePath
from brecha.checking.kinds.tables import Frame, Series

__all__ = [
    "Choice",
    "Drawing",
    "Frame",
    "FreeText",
    "Function",
    "Kind",
    "Label",
    "Material",
    "Number",
    "Ranking",
    "Reading",
    "ScenePath",
    "Series",
    "Sorting",
]
