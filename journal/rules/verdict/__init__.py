"""What to do today, ankle by ankle: what a light says to a run."""
