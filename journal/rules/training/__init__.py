"""Sessions: what is planned, how it fits the day, what is proposed, one set after another."""
