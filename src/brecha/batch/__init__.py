"""Run one notebook for many parameter sets, quickly, and lose nothing.

``brecha batch`` on the command line; :func:`run_batch` in Python; ``papermill --engine brecha``
for a single warm run.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brecha.batch.batch import BatchReport, Tally, run_batch
    from brecha.batch.ledger import Outcome, Record
    from brecha.batch.roster import Entry, RosterError, read_grid, read_key, read_roster, seed_of
    from brecha.batch.rules import Rules, read_notebook, rules_of
    from brecha.batch.running import Limits

__all__ = [
    "BatchReport",
    "Entry",
    "Limits",
    "Outcome",
    "Record",
    "RosterError",
    "Rules",
    "Tally",
    "read_grid",
    "read_key",
    "read_notebook",
    "read_roster",
    "rules_of",
    "run_batch",
    "seed_of",
]

_PLACES = {
    "batch": ("BatchReport", "Tally", "run_batch"),
    "ledger": ("Outcome", "Record"),
    "roster": ("Entry", "RosterError", "read_grid", "read_key", "read_roster", "seed_of"),
    "rules": ("Rules", "read_notebook", "rules_of"),
    "running": ("Limits",),
}


def __getattr__(name: str) -> Any:
    # The template must build its shell before pandas is imported, and everything here imports it.
    for module, offered in _PLACES.items():
        if name in offered:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
