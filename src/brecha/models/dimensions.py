"""The five dimensions of service quality, and the ten components that they came from."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["COMPONENTS", "DIMENSIONS", "ITEMS_PER_DIMENSION"]

#: The dimensions of 1988, in the order in which the literature names them.
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")

#: How many of the 22 items each has, in the same order.
ITEMS_PER_DIMENSION = (4, 5, 4, 4, 5)

#: The ten components of 1985 and the dimension that each went into. Three kept their name; where
#: the other seven went is the usual reading of textbooks.
COMPONENTS = MappingProxyType(
    {
        "tangibles": "tangibles",
        "reliability": "reliability",
        "responsiveness": "responsiveness",
        "competence": "assurance",
        "courtesy": "assurance",
        "credibility": "assurance",
        "security": "assurance",
        "access": "empathy",
        "communication": "empathy",
        "understanding": "empathy",
    }
)
