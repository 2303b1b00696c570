"""Exercises and routines picked, dosed, and written as the runner's own."""
