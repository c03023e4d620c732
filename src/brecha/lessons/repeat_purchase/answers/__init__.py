"""The private side of the deeper notebook: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import forecasts, launch, orders, recall, retention, story

key = Key()
key.include(recall.key, orders.key, story.key, forecasts.key, retention.key, launch.key)
