"""The deeper notebook repeat-purchase: who comes back, how often, and what it is worth."""
