"""The models as fitted to all 2,357 customers: numbers, so that no check waits for a search.

The tests fit all three again and hold these numbers to what they find.
"""

from __future__ import annotations

from brecha import models

__all__ = ["AHEAD", "PARETO", "SPEND", "WEEKS"]

AHEAD = 39
"""How many weeks are forecast."""

WEEKS = models.BGNBD(
    r=0.242593, alpha=4.413532, a=0.792886, b=2.425753, unit="weeks", customers=2357
)
PARETO = models.ParetoNBD(
    r=0.553276, alpha=10.577612, s=0.606214, beta=11.667913, unit="weeks", customers=2357
)
SPEND = models.GammaGamma(p=6.248802, q=3.744588, gamma=15.447748, customers=946)
