"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import alpha, arrows, gap, importance, index, limits, no_gap, recall

key = Key()
key.include(
    recall.key, alpha.key, limits.key, no_gap.key, gap.key, importance.key, index.key, arrows.key
)
