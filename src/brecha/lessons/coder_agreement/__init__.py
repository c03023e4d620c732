"""The deeper notebook coder-agreement: how much of an agreement is more than habit."""
