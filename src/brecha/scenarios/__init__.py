"""Simulated companies: a learner's own data from one seed, with the truth that is behind them.

Everything here is invented and says so. What each company is called and does stands in ``en.toml``
and ``es.toml``, beside the wording of the survey and the words for codes.
"""

from brecha.scenarios.company import Company, company
from brecha.scenarios.design import BranchDesign, Design, DimensionDesign, design
from brecha.scenarios.profiles import COMPANIES, next_door

__all__ = [
    "COMPANIES",
    "BranchDesign",
    "Company",
    "Design",
    "DimensionDesign",
    "company",
    "design",
    "next_door",
]
