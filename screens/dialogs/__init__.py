"""Small typed dialogs."""
