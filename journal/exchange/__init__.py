"""Formats the journal travels in: out and in."""
