"""Widgets that are given values and post messages; none of them sees the journal."""
