"""The deeper notebook scales-and-index: which numbers of a survey can carry a decision."""
