"""What other programs wrote: recognised by content, read in a stream, reviewed, and then brought in."""
