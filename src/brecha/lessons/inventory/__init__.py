"""Twelve questions on what is believed about service, asked before the course and after it."""
