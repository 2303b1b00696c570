"""The check-in: both ankles rated, where it is sore, stop signs."""
