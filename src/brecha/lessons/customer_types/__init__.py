"""Lesson 03: who is still a customer, who could become one, and who serves whom inside."""
