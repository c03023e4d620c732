"""A bilingual workbook on customers, selling, post-sale service and the quality gap."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brecha.notebook import open_lesson

__all__ = ["__version__", "open_lesson"]

__version__ = version("brecha")


def __getattr__(name: str) -> Any:
    # What a notebook needs is imported when it is asked for: the models work without any of it.
    if name == "open_lesson":
        from brecha.notebook import open_lesson

        return open_lesson
    raise AttributeError(f"module 'brecha' has no attribute {name!r}")
