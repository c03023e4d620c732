"""The deeper notebook warranty: how long things last, and what it costs to answer for them."""
