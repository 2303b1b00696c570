"""What a runner may do today: one verdict a day for everything that was noted."""
