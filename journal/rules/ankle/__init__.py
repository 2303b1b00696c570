"""What an ankle says: ratings, mornings, episodes and their clocks, lights, stop signs, self-tests."""
