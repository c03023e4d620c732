"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import coders, kappa, marks, neighbours, order, recall

key = Key()
key.include(recall.key, kappa.key, marks.key, order.key, coders.key, neighbours.key)
