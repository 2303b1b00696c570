"""What the journal says, read from it for whoever shows it: summaries, the diary, catalogue, check-ins."""
