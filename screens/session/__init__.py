"""The screen Session: choosing what to do, and ticking it off."""
