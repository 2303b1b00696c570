"""What an ankle says: ratings, mornings, courses of soreness, self-tests; and what was exercised before them."""
