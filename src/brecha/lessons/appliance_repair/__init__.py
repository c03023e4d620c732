"""The case appliance-repair: whether to repair free in the year after the warranty."""
