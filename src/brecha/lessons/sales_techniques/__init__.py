"""Lesson 06: two ways of selling on two horizons, and the moment to close."""
