"""The screen Diary: every day and what was written on it."""
