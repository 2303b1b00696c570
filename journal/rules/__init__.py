"""Rules that follow from entries: pure functions, each with its source."""
