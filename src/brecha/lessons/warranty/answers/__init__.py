"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import costs, curve, fleet, grinders, life, maintenance, policies, recall

key = Key()
key.include(
    recall.key,
    curve.key,
    fleet.key,
    life.key,
    policies.key,
    costs.key,
    maintenance.key,
    grinders.key,
)
