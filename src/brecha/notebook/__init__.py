"""What a notebook touches: opening a lesson, and all that its cells call."""

from brecha.notebook.opening import open_lesson
from brecha.notebook.workbook import Workbook

__all__ = ["Workbook", "open_lesson"]
