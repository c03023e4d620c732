"""Lesson 11: whether customers come back, and what that is worth."""
