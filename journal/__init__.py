"""What a runner records, and what follows from it. No Textual anywhere in it."""

VERSION = "0.2.0"
"""Of the program: what a release is called, and what a journal's header says wrote it."""
