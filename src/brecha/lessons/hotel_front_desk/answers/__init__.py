"""The private side of the case: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import desk, doors, hotels, stake

key = Key()
key.include(hotels.key, stake.key, desk.key, doors.key)
