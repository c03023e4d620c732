"""What the field computes: pure functions on arrays and tables, usable without the workbook."""

from brecha.models.agreement import Kappa, agreement_table, cohen_kappa, kappa_of_table
from brecha.models.blueprint import rolled_yield
from brecha.models.closing import Costs, Detection, best_threshold, cost_by_threshold, detection
from brecha.models.coders import Krippendorff, krippendorff_alpha
from brecha.models.difference import GapReliability, difference_reliability, gap_reliability
from brecha.models.diffusion import BASS_METHODS, Bass, fit_bass, fits_by_length
from brecha.models.dimensions import COMPONENTS, DIMENSIONS, ITEMS_PER_DIMENSION
from brecha.models.funnel import (
    Funnel,
    FunnelProduct,
    cohort_funnel,
    contacts_needed,
    product_of_rates,
)
from brecha.models.gap_model import GAP_NAMES, Better, FiveGaps, five_gaps
from brecha.models.importance import (
    QUADRANTS,
    ImportancePerformance,
    changed_quadrants,
    derived_importance,
    importance_performance,
    stated_importance,
)
from brecha.models.index import ECSI_PATHS, SatisfactionIndex, satisfaction_index
from brecha.models.interval import MeanInterval, mean_interval
from brecha.models.kano import (
    KANO_ANSWERS,
    KANO_CATEGORIES,
    KANO_TABLE,
    Kano,
    kano_categories,
    kano_feature,
    kano_features,
)
from brecha.models.lifetime_value import MARGIN_TIMINGS, LifetimeValue, lifetime_value
from brecha.models.lifetimes import Weibull, fit_weibull
from brecha.models.paradox import Prevalence, prevalence
from brecha.models.pareto_nbd import ParetoNBD, fit_pareto_nbd
from brecha.models.paths import PathModel, path_model, total_effects
from brecha.models.performance import Explained, Performance, servperf, variance_explained
from brecha.models.promoters import NetPromoter, net_promoter, net_promoter_from_counts
from brecha.models.quality import (
    by_respondent,
    gaps,
    gaps_by_dimension,
    gaps_by_item,
    item_mean,
    reverse,
    unweighted_score,
)
from brecha.models.reliability import Alpha, alpha_without, cronbach_alpha
from brecha.models.repeat_purchase import BGNBD, fit_bg_nbd
from brecha.models.resampling import PathBootstrap, bootstrap_paths
from brecha.models.retention import SBG, fit_sbg, retention_rates
from brecha.models.satisfaction import Effort, customer_effort, top_box
from brecha.models.shares import Share, wilson
from brecha.models.spend import GammaGamma, fit_gamma_gamma
from brecha.models.survival import KaplanMeier, kaplan_meier
from brecha.models.tickets import TicketLog, read_tickets
from brecha.models.warranty import (
    WARRANTY_POLICIES,
    Maintenance,
    Warranty,
    maintenance_interval,
    warranty_claims,
)
from brecha.models.weights import priorities, weighted_score
from brecha.models.word_of_mouth import WordOfMouth, word_of_mouth
from brecha.models.zone import Zone, zone_of_tolerance

__all__ = [
    "BASS_METHODS",
    "BGNBD",
    "COMPONENTS",
    "DIMENSIONS",
    "ECSI_PATHS",
    "GAP_NAMES",
    "ITEMS_PER_DIMENSION",
    "KANO_ANSWERS",
    "KANO_CATEGORIES",
    "KANO_TABLE",
    "MARGIN_TIMINGS",
    "QUADRANTS",
    "SBG",
    "WARRANTY_POLICIES",
    "Alpha",
    "Bass",
    "Better",
    "Costs",
    "Detection",
    "Effort",
    "Explained",
    "FiveGaps",
    "Funnel",
    "FunnelProduct",
    "GammaGamma",
    "GapReliability",
    "ImportancePerformance",
    "Kano",
    "KaplanMeier",
    "Kappa",
    "Krippendorff",
    "LifetimeValue",
    "Maintenance",
    "MeanInterval",
    "NetPromoter",
    "ParetoNBD",
    "PathBootstrap",
    "PathModel",
    "Performance",
    "Prevalence",
    "SatisfactionIndex",
    "Share",
    "TicketLog",
    "Warranty",
    "Weibull",
    "WordOfMouth",
    "Zone",
    "agreement_table",
    "alpha_without",
    "best_threshold",
    "bootstrap_paths",
    "by_respondent",
    "changed_quadrants",
    "cohen_kappa",
    "cohort_funnel",
    "contacts_needed",
    "cost_by_threshold",
    "cronbach_alpha",
    "customer_effort",
    "derived_importance",
    "detection",
    "difference_reliability",
    "fit_bass",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_pareto_nbd",
    "fit_sbg",
    "fit_weibull",
    "fits_by_length",
    "five_gaps",
    "gap_reliability",
    "gaps",
    "gaps_by_dimension",
    "gaps_by_item",
    "importance_performance",
    "item_mean",
    "kano_categories",
    "kano_feature",
    "kano_features",
    "kaplan_meier",
    "kappa_of_table",
    "krippendorff_alpha",
    "lifetime_value",
    "maintenance_interval",
    "mean_interval",
    "net_promoter",
    "net_promoter_from_counts",
    "path_model",
    "prevalence",
    "priorities",
    "product_of_rates",
    "read_tickets",
    "retention_rates",
    "reverse",
    "rolled_yield",
    "satisfaction_index",
    "servperf",
    "stated_importance",
    "top_box",
    "total_effects",
    "unweighted_score",
    "variance_explained",
    "warranty_claims",
    "weighted_score",
    "wilson",
    "word_of_mouth",
    "zone_of_tolerance",
]
