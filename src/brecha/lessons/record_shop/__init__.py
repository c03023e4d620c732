"""The case record-shop: who is still a customer, and which 200 get a letter."""
