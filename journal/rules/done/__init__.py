"""What was done, counted: the history of an exercise and the tally of a span of days."""
