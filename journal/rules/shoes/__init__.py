"""What pairs of shoes have run, how they fit, and what ran along with sore ankles."""
