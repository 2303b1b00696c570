"""After a twist: which phase an ankle is in, and the ladder back to running."""
