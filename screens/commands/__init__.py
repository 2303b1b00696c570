"""One-shot commands: one line in, plain text out. No Textual."""
