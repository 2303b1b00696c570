"""Writing one kind of entry, from any screen."""
