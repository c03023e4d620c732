"""The case subscription-club: who stays, and whether that is a reason for a discount."""
