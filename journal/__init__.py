"""What a runner records, and what follows from it. No Textual anywhere in it."""
