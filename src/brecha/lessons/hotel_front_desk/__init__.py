"""The case hotel-front-desk: money for a new lobby or for training, and a gap that says where."""
