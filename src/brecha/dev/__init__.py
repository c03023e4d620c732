"""Author commands: what a contributor runs, and what tells a contributor what is missing."""
