"""The app over the seven screens, how it is launched, its settings and keys."""
