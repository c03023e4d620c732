"""What the field computes: pure functions on arrays and tables, usable without the workbook."""

from brecha.models.dimensions import COMPONENTS, DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.models.gap_model import GAP_NAMES, FiveGaps, five_gaps
from brecha.models.interval import MeanInterval, mean_interval
from brecha.models.quality import (
    by_respondent,
    gaps,
    gaps_by_dimension,
    gaps_by_item,
    item_mean,
    reverse,
    unweighted_score,
)
from brecha.models.weights import priorities, weighted_score
from brecha.models.zone import Zone, zone_of_tolerance

__all__ = [
    "COMPONENTS",
    "DIMENSIONS",
    "GAP_NAMES",
    "ITEMS_PER_DIMENSION",
    "FiveGaps",
    "MeanInterval",
    "Zone",
    "by_respondent",
    "five_gaps",
    "gaps",
    "gaps_by_dimension",
    "gaps_by_item",
    "item_mean",
    "mean_interval",
    "priorities",
    "reverse",
    "unweighted_score",
    "weighted_score",
    "zone_of_tolerance",
]
