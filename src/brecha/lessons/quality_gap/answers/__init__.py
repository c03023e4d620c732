"""Lesson 12, private side: right answers, and the wrong computations behind wrong ones."""

from brecha.checking import Key

from . import branches, gaps, minutes, neighbour, priorities, recall, sheet, zone

key = Key()
key.include(
    recall.key,
    branches.key,
    gaps.key,
    sheet.key,
    priorities.key,
    minutes.key,
    zone.key,
    neighbour.key,
)
