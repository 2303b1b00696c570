"""The terminal as it is: painting, bytes in and out, lines that drop, what it can show."""
