"""Every way the journal meets a person: commands, plain text and the full-screen app."""
