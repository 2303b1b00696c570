"""The runner's settings: what they are, and the file they are kept in."""
