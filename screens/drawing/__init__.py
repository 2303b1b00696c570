"""Text drawn: marks, bars, charts and lines with the roles of their colours. No Textual."""
