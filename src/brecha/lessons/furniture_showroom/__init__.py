"""The case furniture-showroom: forbid the hard close, or teach it to everybody."""
