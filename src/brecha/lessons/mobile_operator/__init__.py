"""The case mobile-operator: which driver of satisfaction to fund."""
