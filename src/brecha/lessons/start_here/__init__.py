"""Lesson 00: for someone who has never coded."""
