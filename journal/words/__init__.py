"""Entries in words, and found by words."""
