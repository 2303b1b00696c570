"""How one entry becomes another, and back: changes to fields, and two histories made one. Pure."""
