"""The case business-clients: which driver of satisfaction to fund, when the clients are firms."""
