"""The screen Exercises: the library and the runner's own."""
