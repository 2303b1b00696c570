"""What every screen and dialog stands in: the screen, the dialog, the form, help, commands, drafts."""
