"""The private side of the case: references, wrong turns, and facts for what is said."""

from brecha.checking import Key

from . import gaps, log, marks, patients

key = Key()
key.include(log.key, patients.key, gaps.key, marks.key)
