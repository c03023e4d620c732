"""A bilingual workbook on customers, selling, post-sale service and the quality gap."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("brecha")
