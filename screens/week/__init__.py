"""The screen Week: seven days summed up, and the half year."""
