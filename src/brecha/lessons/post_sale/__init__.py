"""Lesson 10: what becomes of a customer who has paid, from a ticket log."""
