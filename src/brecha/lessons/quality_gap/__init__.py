"""Lesson 12: the quality gap, its sign, and what it can and can't tell."""
