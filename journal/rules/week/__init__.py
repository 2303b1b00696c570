"""A week summed up and compared, what follows from it, and the page for a physio."""
