"""The screen Today: how the ankles are and what to do next."""
