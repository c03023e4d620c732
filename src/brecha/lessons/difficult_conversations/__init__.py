"""Lesson 04: difficult conversations, and whether customers come in five types."""
