"""Measures of speed and of bytes: ``python -m tests.benchmarks`` prints the table. Not part of the tests."""
