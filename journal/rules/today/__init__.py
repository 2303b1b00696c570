"""What the screen Today says, and its greeting."""
